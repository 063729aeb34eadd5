using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>
/// A night with nudges, reports, faults and failures, and nothing about a person in any log line, exception, or message of our own.
/// </summary>
public sealed class PrivacyTests(AzuriteFixture azurite)
{
    private static readonly string[] Personal =
    [
        "UPNAAA111", "UPNBBB222", "UPNCCC333", "Zebedee", "Tarquin", "Ursula", "Samplington", "Parentina", "7700900123", "7700 900123",
        "7700900124",
        "parentina@example.org", "lead@example.org", "has missed",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_about_a_person_is_logged_queued_or_thrown()
    {
        using var azure = new AzureEvents();
        var folder = Directory.CreateTempSubdirectory("attendance-privacy-");
        await using var texts = await SmsProvider.StartAsync(Path.Combine(folder.FullName, "sms.jsonl"), TimeProvider.System, Token);
        await using var emails = await EmailProvider.StartAsync(Path.Combine(folder.FullName, "email.jsonl"), TimeProvider.System, Token);
        await using var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(), ("Sms:ConnectionString", texts.ConnectionString), ("Email:ApiKey", emails.ApiKey),
            ("Email:Host", emails.Host));
        var (seen, reports) = (new List<string>(), new List<string>());
        texts.Reports.DeliverTo((body, _) =>
        {
            reports.Add(body);
            return Task.CompletedTask;
        });
        foreach (var number in new[] { "+447700900123", "+447700900124" })
        {
            texts.Reports.Plan(number, TextReport.Failed($"4004: {number} does not exist"));
        }

        emails.Bounces.Add("parentina@example.org");
        texts.FailNext(new ProviderFault.Refuse(401));
        texts.FailNext(new ProviderFault.Refuse(400));
        emails.FailNext(new ProviderFault.AcceptAndDropConnection());
        await trust.PutAsync(Containers.Rosters, "141234.csv", Roster().Replace("Sample,", "Samplington,", StringComparison.Ordinal));
        await trust.PutAsync(Containers.Registers, "141234/a.csv", Sample.MarksFile(
            Sample.Marks("UPNAAA111", "2025-09-01", 2, 38), Sample.Marks("UPNBBB222", "2025-09-01", 2, 38),
            Sample.Marks("UPNCCC333", "2025-09-01", 2, 38),
            Sample.Marks("UPNDDD444", "2025-09-01", 2, 38)));

        trust.Clock.Set("2025-09-26 18:00");
        await TickAsync<RegisterPull>(trust, pull => pull.TickAsync(Token), seen);
        foreach (var body in await TakeAsync(trust, Queues.SchoolNights, seen))
        {
            await TickAsync<SchoolNightRun>(trust, run => run.RunAsync(SchoolNightMessage.Read(body), Token), seen);
        }

        trust.Clock.Set("2025-09-29 06:30");
        await TickAsync<SummaryExport>(trust, export => export.TickAsync(() => trust.Get<EmailSender>(), Token), seen);
        foreach (var at in new[] { "2025-09-29 09:00", "2025-09-29 09:30" })
        {
            trust.Clock.Set(at);
            await TickAsync<IServiceProvider>(
                trust,
                services => services.GetRequiredService<NudgeRelease>()
                    .TickAsync(services.GetRequiredService<DecisionIntake>().ApplyAllAsync, Token), seen);
            await SendAsync(trust, Queues.NudgeTexts, trust.Get<TextSender>(), seen);
            await SendAsync(trust, Queues.NudgeEmails, trust.Get<EmailSender>(), seen);
        }

        await TickAsync<FailureRecord>(trust, record => record.RecordAsync(Queues.NudgeTexts, "{}", Token), seen);
        foreach (var body in reports)
        {
            await TickAsync<DeliveryRecord>(trust, deliveries => deliveries.RecordAsync(ReportReader.Read(body), Token), seen);
            await TickAsync<FailureRecord>(trust, record => record.RecordAsync(Queues.SmsReports, body, Token), seen);
        }

        await TickAsync<BounceReading>(trust, bounces => bounces.TickAsync(Token), seen);
        foreach (var table in new[] { Tables.Failures, Tables.SentTexts, Tables.UnusableAddresses })
        {
            var rows = await RowsAsync(trust, table);
            Assert.NotEmpty(rows);
            seen.AddRange(rows);
        }

        Assert.NotEmpty(emails.Accepted);
        Assert.NotEmpty(reports);
        Assert.Contains(trust.Logged.Lines, line => line.Contains("is Undeliverable, as its provider reports", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains(nameof(MessageNotTakenException), StringComparison.Ordinal));
        Assert.Contains(trust.Logged.Lines, line => line.Contains("refused with status 400", StringComparison.Ordinal));
        Assert.Contains(trust.Logged.Lines, line => line.Contains("may or may not have been sent", StringComparison.Ordinal));
        Assert.Contains(azure.Lines, line => line.Contains("Pupils", StringComparison.Ordinal));
        Assert.DoesNotContain(seen.Concat(trust.Logged.Lines).Concat(azure.Lines), Tells);
        Assert.DoesNotContain(trust.Logged.Lines, line => line.Contains(emails.ApiKey, StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TestTrust trust, string table)
    {
        var rows = new List<string>();
        await foreach (var row in trust.TrustStorage.Table(table).QueryAsync<TableEntity>(cancellationToken: Token))
        {
            rows.Add(string.Join(' ', row.Select(column => $"{column.Key}={column.Value}")));
        }

        return rows;
    }

    private static bool Tells(string line) => Personal.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Roster() => Sample.Roster(
        Sample.Pupil("UPNAAA111", "Zebedee", "07700 900123", "", "Parentina One"),
        Sample.Pupil("UPNBBB222", "Tarquin", "", "parentina@example.org", "Parentina Two"),
        Sample.Pupil("UPNCCC333", "Ursula", "07700 900124", "", "Parentina Three"));

    private static async Task SendAsync(TestTrust trust, string queue, IMessageSender sender, List<string> seen)
    {
        foreach (var body in await TakeAsync(trust, queue, seen))
        {
            await TickAsync<NudgeSender>(trust, nudges => nudges.SendAsync(QueuedNudge.Read(body), sender, Token), seen);
        }
    }

    private static async Task<IReadOnlyList<string>> TakeAsync(TestTrust trust, string queue, List<string> seen)
    {
        var bodies = await trust.TakeQueuedAsync(queue);
        seen.AddRange(bodies);
        return bodies;
    }

    // The host logs what a function throws.
    private static async Task TickAsync<T>(TestTrust trust, Func<T, Task> tick, List<string> seen)
        where T : notnull
    {
        try
        {
            await trust.InScopeAsync(tick);
        }
        catch (MessageNotTakenException thrown)
        {
            seen.Add(thrown.ToString());
        }
    }

    /// <summary>What the Azure clients themselves log, at every level; bodies are not among it unless somebody turns them on.</summary>
    private sealed class AzureEvents : EventListener
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("Azure-", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        // Made by the base class's constructor before this one's fields, for sources that are there already.
        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _lines?.Enqueue(string.Join(' ', (eventData.Payload ?? new([])).Prepend(eventData.EventName)));
    }
}
