using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>Everything that a parent reads is for a reading age of 12 or under.</summary>
public sealed class ReadabilityTests
{
    private const int ReadingAge = 12;

    /// <summary>What the government's own style guide takes as the most (GOV.UK: "Do not use long sentences").</summary>
    private const int LongestSentence = 25;

    private static readonly Child Maggie = new(
        "Maggie", "Riverside Primary School", "01632 960001", false, new(new DateOnly(2026, 2, 23), new DateOnly(2026, 3, 27)),
        new Tally(31, 0, 19, 0, 0, 0, 0), 5);

    /// <summary>What nobody says to parents who have no duty in law.</summary>
    private static readonly string[] WordsOfDuty =
        ["by law", "the law", "legal", "duty", "must", "have to", "has to", "fine", "court", "penalty", "prosecut", "compulsory"];

    /// <summary>Whom a letter may be about; each leads to other sentences.</summary>
    public enum Reader
    {
        Usual,
        OfAChildWithSpecialNeeds,
        OfAChildWhoMissedNothing,
        WithoutAStep,
        OfAChildOfFour,
        OfAChildOfSeventeen,
        OfAPartTimeTimetable,
    }

    /// <summary>
    /// Every letter that parents read, to every reader who may get it. The referral and the request for a penalty notice go to the local
    /// authority, and the record of a meeting is a form without sentences.
    /// </summary>
    public static TheoryData<LetterKind, Reader> Letters => new(
        from kind in LetterKinds.ByName.Values
        where kind is not (LetterKind.ReferralSummary or LetterKind.PenaltyRequest or LetterKind.MeetingRecord)
        from reader in Enum.GetValues<Reader>()
        where !kind.IsFormal() || reader is Reader.Usual or Reader.OfAChildWithSpecialNeeds
        select (kind, reader));

    public static TheoryData<LetterKind, Reader> LettersWithoutDuty => new(
        Letters.Select(row => row.Data).Where(row => row.Item2 is Reader.OfAChildOfFour or Reader.OfAChildOfSeventeen));

    public static TheoryData<string, string[]> Messages
    {
        get
        {
            var data = new TheoryData<string, string[]>();
            foreach (var (name, children) in Families)
            {
                foreach (var (kind, rule) in MessageKinds.ByName)
                {
                    var message = MessageBook.BuiltIn.Fill(rule, "", "Ms Sample", children);
                    data.Add($"text of {kind}, {name}", [message.Text]);
                    data.Add($"email of {kind}, {name}", message.Email.Plain.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^2]);
                }
            }

            return data;
        }
    }

    private static IEnumerable<(string Name, Child[] Children)> Families =>
    [
        ("one child", [Maggie]),
        ("a child with special needs", [Maggie with { HasSpecialNeeds = true }]),
        ("a child who missed nothing", [Maggie with { Sessions = new Tally(50, 0, 0, 0, 0, 0, 0) }]),
        ("siblings", [Maggie, Maggie with { FirstName = "Tom" }]),
        ("three siblings", [Maggie, Maggie with { FirstName = "Tom" }, Maggie with { FirstName = "Zoe" }]),
        ("two schools", [Maggie, Maggie with { FirstName = "Tom", School = "Riverside Academy", Phone = "01632 960002" }]),
    ];

    [Theory]
    [MemberData(nameof(Letters))]
    public void A_letter_is_for_a_reading_age_of_12(LetterKind kind, Reader reader) => AssertReadable(Prose(kind, reader));

    [Theory]
    [MemberData(nameof(LettersWithoutDuty))]
    public void A_letter_about_a_child_outside_compulsory_school_age_says_nothing_of_a_duty(LetterKind kind, Reader reader) => Assert.All(
        Prose(kind, reader),
        text => Assert.DoesNotContain(WordsOfDuty, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void No_message_says_anything_of_a_duty() => Assert.All(
        Messages.SelectMany(row => row.Data.Item2),
        text => Assert.DoesNotContain(WordsOfDuty, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_subject_of_a_message_is_short_and_easy() => Assert.All(
        from rule in MessageKinds.ByName.Values
        from family in Families
        select MessageBook.BuiltIn.Fill(rule, "", "Ms Sample", family.Children).Email.Subject,
        subject =>
        {
            Assert.InRange(subject.Length, 1, 60);
            AssertReadable([subject]);
        });

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_for_a_reading_age_of_12(string message, string[] paragraphs)
    {
        Assert.NotEmpty(message);
        AssertReadable(paragraphs);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void A_letter_has_no_long_sentence(LetterKind kind, Reader reader) => Assert.All(
        Prose(kind, reader).SelectMany(Readability.Sentences),
        words => Assert.True(words.Count <= LongestSentence, $"{words.Count} words: {string.Join(' ', words)}"));

    [Fact]
    public void The_grade_is_the_published_formula() =>
        Assert.Equal(0.39m * 6 + 11.8m - 15.59m, Readability.Grade(["The cat sat on the mat."]));

    [Theory]
    [InlineData("The first one. The second! A third? 9½ days at 92.7% on 01632 960001.", 4)]
    [InlineData("What can happen then:", 1)]
    public void Sentences_end_where_a_reader_rests(string text, int sentences) =>
        Assert.Equal(sentences, Readability.Sentences(text).Count());

    [Theory]
    [InlineData(1, "school missed here year hours talked asked day days give help there where looks time")]
    [InlineData(2, "learning contract wanted people table houses welcome parent letter support again maggie begin extra")]
    [InlineData(3, "attendance family serious december important headteacher example agreement")]
    [InlineData(4, "authority")]
    public void Syllables_are_counted_as_they_are_spoken(int syllables, string words) =>
        Assert.All(words.Split(' '), word => Assert.Equal((word, syllables), (word, Readability.Syllables(word))));

    [Theory]
    [InlineData("something", 2)]
    [InlineData("safely", 2)]
    public void A_silent_letter_inside_a_word_counts_so_that_the_count_errs_on_the_hard_side(string word, int spoken) =>
        Assert.Equal(spoken + 1, Readability.Syllables(word));

    private static IReadOnlyList<string> Prose(LetterKind kind, Reader reader)
    {
        var facts = SampleLetter.Facts(kind);
        return LetterText.Prose(BuiltInLetters.Of(kind).Write(reader switch
        {
            Reader.OfAChildWithSpecialNeeds => facts.WithSen(),
            Reader.OfAChildWhoMissedNothing => facts with { Marks = SampleLetter.Marks() },
            Reader.WithoutAStep => facts with { Step = null, Log = [] },
            Reader.OfAChildOfFour => facts with { Pupil = facts.Pupil with { YearGroup = "R", DateOfBirth = "2021-05-04" } },
            Reader.OfAChildOfSeventeen => facts with { Pupil = facts.Pupil with { YearGroup = "12", DateOfBirth = "2008-12-04" } },
            Reader.OfAPartTimeTimetable => facts with
            {
                Marks = SampleLetter.Marks([.. SampleLetter.School.Calendar.SchoolDaysFrom(new(2026, 3, 2)).Take(10)
                    .Select(day => (day, "/ C2"))]),
            },
            _ => facts,
        }));
    }

    private static void AssertReadable(IEnumerable<string> paragraphs)
    {
        var age = Readability.Grade(paragraphs) + 5;
        Assert.True(age <= ReadingAge, string.Create(CultureInfo.InvariantCulture, $"The reading age is {age:0.0}."));
    }
}
