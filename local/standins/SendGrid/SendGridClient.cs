namespace SendGrid;

/// <summary>Sends emails through SendGrid's version 3 API.</summary>
/// <param name="httpClient">What to send with.</param>
/// <param name="options">Where to.</param>
public class SendGridClient(HttpClient httpClient, SendGridClientOptions options) : BaseClient(httpClient, options);
