using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Tests.Functions.Worklists;

/// <summary>A worklist in LibreOffice: opened, filled in, saved as either form, printed, and taken in again.</summary>
public sealed class OfficeTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static readonly WorklistRow[] Rows =
    [
        Waiting("k-1", "confirm", "decline"), Waiting("k-2", "extend", "escalate", "close"), Waiting("k-3", "done"),
        new(TestTrust.School, WorklistKinds.File, "A file: why."),
    ];

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task What_is_filled_in_and_saved_there_is_read_here(string type)
    {
        using var office = Office.Open();
        var sheet = await OpenAsync(office);
        sheet.Fill("Key", "k-1", ("Decision", "confirm"), ("By", "J. Hill"), ("Note", "rang, \"agreed\"; 1/2 day\nsee file"));
        sheet.Fill("Key", "k-3", ("Decision", "Done "), ("By", "Zoë Ŵ. O'Neil"), ("Note", "=not a formula"));

        var file = Samples.Valid(DecisionReader.Read(
            $"monday.{type}", new(await office.ConvertAsync(sheet.Save(), "fods", type), Uploader: null)));

        Assert.Empty(file.Rejections);
        Assert.Equal(
            [
                "141234 A1 case k-1 confirm J. Hill: rang, \"agreed\"; 1/2 day\nsee file",
                "141234 A1 case k-3 Done Zoë Ŵ. O'Neil: =not a formula",
            ],
            file.Values.Select(row => $"{row.School} {InWords(row.Decision)}"));
        // CSV counts lines, of which a cell may have several.
        Assert.Equal(type == "xlsx" ? 4 : 7, file.Values[1].Line);
    }

    [Fact]
    public async Task The_drop_downs_survive_and_still_say_what_may_be_chosen()
    {
        using var office = Office.Open();
        var sheet = await OpenAsync(office);
        sheet.Fill("Key", "k-2", ("Decision", "extend"));

        using var saved = SpreadsheetDocument.Open(
            new MemoryStream(await office.ConvertAsync(sheet.Save(), "fods", "xlsx")), isEditable: false);

        var rules = saved.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DataValidation>()
            .ToDictionary(rule => rule.SequenceOfReferences?.InnerText ?? "", rule => (rule.Formula1?.Text, rule.Error?.Value));
        Assert.Equal(("\"confirm,decline\"", "Choose confirm or decline, or leave the cell empty."), rules["N2"]);
        Assert.Equal(("\"extend,escalate,close\"", "Choose extend, escalate or close, or leave the cell empty."), rules["N3"]);
        Assert.Equal(("\"done\"", "Choose done, or leave the cell empty."), rules["N4"]);
        Assert.Equal(3, rules.Count);
    }

    [Fact]
    public async Task It_prints_with_its_header_on_every_page_and_without_keys()
    {
        using var office = Office.Open();
        var rows = Enumerable.Range(1, 60).Select(number => Waiting($"k-{number}", "confirm", "decline"));

        var pages = await office.PagesAsync(
            await office.ConvertAsync(WorklistSheet.Workbook("School & Sons: worklist", rows, []), "xlsx", "pdf"));

        Assert.InRange(pages.Count, 2, 10);
        Assert.All(
            pages,
            page => Assert.Matches(
                "School & Sons: worklist[\\s\\S]*Surname +Forename[\\s\\S]*20/03/2026[\\s\\S]*Worklist +Page \\d of ", page));
        Assert.DoesNotContain(
            pages, page => page.Contains("k-1", StringComparison.Ordinal) || page.Contains("UPN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_nights_worklist_that_was_filled_in_there_is_applied()
    {
        using var office = Office.Open();
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "review"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(
            Sample.Pupil("A1"), Sample.Pupil("A2", "Tom", "07700 900002", parent: "Sam Sample"),
            Sample.Pupil("A3", "Ann", "07700 900003", parent: "Kim Sample")));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile([.. new[] { "A1", "A2", "A3" }.Select(upn => Sample.Marks(upn, "2025-09-01", 2, 38))]));
        await trust.NightAsync(Night);
        var sheet = new FlatSheet(
            await office.ConvertAsync(await trust.DownloadAsync(Containers.Worklists, $"141234/{Night}.xlsx"), "xlsx", "fods"));

        var keys = (await trust.LedgerAsync()).ToDictionary(row => row.Upn.ToString(), row => row.Place.Key.ToString());

        sheet.Fill("Key", keys["A1"], ("Decision", "release"), ("By", "J. Hill"));
        await trust.PutAsync(
            Containers.Decisions, "141234/monday.xlsx", BinaryData.FromBytes(await office.ConvertAsync(sheet.Save(), "fods", "xlsx")));
        await trust.ReleaseAsync("2025-09-29 08:00");
        sheet.Fill("Key", keys["A2"], ("Decision", "withhold"), ("By", "J. Hill"));
        await trust.PutAsync(
            Containers.Decisions, "141234/later.csv", BinaryData.FromBytes(await office.ConvertAsync(sheet.Save(), "fods", "csv")));
        await trust.ReleaseAsync("2025-09-29 09:00");

        Assert.Single(trust.Sent.Offered);
        Assert.Equal(
            ["A1 Accepted J. Hill", "A2 Withheld J. Hill", "A3 Planned "],
            (await trust.LedgerAsync()).Where(row => row.Kind == MessageKind.Stage).OrderBy(row => row.Upn)
                .Select(row => $"{row.Upn} {row.State} {row.DecidedBy?.Name}"));
        Assert.All(
            (await trust.IntakeAsync()).Values.Where(entry => entry.Name.StartsWith(Containers.Decisions, StringComparison.Ordinal)),
            entry => Assert.Equal((IntakeOutcome.Applied, 0), (entry.Outcome, entry.RowsRejected)));
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task A_duty_that_was_ticked_off_there_is_done_the_next_night(string type)
    {
        using var office = Office.Open();
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 8, 34)));
        await trust.NightAsync(Night);
        var sheet = new FlatSheet(
            await office.ConvertAsync(await trust.DownloadAsync(Containers.Worklists, $"141234/{Night}.xlsx"), "xlsx", "fods"));

        sheet.Fill(
            "Key", (await trust.CaseAsync("A1")).Duties.First(duty => duty.Source == DutySource.Stage).Key.ToString(), ("Decision", "done"),
            ("By", "J. Hill"),
            ("Note", "Both parents came; they asked for breakfast club."));
        await trust.PutAsync(
            Containers.Decisions, $"141234/{Night}.{type}", BinaryData.FromBytes(await office.ConvertAsync(sheet.Save(), "fods", type)));
        await trust.NightAsync("2025-09-29");

        var done = Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Done);
        Assert.Equal(
            ($"J. Hill, as the file {Night}.{type} says", "Both parents came; they asked for breakfast club."),
            (done.By?.InWords(), done.Note));
    }

    private static string InWords(WorklistDecision decision) =>
        $"{decision.Upn} {decision.Kind} {decision.Key} {decision.Word} {decision.By.Name}: {decision.Note}";

    private static WorklistRow Waiting(string key, params string[] allowed) =>
        new(TestTrust.School, WorklistKinds.Case, "Attendance Contract 1 is proposed.")
        {
            Pupil = Sample.WorklistPupil("A1", "Sample") with { Forename = "Zoë", YearGroup = "4" },
            Key = key,
            Allowed = allowed,
            Why = "Attendance is at or below 90%.",
            Actions = ["Meet the parents", "Agree a contract, and write it down"],
            Due = new(2026, 3, 20),
        };

    private static async Task<FlatSheet> OpenAsync(Office office) =>
        new(await office.ConvertAsync(WorklistSheet.Workbook("Worklist", Rows, []), "xlsx", "fods"));
}
