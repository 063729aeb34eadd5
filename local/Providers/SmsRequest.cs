namespace AttendanceFunctions.Local.Providers;

/// <summary>The parts of the send operation's request body that the provider uses.</summary>
internal sealed record SmsRequest(string From, IReadOnlyList<SmsRecipient> SmsRecipients, string Message, SmsOptions? SmsSendOptions);

/// <summary>One recipient of a text.</summary>
internal sealed record SmsRecipient(string To);

/// <summary>The sender's options. The delivery report repeats the tag.</summary>
internal sealed record SmsOptions(string? Tag);
