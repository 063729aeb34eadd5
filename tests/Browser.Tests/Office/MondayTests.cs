using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser.Office;

/// <summary>A school's attendance lead works through a Monday's Today, in a browser, from the first page on.</summary>
public sealed partial class MondayTests(Chromium chromium, MondayOffice office)
{
    private const int Laptop = 1366;

    [Theory]
    [InlineData("Owen Carter", MondayOffice.Primary, 15)]
    [InlineData("Daniel Okoro", MondayOffice.Secondary, 40)]
    public async Task A_Monday_is_worked_through_without_leaving_the_page_for_a_manual(string person, string school, int most)
    {
        await using var browser = await office.OpenAsync(chromium.Browser, person, Laptop);
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = school, Exact = true }).FollowAsync();

        Assert.InRange(await page.Locator(".block").CountAsync(), 1, most);
        Assert.Equal(
            ["NotSeen", "Tell", "Law", "Overdue", "New", "Decide", "Messages", "Files"],
            await page.EvaluateAsync<string[]>("[...document.querySelectorAll('h2')].map(h => h.id).filter(id => id && id !== 'first')"));

        await DecideAsync(page, "Done", "Rang home: the bus pass is on its way.");
        await DecideAsync(page, "Confirm", "Met the family on Friday.");
        await DecideAsync(page, "Confirm", "Agreed by telephone.");
        await DecideAsync(page, "Decline", "A new medical note came in.");
        await ReleaseAllButAsync(page, 3);
        await page.Locator(".block h3 a").First.FollowAsync();
        await TickAsync(page);
        await WriteDownAsync(page, "Talked to the child at the gate: the maths test was the worry.");
        await AnswerLeaveAsync(page);
    }

    /// <summary>Ticks an action of a child's checklist off; not every child has one.</summary>
    private static async Task TickAsync(IPage page)
    {
        var action = page.Locator("form.checklist .action").First;
        if (await action.CountAsync() == 0)
        {
            return;
        }

        var what = await action.Locator(".what").InnerTextAsync();
        await action.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tick off", Exact = true }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Recorded.");
        await Assertions.Expect(page.Locator("form.checklist .action .what", new() { HasText = what })).ToHaveCountAsync(0);
    }

    private static async Task WriteDownAsync(IPage page, string text)
    {
        await page.GetByText("Write down a conversation").ClickAsync();
        await page.GetByLabel("What was said and seen").First.FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Write it down", Exact = true }).FollowAsync();
        await Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();
    }

    /// <summary>Writes a family's request for leave down, and answers it.</summary>
    private static async Task AnswerLeaveAsync(IPage page)
    {
        var leave = page.Locator("section[aria-labelledby=leave]");
        var form = leave.Locator("form");
        await form.GetByLabel("Who asks").FillAsync("The mother");
        await form.GetByLabel("First day").FillAsync("2026-06-08");
        await form.GetByLabel("Last day").FillAsync("2026-06-12");
        await form.GetByLabel("Reason").FillAsync("A week at the seaside");
        await form.GetByRole(AriaRole.Button).FollowAsync();
        await Assertions.Expect(leave.GetByText("waits for an answer")).ToBeVisibleAsync();

        var answer = page.Locator("form.decide", new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "Refuse leave" }) });
        await answer.GetByLabel("Note").FillAsync("A holiday is no exceptional circumstance.");
        await answer.GetByRole(AriaRole.Button, new() { Name = "Refuse leave" }).FollowAsync();
        await Assertions.Expect(leave).ToContainTextAsync("A holiday is no exceptional circumstance.");
        await Assertions.Expect(leave.GetByText("waits for an answer")).ToHaveCountAsync(0);
    }

    /// <summary>Decides about the first child for whom it can be decided, and looks at what became of it.</summary>
    private static async Task DecideAsync(IPage page, string word, string note)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = word, Exact = true });
        var block = page.Locator(".block", new() { Has = button }).First;
        var form = block.Locator("form.decide", new() { Has = button }).First;
        var child = await block.Locator("h3").InnerTextAsync();
        await form.Locator("input[name=note]").FillAsync(note);
        await form.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).FollowAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your decision is recorded.");
        await page.GetByRole(AriaRole.Link, new() { Name = "See what became of it" }).FollowAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(child);
        await Assertions.Expect(page.GetByText(note)).ToBeVisibleAsync();
        await page.GoBackAsync();
    }

    /// <summary>Releases the messages of a kind but some that are ticked; those still wait afterwards.</summary>
    private static async Task ReleaseAllButAsync(IPage page, int kept)
    {
        foreach (var kind in await page.Locator("details.messages").AllAsync())
        {
            var title = await kind.Locator("summary").InnerTextAsync();
            if (int.Parse(Number().Match(title).Value, CultureInfo.InvariantCulture) is var waiting && waiting <= kept)
            {
                continue;
            }

            await kind.Locator("summary").ClickAsync();
            if (await kind.GetByRole(AriaRole.Link).CountAsync() > 0)
            {
                await kind.GetByRole(AriaRole.Link).FollowAsync();
            }

            for (var index = 0; index < kept; index++)
            {
                await page.Locator("input[type=checkbox]:visible").Nth(index).CheckAsync();
            }

            await page.Locator("button:visible", new() { HasText = "Release all but the ticked" }).FollowAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(
                string.Create(CultureInfo.InvariantCulture, $"Your decision counts for {waiting - kept} message"));
            var before = title[..title.IndexOf(':', StringComparison.Ordinal)];
            await Assertions.Expect(page.Locator("details.messages summary", new() { HasText = before }))
                .ToContainTextAsync(kept.ToString(CultureInfo.InvariantCulture));
            return;
        }

        Assert.Fail("No kind of message waits for more children than are left out here.");
    }

    [GeneratedRegex(@"\d+$")]
    private static partial Regex Number();
}
