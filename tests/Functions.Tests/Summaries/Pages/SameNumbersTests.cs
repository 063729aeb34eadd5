using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries.Pages;

public class SameNumbersTests
{
    private const int HeadingRows = 4;

    [Fact]
    public async Task The_files_the_workbook_as_LibreOffice_shows_it_and_the_page_say_the_same()
    {
        using var office = Office.Open();
        var page = FullPage.Make();
        var (html, sheets) = (await PageForms.HtmlAsync(page), await office.SheetsAsync(SummaryFile.WorkbookOf(page)));
        var files = await SummaryFile.AllOfAsync(page);

        Assert.Equal(page.TablesWithGlance.Select(table => table.Sheet).Order(), sheets.Keys.Order());
        foreach (var table in page.TablesWithGlance)
        {
            var csv = PageForms.Plain(PageForms.Csv(files, table.Name).Skip(1));
            var columns = table.Columns.Count;
            // The sentence above a table may be wider than it.
            var sheet = PageForms.Plain(PageForms.Records(sheets[table.Sheet]).Skip(HeadingRows).Select(row => row.Take(columns).ToList()));
            var shown = PageForms.Plain(table.Name == "glance" ? PageForms.Glance(html) : PageForms.Rows(html, table));

            Assert.Equal(csv, shown);
            Assert.Equal(csv.Count > 0 ? csv : [table.WhenEmpty], csv.Count > 0 ? sheet : [.. sheet.Select(row => row.TrimEnd(' ', '|'))]);
        }
    }

    [Fact]
    public async Task No_figure_of_the_model_is_missing_from_the_files()
    {
        var page = FullPage.Make();
        var files = await SummaryFile.AllOfAsync(page);
        foreach (var table in page.TablesWithGlance)
        {
            var rows = PageForms.Csv(files, table.Name);

            Assert.Equal(table.Columns.Select(column => column.Name), rows[0]);
            Assert.Equal(table.Rows.Select(row => row.Cells.Select(cell => cell.Content)), rows.Skip(1));
        }

        var glance = PageForms.Csv(files, "glance");
        Assert.Equal(page.Glance.Select(figure => figure.Value.Content), glance.Skip(1).Select(row => row[1]));
    }

    [Fact]
    public async Task A_page_has_its_page_its_workbook_and_a_file_for_each_table()
    {
        var files = await SummaryFile.AllOfAsync(FullPage.Make());

        Assert.Equal(
            [
                "summary.html", "summary.xlsx", "glance.csv", "by-school.csv", "weeks.csv", "weekdays.csv", "stages.csv", "moves.csv",
                "groups.csv", "social-worker.csv", "work.csv",
            ],
            files.Select(file => file.Name));
        Assert.Equal(
            ["text/html; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv; charset=utf-8"],
            files.Select(file => file.ContentType).Distinct());
    }
}
