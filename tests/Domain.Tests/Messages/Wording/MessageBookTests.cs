using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>Which wording a family gets, and which texts are refused for their length.</summary>
public sealed class MessageBookTests
{
    private static readonly string Polish = Embedded.Text("polish-stage.txt");

    private static readonly string Own = Book.Small.Replace("{{Parent}}:", "Our own words:", StringComparison.Ordinal);

    [Theory]
    [InlineData("Polish")]
    [InlineData("polish")]
    [InlineData(" POLISH ")]
    public void A_familys_language_picks_the_folder_whatever_its_capitals(string language) =>
        Assert.Equal(
            "Dzień dobry, Ms Sample! W tym roku szkolnym: Maggie (opuszczone dni: 9½) i Tom (opuszczone dni: 1). Czy możemy w czymś pomóc? "
            + "Prosimy o telefon: Riverside Primary School, tel. 01632 960001 lub Riverside Academy, tel. 01632 960002.",
            TextOf(language, ("messages/Polish/stage.txt", Polish)));

    [Theory]
    [InlineData("")]
    [InlineData("English")]
    [InlineData("Urdu")]
    public void English_is_for_all_others(string language)
    {
        Assert.StartsWith("Dear Ms Sample", TextOf(language, ("messages/polish/stage.txt", Polish)), StringComparison.Ordinal);
        Assert.StartsWith(
            "Our own words", TextOf(language, ("messages/polish/stage.txt", Polish), (Book.Path, Own)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_a_language_lacks_is_in_English() =>
        Assert.StartsWith(
            "Our own words", TextOf("Polish", ("messages/polish/meeting.txt", Polish), (Book.Path, Own)), StringComparison.Ordinal);

    [Fact]
    public void A_file_takes_the_place_of_its_own_kind_alone()
    {
        var book = Book.Sound(Book.Read(Book.Trust(), (Book.Path, Own)));

        Assert.Equal(
            MessageBook.BuiltIn.Fill(MessageKind.Meeting, "", "Ms Sample", [SampleMessages.Maggie]).Text,
            book.Fill(MessageKind.Meeting, "", "Ms Sample", [SampleMessages.Maggie]).Text);
    }

    [Fact]
    public void Two_files_whose_names_differ_in_capitals_alone_are_refused() =>
        Assert.Contains(
            "messages/polish/stage.txt: is the same message as messages/Polish/stage.txt",
            Assert.Single(
                Book.Faults(Book.Read(Book.Trust(), ("messages/polish/stage.txt", Polish), ("messages/Polish/stage.txt", Polish)))),
            StringComparison.Ordinal);

    [Fact]
    public void Faults_of_all_files_are_said_together_with_those_of_length()
    {
        var faults = Book.Faults(Book.Read(
            Book.Trust(),
            (
                Book.Path,
                Own.Replace("Call {{Schools}}.\n[email]", new string('a', 400) + " {{Schools}}\n[email]", StringComparison.Ordinal)),
            ("messages/polish/stage.txt", Polish[10..]), ("messages/polish/stages.txt", Polish)));

        Assert.Equal(
            ["messages/polish/stage.txt: has no [lang]", "messages/polish/stages.txt: no message has"],
            faults.Take(2).Select(
                fault => fault[..fault.IndexOfAny(['(', ';'])].Trim().Replace(" this name", "", StringComparison.Ordinal)));
        Assert.StartsWith(
            $"{Book.Path}: has 8 segments about a child called Małgorzata (4 about Alexandra) at Riverside Primary School, and 6 "
                + $"are allowed:",
            faults[2], StringComparison.Ordinal);
    }

    /// <summary>The text is 134 or 135 code units in all, with the sample's names and half days.</summary>
    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(2, 1, false)]
    [InlineData(3, 1, true)]
    [InlineData(10, 1, true)]
    public void A_text_may_come_to_the_most_segments_and_no_further(int most, int more, bool sound)
    {
        var trust = Book.Trust(most);
        var text = Own.Replace(
            "Our own words: {{Children}}. Call {{Schools}}.", "{{Children}} {{Schools}} " + new string('a', 66 + more),
            StringComparison.Ordinal);

        var faults = Book.Read(trust, (Book.Path, text)) is Checked<MessageBook>.Invalid faulty ? faulty.Faults : [];

        Assert.Equal(sound, !faults.Any(fault => fault.Path == Book.Path));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(6)]
    [InlineData(5)]
    public void The_built_in_texts_fit_where_schools_have_names_of_60_letters(int most) =>
        Assert.NotNull(Book.Sound(Book.Read(Book.Trust(most, school: new string('n', 60)))));

    [Fact]
    public void A_built_in_text_that_is_too_long_for_a_trust_is_said_at_its_limit_with_what_to_do()
    {
        var faults = Book.Faults(Book.Read(Book.Trust(2)));

        Assert.Equal(
            "trust.json $.mostSegments: the built-in stage has 4 segments about a child called Małgorzata (2 about Alexandra) at "
                + "Riverside Primary School, "
            + "and 2 are allowed: raise mostSegments, or write a shorter text in settings/messages/english/stage.txt.", faults[0]);
        Assert.DoesNotContain(Book.Read(Book.Trust(2), (Book.Path, Own)) is Checked<MessageBook>.Invalid own ? own.Faults : [],
            fault => fault.Sentence.Contains("built-in stage", StringComparison.Ordinal));
    }

    [Fact]
    public void No_message_is_about_nobody() =>
        Assert.Throws<ArgumentException>(() => MessageBook.BuiltIn.Fill(MessageKind.Stage, "", "Ms Sample", []));

    private static string TextOf(string language, params (string Path, string Text)[] files) =>
        Book.Sound(Book.Read(Book.Trust(), files))
            .Fill(MessageKind.Stage, language, "Ms Sample", [SampleMessages.Maggie, SampleMessages.Tom]).Text;
}
