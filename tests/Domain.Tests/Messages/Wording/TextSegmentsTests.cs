using AttendanceFunctions.Domain.Messages.Wording;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>3GPP TS 23.038 (domain 6.2): what a text costs after names are filled in.</summary>
public sealed class TextSegmentsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    [InlineData(459, 3)]
    [InlineData(460, 4)]
    [InlineData(1530, 10)]
    [InlineData(1531, 11)]
    public void A_plain_text_has_160_characters_alone_and_153_in_each_of_several(int length, int segments) =>
        Assert.Equal(new TextSegments(true, segments), TextSegments.Of(new string('a', length)));

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    [InlineData(201, 3)]
    [InlineData(202, 4)]
    public void One_character_outside_the_alphabet_leaves_70_and_67(int length, int segments) =>
        Assert.Equal(new TextSegments(false, segments), TextSegments.Of("½" + new string('a', length - 1)));

    [Theory]
    [InlineData("José")]
    [InlineData("Renée Müller")]
    [InlineData("Åse Øst")]
    [InlineData("£5 @ 10%")]
    [InlineData("it's \"fine\"\r\n")]
    [InlineData("[a]{b}~^|\\€\f")]
    public void The_alphabet_holds_these(string text) => Assert.True(TextSegments.Of(text).IsGsm);

    [Theory]
    [InlineData("Zoë")]
    [InlineData("Siân")]
    [InlineData("François")]
    [InlineData("Łukasz")]
    [InlineData("½ day")]
    [InlineData("it’s")]
    [InlineData("a – b")]
    [InlineData("a\u00A0b")]
    [InlineData("\U0001F600")]
    [InlineData("e\u0301")]
    public void These_make_the_whole_text_cost_more(string text) => Assert.False(TextSegments.Of(text).IsGsm);

    [Theory]
    [InlineData('^'), InlineData('{'), InlineData('}'), InlineData('\\'), InlineData('[')]
    [InlineData('~'), InlineData(']'), InlineData('|'), InlineData('€'), InlineData('\f')]
    public void An_extension_character_takes_two(char character)
    {
        Assert.Equal(1, TextSegments.Of(new string('a', 158) + character).Segments);
        Assert.Equal(2, TextSegments.Of(new string('a', 159) + character).Segments);
    }

    [Fact]
    public void An_escape_is_never_parted_from_its_character()
    {
        // 152 and an extension character would end at 154: it moves on whole, and leaves a septet unused.
        Assert.Equal(2, TextSegments.Of(new string('a', 152) + "€" + new string('a', 151)).Segments);
        Assert.Equal(3, TextSegments.Of(new string('a', 152) + "€" + new string('a', 152)).Segments);
        Assert.Equal(2, TextSegments.Of(new string('a', 154) + new string('a', 152)).Segments);
    }

    [Fact]
    public void A_surrogate_pair_is_never_parted()
    {
        const string Smile = "\U0001F600";

        Assert.Equal(1, TextSegments.Of(new string('a', 68) + Smile).Segments);
        Assert.Equal(2, TextSegments.Of(new string('a', 69) + Smile).Segments);
        Assert.Equal(2, TextSegments.Of(new string('a', 66) + Smile + new string('a', 65)).Segments);
        Assert.Equal(3, TextSegments.Of(new string('a', 66) + Smile + new string('a', 66)).Segments);
    }

    [Fact]
    public void A_longer_text_never_costs_less() =>
        Gen.Elements('a', '€', 'ë').ArrayOf(400).Zip(Gen.Choose(0, 400)).Always(sample =>
        {
            var (characters, length) = sample;
            return TextSegments.Of(new string(characters[..length])).Segments <= TextSegments.Of(new string(characters)).Segments;
        });
}
