using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Tests.Functions.Summaries.Pages;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.Browser.Chromium))]
[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.Browser.SampleSummary))]

namespace AttendanceFunctions.Tests.Browser;

/// <summary>
/// The summary page is readable and accessible on a screen, on a phone, with forced colours, on paper and with a screen reader.
/// </summary>
public class SummaryPageTests(Chromium chromium, SampleSummary sample)
{
    private const int Screen = 1280;

    private const int Phone = 360;

    /// <summary>A width at which no table scrolls.</summary>
    private const int Wall = 4000;

    /// <summary>Test pages with extreme content in every part.</summary>
    private static readonly Dictionary<string, SummaryPage> TestPages = new(StringComparer.Ordinal)
    {
        ["full"] = FullPage.Make(),
        ["hostile"] = FullPage.MakeHostile(),
        ["without a figure"] = FullPage.Make() with { Glance = [], Sections = [] },
    };

    public static TheoryData<string> Names => [.. TestPages.Keys, .. SampleSummary.Names];

    /// <summary>The names of pages with charts.</summary>
    public static TheoryData<string> WithCharts => ["full", .. SampleSummary.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Pages_follow_WCAG_2_level_AA_on_a_screen_and_a_phone(string name)
    {
        foreach (var width in new[] { Screen, Phone })
        {
            await using var opened = await OpenAsync(name, width);

            var found = await Wcag.RunAsync(opened.Page);

            // The next test checks the contrast of content that is not visible here.
            Assert.Empty(Wcag.FindingsOf(found).Select(finding => $"{width}: {finding}"));
            Assert.True(found.Passes.Length >= 10, $"axe only checked {found.Passes.Length} rules.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Text_has_enough_contrast_when_all_cells_are_visible(string name)
    {
        await using var opened = await OpenAsync(name, Wall);
        await opened.Page.AddStyleTagAsync(new() { Content = "body { max-width: none; }" });

        var found = await opened.Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules(Wcag.Contrast) });

        // axe cannot measure text in charts; the next test does.
        Assert.DoesNotContain(
            found.Violations.Concat(found.Incomplete).SelectMany(rule => rule.Nodes).Select(node => node.Html),
            html => !html.StartsWith("<text", StringComparison.Ordinal));
        Assert.NotEmpty(found.Passes);
    }

    [Fact]
    public async Task Text_and_lines_of_charts_have_enough_contrast()
    {
        await using var opened = await OpenAsync("full", Screen);

        // WCAG 1.4.3 requires a contrast of 4.5 to 1 for text, and 1.4.11 of 3 to 1 for meaningful parts of graphics.
        var weakest = await opened.EvaluateAsync<double[]>("""
            () => {
                const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
                const light = c => {
                    const [r, g, b] = c.match(/[\d.]+/g).map(v => linear(v / 255));
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const least = (of, what) =>
                    Math.min(...[...document.querySelectorAll(of)].map(e => 1.05 / (light(getComputedStyle(e)[what]) + 0.05)));
                return [
                    least('svg text', 'fill'), least('rect.value, circle.value', 'fill'),
            least('line.value, line.values, line.target', 'stroke'),
                ];
            }
            """);

        Assert.True(weakest[0] >= 4.5 && weakest[1] >= 3 && weakest[2] >= 3, string.Join(", ", weakest));
    }

    [Fact]
    public async Task Violations_of_the_rules_are_found()
    {
        await using var opened = await OpenAsync("full", Screen);
        await opened.EvaluateAsync<object?>("document.documentElement.removeAttribute('lang')");

        var found = await Wcag.RunAsync(opened.Page);

        Assert.Equal("html-has-lang", Assert.Single(found.Violations).Id);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Pages_request_nothing_run_no_script_and_log_no_errors(string name)
    {
        await using var opened = await OpenAsync(name, Screen);

        Assert.Empty(opened.Requests);
        Assert.Empty(opened.Problems);
        Assert.Equal(0, await opened.EvaluateAsync<int>("document.scripts.length"));
        Assert.Equal(
            0,
            await opened.EvaluateAsync<int>(
                "performance.getEntriesByType('resource').filter(entry => !entry.name.startsWith('data:')).length"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_text_is_cut_off_and_only_tables_scroll_sideways(string name)
    {
        foreach (var width in new[] { Screen, Phone })
        {
            await using var opened = await OpenAsync(name, width);

            Assert.Equal(
                width, await opened.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"));
            Assert.Empty(await opened.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('body *')]
                    .filter(e => !e.closest('.skip, caption, svg') && !e.matches('.scroll'))
                    .filter(e => {
                        const box = e.getBoundingClientRect();
                        const isOutside = !e.closest('.scroll') && (box.right > innerWidth + 1 || box.left < -1);
                        const isCut = getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;
                        return isOutside || isCut;
                    }).map(e => e.outerHTML.slice(0, 120))
                """));
            // The texts of a chart are within it and do not overlap.
            Assert.Empty(await opened.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('svg')].flatMap(svg => {
                    const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
                    const outside = texts.filter(([, b]) => b.right > innerWidth || b.left < 0).map(([t]) => t);
                    const onOneAnother = texts.flatMap(([t, a], i) => texts.slice(i + 1)
                        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
                        .map(([u]) => t + ' on ' + u));
                    return [...outside, ...onOneAnother];
                })
                """));
            Assert.True(
                await opened.EvaluateAsync<bool>(
                    "[...document.querySelectorAll('.scroll')].every(s => s.tabIndex === 0 && s.scrollWidth >= s.clientWidth)"),
                name);
        }
    }

    [Fact]
    public async Task The_sample_trusts_pages_show_its_last_night()
    {
        foreach (var (name, period) in new[]
                 {
                     (SampleSummary.Trust, "The school year from 1 September 2025 to 20 March 2026"),
                     (SampleSummary.TrustWeek, "The week from 16 to 20 March 2026"),
                     (SampleSummary.School, "The school year from 1 September 2025 to 20 March 2026"),
                     (SampleSummary.SchoolWeek, "The week from 16 to 20 March 2026"),
                 })
        {
            await using var opened = await OpenAsync(name, Screen);

            Assert.Equal(period, await opened.EvaluateAsync<string>("document.querySelector('header p').textContent"));
            Assert.True(await opened.EvaluateAsync<int>("document.querySelectorAll('figure').length") >= 4, name);
            Assert.True(await opened.EvaluateAsync<int>("document.querySelectorAll('tbody tr').length") >= 100, name);
        }
    }

    [Fact]
    public async Task Text_is_large_enough_on_a_phone()
    {
        await using var opened = await OpenAsync("full", Phone);

        var smallest = await opened.EvaluateAsync<double>("""
            Math.min(...[...document.querySelectorAll('p, td, th, dd, dt, li, svg text')]
                .map(e => parseFloat(getComputedStyle(e).fontSize)))
            """);
        Assert.True(smallest >= 13);
    }

    [Fact]
    public async Task The_keyboard_can_skip_the_contents_to_the_first_table()
    {
        await using var opened = await OpenAsync("full", Phone);

        await opened.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the tables", await opened.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True(await opened.EvaluateAsync<bool>(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return b.left >= 0 && b.top >= 0; })()"));
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("table-by-school", await opened.EvaluateAsync<string>("document.activeElement.getAttribute('aria-labelledby')"));
    }

    [Theory]
    [MemberData(nameof(WithCharts))]
    public async Task Charts_and_text_are_visible_with_forced_colours(string name)
    {
        await using var opened = await OpenAsync(name, Screen, forcedColours: true);
        Assert.True(await opened.EvaluateAsync<bool>("matchMedia('(forced-colors: active)').matches"));

        var background = await opened.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        var strokes = await opened.EvaluateAsync<string[]>("""
            [...new Set([...document.querySelectorAll('line.target, line.value, line.values, rect.value, circle.value, svg text')]
                .map(e => { const s = getComputedStyle(e); return e.matches('line') ? s.stroke : s.fill; }))]
            """);

        Assert.Equal("rgb(0, 0, 0)", background);
        Assert.Equal(["rgb(255, 255, 255)"], strokes);
        Assert.True(await opened.EvaluateAsync<bool>("""
            [...document.querySelectorAll('line.target, line.value, line.values')]
                .every(e => parseFloat(getComputedStyle(e).strokeWidth) >= 2)
            """));
    }

    [Fact]
    public async Task The_page_prints_on_few_A4_pages_with_every_column()
    {
        await using var opened = await OpenAsync("full", Screen);

        var pdf = await opened.Page.PdfAsync(new() { PreferCSSPageSize = true });
        var pages = await PrintedPages.OfAsync(pdf);

        Assert.InRange(pages.Count, 4, 8);
        Assert.Contains("Riverside Learning Trust: attendance", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain(
            pages,
            page => page.Contains("Back to the contents", StringComparison.Ordinal) || page.Contains("Skip to", StringComparison.Ordinal));
        // The last column of the widest table, and its last row.
        Assert.Contains(pages, page => System.Text.RegularExpressions.Regex.IsMatch(page, "The trust +12,345 .*40,123.5 .*below target"));
        Assert.All(pages.Index(), page => Assert.Contains($"Page {page.Index + 1} of {pages.Count}", page.Item, StringComparison.Ordinal));
    }

    private async Task<OpenedPage> OpenAsync(string name, int width, bool forcedColours = false)
    {
        var html = TestPages.TryGetValue(name, out var page) ? await page.ToHtmlAsync() : sample.Page(name);
        return await OpenedPage.OpenAsync(chromium.Browser, html, width, forcedColours);
    }
}
