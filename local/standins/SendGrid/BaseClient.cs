using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>What all clients of SendGrid's version 3 API can do.</summary>
public abstract class BaseClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly SendGridClientOptions _options;

    /// <summary>Takes the HttpClient to send with, and where to.</summary>
    protected BaseClient(HttpClient httpClient, SendGridClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(options);
        _http = httpClient;
        _options = options;
    }

    /// <summary>The methods of HTTP that the API knows.</summary>
    public enum Method
    {
        /// <summary>Reads.</summary>
        GET,

        /// <summary>Makes.</summary>
        POST,
    }

    /// <summary>Sends one request. A refusal is an answer, not an exception.</summary>
    /// <param name="method">The method.</param>
    /// <param name="requestBody">JSON; null for none.</param>
    /// <param name="queryParams">The query as a JSON object, whose names and values are put into the address as they are; null for none.</param>
    /// <param name="urlPath">The path after the version.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="HttpRequestException">No answer came; whether the request was taken is not known.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled or timed out; whether the request was taken is not known.</exception>
    public async Task<Response> RequestAsync(
        SendGridClient.Method method, string? requestBody = null, string? queryParams = null, string? urlPath = null, CancellationToken cancellationToken = default)
    {
        var address = new Uri($"{_options.Host.TrimEnd('/')}/v3/{urlPath}{Query(queryParams)}");
        using var request = new HttpRequestMessage(new HttpMethod(method.ToString()), address);
        request.Content = requestBody is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(requestBody)) { Headers = { ContentType = Json } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.TryParseAdd($"sendgrid/{typeof(BaseClient).Assembly.GetName().Version} csharp");

        var answer = await _http.SendAsync(request, cancellationToken);
        return new Response(answer.StatusCode, answer.Content, answer.Headers);
    }

    /// <summary>Sends a message once. A refusal is an answer, not an exception.</summary>
    /// <exception cref="HttpRequestException">No answer came; whether the message was accepted is not known.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled or timed out; whether the message was accepted is not known.</exception>
    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msg);
        return RequestAsync(Method.POST, Encoding.UTF8.GetString(MessageJson.Write(msg)), urlPath: "mail/send", cancellationToken: cancellationToken);
    }

    private static string Query(string? queryParams)
    {
        if (queryParams is null)
        {
            return "";
        }

        using var json = JsonDocument.Parse(queryParams);
        return $"?{string.Join('&', json.RootElement.EnumerateObject().Select(pair => $"{pair.Name}={pair.Value}"))}";
    }
}
