using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text.Templates;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>A filled text says what it costs, and which name costs more.</summary>
public sealed class TextCostTests
{
    [Theory]
    [InlineData("Maggie", "2 segments")]
    [InlineData("José", "2 segments")]
    [InlineData("D'Arcy", "2 segments")]
    [InlineData("Zoë", "3 segments, 1 of them for the ë in Zoë")]
    [InlineData("D’Arcy", "3 segments, 1 of them for the ’ in D’Arcy")]
    [InlineData("Łukasz Ąąą", "3 segments, 1 of them for the Ł Ą ą in Łukasz Ąąą")]
    [InlineData("Sia\u0302n", "3 segments, 1 of them for the a\u0302 in Sia\u0302n")]
    [InlineData(
        "Tom \U0001F469\u200D\U0001F467", "3 segments, 1 of them for the \U0001F469\u200D\U0001F467 in Tom \U0001F469\u200D\U0001F467")]
    public void A_name_that_costs_a_segment_is_named_with_its_characters(string name, string cost) =>
        Assert.Equal(cost, SampleMessages.Fill(MessageKind.Stage, SampleMessages.Of(name, absent: 18)).Cost.ToString());

    [Fact]
    public void Several_values_that_cost_are_named_together_by_their_characters()
    {
        var cost = MessageBook.BuiltIn.Fill(MessageKind.Stage, "", "Mr Noël", [SampleMessages.Maggie, SampleMessages.Zoe]).Cost;

        Assert.Equal("4 segments, 2 of them for the ë in Mr Noël, Zoë; the ½ in 9½ days, 47½ hours, ½ day, 2½ hours", cost.ToString());
        Assert.Equal((4, 2, 2), (cost.Segments.Segments, cost.PlainSegments, cost.Extra));
    }

    [Fact]
    public void A_templates_own_characters_are_named_as_such()
    {
        var file = Book.Small.Replace("{{Parent}}:", "We’re here. " + new string('a', 60), StringComparison.Ordinal);
        var template = Book.Sound(Book.ReadText(Book.Path, file)).Template;

        Assert.EndsWith(
            "2 of them for the ’ in the template", template.Fill("Ms Sample", [SampleMessages.Of("Maggie", 18)]).Cost.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_text_costs_one_segment_whatever_is_in_it()
    {
        var cost = TextCost.Of("Zoë", [new Piece("Zoë", PieceSource.Value)]);

        Assert.Equal("1 segment", cost.ToString());
        Assert.Equal(["ë"], Assert.Single(cost.Costly).Characters);
    }

    [Fact]
    public void What_is_plain_costs_nothing_more() => Gen.Elements(GeneratedNames.Take(500).ToArray()).Always(name =>
    {
        var cost = SampleMessages.Fill(MessageKind.Meeting, SampleMessages.Of(name, absent: 2)).Cost;
        return cost.Extra >= 0 && cost.Segments.IsGsm == (cost.Costly.Count == 0) && (!cost.Segments.IsGsm || cost.Extra == 0);
    });
}
