using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser.Office;

/// <summary>The office's pages can be read and used on a laptop, on a phone, with a keyboard and without colours.</summary>
public sealed class OfficePageTests(Chromium chromium, MondayOffice office)
{
    private const int Laptop = 1366;

    private const int Phone = 360;

    private static readonly SchoolId School = SchoolId.Parse("990101");

    /// <summary>Every page: who opens it, and how to reach it from the first page.</summary>
    private static readonly Dictionary<string, (string? Person, Func<IPage, Task> Go)> Pages = new(StringComparer.Ordinal)
    {
        ["signing in"] = (null, _ => Task.CompletedTask),
        ["the first page"] = ("Helen Marsh", _ => Task.CompletedTask),
        ["Today of a primary school"] = ("Owen Carter", page => OpenAsync(page, MondayOffice.Primary)),
        ["Today of a secondary school"] = ("Daniel Okoro", page => OpenAsync(page, MondayOffice.Secondary)),
        ["messages that wait"] = ("Owen Carter", async page =>
        {
            await OpenAsync(page, MondayOffice.Primary);
            await page.Locator("details.messages:has(a) summary").First.ClickAsync();
            await page.Locator("details.messages[open] a").First.FollowAsync();
        }
        ),
        ["everything open"] = ("Owen Carter", page => page.GotoAsync(OfficePaths.Everything(School))),
        ["children by stage"] = ("Ruth Adeyemi", async page =>
        {
            await OpenAsync(page, MondayOffice.Primary);
            await page.GetByRole(AriaRole.Link, new() { Name = "Children by stage" }).FollowAsync();
        }
        ),
        ["children of one stage"] = ("Ruth Adeyemi", page => page.GotoAsync(OfficePaths.Children(School, 1))),
        ["a child's page"] = ("Owen Carter", async page =>
        {
            await OpenAsync(page, MondayOffice.Primary);
            await page.Locator(".block h3 a").First.FollowAsync();
        }
        ),
        ["files and registers"] = ("Owen Carter", page => page.GotoAsync(OfficePaths.Files(School))),
        ["a file of which a row came back"] = ("Owen Carter", async page =>
        {
            await page.GotoAsync(OfficePaths.Files(School));
            await page.Locator(".matters .what a").First.FollowAsync();
        }
        ),
        ["an upload that is not taken"] = ("Owen Carter", page => UploadAsync(page, NotOurs, "Upload as a register")),
        ["a letter that is made"] = ("Ruth Adeyemi", async page =>
        {
            await OpenAsync(page, MondayOffice.Primary);
            await page.Locator(".block h3 a").First.FollowAsync();
            await page.Locator("section[aria-labelledby=letter-now] select").SelectOptionAsync("concern-letter");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make the letter" }).FollowAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "the letters of today" }).FollowAsync();
        }
        ),
        ["a child's page with its forms open"] = ("Owen Carter", async page =>
        {
            await OpenAsync(page, MondayOffice.Primary);
            await page.Locator(".block h3 a").Nth(1).FollowAsync();
            await page.Locator("section[aria-labelledby=reason] summary").ClickAsync();
            await page.Locator("section[aria-labelledby=circumstance] summary").ClickAsync();
        }
        ),
        ["templates of letters"] = ("Ruth Adeyemi", page => page.GotoAsync(OfficePaths.Templates(School))),
        ["the letters about a child"] = ("Owen Carter", async page =>
        {
            await OpenAsync(page, MondayOffice.Primary);
            await page.Locator(".block h3 a").First.FollowAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Letters about this child" }).FollowAsync();
        }
        ),
        ["what is printed"] = ("Owen Carter", page => page.GotoAsync(OfficePaths.Prints(School))),
        ["the review of the policy"] = ("Ruth Adeyemi", page => page.GotoAsync(OfficePaths.Policy(School))),
        ["who looked"] = ("Tom Lindqvist", page => page.GotoAsync(OfficePaths.Looks(School))),
        ["the review of the trust's part"] = ("Helen Marsh", page => page.GotoAsync(OfficePaths.TrustPolicy)),
        ["sending"] = ("Helen Marsh", page => page.GotoAsync(OfficePaths.Sending)),
        ["the trust"] = ("Helen Marsh", page => page.GotoAsync(OfficePaths.Trust)),
        ["a school of the trust"] = ("Helen Marsh", page => page.GotoAsync(OfficePaths.TrustSchool(School))),
        ["summaries of past nights"] = ("Helen Marsh", page => page.GotoAsync(OfficePaths.TrustSummaries)),
        ["the system"] = ("Sam Whitfield", page => page.GotoAsync(OfficePaths.System)),
        ["a page that is not for this person"] = ("Helen Marsh", page => page.GotoAsync(OfficePaths.Today(School))),
        ["somebody who is not in the list"] = ("Somebody else", _ => Task.CompletedTask),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Pages_follow_WCAG_2_2_level_AA_on_a_laptop_and_a_phone(string name)
    {
        foreach (var width in new[] { Laptop, Phone })
        {
            await using var browser = await GoAsync(name, width);

            var found = await Wcag.RunAsync(browser.Page);

            Assert.Empty(Wcag.FindingsOf(found).Select(finding => $"{width}: {finding}"));
            Assert.True(found.Passes.Length >= 8, $"axe only checked {found.Passes.Length} rules.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Pages_request_nothing_run_no_script_and_log_no_errors(string name)
    {
        await using var browser = await GoAsync(name, Laptop);

        // The browser logs the status of an answer that refuses.
        Assert.DoesNotContain(browser.Complaints, complaint => !complaint.Contains("status of 4", StringComparison.Ordinal));
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>("document.scripts.length"));
    }

    [Theory]
    [InlineData(Laptop)]
    [InlineData(Phone)]
    public async Task The_places_to_act_are_seen_without_scrolling_and_each_leads_to_a_page_with_its_reason(int width)
    {
        await using var browser = await GoAsync("the trust", width);
        var places = await browser.Page.Locator("ol.first li").AllAsync();
        Assert.NotEmpty(places);
        var last = await places[^1].BoundingBoxAsync() ?? throw new InvalidOperationException("The last place is not on the page.");
        var screen = browser.Page.ViewportSize!.Height;
        // Two schools are in this trust; a list of five has room on the same screen.
        Assert.True(
            last.Y + last.Height + ((5 - places.Count) * last.Height) <= screen, $"Five places end below {screen} pixels.");

        var (first, text) = (places[0].Locator("a"), await places[0].InnerTextAsync());
        var name = await first.InnerTextAsync();
        await first.FollowAsync();

        Assert.Equal(name, await browser.Page.Locator("h1").InnerTextAsync());
        Assert.Contains(
            text[(name.Length + 2)..], await browser.Page.Locator("section[aria-labelledby=why]").InnerTextAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_page_is_wider_than_a_phone(string name)
    {
        await using var browser = await GoAsync(name, Phone);

        Assert.InRange(await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, Phone);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_names_nobody_in_its_title_and_its_address(string name)
    {
        await using var browser = await GoAsync(name, Laptop);
        var heading = await browser.Page.Locator("h1").First.InnerTextAsync();

        Assert.Matches("^[A-Z]", await browser.Page.TitleAsync());
        if (name.StartsWith("a child's page", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(heading.Split(' ')[^1], await browser.Page.TitleAsync(), StringComparison.Ordinal);
            Assert.Matches("/children/[0-9a-f]{32}$", browser.Page.Url);
        }
    }

    [Fact]
    public async Task With_a_keyboard_the_first_stop_leads_past_the_bar_and_every_stop_can_be_seen()
    {
        await using var browser = await GoAsync("Today of a primary school", Laptop);
        var page = browser.Page;

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await FocusedAsync(page, "innerText"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await FocusedAsync(page, "id"));
        for (var stop = 0; stop < 40; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var outline = await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
            Assert.True(outline != "none", $"Stop {stop} cannot be seen: {await FocusedAsync(page, "outerHTML")}");
        }
    }

    [Fact]
    public async Task Without_colours_of_our_own_the_parts_are_still_apart()
    {
        var (person, go) = Pages["Today of a primary school"];
        await using var browser = await office.OpenAsync(chromium.Browser, person, Laptop, forcedColours: true);
        await go(browser.Page);

        var border = await browser.Page.Locator(".block").First.EvaluateAsync<string>("e => getComputedStyle(e).borderLeftWidth");

        Assert.Equal("6px", border);
        Assert.Empty(Wcag.FindingsOf(await Wcag.RunAsync(browser.Page)));
    }

    [Fact]
    public async Task What_is_printed_has_the_children_and_no_forms()
    {
        await using var browser = await GoAsync("Today of a primary school", Laptop);
        var child = await browser.Page.Locator(".block h3").First.InnerTextAsync();

        var printed = string.Join('\n', await PrintedPages.OfAsync(await browser.Page.PdfAsync(new() { Format = "A4" })));

        Assert.Contains(child, printed, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("Confirm|Release all|Sign out"), printed);
    }

    private async Task<SignedInBrowser> GoAsync(string name, int width)
    {
        var (person, go) = Pages[name];
        var browser = await office.OpenAsync(chromium.Browser, person, width);
        await go(browser.Page);
        return browser;
    }

    /// <summary>Two rows of a pupil who is not there, one of a code that is not there, and one of a day that is none.</summary>
    private const string NotOurs = "UPN,Date,Session,Code\r\nZ990000000001,2026-03-23,AM,/\r\nZ990000000002,2026-03-23,AM,/\r\n"
        + "Z990000000002,2026-03-23,AM,QQ\r\nZ990000000002,23/23/2026,AM,/\r\n";

    private static async Task UploadAsync(IPage page, string content, string button)
    {
        await page.GotoAsync(OfficePaths.Files(School));
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "week 12.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).FollowAsync();
    }

    private static Task OpenAsync(IPage page, string school) =>
        page.GetByRole(AriaRole.Link, new() { Name = school, Exact = true }).FollowAsync();

    private static Task<string> FocusedAsync(IPage page, string property) =>
        page.EvaluateAsync<string>($"document.activeElement.{property}");
}
