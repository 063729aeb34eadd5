using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>
/// Two nights at the end of the autumn term of 2025, and what the lead reads of its hold-out, recounted from the marks that came in.
/// </summary>
public sealed class HoldOutReportTests(AzuriteFixture azurite)
{
    private const string LastNight = "2025-12-19";

    private static readonly DateOnly Monday = new(2025, 11, 3);

    private static readonly SchoolId[] Schools = [TestTrust.School, SchoolId.Parse("999999")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_term_is_compared_on_the_morning_after_its_last_night_with_the_figures_of_the_marks()
    {
        await using var trust = await StartAsync("own", "own");
        var marks = await EnrolAsync(trust, pupils: 30);

        await trust.NightAsync("2025-12-18");
        await trust.ExportAsync("2025-12-19 05:00");
        Assert.False(await ExistsAsync(trust, "2025-12-18"));
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");

        var text = await ReadAsync(trust);
        var (nudged, heldOut) = (marks.Where(pupil => !pupil.IsHeldOut).ToList(), marks.Where(pupil => pupil.IsHeldOut).ToList());
        Assert.Contains(
            "chance, either way. Riverside Academies Trust, term from 1 September 2025 to 19 December 2025 ", text,
            StringComparison.Ordinal);
        Assert.Contains(
            $"{nudged.Count} pupils whose parents were to get a nudge attended {PercentOf(nudged)}% of their sessions", text,
            StringComparison.Ordinal);
        Assert.Contains(
            $"{heldOut.Count} pupils who were left out by chance attended {PercentOf(heldOut)}%: ", text, StringComparison.Ordinal);
        var interval = PointsInterval.Between(SumsOf(nudged), SumsOf(heldOut));
        Assert.Contains(
            $"may be anywhere from {HoldOutDescription.Points(interval.Low)} to {HoldOutDescription.Points(interval.High)}", text,
            StringComparison.Ordinal);
        Assert.Contains($"it left for {nudged.Count(pupil => pupil.HasLeft)} pupils of the {nudged.Count}", text, StringComparison.Ordinal);
        Assert.Contains(
            "Do nudges help? This term does not show it: the difference may be chance, either way. http", trust.Sent.Offered[^1].Plain,
            StringComparison.Ordinal);
        Assert.Contains($"/summaries/{LastNight}/do-nudges-help.txt", trust.Sent.Offered[^1].Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Do nudges help", trust.Sent.Offered[0].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_that_comes_in_late_is_in_the_file_of_the_next_tick()
    {
        await using var trust = await StartAsync("own", "own");
        var pupil = (await EnrolAsync(trust, pupils: 30))[0];
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");
        var before = await ReadAsync(trust);

        await trust.PutRegisterAsync(
            "late.csv", Sample.LongFile([.. Days(10).SelectMany(day => new[] { $"{pupil.Upn},{day},AM,I", $"{pupil.Upn},{day},PM,I" })]));
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:15");

        Assert.NotEqual(before, await ReadAsync(trust));
    }

    [Fact]
    public async Task A_pupil_who_is_off_the_roster_before_the_term_ends_counts_with_the_sessions_until_then()
    {
        await using var trust = await StartAsync("own", "odbst");
        var pupils = await EnrolAsync(trust, pupils: 40, schools: 1);
        await trust.NightAsync("2025-12-18");
        await trust.PutRosterAsync(pupils.Skip(1).Select(pupil => pupil.Upn));
        await trust.NightAsync(LastNight);

        Assert.Equal(SumsOf(pupils.FindAll(pupil => !pupil.IsHeldOut)), (await trust.SchoolNightAsync(LastNight)).HoldOut!.Nudged);
    }

    [Fact]
    public async Task Policies_with_the_same_share_are_compared_together_and_each_on_its_own()
    {
        await using var trust = await StartAsync("own", "other");
        await EnrolAsync(trust, pupils: 44);
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");

        var text = await ReadAsync(trust);
        Assert.Equal(
            ["44 pupils whose", "22 pupils whose", "22 pupils whose"],
            text.Split("pupils whose").SkipLast(1).Select(part => part.Split(' ')[^2] + " pupils whose"));
        Assert.Contains(" All of these schools ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("different shares", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_with_other_shares_are_not_put_together()
    {
        await using var trust = await StartAsync("own", "other", otherPercent: 10);
        await EnrolAsync(trust, pupils: 44);
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");

        Assert.Contains("leave out different shares of their pupils", await ReadAsync(trust), StringComparison.Ordinal);
        Assert.DoesNotContain("All of these schools", await ReadAsync(trust), StringComparison.Ordinal);
        Assert.Contains("Do nudges help? Each policy is compared on its own. http", trust.Sent.Offered[^1].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schools_that_leave_nobody_out_are_named_and_not_counted()
    {
        await using var trust = await StartAsync("own", "het");
        await EnrolAsync(trust, pupils: 60, schools: 1);
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");

        Assert.Contains(
            "Schools that leave nobody out are not in it: those of Graduated Response for Improving Pupil Attendance.",
            await ReadAsync(trust), StringComparison.Ordinal);
        Assert.Contains("30 pupils whose", await ReadAsync(trust), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_pupils_show_no_figure()
    {
        await using var trust = await StartAsync("own", "own");
        await EnrolAsync(trust, pupils: 10);
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");

        Assert.Contains(
            "To be nudged: 10 pupils. Left out by chance: 10 pupils. That is too few", await ReadAsync(trust), StringComparison.Ordinal);
        Assert.DoesNotContain("%", await ReadAsync(trust), StringComparison.Ordinal);
        Assert.Contains("Do nudges help? There are too few pupils to say.", trust.Sent.Offered[^1].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trust_without_a_hold_out_reads_nothing_of_it()
    {
        await using var trust = await StartAsync("odbst", "odbst");
        await trust.NightAsync(LastNight);
        await trust.ExportAsync("2025-12-20 05:00");

        Assert.False(await ExistsAsync(trust, LastNight));
        Assert.DoesNotContain("Do nudges help", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
    }

    private async Task<TestTrust> StartAsync(string first, string second, int otherPercent = 50)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(
            first, schools: "," + Sample.School("999999", "Hilltop School", $", \"policy\": \"{second}\""),
            extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(Containers.Settings, "policies/own.json", Policy("own", 50));
        await trust.PutAsync(Containers.Settings, "policies/other.json", Policy("other", otherPercent));
        return trust;
    }

    private static string Policy(string id, int percent)
    {
        using var pack = typeof(BuiltInPolicies).Assembly.GetManifestResourceStream("packs/odbst.json")!;
        var policy = JsonNode.Parse(pack)!;
        (policy["id"], policy["name"], policy["holdOutPercent"]) = (id, $"Policy {id}", percent);
        return policy.ToJsonString();
    }

    /// <summary>Gives each school pupils with marks since the Monday of the nudges, every second one in the hold-out.</summary>
    private static async Task<List<Attending>> EnrolAsync(TestTrust trust, int pupils, int schools = 2)
    {
        var dice = new Random(pupils);
        var all = new List<Attending>();
        foreach (var school in Schools.Take(schools))
        {
            var here = Enumerable.Range(0, pupils).Select(number => new Attending(
                $"{school.ToString()[0]}{number:00}", number % 2 == 1, number % 4 == 0,
                string.Concat(Enumerable.Range(0, 70).Select(_ => "/////////I"[dice.Next(10)])))).ToList();
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", Registers.RosterOf(here.Select(pupil => pupil.Upn)));
            await trust.PutAsync(
                Containers.Registers, $"{school}/a.csv",
                Sample.MarksFile([.. here.Select(pupil => $"{pupil.Upn},2025-11-03,{pupil.Marks}")]));
            await trust.PutAsync([.. here.Select(pupil => Row(school, pupil))]);
            all.AddRange(here);
        }

        return all;
    }

    /// <summary>A nudge that could leave on the Monday.</summary>
    private static Nudge Row(SchoolId school, Attending pupil)
    {
        var upn = Upn.Parse(pupil.Upn);
        var (channel, slot) = pupil.IsHeldOut ? (Channel.None, 0) : (Channel.Text, 1);
        var left = pupil.HasLeft ? NudgeState.Accepted : NudgeState.Expired;
        var row = new Nudge(
            new(school, new(2025), NudgeKey.Of(TestSecret.Value, school, upn, MessageKind.Stage, "2025-2", channel, slot)),
            upn, MessageKind.Stage, "2025-2", channel, slot, Monday.AddDays(-10), Monday, Monday.AddDays(4));
        return pupil.IsHeldOut ? row.Suppress(SuppressionReason.HeldOut) : row.Stored(state: left);
    }

    private static string PercentOf(List<Attending> pupils) => Rate.Of(pupils.Sum(pupil => pupil.Attended), pupils.Count * 70).ToString();

    private static GroupSums SumsOf(List<Attending> pupils) =>
        GroupSums.Of(pupils.Select(pupil => new Tally(pupil.Attended, 0, 70 - pupil.Attended, 0, 0, 0, 0)));

    private static IEnumerable<string> Days(int count) => Enumerable.Range(0, 30).Select(Monday.AddDays)
        .Where(day => !SchoolCalendar.IsWeekend(day)).Take(count).Select(Sample.Date);

    /// <summary>The file as one line: where its lines break is no matter.</summary>
    private static async Task<string> ReadAsync(TestTrust trust) =>
        string.Join(
            ' ',
            (await trust.GetAsync(Containers.Summaries, $"{LastNight}/{SummaryExport.HoldOutFile}")).Split(
                (char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<bool> ExistsAsync(TestTrust trust, string night) =>
        await trust.TrustStorage.Container(Containers.Summaries).GetBlobClient($"{night}/{SummaryExport.HoldOutFile}").ExistsAsync(Token);

    private sealed record Attending(string Upn, bool IsHeldOut, bool HasLeft, string Marks)
    {
        public int Attended => Marks.Count(mark => mark == '/');
    }
}
