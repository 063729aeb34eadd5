using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// A message service on a loopback port. It writes accepted messages into an outbox before it responds. Like the real services, it does
/// not detect duplicates: the same request sent twice gives two messages.
/// </summary>
/// <typeparam name="T">The kind of message.</typeparam>
public abstract class LoopbackProvider<T> : IAsyncDisposable
{
    private readonly Parts _parts;
    private int _disposals;

    private protected LoopbackProvider(Parts parts) => _parts = parts;

    /// <summary>All messages in the outbox in order of acceptance, including messages of earlier runs.</summary>
    public IReadOnlyList<T> Accepted => _parts.Outbox.Messages;

    private protected Uri Address => _parts.Server.Address;

    /// <summary>Makes the next requests fail, after the failures that are planned already.</summary>
    public void FailNext(ProviderFault fault, int times = 1) => _parts.Service.Faults.Add(fault, times);

    /// <summary>Makes the next requests to one number or address fail.</summary>
    public void FailNextTo(string recipient, ProviderFault fault, int times = 1) => _parts.Service.Faults.Add(recipient, fault, times);

    /// <summary>Makes requests without a planned failure fail at random from now on.</summary>
    public void FailRandomly(RandomFaults faults) => _parts.Service.Faults.Random = faults;

    /// <summary>Sets the observer of all requests from now on.</summary>
    public void Observe(IProviderObserver observer) => _parts.Service.Observer = observer;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        GC.SuppressFinalize(this);
        _parts.Service.Stop();
        await _parts.Server.DisposeAsync();
        _parts.Service.Dispose();
        await _parts.Outbox.DisposeAsync();
    }

    /// <summary>Opens the outbox and starts the server.</summary>
    /// <param name="outboxPath">The file that accepted messages are appended to, one JSON object per line.</param>
    /// <param name="recipient">Returns the recipient of a message.</param>
    /// <param name="keyOf">Returns the sender's key of a message.</param>
    /// <param name="operation">Creates the request handler.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    private protected static async Task<Parts> StartAsync(
        string outboxPath, Func<T, string> recipient, Func<T, string> keyOf, Func<ProviderService<T>, RequestDelegate> operation,
        CancellationToken cancellationToken)
    {
        var outbox = await Outbox<T>.OpenAsync(outboxPath, cancellationToken);
        var service = new ProviderService<T>(outbox, recipient, keyOf);
        try
        {
            return new(outbox, service, await LoopbackServer.StartAsync(operation(service), cancellationToken));
        }
        catch
        {
            service.Dispose();
            await outbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>The parts of a running provider.</summary>
    private protected sealed record Parts(Outbox<T> Outbox, ProviderService<T> Service, LoopbackServer Server);
}
