using System.Text;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>What is wrong with a trust's file is said at once, with its place and with what to do.</summary>
public sealed class MessageFileTests
{
    private const string Polish = "messages/polish/stage.txt";

    [Fact]
    public void A_small_file_is_sound_whatever_system_wrote_it()
    {
        Assert.Equal("Ms Sample: Maggie missed 9½ days. Call Riverside Primary School on 01632 960001.", TextOf(Book.Small));
        Assert.Equal(TextOf(Book.Small), TextOf(Book.Small.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(TextOf(Book.Small), TextOf("\uFEFF" + Book.Small.Replace("[text]", "[Text]  ", StringComparison.Ordinal)));
        Assert.Equal(TextOf(Book.Small), TextOf(Book.Small.Replace("{{Parent}}", "{{ parent }}", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_faults_of_a_file_are_said_at_once_each_with_its_place()
    {
        var faults = FaultsOf(Book.Small
            .Replace("[subject]\nHelp", "[subjekt]\nHelp", StringComparison.Ordinal)
            .Replace("[and]\nand", "[and]\n", StringComparison.Ordinal)
            .Replace("[text]\n{{Parent}}", "[text]\n\n  {{Parnet}}", StringComparison.Ordinal)
            .Replace("Dear {{Parent}}", "Dear {{Parent", StringComparison.Ordinal));

        Assert.Equal(5, faults.Count);
        Assert.StartsWith(
            $"{Book.Path} line 1, column 1: [subjekt] is no part of a message (do you mean [subject]?); its parts are [subject], [parent],",
            faults[0], StringComparison.Ordinal);
        Assert.StartsWith($"{Book.Path} line 7, column 1: [and] is empty", faults[1], StringComparison.Ordinal);
        Assert.StartsWith($"{Book.Path}: has no [subject]", faults[2], StringComparison.Ordinal);
        Assert.StartsWith(
            $"{Book.Path} line 15, column 3: {{{{Parnet}}}} is no field of [text] (do you mean Parent?); its fields are Parent, Children,",
            faults[3], StringComparison.Ordinal);
        Assert.StartsWith(
            $"{Book.Path} line 17, column 6: \"{{{{Parent,\" has a {{{{ without a }}}} after it on the same line.", faults[4],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messages/polish/stages.txt", "no message has this name (do you mean stage.txt?)")]
    [InlineData("messages/polish/stage.docx", "no message has this name")]
    [InlineData("messages/polish/lead-note.txt", "no message has this name")]
    [InlineData("messages/stage.txt", "is in no language's folder")]
    [InlineData("messages/polish/old/stage.txt", "is in no language's folder")]
    public void A_file_that_is_not_named_after_a_kind_in_a_language_is_refused(string path, string sentence) =>
        Assert.Contains(
            Book.Faults(Book.ReadText(path, Book.Small)), fault => fault.StartsWith($"{path}: {sentence}", StringComparison.Ordinal));

    [Theory]
    [InlineData("english/Half-Term.TXT", true)]
    [InlineData("ENGLISH/half-term.txt", true)]
    public void Capitals_in_names_of_files_do_not_matter(string path, bool sound) =>
        Assert.Equal(sound, Book.ReadText($"messages/{path}", Book.Small) is Checked<MessageFile>.Valid);

    [Fact]
    public void A_file_that_is_no_UTF_8_is_refused()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes(Book.Small), 0xE9, (byte)'\n'];

        Assert.Contains("UTF-8", Assert.Single(Book.Faults(MessageFile.Read(Book.Path, latin))), StringComparison.Ordinal);
        Assert.Contains(
            "UTF-8", Assert.Single(Book.Faults(MessageFile.Read(Book.Path, Encoding.Unicode.GetBytes(Book.Small)))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_big_for_a_message_is_refused()
    {
        Assert.Contains(
            "64 KB", Assert.Single(Book.Faults(MessageFile.Read(Book.Path, new byte[SettingsBounds.MessageBytes + 1]))),
            StringComparison.Ordinal);
        Assert.NotEmpty(TextOf(Book.Small + new string('\n', SettingsBounds.MessageBytes - Book.Small.Length)));
    }

    [Theory]
    [InlineData("[text]\n", "", "has no [text]")]
    [InlineData("[and]", "[or]", "line 9, column 1: [or] is there a second time")]
    [InlineData("[subject]", "Dear office\n[subject]", "line 1, column 1: this is above the first part")]
    [InlineData("parent\n[child]", "{{Parent}}\n[child]", "line 4, column 1: {{Parent}} is no field of [parent]; no field may be there")]
    [InlineData("Call {{Schools}}.\n[email]", "Call us.\n[email]", "line 13, column 1: [text] must name {{Schools}} in every case")]
    [InlineData("{{Parent}}: {{Children}}", "{{Parent}}: {{if Sen}}{{Children}}{{end}}", "[text] must name {{Children}} in every case")]
    [InlineData("\n\n{{Children}}", "\n\nYour children", "line 15, column 1: [email] must name {{Children}} in every case")]
    [InlineData("missed {{DaysMissed}}", "was away", "[child] must name {{DaysMissed}} or {{DaysMissedNumber}} in every case")]
    [InlineData("{{ChildFirstName}} missed", "Your child missed", "[child] must name {{ChildFirstName}} in every case")]
    [InlineData("{{SchoolName}} on {{SchoolPhone}}", "{{SchoolName}}", "[school] must name {{SchoolPhone}} in every case")]
    [InlineData("{{Parent}}:", "{{Parent}}}}:", "line 14, column 11: there is a }} without a {{ before it")]
    [InlineData("{{Parent}}:", "{{DaysMissed}}:", "{{DaysMissed}} is no field of [text]")]
    [InlineData("{{Parent}}:", "{{Attendance}}:", "{{Attendance}} is no field of [text];")]
    [InlineData("{{Parent}}:", "{{if Sen}}Dear", "line 14, column 1: {{if Sen}} has no {{end}}")]
    [InlineData("{{Parent}}:", "{{end}}Dear", "{{end}} belongs to no {{if …}}")]
    [InlineData("{{Parent}}:", "{{else}}Dear", "{{else}} belongs to no {{if …}}")]
    [InlineData("{{Parent}}:", "{{if Sen}}A{{else}}B{{else}}C{{end}}", "{{if Sen}} has a second {{else}}")]
    [InlineData(
        "{{Parent}}:", "{{if Send}}A{{end}}",
        "\"Send\" is no condition of [text] (do you mean Sen?); its conditions are Sen, Missed, Several")]
    [InlineData("on {{SchoolPhone}}", "on {{SchoolPhone}}{{if Sen}}!{{end}}", "[school] knows no condition")]
    [InlineData("[subject]", "[lang]\nEnglish, please\n[subject]", "line 2, column 1: this is no code of a language")]
    public void Each_fault_is_said_for_what_it_is(string sound, string faulty, string sentence) =>
        Assert.Contains(
            FaultsOf(Book.Small.Replace(sound, faulty, StringComparison.Ordinal)),
            fault => fault.Contains(sentence, StringComparison.Ordinal));

    [Fact]
    public void English_words_are_refused_in_another_language_with_the_field_to_write_instead()
    {
        var faults = Book.Faults(
            Book.ReadText(Polish, "[lang]\npl\n" + Book.Small.Replace("{{Parent}}:", "{{FirstDay}}:", StringComparison.Ordinal)));

        Assert.Equal(2, faults.Count);
        Assert.Contains(
            "{{DaysMissed}} is written in English words; in another language write {{DaysMissedNumber}} and your own words", faults[0],
            StringComparison.Ordinal);
        Assert.Contains("write {{FirstDayNumber}}", faults[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_language_must_say_its_code() =>
        Assert.Contains(
            "has no [lang]", Assert.Single(Book.Faults(Book.ReadText(Polish, Embedded.Text("polish-stage.txt")[10..]))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("termly-summary", "{{DaysInSchoolNumber}}")]
    [InlineData("weekly-summary", "{{DaysInSchool}}")]
    [InlineData("weekly-summary", "{{DaysMissed}}")]
    public void A_summary_must_say_days(string kind, string days)
    {
        var path = $"messages/english/{kind}.txt";

        Assert.NotNull(Book.Sound(Book.ReadText(path, Book.Small.Replace("{{DaysMissed}}", days, StringComparison.Ordinal))));
        Assert.Contains(
            "[child] must name {{DaysInSchool}} or {{DaysInSchoolNumber}} or {{DaysMissed}} or {{DaysMissedNumber}}",
            Assert.Single(Book.Faults(Book.ReadText(path, Book.Small.Replace("{{DaysMissed}}", "school", StringComparison.Ordinal)))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_without_figures_needs_none() =>
        Assert.NotNull(Book.Sound(
            Book.ReadText("messages/english/thank-you.txt", Book.Small.Replace(" missed {{DaysMissed}}", "", StringComparison.Ordinal))));

    [Fact]
    public void What_a_word_processor_puts_into_a_text_is_remarked_upon_where_plain_characters_would_do()
    {
        var remark = Assert.Single(Book.Remarks(Book.ReadText(
            Book.Path,
            Book.Small.Replace("Call {{Schools}}.\n[email]", "We’re here – call\u00A0{{Schools}}.\n[email]", StringComparison.Ordinal))));

        Assert.Equal(
            $"{Book.Path}: makes every text cost more than it need: write ' instead of ’, - instead of –, a blank instead of the "
                + $"no-break blank.",
            remark);
        Assert.Empty(Book.Remarks(Book.ReadText(Book.Path, Book.Small.Replace("Dear", "We’re glad, dear", StringComparison.Ordinal))));
        Assert.Empty(Book.Remarks(Book.ReadText(Polish, Embedded.Text("polish-stage.txt"))));
    }

    private static string TextOf(string file) =>
        Book.Sound(Book.ReadText(Book.Path, file)).Template.Fill("Ms Sample", [SampleMessages.Maggie]).Text;

    private static IReadOnlyList<string> FaultsOf(string file) => Book.Faults(Book.ReadText(Book.Path, file));
}
