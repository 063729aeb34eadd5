namespace SendGrid.Helpers.Mail;

/// <summary>An email. Recipient, subject and custom arguments belong to an envelope, the first one unless another is named.</summary>
public class SendGridMessage
{
    /// <summary>The body as plain text; null for none. With <see cref="HtmlContent"/> it takes the place of what <see cref="AddContent"/> added.</summary>
    public string? PlainTextContent { get; set; }

    /// <summary>The body as HTML; null for none.</summary>
    public string? HtmlContent { get; set; }

    internal EmailAddress? From { get; private set; }

    internal List<Personalization> Personalizations { get; } = [];

    internal List<(string MimeType, string Text)> Contents { get; } = [];

    internal (bool Enable, bool EnableText)? ClickTracking { get; private set; }

    internal (bool Enable, string? SubstitutionTag)? OpenTracking { get; private set; }

    /// <summary>Sets the sender.</summary>
    public void SetFrom(EmailAddress email) => From = email;

    /// <summary>Adds a recipient.</summary>
    public void AddTo(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).Tos.Add(email);

    /// <summary>Sets the subject.</summary>
    public void SetSubject(string subject, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).Subject = subject;

    /// <summary>Adds an argument that comes back with every event of the message.</summary>
    public void AddCustomArg(string customArgKey, string customArgValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).CustomArgs[customArgKey] = customArgValue;

    /// <summary>Adds a body of a MIME type; the service is sent plain text first, then HTML, then others.</summary>
    public void AddContent(string mimeType, string text) => Contents.Add((mimeType, text));

    /// <summary>Whether links are rewritten to count clicks, in HTML and in plain text.</summary>
    public void SetClickTracking(bool enable, bool enableText) => ClickTracking = (enable, enableText);

    /// <summary>Whether an invisible picture counts openings.</summary>
    public void SetOpenTracking(bool enable, string? substitutionTag = null) => OpenTracking = (enable, substitutionTag);

    private Personalization Envelope(int index, Personalization? given)
    {
        if (given is not null)
        {
            Personalizations.Add(given);
        }
        else if (index == Personalizations.Count)
        {
            Personalizations.Add(new Personalization());
        }

        return given ?? Personalizations[index];
    }
}
