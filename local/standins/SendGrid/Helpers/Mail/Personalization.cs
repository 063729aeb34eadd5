namespace SendGrid.Helpers.Mail;

/// <summary>An envelope: to whom a message goes, and what is theirs alone. Here it is only what the message's own methods fill.</summary>
public class Personalization
{
    internal List<EmailAddress> Tos { get; } = [];

    internal string? Subject { get; set; }

    internal Dictionary<string, string> CustomArgs { get; } = [];
}
