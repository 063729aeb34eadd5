using System.Net.Http.Headers;
using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>Sends emails through SendGrid's version 3 API.</summary>
public class SendGridClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly SendGridClientOptions _options;

    /// <summary>Takes the HttpClient to send with, and where to.</summary>
    public SendGridClient(HttpClient httpClient, SendGridClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(options);
        _http = httpClient;
        _options = options;
    }

    /// <summary>Sends a message once. A refusal is an answer, not an exception.</summary>
    /// <exception cref="HttpRequestException">No answer came; whether the message was accepted is not known.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled or timed out; whether the message was accepted is not known.</exception>
    public async Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msg);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_options.Host.TrimEnd('/')}/v3/mail/send"));
        request.Content = new ByteArrayContent(MessageJson.Write(msg)) { Headers = { ContentType = Json } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.TryParseAdd($"sendgrid/{typeof(SendGridClient).Assembly.GetName().Version} csharp");

        var answer = await _http.SendAsync(request, cancellationToken);
        return new Response(answer.StatusCode, answer.Content, answer.Headers);
    }
}
