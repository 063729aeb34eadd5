using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Decisions;

/// <summary>
/// In review mode nothing leaves before a person decided, and a decision that cannot be applied comes back with its reason.
/// </summary>
public sealed class NudgeDecisionTests(AzuriteFixture azurite)
{
    private const string Header = "School,UPN,Kind,Key,Decision,By,Note";
    private const string Back = "141234/decisions-monday.csv";

    private static readonly Nudge Waiting = Family.Planned("A1", isReleased: false);
    private static readonly Nudge Unknown = (Family.Planned("A1") with { LastDay = Family.Monday.AddDays(-4) })
        .Stored(state: NudgeState.Unknown, movedAt: Family.At("08:00").AddDays(-3), queuedAt: Family.At("08:00").AddDays(-3));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_in_review_mode_sends_nothing_until_its_worklist_comes_back()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "review"));
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1")));
        await trust.PutAsync(Containers.Registers, "141234/a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38)));
        await trust.NightAsync("2025-09-26");
        await trust.ReleaseAsync("2025-09-29 08:00");
        Assert.Empty(trust.Sent.Offered);

        var worklist = await trust.GetAsync(Containers.Worklists, "141234/2025-09-26.csv");
        await trust.PutAsync(
            Containers.Decisions,
            "141234/monday.csv",
            Sheet.Fill(worklist, await KeyAsync(trust), ("Decision", "release"), ("By", "J. Hill")));
        await trust.ReleaseAsync("2025-09-29 08:05");

        Assert.Single(trust.Sent.Offered);
        Assert.Equal(
            (NudgeState.Accepted, "J. Hill"),
            Assert.Single(await trust.LedgerAsync(), row => row.Kind == MessageKind.Stage) is var row
                ? (row.State, row.DecidedBy?.Name)
                : default);
        Assert.False(await trust.TrustStorage.Container(Containers.Rejected).GetBlobClient(Back).ExistsAsync(Token));
    }

    public static TheoryData<string, Nudge, NudgeState, bool> Applied => new()
    {
        { "release", Waiting, NudgeState.Accepted, true },
        { " Release ", Waiting, NudgeState.Accepted, true },
        { "withhold", Waiting, NudgeState.Withheld, false },
        { "withhold", Waiting.Stored(isReleased: true), NudgeState.Withheld, false },
        { "arrived", Unknown, NudgeState.Accepted, false },
        { "resend", Unknown, NudgeState.Accepted, true },
    };

    [Theory]
    [MemberData(nameof(Applied))]
    public async Task A_decision_is_done(string decision, Nudge row, NudgeState state, bool sends)
    {
        await using var trust = await TrustAsync(row, Row(row, decision));

        await trust.ReleaseAsync("2025-09-29 08:00");
        await trust.ReleaseAsync("2025-09-29 08:40");

        Assert.Equal(state, await trust.StateAsync(row));
        Assert.Equal("J. Hill", (await trust.RowAsync(row.Place)).Value.DecidedBy?.Name);
        Assert.Equal(sends ? 1 : 0, trust.Sent.Offered.Count);
        Assert.False(await trust.TrustStorage.Container(Containers.Rejected).GetBlobClient(Back).ExistsAsync(Token));
        var entry = (await trust.IntakeAsync())["decisions/141234/monday.csv"];
        Assert.Equal((IntakeOutcome.Applied, 1, 0), (entry.Outcome, entry.RowsRead, entry.RowsRejected));
    }

    public static TheoryData<string, Nudge, string> Refused => new()
    {
        {
            Row(Waiting, "release").Replace(Waiting.Place.Key.ToString(), "k-1", StringComparison.Ordinal), Waiting,
            "The key is not in the ledger"
        },
        { Row(Family.Planned("A2"), "release"), Waiting, "The key is not in the ledger" },
        { Row(Waiting, "release").Replace(",A1,", ",A2,", StringComparison.Ordinal), Waiting, "The key belongs to another pupil" },
        { Row(Waiting, "release").Replace("141234,", "141235,", StringComparison.Ordinal), Waiting, "The row is of the school 141235" },
        {
            Row(Waiting, "release").Replace(",nudge,", ",case,", StringComparison.Ordinal), Waiting,
            "\"release\" is not a decision; the column Allowed says what can be decided."
        },
        { Row(Waiting, "maybe"), Waiting, "\"maybe\" is not a decision. For a planned nudge: release or withhold" },
        { Row(Waiting, "release"), Waiting.Stored(isReleased: true), "It was released already, by the trust's settings." },
        { Row(Waiting, "release"), Waiting with { LastDay = Family.Monday.AddDays(-3) }, "It could be released until 26 September 2025." },
        { Row(Waiting, "release"), Waiting.Stored(state: NudgeState.Withheld, decidedBy: Someone.Stated()), "Its state is Withheld" },
        { Row(Waiting, "withhold"), Waiting.Stored(state: NudgeState.Accepted, isReleased: true), "Its state is Accepted" },
        { Row(Waiting, "resend"), Waiting, "Its state is Planned" },
        { Row(Waiting, "arrived"), Waiting.Stored(state: NudgeState.Suppressed), "Its state is Suppressed" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_decision_that_cannot_be_done_comes_back_with_its_line_and_reason(string decision, Nudge row, string reason)
    {
        await using var trust = await TrustAsync(row, decision);

        await trust.TickReleaseAsync("2025-09-29 08:00");

        var back = await trust.GetAsync(Containers.Rejected, Back);
        Assert.StartsWith("\uFEFFLine,Reason," + Header, back, StringComparison.Ordinal);
        Assert.Contains("\n2,", back, StringComparison.Ordinal);
        Assert.Contains(reason.Replace("\"", "\"\"", StringComparison.Ordinal), back, StringComparison.Ordinal);
        var entry = (await trust.IntakeAsync())["decisions/141234/monday.csv"];
        Assert.Equal((1, 1), (entry.RowsRead, entry.RowsRejected));
    }

    [Fact]
    public async Task What_is_to_be_sent_again_and_is_taken_in_by_a_night_leaves_on_the_next_school_day()
    {
        await using var trust = await TrustAsync(Unknown, Row(Unknown, "resend"));

        await TakeInAsync(trust, night: Family.Monday.AddDays(-3));
        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(Unknown));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task What_is_to_be_sent_again_and_could_not_leave_on_the_next_school_day_either_expires()
    {
        await using var trust = await TrustAsync(Unknown, Row(Unknown, "resend"));

        await TakeInAsync(trust, night: Family.Monday.AddDays(-4));
        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal(NudgeState.Expired, await trust.StateAsync(Unknown));
        Assert.Empty(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_file_that_is_no_worklist_comes_back_whole()
    {
        await using var trust = await TrustAsync(Waiting, "");
        await trust.PutAsync(Containers.Decisions, "141234/monday.csv", "Pupil,Yes\nA1,yes\n");

        await trust.TickReleaseAsync("2025-09-29 08:00");

        Assert.Contains("Line,Reason", await trust.GetAsync(Containers.Rejected, Back), StringComparison.Ordinal);
        Assert.Equal(IntakeOutcome.Rejected, (await trust.IntakeAsync())["decisions/141234/monday.csv"].Outcome);
        Assert.Equal(NudgeState.Planned, await trust.StateAsync(Waiting));
    }

    [Theory]
    [InlineData("tuesday.ods")]
    [InlineData("tuesday.xlsx")]
    public async Task A_file_of_another_kind_comes_back_whole_and_says_where_people_decide(string name)
    {
        await using var trust = await TrustAsync(Waiting, "");
        await trust.PutAsync(Containers.Decisions, $"141234/{name}", $"{Header}\n{Row(Waiting, "release")}\n");

        await trust.TickReleaseAsync("2025-09-29 08:00");

        Assert.Contains(
            "people decide in the office, and other programs write CSV, .csv.",
            await trust.GetAsync(Containers.Rejected, $"141234/decisions-{name}.csv"),
            StringComparison.Ordinal);
        Assert.Equal(IntakeOutcome.Rejected, (await trust.IntakeAsync())[$"decisions/141234/{name}"].Outcome);
        Assert.Equal(
            (NudgeState.Planned, (string?)null),
            (await trust.StateAsync(Waiting), (await trust.RowAsync(Waiting.Place)).Value.DecidedBy?.Name));
    }

    [Fact]
    public async Task A_worklist_that_comes_back_with_more_rows_filled_in_is_applied_without_complaint()
    {
        var second = Family.Planned("A2", isReleased: false);
        await using var trust = await TrustAsync(Waiting, Row(Waiting, "release"), second);
        await trust.ReleaseAsync("2025-09-29 08:00");

        await trust.PutAsync(
            Containers.Decisions, "141234/monday.csv", $"{Header}\n{Row(Waiting, "release")}\n{Row(second, "withhold")}\n");
        await trust.ReleaseAsync("2025-09-29 09:00");
        await trust.PutAsync(Containers.Decisions, "141234/again.csv", $"{Header}\n{Row(Waiting, "release")}\n{Row(second, "withhold")}\n");
        await trust.ReleaseAsync("2025-09-29 10:00");

        Assert.Equal([NudgeState.Accepted, NudgeState.Withheld], [await trust.StateAsync(Waiting), await trust.StateAsync(second)]);
        Assert.False(await trust.TrustStorage.Container(Containers.Rejected).GetBlobClient(Back).ExistsAsync(Token));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_nudge_that_travels_with_another_may_still_be_withheld()
    {
        var lead = Family.Queued("A1", Channel.Text, Family.Planned("A2"));
        var bundled = Family.Joined("A2", lead);
        await using var trust = await TrustAsync(lead, Row(bundled, "withhold"), bundled);

        await trust.TickReleaseAsync("2025-09-29 08:05");
        await trust.SendAsync(lead);

        Assert.DoesNotContain("Tom", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
        Assert.Equal([NudgeState.Accepted, NudgeState.Withheld], [await trust.StateAsync(lead), await trust.StateAsync(bundled)]);
    }

    /// <summary>Takes in decisions as a night does.</summary>
    private static async Task TakeInAsync(TestTrust trust, DateOnly night)
    {
        Trust settings = null!;
        await trust.InScopeAsync<TrustSettings>(async read => settings = await read.ReadAsync(Token));
        await trust.InScopeAsync<DecisionIntake>(intake => intake.ApplyAllAsync(settings, night, new((_, _) => { }), Token));
    }

    private static string Row(Nudge nudge, string decision) => $"141234,{nudge.Upn},nudge,{nudge.Place.Key},{decision},J. Hill,";

    private static async Task<string> KeyAsync(TestTrust trust) => Assert.Single(await trust.LedgerAsync()).Place.Key.ToString();

    private async Task<TestTrust> TrustAsync(Nudge row, string decision, params Nudge[] others)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "review"));
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom"));
        await trust.PutAsync([row, .. others]);
        await trust.PutAsync(Containers.Decisions, "141234/monday.csv", $"{Header}\n{decision}\n");
        return trust;
    }
}
