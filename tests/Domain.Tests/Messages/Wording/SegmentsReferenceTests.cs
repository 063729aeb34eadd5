using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>The count of segments, against one that cuts each text by hand.</summary>
public sealed class SegmentsReferenceTests
{
    private const int Names = 10_000;

    private static readonly Lazy<IReadOnlyList<string>> Generated = new(() => [.. GeneratedNames.Take(Names)]);

    public static TheoryData<string> Kinds => new(MessageKinds.ByName.Keys.Append("polish stage"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ten_thousand_names_cost_in_every_template_what_they_cost_by_hand(string kind)
    {
        foreach (var (name, index) in Generated.Value.Select((name, index) => (name, index)))
        {
            var parent = Generated.Value[^(index + 1)];
            Child[] children = [SampleMessages.Of(name, absent: index % 50), .. index % 7 == 0 ? new[] { SampleMessages.Tom } : []];
            var message = kind == "polish stage"
                ? Book.PolishStage.Template.Fill(parent, children)
                : MessageBook.BuiltIn.Fill(MessageKinds.ByName[kind], "", parent, children);
            AssertAsByHand(message.Text, message.Cost.Segments);
        }
    }

    [Fact]
    public void The_names_are_of_every_kind()
    {
        var cut = Generated.Value.Select(SegmentsByHand.Cut).ToList();

        Assert.Equal(Names, cut.Count);
        Assert.Contains(cut, name => name.IsGsm && name.Segments.Count == 1 && name.Segments[0].Contains(0x1B));
        Assert.Contains(cut, name => !name.IsGsm && name.Segments.SelectMany(units => units).Any(unit => char.IsSurrogate((char)unit)));
        Assert.Contains(cut, name => name.IsGsm && name.Segments.Count > 1);
        Assert.All(new[] { "Zoë", "Siân", "Łukasz", "D'Arcy", "D’Arcy" }, name => Assert.Contains(name, Generated.Value));
    }

    [Fact]
    public void Any_text_of_any_length_costs_what_it_costs_by_hand() =>
        Gen.OneOf(
            Gen.Elements('a', '€', '\f', '\r', '\n', 'à'),
            Gen.Elements('a', '€', 'ë', '\uD83D', '\uDE00', '\u0301', '\u001B'))
        .ArrayOf(480).Zip(Gen.Choose(0, 480)).Always(sample =>
        {
            var text = new string(sample.Item1[..sample.Item2]);
            return TextSegments.Of(text) == ByHand(text);
        });

    /// <summary>
    /// Every length near the ends of the first four segments, with a character of two units at every place of the last ones.
    /// </summary>
    [Theory]
    [InlineData("€", "a")]
    [InlineData("\U0001F600", "ë")]
    public void A_character_of_two_at_every_boundary_costs_what_it_costs_by_hand(string two, string one)
    {
        foreach (var before in Enumerable.Range(60, 420))
        {
            foreach (var after in Enumerable.Range(0, 5).Concat([62, 63, 64, 65, 66, 67, 68, 69, 70, 149, 150, 151, 152, 153, 154]))
            {
                var text = string.Concat(Enumerable.Repeat(one, before)) + two + string.Concat(Enumerable.Repeat(one, after));
                AssertAsByHand(text, TextSegments.Of(text));
            }
        }
    }

    private static void AssertAsByHand(string text, TextSegments counted)
    {
        Assert.False(SegmentsByHand.Cut(text).CutsACharacter);
        Assert.True(counted == ByHand(text), $"{counted}, and by hand {ByHand(text)}: {text}");
    }

    private static TextSegments ByHand(string text)
    {
        var cut = SegmentsByHand.Cut(text);
        return new(cut.IsGsm, cut.Segments.Count);
    }
}
