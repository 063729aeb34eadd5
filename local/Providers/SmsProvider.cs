using System.Security.Cryptography;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// Azure Communication Services' SMS operation (<c>POST /sms</c>, version 2021-03-07) on a loopback port. What it accepts it
/// writes into an outbox before it answers. It accepts the same request twice as two texts: once is the sender's duty.
/// </summary>
public sealed class SmsProvider : IAsyncDisposable
{
    private readonly Outbox<AcceptedText> _outbox;
    private readonly ProviderService<AcceptedText> _service;
    private readonly LoopbackServer _server;
    private int _disposals;

    private SmsProvider(Outbox<AcceptedText> outbox, ProviderService<AcceptedText> service, LoopbackServer server, byte[] accessKey)
    {
        _outbox = outbox;
        _service = service;
        _server = server;
        ConnectionString = $"endpoint={server.Address};accesskey={Convert.ToBase64String(accessKey)}";
    }

    /// <summary>The endpoint and access key in the form of an Azure Communication Services resource's connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Every text in the outbox, in the order of acceptance, those of earlier runs first.</summary>
    public IReadOnlyList<AcceptedText> Accepted => _outbox.Messages;

    /// <summary>Starts the provider, which stamps what it accepts with the clock's time.</summary>
    /// <param name="outboxPath">The file that accepted texts are appended to, one JSON object per line.</param>
    /// <param name="clock">The time of acceptance.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    public static async Task<SmsProvider> StartAsync(string outboxPath, TimeProvider clock, CancellationToken cancellationToken)
    {
        var accessKey = RandomNumberGenerator.GetBytes(32);
        var outbox = await Outbox<AcceptedText>.OpenAsync(outboxPath, cancellationToken);
        var service = new ProviderService<AcceptedText>(outbox, text => text.To);
        try
        {
            var operation = new SmsOperation(accessKey, service, clock);
            var server = await LoopbackServer.StartAsync(operation.AnswerAsync, cancellationToken);
            return new SmsProvider(outbox, service, server, accessKey);
        }
        catch
        {
            service.Dispose();
            await outbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the next requests go wrong, after those that were planned before.</summary>
    public void FailNext(ProviderFault fault, int times = 1) => _service.Faults.Add(fault, times);

    /// <summary>Makes the next requests to one number go wrong, whatever else comes in between.</summary>
    public void FailNextTo(string number, ProviderFault fault, int times = 1) => _service.Faults.Add(number, fault, times);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        _service.Stop();
        await _server.DisposeAsync();
        _service.Dispose();
        await _outbox.DisposeAsync();
    }
}
