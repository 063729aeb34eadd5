using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// Returns to the local authority over nights, through storage: who has to be returned stands in the worklist, in a file and in a document,
/// until somebody writes that it was done.
/// </summary>
public sealed class ReturnNightTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";
    private const string Monday = "2025-09-29";
    private const string Tuesday = "2025-09-30";

    private const string Header = "UPN,Forename,Surname,YearGroup,Class,DateOfBirth,Sex,LastSchool,Admission,Leaving,Address,"
        + "LeavingReason,Destination,NewAddress,Contact1Name,Contact1Relationship,"
        + "Contact1ParentalResponsibility,Contact1Mobile,Contact1Address";

    private static readonly string Settings = Sample.Settings(
        extra: "\"minimumCoverage\": 0, \"localAuthorities\": [ { \"name\": \"Oxfordshire\", \"irregularAttendance\": "
            + "{ \"unauthorisedSessions\": 6, \"weeks\": 4 } } ],");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A roster's row of a child with one parent.</summary>
    private static string Child(
        string upn, string surname, string admission = "", string leaving = "", string reason = "", string destination = "",
        string address = "\"1 Mill Lane, Oxford OX1 1AA\"", string born = "2016-05-04", string year = "4",
        string register = "F,none") =>
        $"{upn},Zoe,{surname},{year},4A,{born},{register},{admission},{leaving},{address},{reason},{destination},,"
        + $"Alex {surname},Mother,yes,07700 900001,{address}";

    private static Task PutRosterAsync(TestTrust trust, params string[] children) => trust.PutAsync(
        Containers.Rosters, Registers.Roster, string.Join("\n", children.Prepend(Header)) + "\n");

    private static async Task<IReadOnlyList<string>> ReturnsAsync(TestTrust trust, string night)
    {
        var names = new List<string>();
        var prefix = $"{TestTrust.School}/{night}-";
        await foreach (var blob in trust.TrustStorage.Container(Containers.Worklists)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, Token))
        {
            names.Add(blob.Name[prefix.Length..]);
        }

        return [.. names.Where(name => name.Contains("-return.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyDictionary<string, string>> OnlyRowAsync(TestTrust trust, string night, string kind) =>
        Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{night}-{kind}-return.csv")));

    private static async Task<string> DocumentAsync(TestTrust trust, string night, string kind) => LetterText.Of(
        (await trust.DownloadAsync(Containers.Worklists, $"{TestTrust.School}/{night}-{kind}-return.docx")).ToArray());

    private static async Task<List<IReadOnlyDictionary<string, string>>> RowsAsync(TestTrust trust, string night, string upn) =>
        [.. (await trust.WorklistAsync(night)).Where(row => row["UPN"] == upn && row["What"].Contains("return", StringComparison.Ordinal))];

    [Fact]
    public async Task The_sickness_and_the_attendance_return_are_there_as_file_and_document_until_somebody_made_them()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Ill"), Child("A2", "Away"), Child("A3", "Often"), Child("A4", "There"));
        await trust.PutRegisterAsync(
            "september.csv",
            Sample.MarksFile(
                Sample.Marks("A1", "2025-09-01", 30, 10), Sample.Marks("A2", "2025-09-01", 20, 20, 'G'),
                Sample.Marks("A3", "2025-09-01", 6, 34, 'O'), Sample.Marks("A4", "2025-09-01", 1, 39)));
        await trust.NightAsync(Friday);

        Assert.Equal(
            ["attendance-return.csv", "attendance-return.docx", "sickness-return.csv", "sickness-return.docx"],
            await ReturnsAsync(trust, Friday));
        var sickness = await OnlyRowAsync(trust, Friday, "sickness");
        Assert.Equal(
            ("Oxfordshire", "A1", "Ill", "1 Mill Lane, Oxford OX1 1AA", "Missed the days through illness", "2025-09-01", "2025-09-19"),
            (sickness["LocalAuthority"], sickness["UPN"], sickness["Surname"], sickness["Address"], sickness["Why"], sickness["From"],
                sickness["To"]));
        Assert.StartsWith("15 days (30 sessions) of illness", sickness["Counted"], StringComparison.Ordinal);
        Assert.Contains("Zoe Ill", await DocumentAsync(trust, Friday, "sickness"), StringComparison.Ordinal);

        var attendance = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{Friday}-attendance-return.csv"));
        Assert.Equal(
            [
                ("A2", "Absent without leave for the days"), ("A2", "Fails to attend regularly"), ("A3", "Fails to attend regularly"),
            ],
            attendance.Select(row => (row["UPN"], row["Why"])).Order());
        Assert.Contains(attendance, row => row["Cause"] == "Holiday not granted by the school (20 sessions)");

        foreach (var row in (await trust.WorklistAsync(Friday))
            .Where(row => row["What"].Contains("return to", StringComparison.Ordinal)))
        {
            await trust.DecideAsync(Friday, row["Key"], "done");
        }

        await trust.PutRegisterAsync("monday.csv", Registers.Day(["A1"], Monday, "I") + Rows(Registers.Day(["A2", "A3", "A4"], Monday)));
        await trust.NightAsync(Monday);

        Assert.Empty(await ReturnsAsync(trust, Monday));
        Assert.Equal(
            4, (await trust.HistoryAsync("A1")).Concat(await trust.HistoryAsync("A2")).Concat(await trust.HistoryAsync("A3"))
                .Count(happened => happened is { Kind: CaseEventKind.Done, By.Name: "J. Hill" }
                    && happened.What.Contains("return to", StringComparison.Ordinal)));
    }

    private static string Rows(string file) => file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    [Theory]
    [InlineData("2025-10-03", false)]
    [InlineData("2025-10-06", true)]
    public async Task A_new_pupil_is_returned_within_five_days_and_is_overdue_after_them(string night, bool isOverdue)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Old"));
        await trust.NightAsync(Friday);
        await PutRosterAsync(trust, Child("A1", "Old"), Child("A2", "New", admission: Monday, born: "2022-05-04"));
        await trust.NightAsync(Monday);
        await trust.NightAsync(night);

        var row = Assert.Single(await RowsAsync(trust, night, "A2"));
        Assert.Equal(
            ($"New pupil return to Oxfordshire: admitted on 29 September "
                + $"2025.{(isOverdue ? " Overdue." : "")}", "2025-10-04", "signed in only: done"),
            (row["What"], row["Due"], row["Allowed"]));
        var returned = await OnlyRowAsync(trust, night, "new-pupil");
        Assert.Equal(
            ("A2", Monday, "Alex New", "07700 900001", "1 Mill Lane, Oxford OX1 1AA", ""),
            (returned["UPN"], returned["Admission"], returned["Parent1Name"], returned["Parent1Phone"], returned["Parent1Address"],
                returned["MissingOnRoster"]));
        Assert.Equal(("female", "none"), (returned["Sex"], returned["LastSchool"]));
        Assert.Empty(await RowsAsync(trust, night, "A1"));
    }

    [Fact]
    public async Task A_new_pupils_return_says_sex_and_last_school_or_that_the_roster_does_not_say_them()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Old"));
        await trust.NightAsync(Friday);
        await PutRosterAsync(
            trust, Child("A1", "Old"), Child("A2", "New", admission: Monday, register: ","),
            Child("A3", "Also", admission: Monday, register: "M,\"Hill School, York\""));
        await trust.NightAsync(Monday);

        Assert.Contains(
            "The roster does not say: Sex, LastSchool.", Assert.Single(await RowsAsync(trust, Monday, "A2"))["Actions"],
            StringComparison.Ordinal);
        var returned = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{Monday}-new-pupil-return.csv"));
        Assert.Equal(
            [("A3", "male", "Hill School, York", ""), ("A2", "", "", "Sex, LastSchool")],
            returned.Select(row => (row["UPN"], row["Sex"], row["LastSchool"], row["MissingOnRoster"])));
        var document = await DocumentAsync(trust, Monday, "new-pupil");
        Assert.Contains("Hill School, York", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_is_returned_in_advance_with_all_that_the_law_asks_for_and_once()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(
            trust, Child("A1", "Leaver", leaving: Tuesday, reason: "9(1)(a)", destination: "Hill School"), Child("A2", "Stays"));
        await trust.NightAsync(Friday);

        var row = Assert.Single(await RowsAsync(trust, Friday, "A1"));
        Assert.Equal(
            ("Deletion return to Oxfordshire: comes off the roll after 30 September 2025.", Tuesday), (row["What"], row["Due"]));
        var returned = await OnlyRowAsync(trust, Friday, "deletion");
        Assert.Equal(
            (Tuesday, "registered at another school (regulation 9(1)(a))", "Hill School", "Alex Leaver", "07700 900001", ""),
            (returned["Leaving"], returned["LeavingReason"], returned["Destination"], returned["Parent1Name"], returned["Parent1Phone"],
                returned["MissingOnRoster"]));
        var document = await DocumentAsync(trust, Friday, "deletion");
        Assert.All(
            ["Zoe Leaver", "4 May 2016", "30 September 2025", "registered at another school", "Hill School", "Alex Leaver", "1 Mill Lane"],
            word => Assert.Contains(word, document, StringComparison.Ordinal));

        await trust.DecideAsync(Friday, row["Key"], "done", note: "by the portal");
        foreach (var night in new[] { Monday, Tuesday, "2025-10-01", "2025-10-02" })
        {
            await trust.NightAsync(night);
            Assert.Empty(await RowsAsync(trust, night, "A1"));
            Assert.Empty(await ReturnsAsync(trust, night));
        }

        var told = Assert.Single((await trust.CaseAsync("A1")).Notifications).Told;
        Assert.Equal(("J. Hill", "by the portal"), (told?.By.Name, told?.Note));
    }

    [Fact]
    public async Task What_is_missing_is_said_by_the_name_of_the_column_in_the_worklist_the_file_and_the_document()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Leaver", leaving: Monday, reason: "a", address: ""), Child("A2", "Stays"));
        await trust.NightAsync(Friday);

        const string missing = "Address, Destination, Contact1Address";
        Assert.Contains(
            $"The roster does not say: {missing}.", Assert.Single(await RowsAsync(trust, Friday, "A1"))["Actions"],
            StringComparison.Ordinal);
        Assert.Equal(missing, (await OnlyRowAsync(trust, Friday, "deletion"))["MissingOnRoster"]);
        Assert.Contains($"to be filled in: {missing}.", await DocumentAsync(trust, Friday, "deletion"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pupil_whom_the_roster_no_longer_has_is_returned_with_what_the_last_one_said_until_it_is_done()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Gone"), Child("A2", "Stays"));
        await trust.PutRegisterAsync("friday.csv", Registers.Day(["A1", "A2"], Friday));
        await trust.NightAsync(Friday);
        await PutRosterAsync(trust, Child("A2", "Stays"));
        await trust.NightAsync(Monday);
        await trust.NightAsync(Tuesday);

        var row = Assert.Single(await RowsAsync(trust, Tuesday, "A1"));
        Assert.Equal(
            "Deletion return to Oxfordshire: came off the roll after 28 September 2025. Overdue.", row["What"]);
        var returned = await OnlyRowAsync(trust, Tuesday, "deletion");
        Assert.Equal(
            ("Gone", "1 Mill Lane, Oxford OX1 1AA", "Alex Gone", "LeavingReason"),
            (returned["Surname"], returned["Address"], returned["Parent1Name"], returned["MissingOnRoster"]));

        await trust.DecideAsync(Tuesday, row["Key"], "done");
        await trust.NightAsync("2025-10-01");
        Assert.Empty(await RowsAsync(trust, "2025-10-01", "A1"));

        // It is kept whole for the return alone.
        await PutRosterAsync(trust, Child("A2", "Stays", born: "2016-05-05"));
        await trust.NightAsync("2025-11-03");
        var kept = await trust.Get<PupilTable>().FindEntryAsync(
            TestTrust.School, Upn.Parse("A1"), Token);
        Assert.Equal(("Gone", "", 0), (kept!.Pupil.Surname, kept.Pupil.HomeAddress, kept.Pupil.Contacts.Count));
    }

    [Fact]
    public async Task A_return_of_last_year_is_written_down_until_a_night_of_the_new_year_was_run_however_late_that_is()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Leaver", leaving: "2026-07-17", reason: "g"), Child("A2", "Stays"));
        await trust.NightAsync("2026-07-16");
        var row = Assert.Single(await RowsAsync(trust, "2026-07-16", "A1"));

        trust.Clock.Set("2026-10-05 09:00");
        await trust.DecideAsync("2026-07-16", row["Key"], "done");

        var stored = await trust.Get<CaseTable>().FindAsync(
            TestTrust.School, new AcademicYear(2025), Upn.Parse("A1"), Token);
        Assert.Equal("J. Hill", Assert.Single(stored!.Value.Notifications).Told?.By.Name);
    }

    [Fact]
    public async Task A_night_that_is_repeated_after_a_correction_leaves_no_return_behind()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings);
        await PutRosterAsync(trust, Child("A1", "Leaver", leaving: Tuesday, reason: "o"), Child("A2", "Stays"));
        await trust.NightAsync(Friday);
        Assert.Equal(["deletion-return.csv", "deletion-return.docx"], await ReturnsAsync(trust, Friday));

        await PutRosterAsync(trust, Child("A1", "Leaver"), Child("A2", "Stays"));
        await trust.RunAsync(Friday);

        Assert.Empty(await ReturnsAsync(trust, Friday));
        Assert.Empty((await trust.CaseAsync("A1")).Notifications);
    }
}
