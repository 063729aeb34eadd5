using System.Text.Json;

namespace AttendanceFunctions.Local.Providers;

/// <summary>The content of a delivery report.</summary>
/// <param name="Status">The delivery status; the documented values are Delivered and Failed.</param>
/// <param name="Details">A sentence or an error code.</param>
public sealed record TextReport(string Status, string Details)
{
    /// <summary>The text was delivered.</summary>
    public static TextReport Delivered { get; } = new("Delivered", "No error.");

    /// <summary>The text was not delivered.</summary>
    public static TextReport Failed(string details) => new("Failed", details);
}

/// <summary>
/// The delivery reports of an SMS provider. Like Event Grid, it puts each report on a storage queue as a base64 list with one event in
/// Event Grid's schema. Reports are dropped until <see cref="DeliverTo"/> is called. A report is on the queue before the send request gets
/// its response, as can happen in Azure, so the app must handle that order.
/// </summary>
/// <param name="clock">Gives the time of a report.</param>
public sealed class TextReports(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<(string To, IReadOnlyList<TextReport> Reports)> _planned = [];
    private readonly List<string> _withheld = [];
    private Func<string, CancellationToken, Task> _put = DropAsync;

    /// <summary>The number of times that each report is delivered.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Whether reports are kept back until <see cref="ReleaseAsync"/> is called.</summary>
    public bool AreWithheld { get; set; }

    /// <summary>Sets how reports are put on a queue from now on.</summary>
    /// <param name="put">Puts a message body on the queue unchanged.</param>
    public void DeliverTo(Func<string, CancellationToken, Task> put) => _put = put;

    /// <summary>
    /// Sets the reports of the next text to a number, in order; an empty list means no report. Without a plan, a text is reported as
    /// delivered.
    /// </summary>
    public void Plan(string number, params IReadOnlyList<TextReport> reports)
    {
        lock (_gate)
        {
            _planned.Add((number, reports));
        }
    }

    /// <summary>Delivers the reports that were kept back.</summary>
    /// <param name="order">Shuffles the reports; null keeps their order.</param>
    /// <param name="cancellationToken">Stops the operation.</param>
    /// <returns>The number of queue messages.</returns>
    public async Task<int> ReleaseAsync(Random? order, CancellationToken cancellationToken)
    {
        string[] bodies;
        lock (_gate)
        {
            bodies = [.. _withheld];
            _withheld.Clear();
        }

        order?.Shuffle(bodies);
        await SendAsync(bodies, cancellationToken);
        return bodies.Length;
    }

    internal static string NewId() => $"Outgoing_{Guid.NewGuid()}";

    /// <summary>Adds the reports of an accepted text.</summary>
    internal async Task AddAsync(AcceptedText text, string id, CancellationToken cancellationToken)
    {
        var bodies = TakePlanned(text.To).SelectMany(report => Enumerable.Repeat(BodyOf(text, id, report), Copies)).ToList();
        if (!AreWithheld)
        {
            await SendAsync(bodies, cancellationToken);
            return;
        }

        lock (_gate)
        {
            _withheld.AddRange(bodies);
        }
    }

    private IReadOnlyList<TextReport> TakePlanned(string number)
    {
        lock (_gate)
        {
            var at = _planned.FindIndex(plan => plan.To == number);
            if (at < 0)
            {
                return [TextReport.Delivered];
            }

            var reports = _planned[at].Reports;
            _planned.RemoveAt(at);
            return reports;
        }
    }

    private async Task SendAsync(IEnumerable<string> bodies, CancellationToken cancellationToken)
    {
        foreach (var body in bodies)
        {
            await _put(body, cancellationToken);
        }
    }

    private static Task DropAsync(string body, CancellationToken cancellationToken) => Task.CompletedTask;

    // The same names as in the service's documentation, where only "Tag" begins with a capital letter.
    private string BodyOf(AcceptedText text, string id, TextReport report)
    {
        var now = clock.GetUtcNow();
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new[]
        {
            new
            {
                id,
                topic = "/subscriptions/local/resourceGroups/local/providers/microsoft.communication/communicationservices/local",
                subject = $"/phonenumber/{text.To.TrimStart('+')}",
                data = new
                {
                    messageId = id,
                    from = "TRUST",
                    to = text.To,
                    deliveryStatus = report.Status,
                    deliveryStatusDetails = report.Details,
                    receivedTimestamp = now,
                    deliveryAttempts = new[] { new { timestamp = now, segmentsSucceeded = 1, segmentsFailed = 0 } },
                    Tag = text.Key,
                },
                eventType = "Microsoft.Communication.SMSDeliveryReportReceived",
                dataVersion = "1.0",
                metadataVersion = "1",
                eventTime = now,
            },
        }));
    }
}
