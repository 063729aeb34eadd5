using System.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;
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
    public async Task Both_forms_have_the_columns_that_a_decision_comes_back_by()
    {
        var csv = (await CsvAsync(File))[0].Keys.ToList();
        var workbook = Opened(document => Texts(document)[0]);

        Assert.Equal(
            [
                "Surname", "Forename", "YearGroup", "Class", "Percent", "DaysLost", "StageName", "CaseStage", "What", "Why", "Actions",
                "Due", "Allowed", "Decision", "By", "Note", "Stage", "School", "UPN", "Kind", "Key",
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
    public void Each_decision_is_a_drop_down_of_exactly_its_rows_words() => Assert.Equal(
        ["N2 \"confirm,decline\"", "N3 \"extend,escalate,close\""],
        Opened(
            document => SheetOf(document).Descendants<DataValidation>()
                .Select(rule => $"{rule.SequenceOfReferences?.InnerText} {rule.Formula1?.Text}").ToList(),
            Proposal, Review, File));

    [Fact]
    public void Further_sheets_stand_behind_it() => Assert.Equal(
        ["Worklist", "Classes"],
        Opened(document => document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>()
            .Select(sheet => sheet.Name?.Value).ToList()));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("done", new[] { "done" })]
    [InlineData("release or withhold", new[] { "release", "withhold" })]
    [InlineData("extend, escalate or close", new[] { "extend", "escalate", "close" })]
    public void Words_are_listed_as_a_sentence_has_them(string sentence, string[] words) => Assert.Equal(sentence, Choice.OneOf(words));

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> CsvAsync(params WorklistRow[] rows) =>
        Support.Sheet.Read(Encoding.UTF8.GetString(WorklistSheet.Csv(rows)));

    private static T Opened<T>(Func<SpreadsheetDocument, T> look, params WorklistRow[] rows)
    {
        using var document = SpreadsheetDocument.Open(
            WorklistSheet.Workbook("Title", rows, [new("Classes", "Classes", [new("Class", 10)], [])]).ToStream(), isEditable: false);
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
