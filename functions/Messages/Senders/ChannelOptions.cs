namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>Settings of the text service: section Sms.</summary>
public sealed class SmsOptions
{
    public const string Section = "Sms";

    /// <summary>The service's address in Azure, used with the app's identity.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Instead of the address: a connection string, for a service without identities.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The sender that parents see: a number, or up to 11 letters and digits.</summary>
    public string From { get; init; } = "";
}

/// <summary>Settings of the email service: section Email.</summary>
public sealed class EmailOptions
{
    public const string Section = "Email";

    /// <summary>The one secret: SendGrid's key, from Key Vault in Azure.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Another address of the service; empty for its own.</summary>
    public string Host { get; init; } = "";

    /// <summary>The address that emails come from.</summary>
    public string From { get; init; } = "";

    /// <summary>The name beside it.</summary>
    public string FromName { get; init; } = "School attendance";
}

/// <summary>Settings of sending: section Sending.</summary>
public sealed class SendingOptions
{
    public const string Section = "Sending";

    /// <summary>Whether this is production. Anything else can send only to <see cref="AllowList"/>, whatever else is set.</summary>
    public bool Production { get; init; }

    /// <summary>
    /// Numbers and addresses that an environment which is not production may send to, separated by semicolons. An entry may end in *
    /// (+447700900*) or be a domain (@example.org).
    /// </summary>
    public string AllowList { get; init; } = "";

    /// <summary>Texts a minute; 0 for no limit. The service takes 600 a minute from an alphanumeric sender.</summary>
    public int TextsPerMinute { get; init; } = 300;

    /// <summary>Emails a minute; 0 for no limit.</summary>
    public int EmailsPerMinute { get; init; } = 300;
}

/// <summary>What both channels hold to.</summary>
public static class ChannelOptions
{
    /// <summary>How long a provider may take to answer: far below the time after which a claim counts as nobody's.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>A setting's value, read before anything is claimed, so that a missing setting uses up no message's claim.</summary>
    /// <exception cref="InvalidOperationException">It is empty.</exception>
    public static string Required(string section, string name, string value) => value.Length > 0
        ? value
        : throw new InvalidOperationException($"The app setting {section}__{name} is missing; parents see it as the sender.");
}
