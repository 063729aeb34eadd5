namespace AttendanceFunctions.Local.Providers;

/// <summary>The body of the SMS service's send operation, as far as it is looked at.</summary>
internal sealed record SmsRequest(string From, IReadOnlyList<SmsRecipient> SmsRecipients, string Message, SmsOptions? SmsSendOptions);

/// <summary>One recipient of a text.</summary>
internal sealed record SmsRecipient(string To);

/// <summary>The sender's options; the tag comes back in the delivery report.</summary>
internal sealed record SmsOptions(string? Tag);
