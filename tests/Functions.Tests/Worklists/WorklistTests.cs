using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Worklists;

public sealed class WorklistTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    [Fact]
    public async Task Each_child_has_one_block_and_messages_and_the_school_come_after_all_of_them()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "review"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(
            Sample.Pupil("A1"), Sample.Pupil("A2", "Tom", mobile: ""), Sample.Pupil("A3", "Ann", flags: "yes,,,"),
            Sample.Pupil("A4", "Eve")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(
            Sample.Marks("A1", "2025-09-01", 2, 38), Sample.Marks("A2", "2025-09-01", 2, 38), Sample.Marks("A3", "2025-09-01", 2, 38),
            Sample.Marks("A4", "2025-09-01", 0, 40),
            Sample.Marks("NOBODY", "2025-09-01", 0, 40)));
        await trust.NightAsync(Night);

        var rows = await trust.WorklistAsync(Night);

        Assert.Equal(
            [
                "New since yesterday: news A3", "New since yesterday: case A3", "New since yesterday: not sent A3",
                "New since yesterday: news A2", "New since yesterday: case A2", "New since yesterday: not sent A2",
                "New since yesterday: news A1", "New since yesterday: case A1", "Messages that wait: nudge A1",
                "Files and registers: file ", "Files and registers: file ",
            ],
            rows.Select(row => $"{row["Part"]}: {row["Kind"]} {row["UPN"]}"));
        var waits = rows.Single(row => row["Kind"] == "nudge");
        Assert.Equal(
            ("141234", "Zoe", "Sample", "95.0", "1", "Pleasant Nudge", "1"),
            (
                waits["School"], waits["Forename"], waits["Surname"], waits["Percent"], waits["Stage"], waits["StageName"],
                waits["DaysLost"]));
        Assert.Equal((await trust.LedgerAsync()).Single(nudge => nudge.Upn.ToString() == "A1").Place.Key.ToString(), waits["Key"]);
        Assert.Equal(("release or withhold", "2025-10-03"), (waits["Allowed"], waits["Due"]));
        Assert.Equal("A nudge by text about the year so far to Alex Sample waits for your decision until 3 October 2025.", waits["What"]);
        Assert.StartsWith(
            "“Dear Alex Sample, so far this school year Zoe has missed 1 day of school", waits["Why"], StringComparison.Ordinal);
        Assert.EndsWith("(2 segments)", waits["Why"], StringComparison.Ordinal);
        Assert.Contains("1 of 5 rows could not be used", rows[^2]["What"], StringComparison.Ordinal);
        Assert.Contains(
            "no mobile number or email address",
            rows.Single(row => row["Kind"] == "not sent" && row["UPN"] == "A2")["What"],
            StringComparison.Ordinal);
        Assert.Contains(
            "please see to it in person",
            rows.Single(row => row["Kind"] == "not sent" && row["UPN"] == "A3")["What"],
            StringComparison.Ordinal);
        Assert.Equal((1, 2), ((await trust.SchoolNightAsync(Night)).NudgesPlanned, (await trust.SchoolNightAsync(Night)).NudgesSuppressed));
    }

    [Fact]
    public async Task A_message_to_a_number_of_two_households_waits_with_a_row_in_the_worklist_and_leaves_when_the_roster_is_mended()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", "Tom", parent: "Sam Other")));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38), Sample.Marks("A2", "2025-09-01", 0, 40)));
        await trust.NightAsync(Night);
        await trust.ReleaseAsync("2025-09-29 08:00");

        await trust.NightAsync("2025-09-29");
        var row = Assert.Single(await trust.WorklistAsync("2025-09-29"), row => row["Kind"] == "shared");
        Assert.Contains("1 message waits for it", row["What"], StringComparison.Ordinal);
        Assert.Empty(trust.Sent.Offered);

        await trust.PutAsync(
            Containers.Rosters, Registers.Roster,
            Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", "Tom", mobile: "07700 900002", parent: "Sam Other")));
        await trust.NightAsync("2025-09-30");
        await trust.ReleaseAsync("2025-10-01 08:00");
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task Who_moved_since_the_night_before_and_which_registers_are_missing_stand_in_it()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", "Tom")));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 1, 39), Sample.Marks("A2", "2025-09-01", 8, 32)));
        await trust.NightAsync(Night);
        Assert.DoesNotContain(await trust.WorklistAsync(Night), row => row["Kind"] is "moved" or "register");

        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-29,AM,I", "A1,2025-09-29,PM,I"));
        await trust.NightAsync("2025-09-29");

        var rows = await trust.WorklistAsync("2025-09-29");
        Assert.Equal(
            "2 of 4 sessions of 29 September 2025 have no mark; please see that every register was taken and exported.",
            rows.Single(row => row["Kind"] == "register")["What"]);
        Assert.StartsWith("To Pleasant Nudge. ", rows.Single(row => row["Kind"] == "news")["What"], StringComparison.Ordinal);
        Assert.DoesNotContain(rows, row => row["Kind"] == "moved");
    }

    [Fact]
    public async Task A_worklist_is_written_for_a_spreadsheet()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        await trust.NightAsync(Night);

        var text = await trust.GetAsync(Containers.Worklists, $"141234/{Night}.csv");

        Assert.StartsWith("\uFEFFPart,Surname,Forename,YearGroup,Class,Percent,", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
    }
}
