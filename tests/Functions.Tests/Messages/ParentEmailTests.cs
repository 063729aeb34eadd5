using System.Net;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>The page that a parent sees of an email (domain 0.9: content).</summary>
public sealed class ParentEmailTests
{
    public static TheoryData<string, string> Messages => new(SampleMessages.All);

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task An_email_looks_as_agreed(string kind, string family) =>
        Golden.AssertSame(
            $"emails/{kind}.{family}.html", await MessageComposer.HtmlOfAsync(SampleMessages.Filled(kind, family).Email));

    [Fact]
    public async Task An_email_says_the_same_as_its_plain_text()
    {
        var email = SampleMessages.Fill(MessageKind.Stage, SampleMessages.Maggie, SampleMessages.Zoe).Email;

        var html = await MessageComposer.HtmlOfAsync(email);
        var body = html[html.IndexOf("<p", StringComparison.Ordinal)..].Replace("<br>", "\n", StringComparison.Ordinal);
        var text = WebUtility.HtmlDecode(Regex.Replace(body, "<[^>]+>", ""));
        Assert.Equal(Words(email.Plain), Words(text));

        static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task Names_cannot_bring_HTML_into_an_email()
    {
        var child = SampleMessages.Maggie with { FirstName = "<b>Maggie</b>", School = "St Mary's & St John's", Phone = "01632 960001" };

        var html = await HtmlAsync("\"Ms\" <script>", child);

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Maggie&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("St Mary&#x27;s &amp; St John&#x27;s", html, StringComparison.Ordinal);
        Assert.Contains("Dear &quot;Ms&quot; &lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01632 960001", "+441632960001")]
    [InlineData("(01632) 960-001", "+441632960001")]
    [InlineData("+44 1632 960001", "+441632960001")]
    [InlineData("+44 (0)1632 960001", "+441632960001")]
    [InlineData("0044 1632 960001", "+441632960001")]
    public async Task A_number_in_an_email_calls_the_school_from_anywhere(string phone, string dialled) =>
        Assert.Contains(
            $"<a href=\"tel:{dialled}\" dir=\"ltr\"",
            WebUtility.HtmlDecode(await HtmlAsync("Ms Sample", SampleMessages.Maggie with { Phone = phone })), StringComparison.Ordinal);

    [Fact]
    public async Task An_email_has_nothing_to_load_and_says_its_language()
    {
        var html = await MessageComposer.HtmlOfAsync(
            new("pl", "Czy możemy pomóc?", SampleMessages.Fill(MessageKind.Stage, SampleMessages.Maggie).Email.Paragraphs));

        Assert.All(
            new[] { "<img", "http", "url(", "<link", "<script", "@import", "background" },
            word => Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("<html lang=\"pl\"", html, StringComparison.Ordinal);
        Assert.Contains("<div lang=\"pl\"", html, StringComparison.Ordinal);
        Assert.Contains("<title>Czy możemy pomóc?</title>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("<p dir=\"auto\">Dear Ms Sample,", html, StringComparison.Ordinal);
    }

    private static Task<string> HtmlAsync(string parent, Child child) =>
        MessageComposer.HtmlOfAsync(MessageBook.BuiltIn.Fill(MessageKind.Stage, "", parent, [child]).Email);
}
