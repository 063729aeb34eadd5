using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Functions.Documents.Sheets;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Cell = AttendanceFunctions.Functions.Documents.Sheets.Cell;
using Workbook = AttendanceFunctions.Functions.Documents.Sheets.Workbook;
using WrittenCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace AttendanceFunctions.Tests.Functions.Documents.Sheets;

public class WorkbookTests
{
    private static readonly WorkbookColumn[] Columns =
    [
        new("What", 30) { Wraps = true }, new("Rate", 8), new("Days", 8), new("Due", 11), new("Decision", 12),
        new("Key", 9) { IsSecondary = true },
    ];

    [Fact]
    public void A_workbook_is_valid_by_the_format() =>
        Assert.Empty(Opened(Workbook.Make([Rows(), Rows() with { Name = "Other" }]), document =>
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").ToList()));

    [Fact]
    public void The_same_sheets_make_the_same_bytes() =>
        Assert.Equal(Workbook.Make([Rows()]).ToArray(), Workbook.Make([Rows()]).ToArray());

    [Fact]
    public void Text_is_stored_as_text_and_never_as_a_formula()
    {
        var text = "=HYPERLINK(\"http://example.org\")";
        var cell = Assert.Single(Cells([[Text(text)]]));
        Assert.Equal((CellValues.InlineString, text, null), (cell.DataType?.Value, cell.InlineString?.InnerText, cell.CellFormula));
    }

    [Theory]
    [InlineData("two\r\nlines", "two\nlines")]
    [InlineData("a\u0000b\u000Bc", "a b c")]
    [InlineData("\uFFFE", " ")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData(" padded ", " padded ")]
    public void Text_that_a_workbook_cannot_hold_is_mended(string text, string stored) =>
        Assert.Equal(stored, Assert.Single(Cells([[Text(text)]])).InlineString?.InnerText);

    // An attribute cannot hold half of a surrogate pair.
    [Fact]
    public void Half_a_pair_is_mended_and_a_pair_stays() =>
        Assert.Equal("a b  \uD83D\uDE00", Assert.Single(Cells([[Text("a\uD83Db \uDE00\uD83D\uDE00")]])).InlineString?.InnerText);

    [Fact]
    public void A_cell_takes_no_more_text_than_a_workbook_does() =>
        Assert.Equal(32_767, Assert.Single(Cells([[Text(new string('x', 40_000))]])).InlineString?.InnerText.Length);

    [Fact]
    public void Numbers_rates_and_dates_are_numbers_with_a_form()
    {
        var cells = Cells([[7, Cell.Number(9.5m), Cell.Percent(Rate.Of(19, 20)), Cell.Date(new(2026, 2, 28))]]);
        Assert.All(cells, cell => Assert.Null(cell.DataType));
        Assert.Equal(["7", "9.5", "95.0", "46081"], cells.Select(cell => cell.CellValue?.Text));
        Assert.Equal(
            ["General_)", "General_)", "0.0_)", "[$-809]dd/mm/yyyy"],
            Forms([[7, Cell.Number(9.5m), Cell.Percent(Rate.Of(19, 20)), Cell.Date(new(2026, 2, 28))]]));
    }

    [Theory]
    [InlineData("1900-02-28", "1900-02-28")]
    [InlineData("1900-03-01", "")]
    public void A_day_that_spreadsheet_programs_count_differently_is_text(string day, string text) =>
        Assert.Equal(text, Assert.Single(Cells([[Cell.Date(DateOnly.ParseExact(day, "yyyy-MM-dd"))]])).InlineString?.InnerText ?? "");

    [Theory]
    [InlineData("", 1)]
    [InlineData("one line", 1)]
    [InlineData("one\ntwo\n\nfour", 4)]
    [InlineData("It takes a second line where the first is full.", 2)]
    [InlineData("MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM", 2)]
    [InlineData("llllllllllllllllllllllllllllllllllllllllllllllllllllllllllll", 1)]
    [InlineData("ItTakesASecondLineEvenWithoutASpace", 2)]
    public void A_row_is_as_high_as_its_text(string text, int lines)
    {
        var column = new WorkbookColumn("Text", 30) { Wraps = true };
        Assert.Equal(lines * 12.75 + 1.5, HeightOf(column, text));
        Assert.Equal(12.75 + 1.5, HeightOf(column with { Wraps = false }, text));
    }

    [Fact]
    public void No_row_is_higher_than_a_program_allows() =>
        Assert.Equal(409, HeightOf(new("Text", 30) { Wraps = true }, string.Join('\n', Enumerable.Repeat("line", 40))));

    [Fact]
    public void The_header_is_bold_stays_in_sight_and_filters() => Opened(Workbook.Make([Rows() with { FrozenColumns = 1 }]), document =>
    {
        var sheet = SheetOf(document);
        var pane = Assert.Single(sheet.Descendants<Pane>());
        Assert.Equal((1d, 1d, "B2"), (pane.VerticalSplit?.Value, pane.HorizontalSplit?.Value, pane.TopLeftCell?.Value));
        Assert.Equal("A1:F4", Assert.Single(sheet.Descendants<AutoFilter>()).Reference?.Value);
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        foreach (var cell in sheet.Descendants<Row>().First().Elements<WrittenCell>())
        {
            var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
            Assert.NotNull(styles.Fonts!.Elements<Font>().ElementAt((int)format.FontId!.Value).Bold);
        }

        return true;
    });

    [Fact]
    public void It_prints_on_A4_landscape_as_wide_as_the_page_with_its_header_on_every_page_and_without_keys() =>
        Opened(Workbook.Make([Rows() with { Name = "Who's who" }]), document =>
        {
            var sheet = SheetOf(document);
            var setup = Assert.Single(sheet.Descendants<PageSetup>());
            Assert.Equal(
                (9u, OrientationValues.Landscape, 1u, 0u),
                (setup.PaperSize?.Value, setup.Orientation?.Value, setup.FitToWidth?.Value, setup.FitToHeight?.Value));
            Assert.Equal("&L&11&\"Arial,Bold\"2026: R&&D", Assert.Single(sheet.Descendants<OddHeader>()).Text);
            Assert.Equal(
                ["_xlnm.Print_Area 'Who''s who'!$A$1:$E$4", "_xlnm.Print_Titles 'Who''s who'!$1:$1"],
                document.WorkbookPart!.Workbook.Descendants<DefinedName>().Select(name => $"{name.Name} {name.Text}"));
            return true;
        });

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("'a")]
    [InlineData("12345678901234567890123456789012")]
    public void A_name_that_a_sheet_cannot_have_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => Workbook.Make([Rows() with { Name = name }]));

    [Fact]
    public void Sheets_that_make_no_workbook_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Workbook.Make([]));
        Assert.Throws<ArgumentException>(() => Workbook.Make([Rows(), Rows() with { Name = "WORKLIST" }]));
        Assert.Throws<ArgumentException>(() => Workbook.Make([Sheet([new(["one", "two"])])]));
    }

    private static WorkbookSheet Rows() => new("Worklist", "2026: R&D", Columns,
    [
        new(["Long text", Cell.Percent(Rate.Of(9, 10)), Cell.Number(9.5m), Cell.Date(new(2026, 3, 20)), Cell.Empty, "k1"]),
        new(["", Cell.Empty, 0, Cell.Empty, Cell.Empty, "k2"]),
        new(["", Cell.Empty, 0, Cell.Empty, "", "k3"]),
    ]);

    private static WorkbookSheet Sheet(IReadOnlyList<WorkbookRow> rows) => new("Sheet", "Sheet", [new("1", 10)], rows);

    private static Cell Text(string text) => text;

    private static List<WrittenCell> Cells(Cell[][] rows) =>
        Opened(
            Made(rows), document => SheetOf(document).Descendants<Row>().Skip(1).SelectMany(row => row.Elements<WrittenCell>()).ToList());

    /// <summary>The number formats of cells.</summary>
    private static List<string> Forms(Cell[][] rows) => Opened(Made(rows), document =>
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var own = styles.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(
            format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!);
        return SheetOf(document).Descendants<Row>().Skip(1).SelectMany(row => row.Elements<WrittenCell>())
            .Select(cell => styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value)
            .Select(format => own.GetValueOrDefault(format, format == 0 ? "General" : "")).ToList();
    });

    private static double? HeightOf(WorkbookColumn column, string text) =>
        Opened(
            Workbook.Make([new("Sheet", "Sheet", [column], [new([text])])]),
            document => SheetOf(document).Descendants<Row>().Last().Height?.Value);

    private static BinaryData Made(Cell[][] rows) =>
        Workbook.Make(
        [
            new(
                "Sheet", "Sheet", [.. Enumerable.Range(1, rows[0].Length).Select(number => new WorkbookColumn($"Column {number}", 10))],
                [.. rows.Select(row => new WorkbookRow(row))]),
        ]);

    private static Worksheet SheetOf(SpreadsheetDocument document) =>
        ((WorksheetPart)document.WorkbookPart!.GetPartById("sheet1")).Worksheet;

    private static T Opened<T>(BinaryData workbook, Func<SpreadsheetDocument, T> look)
    {
        using var document = SpreadsheetDocument.Open(workbook.ToStream(), isEditable: false);
        return look(document);
    }
}
