using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>How a template becomes a message.</summary>
public sealed class FillingTests
{
    [Fact]
    public void A_condition_in_the_clause_about_a_child_is_about_that_child_and_elsewhere_about_the_family()
    {
        var message = Fill(
            "{{ChildFirstName}} ({{DaysMissed}}{{if Sen}}, supported{{end}})",
            "{{if Sen}}Support{{else}}No support{{end}}: {{Children}}. {{Schools}}");

        Assert.StartsWith(
            "Support: Maggie (9½ days) and Tom (1 day, supported).", message([Sample.Maggie, Sample.Tom with { HasSpecialNeeds = true }]),
            StringComparison.Ordinal);
        Assert.StartsWith("No support: Maggie (9½ days) and Tom (1 day).", message([Sample.Maggie, Sample.Tom]), StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_may_stand_in_one_another_and_on_lines_of_their_own()
    {
        var message = Fill(
            "{{ChildFirstName}} {{DaysMissed}}",
            "{{if Missed}}\n{{Children}}\n{{if Several}}\nboth\n{{else}}\none\n{{end}}\n{{else}}\n{{Children}} all\n{{end}}\n{{Schools}}");

        Assert.StartsWith("Maggie 9½ days\none\nRiverside", message([Sample.Maggie]), StringComparison.Ordinal);
        Assert.StartsWith("Maggie 9½ days and Tom 1 day\nboth\nRiverside", message([Sample.Maggie, Sample.Tom]), StringComparison.Ordinal);
        Assert.StartsWith("Ada 0 days all\nRiverside", message([Sample.Of("Ada", absent: 0)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Days_are_told_in_words_and_in_numbers()
    {
        var message = Fill(
            "{{ChildFirstName}} {{DaysMissed}} {{HoursMissed}} {{DaysInSchool}} {{DaysPossible}} {{DaysMissedNumber}} "
                + "{{HoursMissedNumber}} {{DaysInSchoolNumber}} {{DaysPossibleNumber}} {{FirstDay}} {{LastDayNumber}}",
            "{{Children}} {{LastDay}} {{FirstDayNumber}} {{ChildFirstNames}} {{SchoolNames}} {{Schools}}");

        Assert.StartsWith(
            "Maggie 9½ days 47½ hours 15½ days 25 days 9½ 47½ 15½ 25 23 February 27/03/2026 27 March 23/02/2026 Maggie Riverside "
                + "Primary School Riverside",
            message([Sample.Maggie]), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_two_schools_calendars_differ_the_message_speaks_of_the_widest_days()
    {
        var message = Fill("{{ChildFirstName}} {{DaysMissed}}", "{{FirstDay}} to {{LastDay}} {{Children}} {{Schools}}");
        var tom = Sample.Tom with { Period = new(new DateOnly(2026, 2, 16), new DateOnly(2026, 3, 20)) };

        Assert.StartsWith("16 February to 27 March", message([Sample.Maggie, tom]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_looks_like_a_field_in_a_name_is_a_name() =>
        Assert.Contains(
            "{{Schools}} has missed", Sample.Fill(MessageKind.Stage, Sample.Of("{{Schools}}", absent: 2)).Text, StringComparison.Ordinal);

    [Fact]
    public void Blanks_and_line_ends_in_a_name_neither_break_a_text_nor_cost() =>
        Assert.Equal(
            Sample.Fill(MessageKind.Stage, Sample.Of("Anne Marie", absent: 2)).Text,
            Sample.Fill(MessageKind.Stage, Sample.Of(" Anne\r\n \tMarie\u00A0\u0007", absent: 2)).Text);

    [Fact]
    public void Names_cannot_bring_HTML_into_an_email()
    {
        var child = Sample.Maggie with { FirstName = "<b>Maggie</b>", School = "St Mary's & St John's", Phone = "01632 960001" };

        var html = MessageBook.BuiltIn.Fill(MessageKind.Stage, "", "\"Ms\" <script>", [child]).Email.Html;

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Maggie&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("St Mary&#39;s &amp; St John&#39;s", html, StringComparison.Ordinal);
        Assert.Contains("Dear &quot;Ms&quot; &lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01632 960001", "+441632960001")]
    [InlineData("(01632) 960-001", "+441632960001")]
    [InlineData("+44 1632 960001", "+441632960001")]
    [InlineData("+44 (0)1632 960001", "+441632960001")]
    [InlineData("0044 1632 960001", "+441632960001")]
    public void A_number_in_an_email_calls_the_school_from_anywhere(string phone, string dialled) =>
        Assert.Contains(
            $"<a href=\"tel:{dialled}\" dir=\"ltr\"", Sample.Fill(MessageKind.Stage, Sample.Maggie with { Phone = phone }).Email.Html,
            StringComparison.Ordinal);

    [Fact]
    public void An_email_has_nothing_to_load_and_says_its_language()
    {
        var polish = Book.PolishStage.Template.Fill("Ms Sample", [Sample.Maggie]).Email;

        Assert.All(
            new[] { "<img", "http", "url(", "<link", "<script", "@import", "background" },
            word => Assert.DoesNotContain(word, polish.Html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("<html lang=\"pl\"", polish.Html, StringComparison.Ordinal);
        Assert.Contains("<div lang=\"pl\"", polish.Html, StringComparison.Ordinal);
        Assert.Contains("<p dir=\"auto\">Dzień dobry, Ms Sample!</p>", polish.Html, StringComparison.Ordinal);
        Assert.Equal("Czy możemy pomóc?", polish.Subject);
        Assert.EndsWith("Z poważaniem\nRiverside Primary School\n", polish.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", polish.Plain, StringComparison.Ordinal);
    }

    private static Func<Child[], string> Fill(string child, string text)
    {
        var file = Book.Small.Replace("{{ChildFirstName}} missed {{DaysMissed}}", child, StringComparison.Ordinal)
            .Replace("{{Parent}}: {{Children}}. Call {{Schools}}.", text, StringComparison.Ordinal);
        var template = Book.Sound(Book.ReadText(Book.Path, file)).Template;
        return children => template.Fill("Ms Sample", children).Text;
    }
}
