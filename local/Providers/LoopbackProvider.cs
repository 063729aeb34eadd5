using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// A message service on a loopback port. What it accepts it writes into an outbox before it answers. It accepts the same request twice
/// as two messages: once is the sender's duty.
/// </summary>
/// <typeparam name="T">The kind of message.</typeparam>
public abstract class LoopbackProvider<T> : IAsyncDisposable
{
    private readonly Parts _parts;
    private int _disposals;

    private protected LoopbackProvider(Parts parts) => _parts = parts;

    /// <summary>Every message in the outbox, in the order of acceptance, those of earlier runs first.</summary>
    public IReadOnlyList<T> Accepted => _parts.Outbox.Messages;

    private protected Uri Address => _parts.Server.Address;

    /// <summary>Makes the next requests go wrong, after those that were planned before.</summary>
    public void FailNext(ProviderFault fault, int times = 1) => _parts.Service.Faults.Add(fault, times);

    /// <summary>Makes the next requests to one number or address go wrong, whatever else comes in between.</summary>
    public void FailNextTo(string recipient, ProviderFault fault, int times = 1) => _parts.Service.Faults.Add(recipient, fault, times);

    /// <summary>Makes requests go wrong by chance from now on, where nothing is planned for them.</summary>
    public void FailByChance(FaultDice dice) => _parts.Service.Faults.Dice = dice;

    /// <summary>Lets somebody see what becomes of every request from now on.</summary>
    public void Watch(IProviderWitness witness) => _parts.Service.Witness = witness;

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
    /// <param name="recipient">Whom a message goes to.</param>
    /// <param name="keyOf">The sender's own key of a message.</param>
    /// <param name="operation">What answers requests.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
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

    /// <summary>What runs for a provider.</summary>
    private protected sealed record Parts(Outbox<T> Outbox, ProviderService<T> Service, LoopbackServer Server);
}
