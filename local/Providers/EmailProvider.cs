using System.Security.Cryptography;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// SendGrid's mail operation (<c>POST /v3/mail/send</c>) and its list of bounces (<c>GET /v3/suppression/bounces</c>) on a loopback port.
/// </summary>
public sealed class EmailProvider : LoopbackProvider<AcceptedEmail>
{
    private EmailProvider(Parts parts, Bounces bounces, string apiKey)
        : base(parts)
    {
        Bounces = bounces;
        ApiKey = apiKey;
        Host = Address.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Scheme, address and port without a trailing slash, as SendGrid's client expects its host.</summary>
    public string Host { get; }

    /// <summary>The only valid API key. Each start creates a new one.</summary>
    public string ApiKey { get; }

    /// <summary>The bounced emails. It is empty until a test adds a bounce.</summary>
    public Bounces Bounces { get; }

    /// <summary>Starts the provider.</summary>
    /// <param name="outboxPath">The file that accepted emails are appended to, one JSON object per line.</param>
    /// <param name="clock">Gives the times of acceptance.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    public static async Task<EmailProvider> StartAsync(string outboxPath, TimeProvider clock, CancellationToken cancellationToken)
    {
        var apiKey = $"SG.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        var bounces = new Bounces(clock);
        var parts = await StartAsync(
            outboxPath, email => email.To, email => email.Key, service => new EmailOperation(apiKey, service, bounces, clock).AnswerAsync,
            cancellationToken);
        return new(parts, bounces, apiKey);
    }
}
