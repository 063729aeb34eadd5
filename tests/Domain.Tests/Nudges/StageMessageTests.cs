using AttendanceFunctions.Domain.Codes;
using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Rates;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Nudges;

/// <summary>What a parent reads (domain 0.9: content).</summary>
public sealed class StageMessageTests
{
    private const string Primary = "Riverside Primary School";
    private const string PrimaryPhone = "01632 960001";

    private static readonly Child Maggie = new("Maggie", new TimeLost(19, 5), Primary, PrimaryPhone);
    private static readonly Child Zoe = new("Zoë", new TimeLost(1, 5), Primary, PrimaryPhone);
    private static readonly Child Tom = new("Tom", new TimeLost(2, 5), "Riverside Academy", "01632 960002");

    public static TheoryData<string, string, string[]> Messages => new()
    {
        { "one-child", "Ms Sample", ["Maggie"] },
        { "no-parent-name", "", ["Maggie"] },
        { "siblings", "Ms Sample", ["Maggie", "Zoë"] },
        { "siblings-in-two-schools", "Ms Sample", ["Maggie", "Zoë", "Tom"] },
    };

    [Fact]
    public void A_text_says_who_how_much_and_whom_to_call() =>
        Assert.Equal(
            "Dear Ms Sample, so far this school year Maggie has missed 9½ days of school (47½ hours of learning). "
            + "Is there anything we can help with? Please call Riverside Primary School on 01632 960001.",
            new StageMessage("Ms Sample", [Maggie]).Text);

    [Fact]
    public void A_parent_without_a_name_is_a_parent_or_carer() =>
        Assert.StartsWith("Dear parent or carer, so far", new StageMessage("", [Maggie]).Text, StringComparison.Ordinal);

    [Fact]
    public void Siblings_are_told_of_in_one_text() =>
        Assert.Equal(
            "Dear Ms Sample, so far this school year Maggie has missed 9½ days of school (47½ hours of learning) "
            + "and Zoë has missed ½ day of school (2½ hours of learning). "
            + "Is there anything we can help with? Please call Riverside Primary School on 01632 960001.",
            new StageMessage("Ms Sample", [Maggie, Zoe]).Text);

    [Fact]
    public void Siblings_in_two_schools_have_two_numbers_to_call() =>
        Assert.Equal(
            "Dear Ms Sample, so far this school year Maggie has missed 9½ days of school (47½ hours of learning), "
            + "Zoë has missed ½ day of school (2½ hours of learning) and Tom has missed 1 day of school (5 hours of learning). "
            + "Is there anything we can help with? Please call Riverside Primary School on 01632 960001 or Riverside Academy on 01632 960002.",
            new StageMessage("Ms Sample", [Maggie, Zoe, Tom]).Text);

    [Theory]
    [MemberData(nameof(Messages))]
    public void An_email_reads_as_agreed(string name, string parent, string[] children)
    {
        var email = new StageMessage(parent, [.. children.Select(Named)]).Email;

        Golden.AssertSame($"{name}.txt", $"Subject: {email.Subject}\n\n{email.Plain}");
        Golden.AssertSame($"{name}.html", email.Html);
    }

    [Fact]
    public void Names_cannot_bring_HTML_into_an_email()
    {
        var child = Maggie with { FirstName = "<b>Maggie</b>", School = "St Mary's & St John's" };

        var html = new StageMessage("\"Ms\" <script>", [child]).Email.Html;

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Maggie&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("St Mary&#39;s &amp; St John&#39;s", html, StringComparison.Ordinal);
        Assert.Contains("Dear &quot;Ms&quot; &lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stand_in_a_plain_email_as_they_are() =>
        Assert.Contains("Zoë has missed ½ day", new StageMessage("O'Neil & Son", [Zoe]).Email.Plain, StringComparison.Ordinal);

    [Fact]
    public void No_message_holds_a_code_a_percentage_a_stage_or_a_threat()
    {
        string[] words =
        [
            "%", "percent", "stage", "nudge", "persistent", "absence", "unauthorised", "illness", "medical", "penalty", "fine", "prosecut", "court",
            "legal", "other children", "average", "class",
        ];
        var message = new StageMessage("Ms Sample", [Maggie, Zoe, Tom]);
        string[] read = [message.Text, message.Email.Subject, message.Email.Plain];

        Assert.All(read, text => Assert.All(words, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase)));
        Assert.All(read, text => Assert.All(
            NationalCodes.All.Where(code => code.Text is not ("/" or "\\")), code => Assert.DoesNotContain(code.Text, text.Split(' ', '.', ',', '(', ')'))));
        Assert.All(NationalCodes.All, code => Assert.DoesNotContain(code.Meaning, message.Email.Plain, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_time_lost_of_each_child_is_in_every_form_of_the_message() =>
        Gen.Choose(0, 380).Select(sessions => Maggie with { Lost = new(sessions, 5) }).Always(child =>
        {
            var message = new StageMessage("Ms Sample", [child]);
            var told = $"{child.Lost.DaysInWords} of school ({child.Lost.HoursInWords} of learning)";
            return new[] { message.Text, message.Email.Plain, System.Net.WebUtility.HtmlDecode(message.Email.Html) }
                .All(text => text.Contains(told, StringComparison.Ordinal));
        });

    [Fact]
    public void A_half_or_a_name_outside_the_alphabet_makes_a_text_cost_three_segments_and_not_two()
    {
        var wholeDays = Maggie with { Lost = new(18, 5) };

        Assert.Equal(new TextSegments(true, 2), TextSegments.Of(new StageMessage("Ms Sample", [wholeDays]).Text));
        Assert.Equal(new TextSegments(false, 3), TextSegments.Of(new StageMessage("Ms Sample", [Maggie]).Text));
        Assert.Equal(new TextSegments(false, 3), TextSegments.Of(new StageMessage("Ms Sample", [wholeDays with { FirstName = "Siân" }]).Text));
    }

    private static Child Named(string name) => new[] { Maggie, Zoe, Tom }.Single(child => child.FirstName == name);
}
