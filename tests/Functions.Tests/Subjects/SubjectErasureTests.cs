using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Subjects;

public sealed class SubjectErasureTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plan_changes_nothing()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var before = await Dump.ExactAsync(trust.TrustStorage);
        var everything = await trust.EverythingAsync();

        var plan = await PlanAsync(trust);

        Assert.Empty(plan.Refusals);
        Assert.Equal(
            DataInventory.OfTables.Concat(DataInventory.OfContainers).Where(entry => entry.IsAboutPupils),
            plan.Lines.Select(line => line.Entry));
        Assert.All(plan.Lines, line => Assert.True(line.Count > 0 && line.Why.Length > 0));
        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
        Assert.Equal(everything, await trust.EverythingAsync());
    }

    [Fact]
    public async Task Nothing_stays_but_the_register_and_the_name_that_it_belongs_to()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var marks = await trust.MarksAsync(SubjectTrust.Brother, "2025-09-01");

        await trust.EraseAsync();

        var left = await trust.FindAsync();
        Assert.Equal(
            [Tables.AccessLog, Tables.Attendance, Tables.Pupils],
            left.Tables.Where(table => table.Value.Count > 0).Select(table => table.Key).Order(StringComparer.Ordinal));
        Assert.Equal([Containers.Registers, Containers.Rosters], left.Files.Select(file => file.Container).Distinct());
        Assert.Equal("II", marks);
        Assert.Equal(marks, await trust.MarksAsync(SubjectTrust.Brother, "2025-09-01"));
        var pupil = await trust.Get<PupilTable>().FindAsync(TestTrust.School, SubjectTrust.Zebedee.Upn, Token);
        Assert.Equal(("Zebedee", "Samplington", ""), (pupil!.Forename, pupil.Surname, pupil.DateOfBirth));
        Assert.Empty(pupil.Contacts);
        var record = await trust.Get<AttendanceTable>()
            .FindAsync(TestTrust.School, new AcademicYear(2025), SubjectTrust.Zebedee.Upn, Token);
        Assert.Equal(0, record!.Tally.Possible);
    }

    [Fact]
    public async Task A_print_run_with_the_pupils_letter_goes_with_its_list_and_letters_of_others_stay()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var before = await LettersAsync(trust);
        var night = before.First(name => LetterNames.IsOfSeveral(name.Split('/')[^1])).Split('/')[1];
        var runs = LetterIndex.Read((await trust.DownloadAsync(Containers.Letters, $"{TestTrust.School}/{night}/index.csv")).ToArray());
        var his = runs.Where(copy => copy.Upn == SubjectTrust.Zebedee.Upn).ToList();
        Assert.NotEmpty(his);

        await trust.EraseAsync();

        var gone = before.Except(await LettersAsync(trust)).Where(name => name.Split('/')[1] == night);
        Assert.Equal(
            his.SelectMany(copy => new[] { copy.File, copy.Run! }).Append(LetterNames.ListOf(Dates.Read(night)!.Value)).Distinct()
                .Select(file => $"{TestTrust.School}/{night}/{file}").Order(StringComparer.Ordinal),
            gone.Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust) =>
        await trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(cancellationToken: Token).Select(blob => blob.Name)
            .ToListAsync(Token);

    [Fact]
    public async Task What_is_erased_stands_nowhere_any_more()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        await trust.EraseAsync();

        // The sister has the same mother and number; what is hers stays.
        var lines = (await trust.EverythingAsync())
            .SelectMany(text => text.Split('\n'))
            .Where(line => !line.Contains(SubjectTrust.Sister, StringComparison.Ordinal));
        Assert.All(
            SubjectTrust.NotKept, word => Assert.DoesNotContain(lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(
            lines,
            line => line.Contains("Zebedee", StringComparison.Ordinal) && !line.Contains(SubjectTrust.Brother, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_mornings_list_the_row_goes_and_the_workbook_that_says_the_same()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var morning = $"{TestTrust.School}/{SubjectTrust.Friday}-morning";

        await trust.EraseAsync();

        Assert.Equal(SubjectTrust.Sister, Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{morning}.csv")))["UPN"]);
        Assert.False(await trust.TrustStorage.Container(Containers.Worklists).GetBlobClient($"{morning}.xlsx").ExistsAsync(Token));
    }

    [Fact]
    public async Task Of_a_list_of_part_time_timetables_the_row_goes_and_the_document_for_the_authority()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var list = $"{TestTrust.School}/{SubjectTrust.Friday}-timetables";
        await trust.PutAsync(
            Containers.Worklists, $"{list}.csv", $"Surname,Forename,UPN\r\nSample,One,{SubjectTrust.Brother}\r\nSample,Two,"
            + $"{SubjectTrust.Sister}\r\n");
        await trust.PutAsync(Containers.Worklists, $"{list}.docx", "the same");

        await trust.EraseAsync();

        Assert.Equal(SubjectTrust.Sister, Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{list}.csv")))["UPN"]);
        Assert.False(await trust.TrustStorage.Container(Containers.Worklists).GetBlobClient($"{list}.docx").ExistsAsync(Token));
    }

    [Fact]
    public async Task A_return_to_the_local_authority_goes_with_its_document()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var name = $"{TestTrust.School}/2025-10-01-deletion-return";
        Assert.Contains(SubjectTrust.Brother, await trust.GetAsync(Containers.Worklists, $"{name}.csv"), StringComparison.Ordinal);

        await trust.EraseAsync();

        Assert.DoesNotContain(SubjectTrust.Brother, await trust.GetAsync(Containers.Worklists, $"{name}.csv"), StringComparison.Ordinal);
        Assert.False(await trust.TrustStorage.Container(Containers.Worklists).GetBlobClient($"{name}.docx")
            .ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_return_of_all_schools_loses_the_pupils_row_and_its_document_goes()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        const string name = $"{SubjectTrust.Friday}/oxfordshire-sickness-return";
        await trust.PutAsync(
            Containers.Summaries, $"{name}.csv", $"LocalAuthority,School,UPN,Surname\r\nOxfordshire,{TestTrust.School},"
            + $"{SubjectTrust.Brother},Sample\r\nOxfordshire,{TestTrust.School},{SubjectTrust.Sister},Sample\r\n");
        await trust.PutAsync(Containers.Summaries, $"{name}.docx", "the same");

        await trust.EraseAsync();

        Assert.Equal(SubjectTrust.Sister, Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{name}.csv")))["UPN"]);
        Assert.False(await trust.TrustStorage.Container(Containers.Summaries).GetBlobClient($"{name}.docx").ExistsAsync(Token));
    }

    [Fact]
    public async Task What_is_about_others_stays_as_it_was()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var before = await OthersAsync(trust);

        await trust.EraseAsync();

        Assert.Equal(before, await OthersAsync(trust));
        Assert.All(await trust.LedgerAsync(), nudge => Assert.Equal(SubjectTrust.Sister, nudge.Upn.ToString()));
        var sister = Assert.Single(await trust.LedgerAsync(), nudge => nudge.Kind == MessageKind.Stage);
        Assert.Equal(NudgeState.Accepted, sister.State);
        Assert.Empty(sister.Bundled.Places);
        Assert.Equal(sister.Place, sister.Lead);
    }

    [Fact]
    public async Task The_page_and_the_workbook_of_a_schools_cut_go_where_they_name_the_pupil_and_the_sums_stay()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var cut = $"{SubjectTrust.Friday}/schools/{TestTrust.School}";
        Assert.Contains((await trust.FindAsync()).FilesOf(Containers.Summaries), file => file.Name == $"{cut}/pupil-attendance.csv");

        await trust.EraseAsync();

        var container = trust.TrustStorage.Container(Containers.Summaries);
        Assert.False(await container.GetBlobClient($"{cut}/summary.html").ExistsAsync(Token));
        Assert.False(await container.GetBlobClient($"{cut}/summary.xlsx").ExistsAsync(Token));
        Assert.True(await container.GetBlobClient($"{SubjectTrust.Friday}/summary.html").ExistsAsync(Token));
        var pupils = await trust.GetAsync(Containers.Summaries, $"{cut}/pupil-attendance.csv");
        Assert.DoesNotContain(SubjectTrust.Brother, pupils, StringComparison.Ordinal);
        Assert.Contains(SubjectTrust.Sister, pupils, StringComparison.Ordinal);
        Assert.NotEqual("", await trust.GetAsync(Containers.Summaries, $"{cut}/glance.csv"));
    }

    [Fact]
    public async Task A_number_that_is_another_pupils_contacts_as_well_stays_marked()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        Assert.Equal(3, (await trust.FindAsync()).Tables[Tables.UnusableAddresses].Count);

        await trust.EraseAsync();

        var marks = await trust.Get<UnusableAddressTable>().ReadAsync(TestTrust.School, Token);
        var sister = await trust.Get<PupilTable>().FindAsync(TestTrust.School, Upn.Parse(SubjectTrust.Sister), Token);
        Assert.Single(marks.Of([sister!]));
        Assert.Single(
            (await Dump.ComparableAsync(trust.TrustStorage)), row => row.StartsWith(Tables.UnusableAddresses, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_nights_after_it_work_and_bring_nothing_back()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.EraseAsync();
        var sent = trust.Sent.Offered.Count;

        await trust.PutRegisterAsync("thursday.csv", Registers.Day([SubjectTrust.Sister, .. Registers.Upns(8)], "2025-10-02"));
        await trust.NightAsync("2025-10-02");
        await trust.ReleaseAsync("2025-10-03 09:00");

        var left = await trust.FindAsync();
        Assert.Empty(left.Tables[Tables.Cases]);
        Assert.Empty(left.Tables[Tables.Nudges]);
        Assert.Empty(left.FilesOf(Containers.Worklists));
        Assert.Empty(left.FilesOf(Containers.Letters));
        Assert.Equal(sent, trust.Sent.Offered.Count);
        Assert.Equal(9, (await trust.SchoolNightAsync("2025-10-02")).Headcount.Pupils);
        Assert.Equal(
            "/\\", (await trust.MarksAsync(SubjectTrust.Sister, SubjectTrust.Monday)).Replace("//", "/\\", StringComparison.Ordinal));
    }

    [Fact]
    public async Task To_repeat_it_changes_nothing()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.EraseAsync();
        var before = await Dump.ExactAsync(trust.TrustStorage);

        await trust.EraseAsync();

        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
    }

    [Fact]
    public async Task Killed_at_any_request_and_repeated_it_ends_as_an_undisturbed_one()
    {
        IReadOnlyList<string> undisturbed;
        await using (var trust = await SubjectTrust.CreateAsync(azurite))
        {
            await trust.EraseAsync();
            undisturbed = await trust.EverythingAsync();
        }

        // Each attempt dies some requests later than the one before it, on what that one left.
        var obstacle = new Obstacle();
        await using var killed = await SubjectTrust.CreateAsync(azurite, obstacle);
        var deaths = 0;
        for (var requests = 0; await DiesAsync(killed, obstacle, requests); requests += 3)
        {
            deaths++;
            await killed.EndLeasesAsync();
        }

        Assert.InRange(deaths, 20, 200);
        Assert.Equal(undisturbed, await killed.EverythingAsync());
    }

    [Fact]
    public async Task A_pupil_on_roll_is_refused_until_somebody_says_that_it_is_known()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite, new Obstacle(), hasLeft: false);

        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(() => trust.EraseAsync());

        Assert.Contains("--still-on-roll", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty((await trust.FindAsync()).Tables[Tables.Cases]);
    }

    [Fact]
    public async Task Of_a_pupil_on_roll_this_years_ledger_stays_so_that_nothing_goes_twice()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite, new Obstacle(), hasLeft: false);
        var sent = trust.Sent.Offered.Count;

        await trust.EraseAsync(stillOnRoll: true);
        Assert.Empty((await trust.FindAsync()).Tables[Tables.Cases]);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, SubjectTrust.Roster("") + "\n");
        await trust.NightAsync("2025-10-02");
        await trust.ReleaseAsync("2025-10-03 09:00");

        Assert.Equal(sent, trust.Sent.Offered.Count);
        Assert.NotEmpty((await trust.FindAsync()).Tables[Tables.Nudges]);
        Assert.NotEmpty((await trust.Get<PupilTable>().FindAsync(TestTrust.School, SubjectTrust.Zebedee.Upn, Token))!.Contacts);
    }

    [Fact]
    public async Task A_message_on_its_way_is_waited_for()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var claimed = Family.Planned(SubjectTrust.Brother, rule: MessageKind.Meeting).Stored(state: NudgeState.Claimed);
        await trust.Get<NudgeLedger>().AddAsync(claimed, Token);

        Assert.Contains("handed to its provider", Assert.Single((await PlanAsync(trust)).Refusals), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ErasureRefusedException>(() => trust.EraseAsync());
    }

    [Fact]
    public async Task A_decision_that_was_not_taken_in_is_waited_for()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.PutAsync(
            Containers.Decisions,
            $"{TestTrust.School}/new.csv",
            $"School,UPN,Kind,Key,Decision,By\n141234,{SubjectTrust.Brother},nudge,x,release,J. Hill\n");

        Assert.Contains("new.csv", Assert.Single((await PlanAsync(trust)).Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_of_years_that_ended_more_than_six_years_ago_go_as_well()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        trust.Clock.Set("2032-09-02 12:00");

        await trust.EraseAsync();

        Assert.Empty((await trust.FindAsync()).Tables[Tables.Attendance]);
    }

    private static async Task<ErasurePlan> PlanAsync(TestTrust trust)
    {
        ErasurePlan? plan = null;
        await trust.InScopeAsync<ErasurePlanner>(
            async planner => plan = await planner.PlanAsync(SubjectTrust.Zebedee, stillOnRoll: false, Token));
        return plan!;
    }

    [Theory]
    [InlineData("2015-04-03", true)]
    [InlineData("2015-04-04", false)]
    public async Task Erasure_reaches_another_school_only_where_the_rosters_say_that_it_is_the_same_child(string born, bool isErased)
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.EnrolAsync(
            Family.OtherSchool,
            Family.Child(SubjectTrust.Brother) with
            {
                Surname = "Samplington",
                DateOfBirth = born,
                OnRoll = new(new(2025, 9, 30), new(2025, 10, 1)),
            });

        await trust.InScopeAsync<SubjectErasure>(async erasure =>
        {
            var plans = await erasure.EraseEverywhereAsync(SubjectTrust.Zebedee, stillOnRoll: false, Token);
            Assert.Equal(SubjectTrust.Zebedee, plans[^1].Record.Subject);
            Assert.Equal(isErased ? 2 : 1, plans.Count);
            Assert.Equal(!isErased, plans[^1].Remarks.Any(remark => remark.Contains("are not included", StringComparison.Ordinal)));
        });

        var there = await trust.Get<PupilTable>().FindEntryAsync(Family.OtherSchool, Upn.Parse(SubjectTrust.Brother), Token);
        Assert.Equal(isErased, there!.Pupil is { DateOfBirth: "", Contacts: [] });
    }

    private static async Task<bool> DiesAsync(TestTrust trust, Obstacle obstacle, int requests)
    {
        obstacle.KillAfter(requests);
        var died = await Record.ExceptionAsync(() => trust.EraseAsync());
        obstacle.Remove();
        return died is not null;
    }

    /// <summary>
    /// Rows and lines that name another pupil, but for the sister's place in a message, and decision files, which go as a whole.
    /// </summary>
    private static async Task<IReadOnlyList<string>> OthersAsync(TestTrust trust) =>
    [
        .. (await trust.EverythingAsync()).SelectMany(
            text => text.StartsWith(Tables.Nudges, StringComparison.Ordinal)
                || text.StartsWith(Containers.Decisions, StringComparison.Ordinal) ? [] : text.Split('\n'))
            .Select(line => line.TrimEnd('\r'))
            .Where(line => SubjectTrust.OtherChildren.Any(word => line.Contains(word, StringComparison.Ordinal))),
    ];
}
