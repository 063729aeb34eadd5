using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// A UPN at two schools of the trust (domain 0.21). The child of Riverside has a case at a formal step and unauthorised absence; Hillside
/// then has the UPN too. Until both rosters say that it is one child, neither sees or gets anything of the other's but the question.
/// </summary>
public sealed class SharedUpnTests(AzuriteFixture azurite)
{
    private const string Child = "A1";

    private const string Roster = "149999.csv";

    private const string Friday = "2025-09-26";

    private const string Monday = "2025-09-29";

    private const string Tuesday = "2025-09-30";

    private const string NextTuesday = "2025-10-07";

    private static readonly SchoolId Hillside = SchoolId.Parse("149999");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> OtherChildren => new()
    {
        { Sample.Child(Child, surname: "Stranger", born: "2015-01-01", admission: Tuesday) },
        { Sample.Child(Child, surname: "Stranger", admission: Tuesday) },
        { Sample.Child(Child, born: "2016-05-05", admission: Tuesday) },
        { Sample.Child(Child, born: "", admission: Tuesday) },
    };

    [Theory]
    [MemberData(nameof(OtherChildren))]
    public async Task A_UPN_typed_for_another_child_brings_nothing_of_the_other_schools_but_the_question(string typed)
    {
        await using var trust = await StartAsync();
        var before = await OwnAsync(trust);
        await PutHillsideAsync(trust, typed);
        await trust.NightAsync(Tuesday);
        await PutRiversideAsync(trust, Sample.Child(Child, leaving: "2025-10-01"));
        await trust.NightAsync("2025-10-02");
        await trust.NightAsync("2025-10-03");

        foreach (var night in new[] { Tuesday, "2025-10-02", "2025-10-03" })
        {
            // The new pupil return is about this school's own pupil, whoever has the UPN besides.
            var about = (await WorklistAsync(trust, Hillside, night))
                .Where(row => row["UPN"] == Child && !row["What"].StartsWith("New pupil return", StringComparison.Ordinal)).ToList();
            Assert.Equal("Riverside Primary School has the UPN of this pupil too.", Assert.Single(about)["What"]);
            Assert.Equal(("upn", "", ""), (about[0]["Kind"], about[0]["Allowed"], about[0]["Key"]));
        }

        var worklist = await trust.GetAsync(Containers.Worklists, $"{Hillside}/{Tuesday}.csv");
        Assert.All(
            ["Engage", "Contract", "unauthorised", "2016-05-04"],
            word => Assert.DoesNotContain(word, worklist, StringComparison.Ordinal));
        Assert.Equal(0, (await trust.CaseAsync(Hillside, Child)).Stage);
        Assert.Null((await trust.CaseAsync(Hillside, Child)).Penalty.Matter);
        Assert.DoesNotContain(await trust.HistoryAsync(Hillside, Child), happened => happened.Kind == CaseEventKind.Moved);
        Assert.Equal(before, await OwnAsync(trust));
    }

    [Fact]
    public async Task The_school_that_has_the_child_is_asked_once_and_its_case_list_and_marks_stay_as_without_the_other_school()
    {
        await using var alone = await StartAsync();
        await using var trust = await StartAsync();
        await PutHillsideAsync(trust, Sample.Child(Child, admission: Tuesday));

        // On Tuesday, Riverside's night ran before Hillside's, which finds the number.
        foreach (var night in new[] { Tuesday, "2025-10-01" })
        {
            await alone.NightAsync(night);
            await trust.NightAsync(night);
        }

        var asked = await trust.WorklistAsync("2025-10-01");
        Assert.Equal("Hillside School has the UPN of this pupil too.", Assert.Single(asked, row => row["Kind"] == "upn")["What"]);
        Assert.Equal(
            (await alone.WorklistAsync("2025-10-01")).Select(row => row["What"]),
            asked.Where(row => row["Kind"] != "upn").Select(row => row["What"]));
        Assert.Equal(await OwnAsync(alone), await OwnAsync(trust));
    }

    [Fact]
    public async Task Where_the_school_let_the_child_go_and_all_agrees_the_case_goes_on_the_same_night()
    {
        await using var trust = await StartAsync();
        await PutRiversideAsync(trust, Sample.Child(Child, surname: "O\u2019Neill-Smythe", leaving: Monday));
        await PutHillsideAsync(trust, Sample.Child(Child, surname: "ONEILL SMYTHÉ", admission: Tuesday));
        await trust.NightAsync(Tuesday);
        await trust.NightAsync("2025-10-01");

        await AssertCarriedOnceAsync(trust);
        Assert.DoesNotContain(await WorklistAsync(trust, Hillside, "2025-10-01"), row => row["Kind"] == "upn");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-10-01"), row => row["Kind"] == "upn");
    }

    [Fact]
    public async Task A_leaving_date_that_comes_a_week_later_brings_the_case_once_into_the_one_that_has_begun_meanwhile()
    {
        await using var trust = await StartAsync();
        await PutHillsideAsync(trust, Sample.Child(Child, admission: Tuesday));
        await trust.PutAsync(
            Containers.Registers, $"{Hillside}/first.csv", Sample.MarksFile(Sample.Marks(Child, Tuesday, 10, 0, 'O')));
        await trust.NightAsync(Tuesday);
        await trust.NightAsync("2025-10-06");
        Assert.Contains(await WorklistAsync(trust, Hillside, "2025-10-06"), row => row["Kind"] == "upn");
        var begun = await trust.CaseAsync(Hillside, Child);
        Assert.NotEqual(0, begun.EventCount);
        Assert.Equal(0, begun.Stage);

        await PutRiversideAsync(trust, Sample.Child(Child, leaving: Monday));
        await trust.NightAsync(NextTuesday);
        await trust.NightAsync("2025-10-08");

        await AssertCarriedOnceAsync(trust);
        var history = await trust.HistoryAsync(Hillside, Child);
        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(happened => happened.Number));
        Assert.Equal(history.Count, (await trust.CaseAsync(Hillside, Child)).EventCount);
        Assert.DoesNotContain(await WorklistAsync(trust, Hillside, "2025-10-08"), row => row["Kind"] == "upn");
    }

    [Fact]
    public async Task A_child_whom_the_roster_no_longer_has_is_let_go_by_a_person()
    {
        await using var trust = await StartAsync();
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A2")));
        await PutHillsideAsync(trust, Sample.Child(Child, admission: Tuesday));
        await trust.NightAsync(Tuesday);
        await trust.NightAsync("2025-10-01");
        Assert.Equal(0, (await trust.CaseAsync(Hillside, Child)).Stage);
        Assert.Contains(await WorklistAsync(trust, Hillside, "2025-10-01"), row => row["Kind"] == "upn" && row["Allowed"].Length == 0);

        var row = Assert.Single(await trust.WorklistAsync("2025-10-01"), row => row["Kind"] == "upn");
        Assert.Equal((Child, "left or not ours"), (row["UPN"], row["Allowed"]));
        await trust.DecideAsync("2025-10-01", row["Key"], "left");
        await trust.NightAsync("2025-10-02");
        await trust.NightAsync("2025-10-03");

        Assert.Equal("", await trust.RejectedAsync("decisions-decided.csv"));
        await AssertCarriedOnceAsync(trust);
        Assert.DoesNotContain(await trust.WorklistAsync("2025-10-03"), other => other["Kind"] == "upn");
    }

    [Fact]
    public async Task A_number_that_was_never_the_childs_is_forgotten_and_nobody_is_asked_again()
    {
        await using var trust = await StartAsync();
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A2")));
        await PutHillsideAsync(trust, Sample.Child(Child, surname: "Stranger", admission: Tuesday));
        await trust.NightAsync(Tuesday);
        await trust.NightAsync("2025-10-01");

        var row = Assert.Single(await trust.WorklistAsync("2025-10-01"), row => row["Kind"] == "upn");
        await trust.DecideAsync("2025-10-01", row["Key"], "not ours");
        await trust.NightAsync("2025-10-02");
        await trust.NightAsync("2025-10-03");

        Assert.Null(await trust.Get<PupilTable>().FindEntryAsync(TestTrust.School, Upn.Parse(Child), Token));
        Assert.DoesNotContain(await trust.WorklistAsync("2025-10-03"), other => other["Kind"] == "upn");
        Assert.DoesNotContain(await WorklistAsync(trust, Hillside, "2025-10-03"), other => other["Kind"] == "upn");
    }

    [Theory]
    [InlineData("left", "00000000000000000000000000000000", "The key belongs to no UPN")]
    [InlineData("left", "", "The pupil is on your roster")]
    [InlineData("confirm", "", "cannot be decided about a UPN")]
    public async Task A_word_about_a_child_who_is_on_the_roster_or_about_no_shared_UPN_comes_back(string word, string key, string reason)
    {
        await using var trust = await StartAsync();
        await PutHillsideAsync(trust, Sample.Child(Child, admission: Tuesday));
        await trust.NightAsync(Tuesday);
        await trust.NightAsync("2025-10-01");
        var rows = await trust.Get<SharedUpnTable>().ReadAsync(TestTrust.School, Token);

        await trust.PutAsync(
            Containers.Decisions, $"{TestTrust.School}/decided.csv",
            "School,UPN,Kind,Key,Decision,By,Note\n"
                + $"141234,{Child},upn,{(key.Length > 0 ? key : Assert.Single(rows).Key)},{word},J. Hill,\n");
        await trust.NightAsync("2025-10-02");

        Assert.Contains(reason, await trust.RejectedAsync("decisions-decided.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M", "S", true)]
    [InlineData("S", "M", true)]
    [InlineData("S", "S", true)]
    [InlineData("M", "M", false)]
    [InlineData("M", "", false)]
    [InlineData("", "S", false)]
    [InlineData("C", "S", false)]
    public async Task Dual_registration_is_said_by_both_and_then_marks_at_both_count(string riverside, string hillside, bool counts)
    {
        await using var trust = await StartAsync(absent: 6);
        await PutRiversideAsync(trust, Sample.Child(Child, status: riverside));
        await PutHillsideAsync(trust, Sample.Child(Child, status: hillside, admission: Tuesday));
        await trust.PutAsync(
            Containers.Registers, $"{Hillside}/first.csv", Sample.MarksFile(Sample.Marks(Child, Tuesday, 4, 0, 'O')));
        await trust.NightAsync(Tuesday);
        await trust.NightAsync("2025-10-01");
        await trust.NightAsync("2025-10-02");

        Assert.Equal(counts, (await trust.CaseAsync(Hillside, Child)).Penalty.Matter is not null);
        Assert.Equal(counts, (await trust.CaseAsync(Child)).Penalty.Matter is not null);
        Assert.Equal(!counts, (await WorklistAsync(trust, Hillside, "2025-10-02")).Any(row => row["Kind"] == "upn"));
        Assert.DoesNotContain(await trust.HistoryAsync(Hillside, Child), happened => happened.Kind == CaseEventKind.Moved);
    }

    [Fact]
    public async Task A_roster_that_says_the_child_left_it_puts_nothing_into_the_school_where_the_child_has_long_been()
    {
        await using var alone = await StartAsync();
        await using var trust = await StartAsync();
        await PutHillsideAsync(trust, Sample.Child(Child, admission: "2025-09-01", leaving: Monday));
        await trust.PutAsync(
            Containers.Registers, $"{Hillside}/a.csv", Sample.MarksFile(Sample.Marks(Child, "2025-09-01", 40, 0, 'O')));

        foreach (var night in new[] { Tuesday, "2025-10-01", "2025-10-02" })
        {
            await alone.NightAsync(night);
            await trust.NightAsync(night);
        }

        Assert.Equal(await OwnAsync(alone), await OwnAsync(trust));
        Assert.Equal(await alone.WorklistAsync("2025-10-02"), await trust.WorklistAsync("2025-10-02"));
    }

    [Fact]
    public async Task A_night_without_newcomers_asks_storage_once_about_shared_UPNs()
    {
        var obstacle = new Obstacle();
        await using var trust = await StartAsync(obstacle: obstacle);
        await trust.NightAsync(Tuesday);
        var requests = 0;
        obstacle.Watch(request => requests += request.Uri.ToUri().AbsolutePath.Contains("SharedUpns", StringComparison.Ordinal) ? 1 : 0);

        await trust.RunAsync("2025-10-01");

        Assert.Equal(1, requests);
    }

    /// <summary>A contract confirmed on Monday at Riverside, where the child missed so many sessions in September.</summary>
    private async Task<TestTrust> StartAsync(int absent = 8, Obstacle? obstacle = null)
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,", schools: $", {Sample.School("149999", "Hillside School")}"),
            obstacle ?? new Obstacle());
        await PutRiversideAsync(trust, Sample.Child(Child));
        await trust.PutAsync(Containers.Rosters, Roster, Sample.Children(Sample.Child("B1")));
        await trust.PutRegisterAsync(
            "so-far.csv",
            Sample.MarksFile(Sample.Marks(Child, "2025-09-01", absent, 40 - absent, 'O'), Sample.Marks("A2", "2025-09-01", 0, 40)));
        await trust.NightAsync(Friday);
        await trust.DecideAsync(Friday, (await trust.CaseAsync(Child)).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync(Monday);
        return trust;
    }

    private static Task PutRiversideAsync(TestTrust trust, string child) =>
        trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(child, Sample.Child("A2")));

    private static Task PutHillsideAsync(TestTrust trust, string child) =>
        trust.PutAsync(Containers.Rosters, Roster, Sample.Children(Sample.Child("B1"), child));

    /// <summary>What Riverside holds of the child.</summary>
    private static async Task<string> OwnAsync(TestTrust trust)
    {
        var current = await trust.CaseAsync(Child);
        var record = await trust.Get<AttendanceTable>().FindAsync(TestTrust.School, new AcademicYear(2025), Upn.Parse(Child), Token);
        return string.Join(
            '\n',
            [
                $"{current.Stage} {current.EventCount} {current.Step} {current.Proposal}", record!.Marks.Text,
                .. current.Duties.Select(duty => $"{duty}"), .. current.StatutoryActions.Select(action => $"{action}"),
                $"{current.Penalty.Matter?.Evidence}",
                .. (await trust.HistoryAsync(Child)).Select(happened => $"{happened.Number} {happened.On} {happened.What}"),
            ]);
    }

    private static async Task AssertCarriedOnceAsync(TestTrust trust)
    {
        var moved = await trust.CaseAsync(Hillside, Child);
        Assert.Equal((3, Casework.Date(Monday)), (moved.Stage, moved.Step?.On));
        var history = await trust.HistoryAsync(Hillside, Child);
        Assert.Single(history, happened => happened.Kind == CaseEventKind.Moved);
        Assert.Single(history, happened => happened.Kind == CaseEventKind.Confirmed);
        Assert.Equal(3, (await trust.CaseAsync(Child)).Stage);
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> WorklistAsync(
        TestTrust trust, SchoolId school, string night) =>
        Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{night}.csv"));
}
