using AttendanceFunctions.Local.Providers;
using Azure;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>
/// Stands before the blob, queue and table service of a storage account and lets requests go wrong as the dice fall. It passes
/// on paths, headers and bodies as they are, so that signatures hold.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    /// <summary>How long a request that times out is left without an answer.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(120);

    /// <summary>In the header that the clients prefer to Retry-After, whose unit is a second.</summary>
    private static readonly (string Name, string Value)[] ComeBackSoon = [("Retry-After", "1"), ("retry-after-ms", "20")];

    private readonly HttpClient _storage = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Dictionary<StorageService, string> _endpoints;
    private readonly List<LoopbackServer> _servers = [];
    private readonly QueueServiceClient _queues;
    private readonly StorageDice _dice;
    private readonly IStorageWitness _witness;

    private FaultProxy(string storage, StorageDice dice, IStorageWitness witness)
    {
        _endpoints = Enum.GetValues<StorageService>()
            .ToDictionary(service => service, service => new Uri(Setting(storage, service)).GetLeftPart(UriPartial.Authority));
        _queues = new(storage, new() { MessageEncoding = QueueMessageEncoding.None });
        _dice = dice;
        _witness = witness;
        ConnectionString = storage;
    }

    /// <summary>The same account, reached through the proxy.</summary>
    public string ConnectionString { get; private set; }

    /// <summary>What went wrong with the proxy itself; nothing that it did since then counts.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="storage">The account's connection string, with all three endpoints on loopback.</param>
    /// <param name="dice">What goes wrong.</param>
    /// <param name="witness">Sees every request.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    public static async Task<FaultProxy> StartAsync(
        string storage, StorageDice dice, IStorageWitness witness, CancellationToken cancellationToken)
    {
        var proxy = new FaultProxy(storage, dice, witness);
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
        catch (Exception gone) when (gone is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The worker was killed while it was still sending: storage would not have got the request either.
            return;
        }

        var request = new StorageRequest(
            service, context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers["x-ms-lease-action"].ToString(), body.ToArray());
        var fault = _dice.Throw(request);
        try
        {
            _witness.Arrived(request, fault);
            await AnswerAsync(request, fault, context);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The worker was killed while the answer was on its way.
        }
        catch (Exception broken)
        {
            Broken ??= broken;
            throw;
        }
        finally
        {
            _witness.Ended(request, fault);
        }
    }

    private async Task AnswerAsync(StorageRequest request, StorageFault fault, HttpContext context)
    {
        switch (fault)
        {
            case StorageFault.InternalError:
                await WriteAsync(StorageAnswer.OfError(500, "InternalError"), context);
                break;
            case StorageFault.ServerBusy or StorageFault.Outage:
                await WriteAsync(StorageAnswer.OfError(503, "ServerBusy", ComeBackSoon), context);
                break;
            case StorageFault.TooManyRequests:
                await WriteAsync(StorageAnswer.OfError(429, "TooManyRequests", ComeBackSoon), context);
                break;
            case StorageFault.TimedOut:
                await Task.Delay(Silence);
                context.Abort();
                break;
            case StorageFault.LineCut:
                context.Abort();
                break;
            case StorageFault.AppliedThenCut:
                await PassOnAsync(request, fault, context);
                context.Abort();
                break;
            case StorageFault.AppliedThenInternalError:
                await PassOnAsync(request, fault, context);
                await WriteAsync(StorageAnswer.OfError(500, "InternalError"), context);
                break;
            case StorageFault.AppliedThenTimedOut:
                await PassOnAsync(request, fault, context);
                await Task.Delay(Silence);
                context.Abort();
                break;
            case StorageFault.DeleteLost:
                await ShowAsync(request.Queue, request.MessageId, request.PopReceipt);
                await WriteAsync(new(204, new Dictionary<string, string[]>(), []), context);
                break;
            case StorageFault.MessageDoubled:
                await PassOnAsync(request, fault, context);
                await WriteAsync(await PassOnAsync(request, fault, context), context);
                break;
            default:
                await WriteAsync(await PassOnAsync(request, fault, context), context);
                break;
        }
    }

    /// <summary>Makes a hidden message visible, as if the time had passed for which it is hidden.</summary>
    public async Task ShowAsync(string queue, string messageId, string popReceipt)
    {
        try
        {
            await _queues.GetQueueClient(queue).UpdateMessageAsync(messageId, popReceipt, visibilityTimeout: TimeSpan.Zero);
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404)
        {
            // It was deleted, or received by somebody else.
        }
    }

    // Once it is here it is applied whether or not the worker still lives: storage would not know either.
    private async Task<StorageAnswer> PassOnAsync(StorageRequest request, StorageFault fault, HttpContext context)
    {
        var uri = new Uri(
            _endpoints[request.Service] + request.Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var passedOn = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        if (request.Body.Length > 0 || request.IsChange)
        {
            passedOn.Content = new ByteArrayContent(request.Body);
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is not ("Connection" or "Transfer-Encoding" or "Content-Length")
                && !passedOn.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                passedOn.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        using var answer = await _storage.SendAsync(passedOn, CancellationToken.None);
        var read = await StorageAnswer.OfAsync(answer, CancellationToken.None);
        _witness.Applied(request, fault, read);
        return read;
    }

    private static Task WriteAsync(StorageAnswer answer, HttpContext context) =>
        answer.WriteAsync(context.Response, context.RequestAborted);
}
