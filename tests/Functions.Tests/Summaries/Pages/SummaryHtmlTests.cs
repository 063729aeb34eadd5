using System.Globalization;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Pages;

public sealed class SummaryHtmlTests : IAsyncLifetime
{
    private XDocument Page { get; set; } = new();

    public async ValueTask InitializeAsync() => Page = await PageForms.HtmlAsync(FullPage.Make());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Figures_are_written_as_people_write_them()
    {
        var text = Page.Descendants("main").Single().Value;
        Assert.Contains("93.1%", text, StringComparison.Ordinal);
        Assert.Contains("12,345", text, StringComparison.Ordinal);
        Assert.Contains("21 November 2025", text, StringComparison.Ordinal);
        Assert.Contains("−2.9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contents_lead_to_every_section_and_table()
    {
        var ids = Page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(Page.Descendants("a").Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
        Assert.Equal(6, Page.Descendants("nav").Elements("ol").Elements("li").Count());
    }

    [Fact]
    public void The_figures_at_a_glance_stand_before_the_contents_and_the_tables_after_them() => Assert.Equal(
        ["glance", "contents", "tables"],
        Page.Descendants("main").Single().Descendants().Attributes("id").Select(id => id.Value)
            .Where(id => id is "glance" or "contents" or "tables"));

    [Fact]
    public void Every_table_says_what_it_is_over_and_names_its_rows_and_columns() => Assert.All(Page.Descendants("table"), table =>
    {
        Assert.NotEqual("", table.Element("caption")?.Value ?? "");
        var about = Page.Descendants("p").Single(about => (string?)about.Attribute("id") == (string?)table.Attribute("aria-describedby"));
        Assert.NotEqual("", about.Value);
        Assert.All(table.Elements("thead").Elements("tr").Elements(), header => Assert.Equal("col", (string?)header.Attribute("scope")));
        var names = table.Elements("tbody").Elements("tr").Select(row => row.Elements().First());
        Assert.All(names, header => Assert.Equal("row", (string?)header.Attribute("scope")));
    });

    [Fact]
    public void A_table_without_rows_is_a_sentence_and_no_empty_picture()
    {
        var text = Page.Descendants("p").Single(paragraph => (string?)paragraph.Attribute("class") == "empty").Value;
        Assert.Equal("No pupil on roll has a social worker on file.", text);
        Assert.DoesNotContain(Page.Descendants("div"), div => (string?)div.Attribute("aria-labelledby") == "table-social-worker");
    }

    [Fact]
    public void A_picture_says_in_words_what_it_shows()
    {
        var pictures = Page.Descendants("div").Where(div => (string?)div.Attribute("role") == "img")
            .Select(div => (string?)div.Attribute("aria-label")).ToList();
        Assert.Equal(4, pictures.Count);
        Assert.Equal(
            "This year, and as a dashed line: target 96%: 8 values from Riverside Primary School to Brookside Nursery and Primary School; "
                + "lowest 92.5% (Riverside Primary School), highest 97.3% (Brookside Nursery and Primary School). "
                + "Every value is in the table that follows.",
            pictures[0]);
    }

    [Fact]
    public void A_week_without_a_rate_breaks_the_line() =>
        Assert.Equal(9, Page.Descendants("line").Count(line => (string?)line.Attribute("class") == "values"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 0)]
    public async Task A_picture_has_one_to_sixty_rows(int rows, int pictures)
    {
        var page = With(new SummaryChart("value", null, IsLine: true), [.. Enumerable.Repeat(Cell.Percent(Rate.Of(9, 10)), rows)]);

        Assert.Equal(pictures, (await PageForms.HtmlAsync(page)).Descendants("figure").Count());
    }

    [Fact]
    public async Task Rows_without_a_number_make_no_picture()
    {
        var page = await PageForms.HtmlAsync(With(new SummaryChart("value", new("Target", 96)), Cell.Empty, Cell.Empty));

        Assert.Empty(page.Descendants("figure"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(2_000_000)]
    public async Task Rows_that_are_all_alike_still_have_a_scale(int value)
    {
        SummaryChart[] charts = [new("value", null, IsLine: true), new("value", null), new("value", new("Target", value))];
        foreach (var chart in charts)
        {
            var page = await PageForms.HtmlAsync(With(chart, value, value));
            var places = page.Descendants("svg").Descendants().Attributes().Where(attribute => attribute.Value.EndsWith('%'))
                .Select(attribute => decimal.Parse(attribute.Value[..^1], CultureInfo.InvariantCulture)).ToList();
            Assert.NotEmpty(places);
            Assert.All(places, place => Assert.InRange(place, 0, 100));
        }
    }

    [Fact]
    public Task A_picture_of_a_column_that_is_not_there_is_a_mistake_that_is_seen() =>
        Assert.ThrowsAsync<ArgumentException>(() => With(new SummaryChart("other", null, IsLine: true), 1).ToHtmlAsync());

    [Fact]
    public async Task The_same_page_makes_the_same_bytes() =>
        Assert.Equal((await FullPage.Make().ToHtmlAsync()).ToArray(), (await FullPage.Make().ToHtmlAsync()).ToArray());

    private static SummaryPage With(SummaryChart chart, params Cell[] values)
    {
        var rows = values.Select((value, index) => new SummaryRow([index, value]));
        var table = new SummaryTable(
            "table", "Table", "Table", "About.", [new("name", "Name", 10), new("value", "Value", 10)], [.. rows],
            "None.")
        { Chart = chart };
        return new("Trust: attendance", "The year", [], [new("Section", [table])]);
    }
}
