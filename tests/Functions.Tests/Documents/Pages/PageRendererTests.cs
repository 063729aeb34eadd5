using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Tests.Functions.Summaries.Pages;
using Microsoft.AspNetCore.Components;

namespace AttendanceFunctions.Tests.Functions.Documents.Pages;

public class PageRendererTests
{
    [Fact]
    public async Task A_page_has_its_title_its_style_and_its_text_encoded()
    {
        var html = await PageRenderer.RenderAsync<PageLayout>(new Dictionary<string, object?>
        {
            ["Title"] = "<b> & \"quotes\"",
            ["Style"] = "p > a { color: red; }",
            ["ChildContent"] = (RenderFragment)(builder => builder.AddContent(0, "<script>alert('1')</script>\u0001é–\u0000")),
        });

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">", html.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var page = PageForms.Parse(html);
        Assert.Equal("<b> & \"quotes\"", page.Descendants("title").Single().Value);
        Assert.Contains("p > a { color: red; }", html, StringComparison.Ordinal);
        // No page may hold a control character.
        Assert.Equal("<script>alert('1')</script> é– ", page.Descendants("body").Single().Value);
    }

    [Fact]
    public async Task A_parameter_that_a_component_does_not_have_is_a_mistake_that_is_seen() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
        () => PageRenderer.RenderAsync<PageLayout>(new Dictionary<string, object?> { ["Titel"] = "" }));
}
