using System.Xml.Linq;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Tests.Functions.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Tests.Functions.Summaries.Pages;

/// <summary>Names that a spreadsheet or a browser would run if they were written as they are.</summary>
public class HostileTextTests
{
    private static readonly SummaryPage Page = FullPage.MakeHostile();

    [Fact]
    public async Task No_cell_of_a_file_begins_as_a_formula_and_none_has_lost_its_text()
    {
        var files = await SummaryFile.AllOfAsync(Page);
        foreach (var table in Page.TablesWithGlance)
        {
            var rows = PageForms.Csv(files, table.Name).Skip(1).ToList();

            Assert.DoesNotContain(rows.SelectMany(row => row), cell =>
                cell is ['=' or '+' or '@' or '\t' or '\r', ..] or ['-', not (>= '0' and <= '9'), ..] or "-2+3");
            // Half of a pair is no character, and no file can hold it.
            Assert.Equal(
                table.Rows.Select(row => row.Cells.Select(cell => cell.Content.Replace('\uD800', '\uFFFD')).ToList()),
                rows.Select(row => row.Select(SafeCell.Restore).ToList()));
        }
    }

    [Fact]
    public async Task A_workbook_holds_them_as_text_and_LibreOffice_shows_them_as_they_are()
    {
        var workbook = SummaryFile.WorkbookOf(Page);
        using (var document = SpreadsheetDocument.Open(workbook.ToStream(), isEditable: false))
        {
            Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<CellFormula>()));
            Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<Hyperlink>()));
        }

        using var office = Office.Open();
        var shown = PageForms.Records((await office.SheetsAsync(workbook))["Schools"]).Select(row => row[0]).ToList();

        Assert.Equal(FullPage.Hostile.Take(6), shown.Skip(4).Take(6));
    }

    [Fact]
    public async Task A_page_has_them_as_text_and_runs_none()
    {
        var html = await PageForms.HtmlAsync(Page);

        Assert.DoesNotContain(html.Descendants(), element => element.Name.LocalName is "script" or "img" or "iframe" or "object" or "form");
        Assert.DoesNotContain(
            html.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(html.Descendants("a"), link => Assert.StartsWith("#", (string?)link.Attribute("href"), StringComparison.Ordinal));
        Assert.Equal("<script>alert(1)</script>: attendance", html.Descendants("h1").Single().Value);
        Assert.Equal(FullPage.Hostile.Take(6), PageForms.Rows(html, Page.Tables.First()).Take(6).Select(row => row[0]));
    }
}
