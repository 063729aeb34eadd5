using System.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Row = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace AttendanceFunctions.Tests.Functions.Worklists;

/// <summary>The two forms of a worklist.</summary>
public class WorklistSheetTests
{
    private static readonly WorklistRow Proposal = new(TestTrust.School, WorklistKinds.Case, "=Contract 1")
    {
        Pupil = Sample.WorklistPupil("A1", "Sample"),
        Key = "0a",
        Allowed = ["confirm", "decline"],
        Why = "At or below 90%.",
        Actions = ["Meet the parents", "Agree a contract"],
        Due = new(2026, 3, 20),
    };

    private static readonly WorklistRow Review = Proposal with { Key = "0b", Allowed = ["extend", "escalate", "close"], Due = null };

    private static readonly WorklistRow File = new(TestTrust.School, WorklistKinds.File, "A file: why.");

    [Fact]
    public async Task Both_forms_have_the_same_columns_and_none_to_write_into()
    {
        var csv = (await CsvAsync(File))[0].Keys.ToList();
        var workbook = Opened(document => Texts(document)[0]);

        Assert.Equal(
            [
                "Part", "Surname", "Forename", "YearGroup", "Class", "Percent", "DaysLost", "StageName", "CaseStage", "What", "Why",
                "Actions", "Due", "Allowed", "Stage", "School", "UPN", "Kind", "Key",
            ],
            csv);
        Assert.Equal(
            csv, workbook.Select(name => string.Concat(name.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))));
    }

    [Fact]
    public async Task Actions_stand_one_under_the_other_in_the_workbook_and_behind_one_another_in_the_CSV()
    {
        Assert.Equal("Meet the parents; Agree a contract", (await CsvAsync(Proposal))[0]["Actions"]);
        Assert.Contains("• Meet the parents\n• Agree a contract", Opened(document => Texts(document)[1], Proposal));
    }

    [Fact]
    public async Task The_CSV_says_what_may_be_decided_and_by_when()
    {
        var rows = await CsvAsync(Proposal, Review, File);
        Assert.Equal(["confirm or decline", "extend, escalate or close", ""], rows.Select(row => row["Allowed"]));
        Assert.Equal(["2026-03-20", "", ""], rows.Select(row => row["Due"]));
        Assert.Equal("'=Contract 1", rows[0]["What"]);
    }

    [Fact]
    public async Task A_childs_figures_stand_once_in_the_workbook_and_in_every_row_of_the_CSV()
    {
        var pupil = Sample.WorklistPupil("A1", "Sample") with { Class = "4A" };
        var rows = Opened(document => Texts(document), Proposal with { Pupil = pupil }, Review with { Pupil = pupil });
        var csv = await CsvAsync(Proposal with { Pupil = pupil }, Review with { Pupil = pupil });

        Assert.Equal(["4A", ""], rows.Skip(1).Select(row => row[4]));
        Assert.Equal(["Sample", "Sample"], rows.Skip(1).Select(row => row[1]));
        Assert.Equal(["4A", "4A"], csv.Select(row => row["Class"]));
    }

    [Fact]
    public void Further_sheets_stand_behind_it() => Assert.Equal(
        ["Worklist", "Classes"],
        Opened(document => document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>()
            .Select(sheet => sheet.Name?.Value).ToList()));

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> CsvAsync(params WorklistRow[] rows) =>
        Support.Sheet.Read(Encoding.UTF8.GetString(WorklistSheet.Csv(Lines(rows))));

    private static IReadOnlyList<WorklistLine> Lines(WorklistRow[] rows) => WorklistLine.OfNight(rows, new(2026, 3, 20));

    private static T Opened<T>(Func<SpreadsheetDocument, T> look, params WorklistRow[] rows)
    {
        using var document = SpreadsheetDocument.Open(
            WorklistSheet.Workbook("Title", Lines(rows), [new("Classes", "Classes", [new("Class", 10)], [])]).ToStream(),
            isEditable: false);
        return look(document);
    }

    private static Worksheet SheetOf(SpreadsheetDocument document) =>
        ((WorksheetPart)document.WorkbookPart!.GetPartById("sheet1")).Worksheet;

    private static List<List<string>> Texts(SpreadsheetDocument document) =>
        [
            .. SheetOf(document).Descendants<Row>().Select(
                row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(cell => cell.InnerText).ToList()),
        ];
}
