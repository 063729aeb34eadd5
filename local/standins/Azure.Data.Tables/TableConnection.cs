using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>One account's Table service: where it is, how requests to it are authorised, and which version of the protocol they speak.</summary>
internal sealed class TableConnection(Uri endpoint, HttpPipelinePolicy authorisation, TableClientOptions options)
{
    public const string MinimalMetadata = "application/json;odata=minimalmetadata";

    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(options, [], [authorisation], new ResponseClassifier());

    public static TableConnection To(StorageAccount account, TableClientOptions options) =>
        new(account.Endpoint, new SharedKeyLitePolicy(account), options);

    public static TableConnection To(Uri endpoint, TokenCredential credential, TableClientOptions options) =>
        new(endpoint, new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default"), options);

    /// <summary>The absolute address of a path of the service.</summary>
    public Uri AddressOf(string path) => UriOf(path).ToUri();

    public HttpMessage Message(RequestMethod method, string path, byte[]? body = null)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri = UriOf(path);
        message.Request.Headers.SetValue("x-ms-version", options.Version);
        if (body is not null)
        {
            message.Request.Content = RequestContent.Create(body);
        }

        return message;
    }

    public HttpMessage Message(EntityRequest change)
    {
        var message = Message(change.Method, change.Path, change.Body);
        message.Request.Uri.AppendQuery("$format", MinimalMetadata);
        foreach (var (name, value) in change.Headers())
        {
            message.Request.Headers.SetValue(name, value);
        }

        return message;
    }

    public HttpMessage Query(string path, params ReadOnlySpan<(string Name, string? Value)> options)
    {
        var message = Message(RequestMethod.Get, path);
        message.Request.Headers.SetValue("Accept", MinimalMetadata);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Uri.AppendQuery("$format", MinimalMetadata);
        foreach (var (name, value) in options)
        {
            if (value is not null)
            {
                message.Request.Uri.AppendQuery(name, value);
            }
        }

        return message;
    }

    /// <summary>Sends a request, with the retries of the options.</summary>
    /// <param name="message">The request; disposed of here, its answer lives on.</param>
    /// <param name="tolerated">A status beyond 2xx that the caller understands; any other is thrown.</param>
    /// <param name="cancellationToken">Ends the waiting and the retries.</param>
    /// <exception cref="RequestFailedException">The service refused the request.</exception>
    public async Task<Response> SendAsync(HttpMessage message, int? tolerated, CancellationToken cancellationToken)
    {
        using (message)
        {
            await _pipeline.SendAsync(message, cancellationToken);
            var response = message.Response;
            return response.Status is >= 200 and < 300 || response.Status == tolerated ? response : throw TableErrors.Of(response);
        }
    }

    private RequestUriBuilder UriOf(string path)
    {
        var uri = new RequestUriBuilder();
        uri.Reset(endpoint);
        if (!uri.Path.EndsWith('/'))
        {
            uri.AppendPath("/", escape: false);
        }

        uri.AppendPath(path, escape: false);
        return uri;
    }
}
