using System.Text.Json;

namespace AttendanceFunctions.Local.Providers;

/// <summary>What a delivery report says.</summary>
/// <param name="Status">Its delivery status; the documented ones are Delivered and Failed.</param>
/// <param name="Details">Its details: words, or an error code.</param>
public sealed record TextReport(string Status, string Details)
{
    /// <summary>The text arrived.</summary>
    public static TextReport Delivered { get; } = new("Delivered", "No error.");

    /// <summary>The text did not arrive.</summary>
    public static TextReport Failed(string details) => new("Failed", details);
}

/// <summary>
/// The delivery reports of an SMS provider, put on a storage queue as Event Grid's handler for queues does: a list with one event of
/// Event Grid's schema, in base64. Where nobody says which queue, they get lost. A report is on the queue before its text is answered, so a
/// receiver that works on both at once meets it before the answer, as it may in Azure.
/// </summary>
/// <param name="clock">The time that reports carry.</param>
public sealed class TextReports(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<(string To, IReadOnlyList<TextReport> Reports)> _planned = [];
    private readonly List<string> _withheld = [];
    private Func<string, CancellationToken, Task> _put = NowhereAsync;

    /// <summary>How often each report is delivered.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Whether reports stay here until they are asked for.</summary>
    public bool AreWithheld { get; set; }

    /// <summary>Says how a report gets onto its queue from now on.</summary>
    /// <param name="put">Puts a message's body on the queue as it is.</param>
    public void DeliverTo(Func<string, CancellationToken, Task> put) => _put = put;

    /// <summary>
    /// Says what is reported of the next text to a number, in this order; nothing at all where none is given. Otherwise a text arrives.
    /// </summary>
    public void Plan(string number, params IReadOnlyList<TextReport> reports)
    {
        lock (_gate)
        {
            _planned.Add((number, reports));
        }
    }

    /// <summary>Delivers what was withheld so far.</summary>
    /// <param name="order">Shuffles it; null for the order in which it came about.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many messages that were.</returns>
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

    /// <summary>Reports of a text that was accepted.</summary>
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

    private static Task NowhereAsync(string body, CancellationToken cancellationToken) => Task.CompletedTask;

    // As the service's documents show it, down to the one name that begins with a capital letter.
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
