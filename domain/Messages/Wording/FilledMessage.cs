namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>An email: subject, plain text, and the same as HTML.</summary>
public sealed record EmailBody(string Subject, string Plain, string Html);

/// <summary>A message to one parent about one child or several of the family, as it would leave.</summary>
/// <param name="Text">The text to a mobile number.</param>
/// <param name="Cost">What the text costs.</param>
/// <param name="Email">The email.</param>
public sealed record FilledMessage(string Text, TextCost Cost, EmailBody Email);
