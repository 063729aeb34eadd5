using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Mornings;
using AttendanceFunctions.Tests.Functions.Support;
using NCrontab;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>docs/cost.md: its sums come out, and what it says of the code is what the code does.</summary>
public sealed partial class CostTests(AzuriteFixture azurite)
{
    private const int Pupils = 333;

    private static readonly string Document = File.ReadAllText(Path.Combine(Sources.Root, "docs", "cost.md"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_sum_comes_out()
    {
        var sums = Sum().Matches(Document);

        Assert.True(sums.Count > 50);
        Assert.All(sums, sum =>
        {
            var stated = sum.Groups["result"].Value;
            var decimals = stated.Contains('.', StringComparison.Ordinal)
                ? stated.Length - stated.IndexOf('.', StringComparison.Ordinal) - 1
                : 0;
            Assert.Equal(NumberOf(stated), Math.Round(WorkOut(sum.Groups["sum"].Value), decimals, MidpointRounding.AwayFromZero));
        });
    }

    [Fact]
    public void The_timers_tick_as_often_as_it_says() => Assert.Equal(
        TriggerTests.Schedules.Select(timer => (timer.Function, TicksADay(timer.Schedule))).Order(),
        Tick()
            .Matches(Document)
            .Select(row => (row.Groups["timer"].Value, int.Parse(row.Groups["ticks"].Value, CultureInfo.InvariantCulture)))
            .Order());

    [Fact]
    public async Task A_step_asks_no_more_of_storage_than_it_says_and_not_much_less()
    {
        var obstacle = new Obstacle();
        var folder = Directory.CreateTempSubdirectory("attendance-cost-");
        await using var emails = await EmailProvider.StartAsync(Path.Combine(folder.FullName, "email.jsonl"), TimeProvider.System, Token);
        await using var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(extra: "\"morning\": {},"), obstacle, ("Email:Host", emails.Host), ("Email:ApiKey", emails.ApiKey));
        await PrepareAsync(trust);
        Task<StorageRequests> OfAsync(Func<Task> act) => StorageRequests.OfAsync(trust.TrustStorage, obstacle, act);

        await trust.ExportAsync("2025-09-29 06:30");
        AssertStated("a tick of `ExportSummaries` with nothing to do", await OfAsync(() => trust.TickExportAsync()));

        await trust.TickReleaseAsync("2025-09-29 09:00");
        var texts = await trust.TakeQueuedAsync(Queues.NudgeTexts);
        AssertStated("a tick of `ReleaseNudges` with nothing to do", await OfAsync(() => trust.TickReleaseAsync()));
        AssertStated("a message", await OfAsync(() => trust.SendAsync(QueuedNudge.Read(texts[0]).Place, trust.Sent, Token)));
        Assert.Contains(trust.Sent.Offered, message => message.Subject.Length == 0);
        var report = Report.Of(trust.Sent.Offered[^1].Key);
        AssertStated(
            "a delivery report",
            await OfAsync(
                () => trust.InScopeAsync<DeliveryRecord>(deliveries => deliveries.RecordAsync(ReportReader.Read(report), Token))));
        AssertStated(
            "a tick of `ReadBounces` with nothing to do",
            await OfAsync(() => trust.InScopeAsync<BounceReading>(bounces => bounces.TickAsync(Token))));

        await trust.TickMorningAsync("10:00");
        AssertStated(
            "a tick of `CheckMorning` with nothing new",
            await OfAsync(() => trust.InScopeAsync<MorningCheck>(check => check.TickAsync(Token))));
        AssertStated("a school's night", await OfAsync(() => trust.RunAsync("2025-09-29")));
        trust.Clock.Set("2025-09-29 20:00");
        AssertStated(
            "a tick of `PullRegisters` with nothing to do",
            await OfAsync(() => trust.InScopeAsync<RegisterPull>(pull => pull.TickAsync(Token))));
        folder.Delete(recursive: true);
    }

    /// <summary>A school whose first night is done, with twenty families to write to and the next day's register.</summary>
    private static async Task PrepareAsync(TestTrust trust)
    {
        var upns = Registers.Upns(Pupils);
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster,
            Sample.Roster(
                [.. upns.Select(
                    (upn, index) => Sample.Pupil(upn, mobile: string.Create(CultureInfo.InvariantCulture, $"07700 {900000 + index}")))]));
        await trust.PutRegisterAsync(
            "so-far.csv",
            Sample.MarksFile([.. upns.Select((upn, index) => Sample.Marks(upn, "2025-09-01", index < 20 ? 2 : 0, index < 20 ? 38 : 40))]));
        await trust.NightAsync("2025-09-26");
        await trust.PutRegisterAsync("monday.csv", Registers.Day(upns, "2025-09-29"));
    }

    private static void AssertStated(string step, StorageRequests measured)
    {
        var row = Document.Split('\n').Single(line => line.StartsWith($"| {step} |", StringComparison.Ordinal));
        var stated = row.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..]
            .Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))
            .ToList();
        int[] counted = [measured.Tables, measured.BlobWrites, measured.BlobOthers, measured.Queues];
        Assert.All(stated.Zip(counted), pair => Assert.True(
            pair.Second <= pair.First && 2 * pair.Second >= pair.First - 1,
            $"{step}: the document says {string.Join(", ", stated)}, and it is {string.Join(", ", counted)}."));
    }

    private static int TicksADay(string schedule)
    {
        var day = new DateTime(2026, 1, 14, 0, 0, 0, DateTimeKind.Utc);
        return CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            .GetNextOccurrences(day.AddSeconds(-1), day.AddDays(1))
            .Count();
    }

    private static decimal NumberOf(string text) =>
        decimal.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static decimal WorkOut(string sum)
    {
        var plain = sum.Replace(",", "", StringComparison.Ordinal).Replace('×', '*').Replace('÷', '/').Replace('−', '-');
        using var table = new DataTable();
        // With a decimal point it is worked out in decimals; whole numbers would overflow.
        return Convert.ToDecimal(table.Compute(Whole().Replace(plain, "$0.0"), ""), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"`(?<sum>[\d,.()×÷+−\s]+) = \$?(?<result>[\d,.]+)`")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\| `(?<timer>\w+)` \| (?<ticks>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Tick();

    [GeneratedRegex(@"(?<![\d.])\d+(?![\d.])")]
    private static partial Regex Whole();
}
