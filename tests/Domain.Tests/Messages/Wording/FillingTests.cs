using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text.Templates;
using FsCheck.Fluent;

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
            "Support: Maggie (9½ days) and Tom (1 day, supported).",
            message([SampleMessages.Maggie, SampleMessages.Tom with { HasSpecialNeeds = true }]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "No support: Maggie (9½ days) and Tom (1 day).",
            message([SampleMessages.Maggie, SampleMessages.Tom]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_may_stand_in_one_another_and_on_lines_of_their_own()
    {
        var message = Fill(
            "{{ChildFirstName}} {{DaysMissed}}",
            "{{if Missed}}\n{{Children}}\n{{if Several}}\nboth\n{{else}}\none\n{{end}}\n{{else}}\n{{Children}} all\n{{end}}\n{{Schools}}");

        Assert.StartsWith("Maggie 9½ days\none\nRiverside", message([SampleMessages.Maggie]), StringComparison.Ordinal);
        Assert.StartsWith(
            "Maggie 9½ days and Tom 1 day\nboth\nRiverside",
            message([SampleMessages.Maggie, SampleMessages.Tom]),
            StringComparison.Ordinal);
        Assert.StartsWith("Ada 0 days all\nRiverside", message([SampleMessages.Of("Ada", absent: 0)]), StringComparison.Ordinal);
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
            message([SampleMessages.Maggie]), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_two_schools_calendars_differ_the_message_speaks_of_the_widest_days()
    {
        var message = Fill("{{ChildFirstName}} {{DaysMissed}}", "{{FirstDay}} to {{LastDay}} {{Children}} {{Schools}}");
        var tom = SampleMessages.Tom with { Period = new(new DateOnly(2026, 2, 16), new DateOnly(2026, 3, 20)) };

        Assert.StartsWith("16 February to 27 March", message([SampleMessages.Maggie, tom]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_looks_like_a_field_in_a_name_is_a_name() =>
        Assert.Contains(
            "{{Schools}} has missed", SampleMessages.Fill(MessageKind.Stage, SampleMessages.Of("{{Schools}}", absent: 2)).Text,
            StringComparison.Ordinal);

    [Fact]
    public void Blanks_and_line_ends_in_a_name_neither_break_a_text_nor_cost() =>
        Assert.Equal(
            SampleMessages.Fill(MessageKind.Stage, SampleMessages.Of("Anne Marie", absent: 2)).Text,
            SampleMessages.Fill(MessageKind.Stage, SampleMessages.Of(" Anne\r\n \tMarie\u00A0\u0007", absent: 2)).Text);

    [Fact]
    public void An_email_says_its_language_and_keeps_its_lines()
    {
        var polish = Book.PolishStage.Template.Fill("Ms Sample", [SampleMessages.Maggie]).Email;

        Assert.Equal(("pl", "Czy możemy pomóc?"), (polish.Lang, polish.Subject));
        Assert.StartsWith("Dzień dobry, Ms Sample!\n\n", polish.Plain, StringComparison.Ordinal);
        Assert.EndsWith("Z poważaniem\nRiverside Primary School\n", polish.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", polish.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_to_call_is_a_piece_of_its_own_in_an_email() => Assert.Equal(
        ["01632 960001"],
        SampleMessages.Fill(MessageKind.Stage, SampleMessages.Maggie).Email.Paragraphs.SelectMany(paragraph => paragraph.Lines)
            .SelectMany(line => line).Where(piece => piece.Source == PieceSource.Phone).Select(piece => piece.Text));

    [Fact]
    public void Blanks_and_empty_lines_of_an_email_are_the_same_wherever_fields_stand() =>
        Gen.Elements("a", "b ", " ", "  c", "\n", " \n", "\n\n\n d", "{{Parent}}").ArrayOf().Always(parts =>
        {
            var body = string.Concat(parts) + "x {{Children}} {{Schools}}";
            var file = Book.Small[..(Book.Small.IndexOf("[email]", StringComparison.Ordinal) + 8)] + body + "\n";
            var email = Book.Sound(Book.ReadText(Book.Path, file)).Template.Fill("Ms  Sample", [SampleMessages.Maggie]).Email;
            var start = TidiedSlowly(string.Concat(parts).Replace("{{Parent}}", "Ms Sample", StringComparison.Ordinal) + "x");
            return email.Plain.StartsWith(start, StringComparison.Ordinal);
        });

    private static string TidiedSlowly(string text)
    {
        var lines = text.Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        var tidy = string.Join('\n', lines);
        while (tidy.Contains("\n\n\n", StringComparison.Ordinal))
        {
            tidy = tidy.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return tidy.TrimStart('\n');
    }

    private static Func<Child[], string> Fill(string child, string text)
    {
        var file = Book.Small.Replace("{{ChildFirstName}} missed {{DaysMissed}}", child, StringComparison.Ordinal)
            .Replace("{{Parent}}: {{Children}}. Call {{Schools}}.", text, StringComparison.Ordinal);
        var template = Book.Sound(Book.ReadText(Book.Path, file)).Template;
        return children => template.Fill("Ms Sample", children).Text;
    }
}
