namespace AttendanceFunctions.Local.Providers;

/// <summary>A text that the SMS provider accepted.</summary>
/// <param name="To">The recipient's number in E.164 form.</param>
/// <param name="Body">The text as it was handed over.</param>
/// <param name="Key">The sender's own tag, which is the ledger key; empty where it gave none.</param>
/// <param name="At">When it was accepted, in UTC.</param>
public sealed record AcceptedText(string To, string Body, string Key, DateTime At);

/// <summary>An email that the email provider accepted, once for every recipient.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Body">The plain text part; empty where there is none.</param>
/// <param name="Key">The sender's own <c>custom_args.key</c>, which is the ledger key; empty where it gave none.</param>
/// <param name="At">When it was accepted, in UTC.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part; empty where there is none.</param>
public sealed record AcceptedEmail(string To, string Body, string Key, DateTime At, string Subject, string Html);
