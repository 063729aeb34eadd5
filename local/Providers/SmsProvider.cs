using System.Security.Cryptography;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// Azure Communication Services' SMS operation (<c>POST /sms</c>, version 2021-03-07) on a loopback port, with the delivery reports that
/// Event Grid would send for accepted texts.
/// </summary>
public sealed class SmsProvider : LoopbackProvider<AcceptedText>
{
    private SmsProvider(Parts parts, TextReports reports, byte[] accessKey)
        : base(parts)
    {
        Reports = reports;
        ConnectionString = $"endpoint={Address};accesskey={Convert.ToBase64String(accessKey)}";
    }

    /// <summary>The endpoint and access key in the form of an Azure Communication Services resource's connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>The delivery reports of accepted texts.</summary>
    public TextReports Reports { get; }

    /// <summary>Starts the provider.</summary>
    /// <param name="outboxPath">The file that accepted texts are appended to, one JSON object per line.</param>
    /// <param name="clock">Gives the times of acceptance.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    public static async Task<SmsProvider> StartAsync(string outboxPath, TimeProvider clock, CancellationToken cancellationToken)
    {
        var accessKey = RandomNumberGenerator.GetBytes(32);
        var reports = new TextReports(clock);
        var parts = await StartAsync(
            outboxPath, text => text.To, text => text.Key, service => new SmsOperation(accessKey, service, reports, clock).AnswerAsync,
            cancellationToken);
        return new(parts, reports, accessKey);
    }

    /// <summary>Sends delivery reports again for texts that were accepted earlier and whose reports were lost.</summary>
    /// <param name="keys">The tags of the texts.</param>
    /// <param name="cancellationToken">Stops the operation.</param>
    public async Task ReportAgainAsync(IReadOnlySet<string> keys, CancellationToken cancellationToken)
    {
        foreach (var text in Accepted.Where(text => keys.Contains(text.Key)))
        {
            await Reports.AddAsync(text, TextReports.NewId(), cancellationToken);
        }
    }
}
