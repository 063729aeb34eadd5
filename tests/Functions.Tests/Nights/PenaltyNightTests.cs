using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// Penalty matters over nights, through storage, under every policy: pupils whose penalty path is hard to get right. A threshold whose
/// weeks have ended; a Notice to Improve with its period; a notice that is issued weeks after its request; a second one, and a second
/// parent.
/// </summary>
public sealed class PenaltyNightTests(AzuriteFixture azurite)
{
    private const string Duty = "Penalty notice, to consider: 10 unauthorised sessions in 10 school weeks.";

    /// <summary>The schools by their policies.</summary>
    private static readonly IReadOnlyList<(string Policy, string Id)> Schools =
        [("odbst", "141234"), ("odst", "141235"), ("school-approach", "141236"), ("het", "141237"), ("millbrook", "141238")];

    [Fact]
    public async Task Ten_sessions_of_weeks_that_have_ended_are_found_under_every_policy_by_the_night_that_looks()
    {
        // Nine sessions in January and one on 18 March: ten school weeks that ended on 20 March.
        await using var trust = await LiveAsync("2026-01-09", "OOOOOOOOO/");
        foreach (var (_, school) in Schools)
        {
            await trust.PutAsync(
                Containers.Registers, $"{school}/b.csv", Sample.LongFile($"A{school}001,2026-03-18,AM,O", $"A{school}001,2026-03-18,PM,/"));
        }

        await trust.NightAsync("2026-03-27");

        foreach (var (policy, school) in Schools)
        {
            var row = Assert.Single(await RowsAsync(trust, school, "2026-03-27"), IsDuty);
            Assert.True(
                row["Why"].StartsWith(
                    "10 unauthorised sessions within 10 school weeks, from 9 January 2026 to 18 March 2026.", StringComparison.Ordinal),
                $"{policy}: {row["Why"]}");
        }
    }

    [Fact]
    public async Task A_notice_is_followed_from_its_threshold_to_its_payment_and_the_next_one_is_the_second_of_that_parent()
    {
        await using var trust = await LiveAsync("2025-09-01", $"OOOOOOOOOO{Present(70)}");
        await trust.NightAsync("2025-09-05");
        var row = await RowAsync(trust, "2025-09-05", IsDuty);
        Assert.Equal(
            ("case", "signed in only: support first, notice to improve, penalty notice or not appropriate", "2025-09-12"),
            (row["Kind"], row["Allowed"], row["Due"]));
        Assert.Contains(
            "Ms Moss: It would be the first notice: £160, or £80 if it is paid within 21 days.", row["Actions"], StringComparison.Ordinal);

        await trust.DecideAsync("2025-09-05", row["Key"], "support first", note: "a place in the breakfast club");
        await trust.NightAsync("2025-09-08");
        row = await RowAsync(trust, "2025-09-08", row => row["What"].StartsWith("Penalty matter: support first", StringComparison.Ordinal));
        Assert.Contains("a place in the breakfast club", row["Why"], StringComparison.Ordinal);

        await trust.DecideAsync("2025-09-08", row["Key"], "notice to improve", note: "it was not taken up");
        await trust.NightAsync("2025-09-09");
        var letters = await LettersAsync(trust, "2025-09-09", "notice-to-improve");
        Assert.Equal(["Mr Hill", "Ms Moss"], letters.Select(AddresseeOf).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.Contains("| From | 10 September 2025 |", letter, StringComparison.Ordinal));
        Assert.All(letters, letter => Assert.Contains("| Until | 21 October 2025 |", letter, StringComparison.Ordinal));

        await trust.PutRegisterAsync("b.csv", Sample.MarksFile(Sample.Marks("A141234001", "2025-10-21", 1, 0, 'U')));
        await trust.NightAsync("2025-10-20");
        row = await RowAsync(trust, "2025-10-20", row => row["What"].Contains("no unauthorised session so far.", StringComparison.Ordinal));
        Assert.Equal("signed in only: failed or not appropriate", row["Allowed"]);
        await trust.NightAsync("2025-10-21");
        row = await RowAsync(trust, "2025-10-21", row => row["What"].Contains("Proposed: failed.", StringComparison.Ordinal));
        Assert.Equal("signed in only: failed, met or not appropriate", row["Allowed"]);

        await trust.DecideAsync("2025-10-21", row["Key"], "failed", note: "late again");
        await trust.NightAsync("2025-10-22");
        row = await RowAsync(trust, "2025-10-22", row => row["What"].StartsWith("Penalty notice to Ms Moss:", StringComparison.Ordinal));
        await trust.DecideAsync("2025-10-22", row["Key"], "notice requested", note: "support did not work");
        await trust.NightAsync("2025-10-23");
        var request = Assert.Single(await LettersAsync(trust, "2025-10-23", "penalty-request"));
        Assert.Contains("| Name | Ms Moss |", request, StringComparison.Ordinal);
        Assert.Contains("| Tuesday 21 October 2025 | Morning | U |", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Mr Hill", request, StringComparison.Ordinal);

        // Weeks later the authority's letter comes; the other parent lives elsewhere.
        await trust.NightAsync("2025-11-20");
        var rows = await RowsAsync(trust, "141234", "2025-11-20");
        Assert.Equal(
            "signed in only: notice issued, not appropriate or earlier notice",
            Assert.Single(rows, row => row["What"].StartsWith("Penalty notice to Ms Moss: requested on ", StringComparison.Ordinal))[
                "Allowed"]);
        var ofOther = Assert.Single(rows, row => row["What"].StartsWith("Penalty notice to Mr Hill:", StringComparison.Ordinal));
        await trust.DecideAsync("2025-11-20", row["Key"], "notice issued", note: "letter of the authority", happened: "2025-11-06");
        await trust.DecideAsync("2025-11-20", ofOther["Key"], "not appropriate", note: "lives elsewhere");
        await trust.NightAsync("2025-11-21");
        row = await RowAsync(
            trust, "2025-11-21", row => row["What"].StartsWith("Penalty notice of 6 November 2025 to Ms Moss:", StringComparison.Ordinal));
        Assert.Equal(("signed in only: paid, unpaid or withdrawn", "2025-12-04"), (row["Allowed"], row["Due"]));
        await trust.DecideAsync("2025-11-21", row["Key"], "paid");

        await trust.PutRegisterAsync("c.csv", Sample.MarksFile(Sample.Marks("A141234001", "2025-11-24", 10, 0, 'G')));
        await trust.NightAsync("2025-11-28");
        row = await RowAsync(trust, "2025-11-28", IsDuty);
        Assert.StartsWith("10 unauthorised sessions within 10 school weeks, from 24 November", row["Why"], StringComparison.Ordinal);
        Assert.Contains("Ms Moss: A notice was issued on 6 November 2025; another", row["Actions"], StringComparison.Ordinal);
        Assert.Contains("Mr Hill: It would be the first notice", row["Actions"], StringComparison.Ordinal);
        Assert.Equal(
            ["support first", "notice to improve", "failed", "notice requested", "notice issued", "not appropriate", "paid"],
            (await trust.HistoryAsync("A141234001")).Where(happened => happened.Kind == CaseEventKind.Penalty)
                .Select(happened => happened.What.Split(':')[0].ToLowerInvariant()));
    }

    [Fact]
    public async Task A_correction_in_November_of_a_week_that_reaches_into_July_is_found()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,").Replace(
            "\"2026-07-21\" }", "\"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-12-18\" }", StringComparison.Ordinal));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2026-07-15", 9, 0, 'O')));
        await trust.NightAsync("2026-07-21");
        await trust.PutRegisterAsync("b.csv", Sample.MarksFile(Sample.Marks("A1", "2026-09-01", 0, 150)));
        await trust.NightAsync("2026-09-01");
        await trust.NightAsync("2026-11-23");
        Assert.Null((await trust.CaseAsync("A1", 2026)).Penalty.Matter);

        await trust.PutRegisterAsync("z.csv", Sample.LongFile("A1,2026-09-02,AM,O"));
        await trust.NightAsync("2026-11-24");
        Assert.Equal(10, (await trust.CaseAsync("A1", 2026)).Penalty.Matter?.Sessions.Count);
    }

    [Fact]
    public async Task A_matter_goes_with_the_child_to_another_school_of_the_trust_that_lets_the_case_go()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(
            extra: "\"minimumCoverage\": 0,", schools: $", {Sample.School("149999", "Hillside School")}"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1"), Sample.Child("A2")));
        await trust.PutAsync(Containers.Rosters, "149999.csv", Sample.Children(Sample.Child("B1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 10, 20, 'O')));
        await trust.NightAsync("2025-09-05");
        var row = await RowAsync(trust, "2025-09-05", IsDuty);
        await trust.DecideAsync("2025-09-05", row["Key"], "support first", note: "breakfast club");
        await trust.NightAsync("2025-09-08");
        var matter = (await trust.CaseAsync("A1")).Penalty.Matter;

        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1", leaving: "2025-09-12"), Sample.Child("A2")));
        await trust.PutAsync(
            Containers.Rosters, "149999.csv", Sample.Children(Sample.Child("B1"), Sample.Child("A1", admission: "2025-09-15")));
        await trust.PutAsync(Containers.Registers, "149999/a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-15", 2, 0, 'O')));
        await trust.NightAsync("2025-09-15");

        var moved = (await trust.CaseAsync(SchoolId.Parse("149999"), "A1")).Penalty.Matter;
        Assert.Equal((matter?.Key, matter?.State, 12), (moved?.Key, moved?.State, moved?.Sessions.Count));
        Assert.Single(
            await RowsAsync(trust, "149999", "2025-09-15"),
            row => row["What"].StartsWith("Penalty matter: support first", StringComparison.Ordinal));
    }

    private static bool IsDuty(IReadOnlyDictionary<string, string> row) => row["What"].StartsWith(Duty, StringComparison.Ordinal);

    private static string Present(int sessions) => new('/', sessions);

    private static async Task<IReadOnlyDictionary<string, string>> RowAsync(
        TestTrust trust, string night, Predicate<IReadOnlyDictionary<string, string>> filter) =>
        Assert.Single(await RowsAsync(trust, "141234", night), filter);

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(TestTrust trust, string school, string night) =>
        [.. Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{night}.csv"))];

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust, string night, string kind)
    {
        var letters = new List<string>();
        foreach (var row in Sheet.Read(await trust.GetAsync(Containers.Letters, $"141234/{night}/index.csv"))
            .Where(row => row["File"].Contains($" {kind} ", StringComparison.Ordinal)))
        {
            letters.Add(LetterText.Of((await trust.DownloadAsync(Containers.Letters, $"141234/{night}/{row["File"]}")).ToArray()));
        }

        return letters;
    }

    private static string AddresseeOf(string letter) => letter.Split("Dear ")[1].Split('\n')[0];

    /// <summary>A trust with a school for each policy, at each of which a pupil with two parents has these marks.</summary>
    private async Task<TestTrust> LiveAsync(string from, string marks)
    {
        var others = string.Concat(Schools.Skip(1).Select(school =>
            $", {Sample.School(school.Id, $"School of {school.Policy}", $", \"policy\": \"{school.Policy}\"")}"));
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(Schools[0].Policy, extra: "\"minimumCoverage\": 0,", schools: others));
        foreach (var (_, school) in Schools)
        {
            await trust.PutAsync(
                Containers.Rosters, $"{school}.csv",
                Sample.Roster($"A{school}001,Zoe,Sample,4,4A,,,,,Ms Moss,yes,07700 900001,,Mr Hill,yes,07700 900002,"));
            await trust.PutAsync(Containers.Registers, $"{school}/a.csv", Sample.MarksFile($"A{school}001,{from},{marks}"));
        }

        return trust;
    }
}
