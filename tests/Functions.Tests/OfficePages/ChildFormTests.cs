using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Mornings;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>A reason that a family tells, a circumstance, siblings and a letter now, from the child's page to the night.</summary>
public sealed class ChildFormTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Ben = "UPNBEN222";

    private const string Monday = "2025-09-29";

    private static readonly (string Name, StringValues Value)[] Ill =
    [
        (EntryFields.ToldBy, "Her mother"), (EntryFields.From, Monday), (EntryFields.To, Monday), (EntryFields.Code, "I"),
        (EntryFields.Reason, "A sore throat"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reason_that_is_told_ends_the_asking_at_once_and_asks_for_the_register_to_be_changed_until_it_is()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("z-monday.csv", Sample.LongFile($"{Ada},{Monday},AM,N", $"{Ben},{Monday},AM,/"));
        await MorningAsync(trust, "09:40");
        Assert.StartsWith("Not seen this morning.", Assert.Single(await OpenAsync(trust)).What, StringComparison.Ordinal);

        trust.Clock.Set($"{Monday} 09:50");
        Assert.IsType<SeeOther>(await trust.PostAsync<TellReason>(Visitor.Office, Ada, Ill));

        var row = Assert.Single(await OpenAsync(trust));
        Assert.StartsWith("A reason was told. Put I into the register for 29 September 2025", row.What, StringComparison.Ordinal);
        await MorningAsync(trust, "10:00");
        Assert.Equal(row.What, Assert.Single(await OpenAsync(trust)).What);
        var page = Html(await trust.GetAsync<ShowChild>(Visitor.Office, Ada));
        Assert.Contains("Her mother: A sore throat", page, StringComparison.Ordinal);
        Assert.Contains("Her mother told why the child is absent: 29 September 2025.", page, StringComparison.Ordinal);

        // The register is the source: the mark of the night is what it says.
        await trust.NightAsync(Monday);
        var marks = (await trust.Get<AttendanceTable>().FindAsync(TestTrust.School, new(2025), Upn.Parse(Ada), Token))!.Marks;
        Assert.Equal("N", marks.At(new(new(2025, 9, 29), HalfDay.AM)).Code.Text);
        Assert.Contains(
            await trust.WorklistAsync(Monday), found => found["What"].StartsWith("A reason was told.", StringComparison.Ordinal));
        await trust.PutRegisterAsync("zz-monday.csv", Sample.LongFile($"{Ada},{Monday},AM,I"));
        await trust.NightAsync("2025-09-30");
        Assert.DoesNotContain(
            await trust.WorklistAsync("2025-09-30"), found => found["What"].StartsWith("A reason was told.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_text_asks_after_a_child_whose_family_has_told_why()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 08:10");
        await trust.PostAsync<TellReason>(Visitor.Office, Ada, Ill);

        await trust.PutRegisterAsync("z-monday.csv", Sample.LongFile($"{Ada},{Monday},AM,N", $"{Ben},{Monday},AM,/"));
        await MorningAsync(trust, "09:40");

        Assert.DoesNotContain(await trust.LedgerAsync(), nudge => nudge.Kind == MessageKind.FirstDay);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { EntryFields.ToldBy, "", "Say who told the reason." },
        { EntryFields.Reason, "", "Write down what the family said." },
        { EntryFields.Code, "N", "is not a code of an absence" },
        { EntryFields.Code, "/", "is not a code of an absence" },
        { EntryFields.To, "2025-09-28", "The last day is before the first one" },
        { EntryFields.To, "2025-10-14", "write down a request for leave" },
        { EntryFields.From, "2025-08-31", "correct the register itself" },
        { EntryFields.From, "soon", "Give the first and the last day" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_reason_that_cannot_be_so_says_why_and_keeps_what_was_filled_in(string field, string value, string sentence)
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 09:50");

        var answer = Assert.IsType<OfficeAnswer>(await trust.PostAsync<TellReason>(
            Visitor.Office, Ada, With((field, value))));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Contains(sentence, answer.Html, StringComparison.Ordinal);
        Assert.Contains(field == EntryFields.ToldBy ? "A sore throat" : "value=\"Her mother\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty((await CaseAsync(trust))?.ReasonsTold ?? []);
    }

    [Theory]
    [InlineData("2025-09-01", "2025-09-01")]
    [InlineData("2025-10-13", "2025-10-13")]
    public async Task A_reason_reaches_four_weeks_back_and_two_ahead(string from, string to)
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 09:50");

        Assert.IsType<SeeOther>(
            await trust.PostAsync<TellReason>(Visitor.Office, Ada, With((EntryFields.From, from), (EntryFields.To, to))));

        Assert.Equal(to, Sample.Date(Assert.Single((await CaseAsync(trust))!.ReasonsTold).Given.To));
        // What is told of a day to come explains no day before it.
        Assert.Equal(string.CompareOrdinal(from, Monday) < 0, (await CaseAsync(trust))!.ContactOn is not null);
    }

    [Fact]
    public async Task A_circumstance_holds_texts_back_at_once_survives_the_next_roster_and_ends_here()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("z-monday.csv", Sample.LongFile($"{Ada},{Monday},AM,N", $"{Ben},{Monday},AM,/"));
        await MorningAsync(trust, "09:40");
        Assert.Equal(NudgeState.Planned, Assert.Single(await trust.LedgerAsync(), nudge => nudge.Kind == MessageKind.FirstDay).State);

        Assert.IsType<SeeOther>(await trust.PostAsync<NoteCircumstance>(
            Visitor.Office, Ada, (EntryFields.Do, EntryFields.PutOnFile), (EntryFields.Text, "bereavement")));
        await MorningAsync(trust, "09:50");

        Assert.Contains("a circumstance is on file", Assert.Single(await OpenAsync(trust)).What, StringComparison.Ordinal);
        await trust.SendQueuedAsync();
        Assert.Empty(trust.Sent.Offered);
        Assert.Equal("bereavement", (await PupilAsync(trust)).Circumstance);

        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil(Ada), Sample.Pupil(Ben)) + "\r\n");
        await trust.NightAsync(Monday);
        Assert.Equal("bereavement", (await PupilAsync(trust)).Circumstance);
        Assert.Contains("Put on file on 29 September 2025 by Jo Hill.", Html(await trust.GetAsync<ShowChild>(Visitor.Office, Ada)),
            StringComparison.Ordinal);

        trust.Clock.Set("2025-09-30 09:00");
        Assert.IsType<SeeOther>(await trust.PostAsync<NoteCircumstance>(
            Visitor.Head, Ada, (EntryFields.Do, EntryFields.End), (EntryFields.Reason, "The family asked for it")));
        Assert.Equal("", (await PupilAsync(trust)).Circumstance);
        Assert.Equal(2, (await trust.HistoryAsync(Ada)).Count(happened => happened.Kind == CaseEventKind.Circumstance));
        var again = Assert.IsType<OfficeAnswer>(await trust.PostAsync<NoteCircumstance>(
            Visitor.Head, Ada, (EntryFields.Do, EntryFields.End), (EntryFields.Reason, "Once more")));
        Assert.Contains("Nothing was put on file here", again.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circumstance_stands_in_no_letter_that_is_made()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 10:00");
        await trust.PostAsync<NoteCircumstance>(
            Visitor.Office, Ada, (EntryFields.Do, EntryFields.PutOnFile), (EntryFields.Text, "bereavement"));

        Assert.IsType<SeeOther>(await trust.PostAsync<MakeLetter>(Visitor.Office, Ada, (EntryFields.Letter, "concern-letter")));

        var (copy, text) = await LetterAsync(trust);
        Assert.Equal(LetterKind.ConcernLetter, copy.Kind);
        Assert.DoesNotContain("bereavement", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_is_made_is_in_the_folder_and_the_history_and_the_night_leaves_it_as_it_is()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 10:00");

        Assert.IsType<SeeOther>(await trust.PostAsync<MakeLetter>(Visitor.Office, Ada, (EntryFields.Letter, "concern-letter")));
        Assert.IsType<SeeOther>(await trust.PostAsync<MakeLetter>(Visitor.Office, Ada, (EntryFields.Letter, "concern-letter")));

        Assert.Single(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.LetterMade);
        var (copy, before) = await LetterAsync(trust);
        Assert.Contains(" by-hand ", copy.File, StringComparison.Ordinal);
        await trust.PutRegisterAsync("z-monday.csv", Sample.LongFile(
            $"{Ada},{Monday},AM,I", $"{Ada},{Monday},PM,I", $"{Ben},{Monday},AM,/", $"{Ben},{Monday},PM,/"));
        await trust.NightAsync(Monday);
        Assert.Equal(before, (await LetterAsync(trust)).Text);
        Assert.Contains("Made by hand", Html(await trust.GetAsync<ShowLetters>(Visitor.Office, Ada)), StringComparison.Ordinal);
        var ofChild = Html(await trust.GetAsync<ShowChildLetters>(Visitor.Office, Ada));
        Assert.Contains("<td class=\"text\">on the child&#x27;s page</td>", ofChild, StringComparison.Ordinal);
        Assert.Contains($"/office/schools/141234/letters/{Monday}/", ofChild, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("final-warning")]
    [InlineData("attendance-contract-1")]
    [InlineData("notice-to-improve")]
    [InlineData("leave-decision")]
    [InlineData("../concern-letter")]
    [InlineData("")]
    public async Task A_letter_of_a_step_that_nobody_took_is_made_by_nobody(string letter)
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 10:00");

        var answer = await trust.PostAsync<MakeLetter>(Visitor.Head, Ada, (EntryFields.Letter, letter));

        Assert.Equal(StatusCodes.Status409Conflict, Assert.IsType<OfficeAnswer>(answer).Status);
        Assert.Empty(await FolderAsync(trust));
    }

    [Fact]
    public async Task Siblings_at_the_school_are_named_and_of_another_school_only_where_the_child_is_persistently_absent()
    {
        await using var trust = await StartAsync(missed: 2);
        await trust.PutAsync(Containers.Rosters, "141235.csv", Sample.Roster(Sample.Pupil("UPNELSE444")));
        await trust.PutAsync(Containers.Registers, "141235/r.csv", Sample.MarksFile(Sample.Marks("UPNELSE444", "2025-09-01", 0, 40)));
        await trust.NightAsync(Monday);
        trust.Clock.Set("2025-09-30 09:00");
        var ordinary = Html(await trust.GetAsync<ShowChild>(Visitor.Office, Ada));

        await trust.PutRegisterAsync("zz.csv", Sample.MarksFile(Sample.Marks(Ada, "2025-09-01", 6, 34, 'I')));
        await trust.NightAsync("2025-09-30");
        var absent = Html(await trust.GetAsync<ShowChild>(Visitor.Office, Ada));

        Assert.Contains("Siblings</h2>", ordinary, StringComparison.Ordinal);
        Assert.Matches("/children/[0-9a-f]{32}\">[^<]+</a>, Year", ordinary);
        Assert.DoesNotContain("Hilltop", ordinary, StringComparison.Ordinal);
        Assert.Contains("A sibling may be at Hilltop School", absent, StringComparison.Ordinal);
        Assert.DoesNotContain("UPNELSE444", absent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Visitor.Others), MemberType = typeof(Visitor))]
    public async Task Nobody_else_enters_any_of_it(string signInName)
    {
        await using var trust = await StartAsync();
        trust.Clock.Set($"{Monday} 09:50");

        IResult[] answers =
        [
            await trust.PostAsync<TellReason>(signInName, Ada, Ill),
            await trust.PostAsync<NoteCircumstance>(signInName, Ada, (EntryFields.Do, EntryFields.PutOnFile), (EntryFields.Text, "x y")),
            await trust.PostAsync<MakeLetter>(signInName, Ada, (EntryFields.Letter, "concern-letter")),
        ];

        Assert.All(answers, answer => Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answer).Status));
        Assert.Null(await CaseAsync(trust));
        Assert.Equal("", (await PupilAsync(trust)).Circumstance);
    }

    /// <summary>The form with other values in some of its fields.</summary>
    private static (string Name, StringValues Value)[] With(params (string Name, StringValues Value)[] other) =>
        [.. Ill.Where(field => other.All(given => given.Name != field.Name)), .. other];

    private async Task<TestTrust> StartAsync(int missed = 0)
    {
        var trust = await Visitor.TrustAsync(azurite, "het", extra: "\"minimumCoverage\": 0,");
        await trust.PutAsync(Containers.Settings, "trust.json", Sample.Settings(
                "het", extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School("141235", "Hilltop School"))
            .Replace("\"phone\": \"01632 960001\"  }", $"\"phone\": \"01632 960001\" {AMorning.Asks} }}", StringComparison.Ordinal));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil(Ada), Sample.Pupil(Ben)));
        await trust.PutRegisterAsync("so-far.csv", Sample.MarksFile(
            Sample.Marks(Ada, "2025-09-01", missed, 40 - missed, 'I'), Sample.Marks(Ben, "2025-09-01", 0, 40)));
        await trust.NightAsync("2025-09-26");
        return trust;
    }

    private static Task MorningAsync(TestTrust trust, string time) => trust.TickMorningAsync(time);

    private static async Task<IReadOnlyList<WorklistRow>> OpenAsync(TestTrust trust) =>
        (await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Upn.Parse(Ada), Token)).MorningOf(new(2025, 9, 29));

    private static async Task<Case?> CaseAsync(TestTrust trust) =>
        (await trust.Get<CaseTable>().FindAsync(TestTrust.School, new AcademicYear(2025), Upn.Parse(Ada), Token))?.Value;

    private static async Task<Pupil> PupilAsync(TestTrust trust) =>
        (await trust.Get<PupilTable>().FindAsync(TestTrust.School, Upn.Parse(Ada), Token))!;

    private static async Task<IReadOnlyList<PrintedCopy>> FolderAsync(TestTrust trust)
    {
        IReadOnlyList<PrintedCopy> copies = [];
        await trust.InScopeAsync<LetterFolder>(
            async folder => copies = await folder.ReadByHandAsync(TestTrust.School, new(2025, 9, 29), Token));
        return copies;
    }

    private static async Task<(PrintedCopy Copy, string Text)> LetterAsync(TestTrust trust)
    {
        var copy = Assert.Single(await FolderAsync(trust));
        var letter = await trust.DownloadAsync(Containers.Letters, $"141234/{Monday}/{copy.File}");
        return (copy, LetterText.Of(letter.ToArray()));
    }

    private static string Html(IResult answer) => Assert.IsType<OfficeAnswer>(answer).Html;
}
