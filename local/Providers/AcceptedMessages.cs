namespace AttendanceFunctions.Local.Providers;

/// <summary>A text that the SMS provider accepted.</summary>
/// <param name="To">The recipient's number in E.164 form.</param>
/// <param name="Body">The text, unchanged.</param>
/// <param name="Key">The sender's tag, which is the ledger key; empty if there is none.</param>
/// <param name="At">When it was accepted, in UTC.</param>
public sealed record AcceptedText(string To, string Body, string Key, DateTime At);

/// <summary>An email that the email provider accepted. A request with several recipients gives one for each.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Body">The plain text part; empty if there is none.</param>
/// <param name="Key">The sender's <c>custom_args.key</c>, which is the ledger key; empty if there is none.</param>
/// <param name="At">When it was accepted, in UTC.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part; empty if there is none.</param>
public sealed record AcceptedEmail(string To, string Body, string Key, DateTime At, string Subject, string Html);
