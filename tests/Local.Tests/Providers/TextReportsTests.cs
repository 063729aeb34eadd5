using System.Text.Json;
using AttendanceFunctions.Local.Providers;

namespace AttendanceFunctions.Tests.Local.Providers;

/// <summary>Tests the simulated delivery reports of accepted texts.</summary>
public sealed class TextReportsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attendance-reports-");
    private readonly List<string> _queue = [];
    private SmsProvider _provider = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<(string Status, string Details, string Key)> Reported =>
        _queue.Select(EventOf).Select(report => report.GetProperty("data"))
        .Select(
            data => (
                data.GetProperty("deliveryStatus").GetString()!,
                data.GetProperty("deliveryStatusDetails").GetString()!,
                data.GetProperty("Tag").GetString()!));

    public async ValueTask InitializeAsync()
    {
        _provider = await SmsProvider.StartAsync(
            Path.Combine(_folder.FullName, "sms.jsonl"), new StoppedClock("2026-09-07T08:15:00Z"), Token);
        _provider.Reports.DeliverTo((body, _) =>
        {
            _queue.Add(body);
            return Task.CompletedTask;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_text_is_reported_as_delivered_in_the_format_of_event_grid()
    {
        await AcceptAsync("+447700900123", "key-1", "Outgoing_1");

        var report = EventOf(Assert.Single(_queue));
        Assert.Equal("Microsoft.Communication.SMSDeliveryReportReceived", report.GetProperty("eventType").GetString());
        Assert.Equal("Outgoing_1", report.GetProperty("data").GetProperty("messageId").GetString());
        Assert.Equal("+447700900123", report.GetProperty("data").GetProperty("to").GetString());
        Assert.Equal(
            new DateTimeOffset(2026, 9, 7, 8, 15, 0, TimeSpan.Zero),
            report.GetProperty("data").GetProperty("receivedTimestamp").GetDateTimeOffset());
        Assert.Equal([("Delivered", "No error.", "key-1")], Reported);
    }

    [Fact]
    public async Task Reports_of_the_next_text_to_a_number_can_be_planned_as_failed_contradictory_or_missing()
    {
        _provider.Reports.Plan("+447700900123", TextReport.Failed("4004"));
        _provider.Reports.Plan("+447700900123", new TextReport("Queued", ""), TextReport.Delivered, TextReport.Failed("4006"));
        _provider.Reports.Plan("+447700900123");

        foreach (var key in new[] { "key-1", "key-2", "key-3", "key-4" })
        {
            await AcceptAsync("+447700900123", key);
        }

        await AcceptAsync("+447700900999", "key-5");

        Assert.Equal(
            [
                ("Failed", "4004", "key-1"),
                ("Queued", "", "key-2"), ("Delivered", "No error.", "key-2"), ("Failed", "4006", "key-2"),
                ("Delivered", "No error.", "key-4"), ("Delivered", "No error.", "key-5"),
            ],
            Reported);
    }

    [Fact]
    public async Task Withheld_reports_are_released_in_random_order_with_the_number_of_copies()
    {
        _provider.Reports.AreWithheld = true;
        _provider.Reports.Copies = 2;
        foreach (var number in Enumerable.Range(0, 20))
        {
            await AcceptAsync("+447700900123", $"key-{number:00}");
        }

        Assert.Empty(_queue);
        Assert.Equal(40, await _provider.Reports.ReleaseAsync(new Random(1), Token));
        Assert.Equal(0, await _provider.Reports.ReleaseAsync(null, Token));

        var keys = Reported.Select(report => report.Key).ToList();
        Assert.Equal(40, keys.Count);
        Assert.All(keys.CountBy(key => key), count => Assert.Equal(2, count.Value));
        Assert.NotEqual(keys.Order(StringComparer.Ordinal), keys);
    }

    private Task AcceptAsync(string number, string key, string id = "Outgoing_0") =>
        _provider.Reports.AddAsync(new(number, "Hello", key, new DateTime(2026, 9, 7, 8, 15, 0, DateTimeKind.Utc)), id, Token);

    private static JsonElement EventOf(string body) =>
        Assert.Single(JsonSerializer.Deserialize<JsonElement[]>(Convert.FromBase64String(body))!);
}
