namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>Settings of the text service: section Sms.</summary>
public sealed class SmsOptions
{
    public const string Section = "Sms";

    /// <summary>The service's endpoint in Azure, used with the app's identity.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>A connection string, used instead of the endpoint if the service has no identities.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The sender that parents see: a number, or up to 11 letters and digits.</summary>
    public string From { get; init; } = "";
}

/// <summary>Settings of the email service: section Email.</summary>
public sealed class EmailOptions
{
    public const string Section = "Email";

    /// <summary>SendGrid's API key, the only secret; in Azure it comes from Key Vault.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Another endpoint of the service; empty for the default.</summary>
    public string Host { get; init; } = "";

    /// <summary>The sender's email address.</summary>
    public string From { get; init; } = "";

    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "School attendance";
}

/// <summary>Settings of sending: section Sending.</summary>
public sealed class SendingOptions
{
    public const string Section = "Sending";

    /// <summary>Whether this is production. Any other environment can send only to <see cref="AllowList"/>.</summary>
    public bool Production { get; init; }

    /// <summary>
    /// Numbers and addresses that a non-production environment may send to, separated by semicolons. An entry may end in *
    /// (+447700900*) or be a domain (@example.org).
    /// </summary>
    public string AllowList { get; init; } = "";

    /// <summary>Texts a minute; 0 for no limit. The service accepts 600 a minute from an alphanumeric sender.</summary>
    public int TextsPerMinute { get; init; } = 300;

    /// <summary>Emails a minute; 0 for no limit.</summary>
    public int EmailsPerMinute { get; init; } = 300;
}

/// <summary>Rules for both channels.</summary>
public static class ChannelOptions
{
    /// <summary>How long a provider may take to answer: much less than the time after which a claim counts as abandoned.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The value of a setting. It is read before a message is claimed, so that a missing setting claims no message.</summary>
    /// <exception cref="InvalidOperationException">The value is empty.</exception>
    public static string Required(string section, string name, string value) => value.Length > 0
        ? value
        : throw new InvalidOperationException($"The app setting {section}__{name} is missing; parents see it as the sender.");
}
