using System.Security.Cryptography;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// SendGrid's mail operation (<c>POST /v3/mail/send</c>) on a loopback port. What it accepts it writes into an outbox before it
/// answers. It accepts the same request twice as two emails: once is the sender's duty.
/// </summary>
public sealed class EmailProvider : IAsyncDisposable
{
    private readonly Outbox<AcceptedEmail> _outbox;
    private readonly ProviderService<AcceptedEmail> _service;
    private readonly LoopbackServer _server;
    private int _disposals;

    private EmailProvider(Outbox<AcceptedEmail> outbox, ProviderService<AcceptedEmail> service, LoopbackServer server, string apiKey)
    {
        _outbox = outbox;
        _service = service;
        _server = server;
        ApiKey = apiKey;
        Host = server.Address.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Scheme, address and port, without a slash at the end: what SendGrid's client takes as its host.</summary>
    public string Host { get; }

    /// <summary>The only key that is let in; another in every run.</summary>
    public string ApiKey { get; }

    /// <summary>Every email in the outbox, in the order of acceptance, those of earlier runs first.</summary>
    public IReadOnlyList<AcceptedEmail> Accepted => _outbox.Messages;

    /// <summary>Starts the provider, which stamps what it accepts with the clock's time.</summary>
    /// <param name="outboxPath">The file that accepted emails are appended to, one JSON object per line.</param>
    /// <param name="clock">The time of acceptance.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    public static async Task<EmailProvider> StartAsync(string outboxPath, TimeProvider clock, CancellationToken cancellationToken)
    {
        var apiKey = $"SG.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        var outbox = await Outbox<AcceptedEmail>.OpenAsync(outboxPath, cancellationToken);
        var service = new ProviderService<AcceptedEmail>(outbox, email => email.To);
        try
        {
            var operation = new EmailOperation(apiKey, service, clock);
            var server = await LoopbackServer.StartAsync(operation.AnswerAsync, cancellationToken);
            return new EmailProvider(outbox, service, server, apiKey);
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

    /// <summary>Makes the next requests to one address go wrong, whatever else comes in between.</summary>
    public void FailNextTo(string address, ProviderFault fault, int times = 1) => _service.Faults.Add(address, fault, times);

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
