using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>What became of the messages: in the sheet, in the lead's email and, once, in the worklist.</summary>
public sealed class NudgeSheetTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static readonly string TwoSchools = Sample.Settings(
        mode: "review", extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School(Family.OtherSchool.ToString(), "Hilltop School"));

    [Fact]
    public async Task Every_kind_of_every_school_is_counted_by_what_became_of_it_and_the_trust_at_the_end()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, TwoSchools);
        var lead = Family.Planned("A1").Stored(state: NudgeState.Delivered);
        await trust.PutAsync(
            lead, Family.Joined("A2", lead).Stored(state: NudgeState.Delivered), Family.Planned("A3").Stored(state: NudgeState.Unknown),
            Family.Planned("A4", isReleased: false) with { PlannedOn = new(2025, 9, 25) },
            Family.Planned("A5", isReleased: false).Stored(state: NudgeState.Expired),
            Family.Planned("B1", Family.OtherSchool).Stored(state: NudgeState.Accepted),
            Family.Planned("B2", Family.OtherSchool).Stored(state: NudgeState.Withheld));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 06:30");

        var rows = Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.NudgesFile}"));
        Assert.Equal(
            [
                "school", "name", "kind", "waiting", "released", "accepted", "delivered", "undeliverable", "failed", "unknown", "withheld",
                "expired_unreleased", "expired_released", "suppressed", "held_out", "messages",
            ],
            rows[0].Keys);
        Assert.Equal(
            from school in new[] { "141234", "141235", "trust" }
            from kind in new[]
            {
                "stage", "half-term", "meeting", "improvement", "thank-you", "termly-summary", "weekly-summary", "term-holidays",
                "contact-details", "first-day",
            }
            select (school, kind),
            rows.Select(row => (row["school"], row["kind"])));
        Assert.Equal("1,0,0,2,0,0,1,0,1,0,0,0,2", Counts(rows[0]));
        Assert.Equal("0,0,1,0,0,0,0,1,0,0,0,0,1", Counts(rows[10]));
        Assert.Equal("1,0,1,2,0,0,1,1,1,0,0,0,3", Counts(rows[20]));
        Assert.All(rows.Where(row => row["kind"] != "stage"), row => Assert.Equal("0,0,0,0,0,0,0,0,0,0,0,0,0", Counts(row)));
        Assert.Equal(("Riverside Academies Trust", "Hilltop School"), (rows[20]["name"], rows[10]["name"]));
        Assert.Contains(
            "\nMessages to parents since September: 2 sent, 1 waiting for a person, 1 expired unreleased, 1 not known whether sent\n",
            Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_released_is_counted_and_stands_in_the_worklist_of_its_last_night_alone()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "review"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38)));
        await trust.NightAsync(Night);
        Assert.Equal((1, 0), await WaitingAndExpiredAsync(trust, Night));

        await trust.NightAsync("2025-10-02");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-10-02"), row => row["Kind"] == "not sent");
        await trust.NightAsync("2025-10-03");
        Assert.Equal((0, 1), await WaitingAndExpiredAsync(trust, "2025-10-03"));
        var row = Assert.Single(await trust.WorklistAsync("2025-10-03"), row => row["Kind"] == "not sent");
        Assert.Equal(
            ("A1", "Not sent: a nudge by text about the year so far to Alex Sample expired on 3 October 2025, since nobody released it."),
            (row["UPN"], row["What"]));

        await trust.ReleaseAsync("2025-10-06 08:00");
        await trust.NightAsync("2025-10-06");
        Assert.Equal((0, 1), await WaitingAndExpiredAsync(trust, "2025-10-06"));
        Assert.DoesNotContain(await trust.WorklistAsync("2025-10-06"), row => row["Kind"] == "not sent");
    }

    [Fact]
    public async Task What_was_released_and_could_not_leave_says_so()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38)));
        await trust.NightAsync(Night);

        await trust.NightAsync("2025-10-03");

        Assert.Equal(
            "Not sent: a nudge by text about the year so far to Alex Sample was released, and could not leave until 3 October 2025.",
            Assert.Single(await trust.WorklistAsync("2025-10-03"), row => row["Kind"] == "not sent")["What"]);
        Assert.Equal(1, (await trust.SchoolNightAsync("2025-10-03")).Nudges.Rows(NudgeOutcome.ExpiredReleased));
    }

    [Fact]
    public async Task The_last_night_of_the_year_still_counts_the_year()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        await trust.PutAsync(Family.Planned("A1").Stored(state: NudgeState.Delivered));

        await trust.NightAsync("2026-07-21");

        Assert.Equal(1, (await trust.SchoolNightAsync("2026-07-21")).Nudges.Messages(NudgeOutcome.Delivered));
    }

    private static string Counts(IReadOnlyDictionary<string, string> row) => string.Join(',', row.Values.Skip(3));

    private static async Task<(int Waiting, int Expired)> WaitingAndExpiredAsync(TestTrust trust, string night)
    {
        var counts = (await trust.SchoolNightAsync(night)).Nudges;
        return (counts.Rows(NudgeOutcome.Waiting), counts.Rows(NudgeOutcome.ExpiredUnreleased));
    }
}
