using AttendanceFunctions.Local.Providers;
using Azure;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>
/// A proxy in front of the blob, queue and table services of a storage account that injects random faults. It forwards paths, headers and
/// bodies unchanged, so that request signatures stay valid.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    /// <summary>How long the proxy waits before it closes the connection of a request that times out.</summary>
    private static readonly TimeSpan HangTime = TimeSpan.FromMilliseconds(120);

    /// <summary>The clients prefer <c>retry-after-ms</c> to <c>Retry-After</c>, whose unit is seconds, so they retry after 20 ms.</summary>
    private static readonly (string Name, string Value)[] RetrySoon = [("Retry-After", "1"), ("retry-after-ms", "20")];

    private readonly HttpClient _storage = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Dictionary<StorageService, string> _endpoints;
    private readonly List<LoopbackServer> _servers = [];
    private readonly QueueServiceClient _queues;
    private readonly RandomStorageFaults _faults;
    private readonly IStorageObserver _observer;

    private FaultProxy(string storage, RandomStorageFaults faults, IStorageObserver observer)
    {
        _endpoints = Enum.GetValues<StorageService>()
            .ToDictionary(service => service, service => new Uri(Setting(storage, service)).GetLeftPart(UriPartial.Authority));
        _queues = new(storage, new() { MessageEncoding = QueueMessageEncoding.None });
        _faults = faults;
        _observer = observer;
        ConnectionString = storage;
    }

    /// <summary>The connection string of the account through the proxy.</summary>
    public string ConnectionString { get; private set; }

    /// <summary>The first error of the proxy itself; null if there was none. After an error, the campaign's results are invalid.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Starts the proxy.</summary>
    /// <param name="storage">The account's connection string, with all three endpoints on loopback.</param>
    /// <param name="faults">Chooses the faults.</param>
    /// <param name="observer">Observes every request.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<FaultProxy> StartAsync(
        string storage, RandomStorageFaults faults, IStorageObserver observer, CancellationToken cancellationToken)
    {
        var proxy = new FaultProxy(storage, faults, observer);
        foreach (var service in Enum.GetValues<StorageService>())
        {
            var server = await LoopbackServer.StartAsync(context => proxy.AnswerAsync(service, context), cancellationToken);
            proxy._servers.Add(server);
            var before = Setting(storage, service);
            proxy.ConnectionString = proxy.ConnectionString.Replace(
                $"{service}Endpoint={before}",
                $"{service}Endpoint={server.Address.GetLeftPart(UriPartial.Authority)}{new Uri(before).AbsolutePath}",
                StringComparison.Ordinal);
        }

        return proxy;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _storage.Dispose();
    }

    private static string Setting(string storage, StorageService service) =>
        storage.Split(';').Select(part => part.Split('=', 2)).Single(part => part[0] == $"{service}Endpoint")[1];

    private async Task AnswerAsync(StorageService service, HttpContext context)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (Exception disconnected) when (disconnected is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The worker was killed while it was sending, so storage would not have received the request either.
            return;
        }

        var request = new StorageRequest(
            service, context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers["x-ms-lease-action"].ToString(), body.ToArray());
        var fault = _faults.Next(request);
        try
        {
            _observer.Arrived(request, fault);
            await AnswerAsync(request, fault, context);
        }
        catch (Exception disconnected) when (disconnected is IOException or OperationCanceledException)
        {
            // The worker was killed before it received the response.
        }
        catch (Exception broken)
        {
            Broken ??= broken;
            throw;
        }
        finally
        {
            _observer.Ended(request, fault);
        }
    }

    private async Task AnswerAsync(StorageRequest request, StorageFault fault, HttpContext context)
    {
        switch (fault)
        {
            case StorageFault.InternalError:
                await WriteAsync(StorageResponse.OfError(500, "InternalError"), context);
                break;
            case StorageFault.ServerBusy or StorageFault.Outage:
                await WriteAsync(StorageResponse.OfError(503, "ServerBusy", RetrySoon), context);
                break;
            case StorageFault.TooManyRequests:
                await WriteAsync(StorageResponse.OfError(429, "TooManyRequests", RetrySoon), context);
                break;
            case StorageFault.TimedOut:
                await Task.Delay(HangTime);
                context.Abort();
                break;
            case StorageFault.ConnectionDropped:
                context.Abort();
                break;
            case StorageFault.AppliedThenDropped:
                await ForwardAsync(request, fault, context);
                context.Abort();
                break;
            case StorageFault.AppliedThenInternalError:
                await ForwardAsync(request, fault, context);
                await WriteAsync(StorageResponse.OfError(500, "InternalError"), context);
                break;
            case StorageFault.AppliedThenTimedOut:
                await ForwardAsync(request, fault, context);
                await Task.Delay(HangTime);
                context.Abort();
                break;
            case StorageFault.DeleteLost:
                await ShowAsync(request.Queue, request.MessageId, request.PopReceipt);
                await WriteAsync(new(204, new Dictionary<string, string[]>(), []), context);
                break;
            case StorageFault.MessageDuplicated:
                await ForwardAsync(request, fault, context);
                await WriteAsync(await ForwardAsync(request, fault, context), context);
                break;
            default:
                await WriteAsync(await ForwardAsync(request, fault, context), context);
                break;
        }
    }

    /// <summary>Makes a hidden message visible, as if its hidden time had passed.</summary>
    public async Task ShowAsync(string queue, string messageId, string popReceipt)
    {
        try
        {
            await _queues.GetQueueClient(queue).UpdateMessageAsync(messageId, popReceipt, visibilityTimeout: TimeSpan.Zero);
        }
        catch (RequestFailedException disconnected) when (disconnected.Status is 400 or 404)
        {
            // The message was deleted or received again.
        }
    }

    // A received request is applied even if the worker has been killed, because storage would apply it, too.
    private async Task<StorageResponse> ForwardAsync(StorageRequest request, StorageFault fault, HttpContext context)
    {
        var uri = new Uri(
            _endpoints[request.Service] + request.Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        if (request.Body.Length > 0 || request.IsChange)
        {
            forwarded.Content = new ByteArrayContent(request.Body);
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is not ("Connection" or "Transfer-Encoding" or "Content-Length")
                && !forwarded.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                forwarded.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        using var response = await _storage.SendAsync(forwarded, CancellationToken.None);
        var read = await StorageResponse.OfAsync(response, CancellationToken.None);
        _observer.Applied(request, fault, read);
        return read;
    }

    private static Task WriteAsync(StorageResponse response, HttpContext context) =>
        response.WriteAsync(context.Response, context.RequestAborted);
}
