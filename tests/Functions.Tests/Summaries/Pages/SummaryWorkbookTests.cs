using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using BookSheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace AttendanceFunctions.Tests.Functions.Summaries.Pages;

public class SummaryWorkbookTests
{
    private static readonly SummaryPage Page = FullPage.Make();

    [Fact]
    public void It_is_valid_by_the_format() => Assert.Empty(Opened(document =>
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").ToList()));

    [Fact]
    public void The_same_page_makes_the_same_bytes() =>
        Assert.Equal(SummaryFile.WorkbookOf(Page).ToArray(), SummaryFile.WorkbookOf(FullPage.Make()).ToArray());

    [Fact]
    public void The_figures_at_a_glance_come_first_and_then_a_sheet_for_each_table() => Assert.Equal(
        ["At a glance", "Schools", "Weeks", "Weekdays", "Stages", "Moves", "Groups", "Social worker", "Work"],
        Opened(document => document.WorkbookPart!.Workbook.Descendants<BookSheet>().Select(sheet => sheet.Name?.Value).ToList()));

    [Fact]
    public void A_sheet_has_its_title_in_A1_what_it_is_over_below_and_a_table_with_filters() => Opened(document =>
    {
        var part = PartOf(document, "Schools");
        Assert.Equal("Each school and its trend", CellAt(part, "A1").InnerText);
        Assert.StartsWith("Sessions from 1 September", CellAt(part, "A2").InnerText, StringComparison.Ordinal);
        var table = Assert.Single(part.TableDefinitionParts).Table;
        // The trust's row is below the table: sorted or filtered, it would be one school among others.
        Assert.Equal(
            ("figures_by_school", "A4:K13", "A4:K13"),
            (table.DisplayName?.Value, table.Reference?.Value, table.AutoFilter?.Reference?.Value));
        Assert.Equal("The trust", CellAt(part, "A14").InnerText);
        Assert.Equal(
            Page.Tables.First().Columns.Select(column => column.Heading),
            table.TableColumns!.Elements<TableColumn>().Select(column => column.Name?.Value));
        Assert.Equal(
            (4d, 1d, "B5"),
            part.Worksheet.Descendants<Pane>()
                .Select(pane => (pane.VerticalSplit?.Value ?? 0, pane.HorizontalSplit?.Value ?? 0, pane.TopLeftCell?.Value)).Single());
        return true;
    });

    [Fact]
    public void Numbers_rates_and_days_are_numbers_and_nothing_is_nothing() => Opened(document =>
    {
        var part = PartOf(document, "Schools");
        Assert.Equal(
            ["120", "94.0", "93.3", "92.5", "-3.5", "12", "0", "1012.5", "45982"],
            Enumerable.Range('B', 9).Select(column => CellAt(part, $"{(char)column}5").CellValue?.Text));
        Assert.Null(CellAt(part, "C8").CellValue);
        Assert.Null(CellAt(part, "C8").InlineString);
        return true;
    });

    [Fact]
    public void A_tone_colours_the_rows_first_cell_only() => Opened(document =>
    {
        var part = PartOf(document, "Schools");
        var fills = new[] { "A5", "A9", "A11", "A8", "B5" }.Select(place => FillOf(document, CellAt(part, place))).ToList();
        Assert.Equal(["FFF9D6D2", "FFFFEBB8", "FFD9EEDD", "", ""], fills);
        return true;
    });

    [Fact]
    public void A_table_without_rows_is_its_header_and_a_sentence() => Opened(document =>
    {
        var part = PartOf(document, "Social worker");
        Assert.Empty(part.TableDefinitionParts);
        Assert.Equal("No pupil on roll has a social worker on file.", CellAt(part, "A5").InnerText);
        return true;
    });

    [Fact]
    public async Task It_prints_with_title_and_header_and_no_column_on_a_page_of_its_own()
    {
        using var office = Office.Open();

        var pages = await office.PagesAsync(await office.ConvertAsync(SummaryFile.WorkbookOf(Page), "xlsx", "pdf"));

        Assert.Equal(9, pages.Count);
        Assert.Matches(
            "Riverside Learning Trust: attendance[\\s\\S]*Each school and its trend[\\s\\S]*School +Pupils[\\s\\S]*How it "
                + "stands[\\s\\S]*The trust +12,345 +95.2%[\\s\\S]*Schools +Page 2 of 9",
            pages[1]);
    }

    [Fact]
    public void Two_tables_of_one_name_or_two_columns_of_one_heading_are_refused()
    {
        var table = Page.Tables.First();
        Assert.Throws<ArgumentException>(
            () => SummaryFile.WorkbookOf(Page with { Sections = [new("Twice", [table, table with { Sheet = "Other" }])] }));
        var alike = table with { Columns = [.. table.Columns.Select(column => column with { Heading = "One" })] };
        Assert.Throws<ArgumentException>(() => SummaryFile.WorkbookOf(Page with { Sections = [new("Twice", [alike])] }));
    }

    private static T Opened<T>(Func<SpreadsheetDocument, T> look)
    {
        using var document = SpreadsheetDocument.Open(SummaryFile.WorkbookOf(Page).ToStream(), isEditable: false);
        return look(document);
    }

    private static WorksheetPart PartOf(SpreadsheetDocument document, string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(
            document.WorkbookPart.Workbook.Descendants<BookSheet>().Single(sheet => sheet.Name == name).Id!.Value!);

    private static Cell CellAt(WorksheetPart part, string place) =>
        part.Worksheet.Descendants<Cell>().Single(cell => cell.CellReference == place);

    private static string FillOf(SpreadsheetDocument document, Cell cell)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
        return styles.Fills!.Elements<Fill>().ElementAt((int)format.FillId!.Value).PatternFill?.ForegroundColor?.Rgb?.Value ?? "";
    }
}
