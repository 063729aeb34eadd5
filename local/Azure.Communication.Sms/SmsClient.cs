using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Sms;

/// <summary>Sends texts through a Communication Services resource.</summary>
public class SmsClient
{
    private readonly Uri _endpoint;
    private readonly HttpPipeline _pipeline;
    private readonly SmsClientOptions _options;

    /// <summary>Connects with the resource's access key.</summary>
    /// <exception cref="InvalidOperationException">The connection string has no endpoint or no access key.</exception>
    public SmsClient(string connectionString)
        : this(connectionString, new SmsClientOptions())
    {
    }

    /// <summary>Connects with the resource's access key.</summary>
    /// <exception cref="InvalidOperationException">The connection string has no endpoint or no access key.</exception>
    public SmsClient(string connectionString, SmsClientOptions options)
        : this(CommunicationResource.Parse(connectionString), options)
    {
    }

    /// <summary>Connects with a token of Microsoft Entra ID. Requests fail unless <paramref name="endpoint"/> is https.</summary>
    public SmsClient(Uri endpoint, TokenCredential tokenCredential, SmsClientOptions? options = null)
        : this(endpoint, new BearerTokenAuthenticationPolicy(tokenCredential, "https://communication.azure.com//.default"), options)
    {
    }

    private SmsClient(CommunicationResource resource, SmsClientOptions? options)
        : this(resource.Endpoint, new HmacPolicy(resource.AccessKey), options)
    {
    }

    private SmsClient(Uri endpoint, HttpPipelinePolicy authorisation, SmsClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _endpoint = endpoint;
        _options = options ?? new SmsClientOptions();
        _pipeline = HttpPipelineBuilder.Build(_options, [], [authorisation], new ResponseClassifier());
    }

    /// <summary>
    /// Sends one text message to one number. Retries of a call have the same repeatability id, so that the service can recognise them.
    /// Each call has a new id.
    /// </summary>
    /// <param name="from">The sender: a number in E.164 form, or the resource's alphanumeric sender id.</param>
    /// <param name="to">The recipient's number in E.164 form.</param>
    /// <param name="message">The text; the service splits a long one into segments.</param>
    /// <param name="options">Whether a delivery report is wanted, and its tag.</param>
    /// <param name="cancellationToken">Cancels the request and its retries.</param>
    /// <exception cref="RequestFailedException">The service responded with another status than 202.</exception>
    public virtual async Task<Response<SmsSendResult>> SendAsync(
        string from, string to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        ArgumentNullException.ThrowIfNull(message);

        using var http = _pipeline.CreateMessage();
        http.Request.Method = RequestMethod.Post;
        http.Request.Uri.Reset(new Uri(_endpoint, "/sms"));
        http.Request.Uri.AppendQuery("api-version", _options.ApiVersion);
        http.Request.Headers.SetValue("Accept", "application/json");
        http.Request.Headers.SetValue("Content-Type", "application/json");
        http.Request.Content = RequestContent.Create(Body(from, to, message, options));

        await _pipeline.SendAsync(http, cancellationToken);
        return http.Response.Status == 202
            ? Response.FromValue(Read(http.Response), http.Response)
            : throw new RequestFailedException(http.Response);
    }

    private static byte[] Body(string from, string to, string message, SmsSendOptions? options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("from", from);
            json.WriteStartArray("smsRecipients");
            json.WriteStartObject();
            json.WriteString("to", to);
            json.WriteString("repeatabilityRequestId", Guid.NewGuid());
            json.WriteString("repeatabilityFirstSent", DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("message", message);
            if (options is not null)
            {
                Write(json, options);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SmsSendOptions options)
    {
        json.WriteStartObject("smsSendOptions");
        json.WriteBoolean("enableDeliveryReport", options.EnableDeliveryReport);
        if (options.Tag is not null)
        {
            json.WriteString("tag", options.Tag);
        }

        json.WriteEndObject();
    }

    private static SmsSendResult Read(Response response)
    {
        using var body = JsonDocument.Parse(response.Content);
        var recipient = body.RootElement.GetProperty("value")[0];
        return new SmsSendResult(
            recipient.GetProperty("to").GetString()!,
            Text(recipient, "messageId"),
            recipient.GetProperty("httpStatusCode").GetInt32(),
            recipient.GetProperty("successful").GetBoolean(),
            Text(recipient, "errorMessage"));
    }

    private static string? Text(JsonElement recipient, string name) =>
        recipient.TryGetProperty(name, out var value) ? value.GetString() : null;
}
