using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>
/// What tells of a duty or of the law cannot reach parents of a child outside compulsory school age (domain 0.13): it stands only in
/// letters that are not prepared for such a child, and in no message.
/// </summary>
public sealed partial class DutyWordingTests
{
    private static readonly Child Maggie = new(
        "Maggie", "Riverside Primary School", "01632 960001", false, new(new DateOnly(2026, 2, 23), new DateOnly(2026, 3, 27)),
        new(31, 0, 19, 0, 0, 0, 0), 5);

    public static TheoryData<LetterKind> InformalLetters => [.. Enum.GetValues<LetterKind>().Where(kind => !kind.IsFormal())];

    public static TheoryData<string> Messages => [.. MessageKinds.ByName.Keys];

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(InformalLetters))]
    public void A_letter_that_may_be_about_any_child_tells_of_no_duty(LetterKind kind) =>
        Assert.DoesNotMatch(OfTheLaw(), LetterText.Of(BuiltInLetters.Template(kind)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void No_message_tells_of_a_duty(string name)
    {
        var thankful = Maggie with { Sessions = new(50, 0, 0, 0, 0, 0, 0) };
        foreach (var child in new[] { Maggie, Maggie with { HasSpecialNeeds = true }, thankful })
        {
            var message = MessageBook.BuiltIn.Fill(MessageKinds.ByName[name], "", "Ms Sample", [child]);
            Assert.DoesNotMatch(OfTheLaw(), $"{message.Text} {message.Email.Subject} {message.Email.Plain}");
        }
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void The_informal_stages_and_the_triggers_of_a_pack_ask_for_no_formal_letter(string pack)
    {
        Assert.True(BuiltInPolicies.TryFind(pack, out var policy));

        Assert.All(
            policy.Stages.Where(stage => !stage.NeedsPerson).SelectMany(stage => stage.Letters.Concat(stage.LettersOnImprovement))
                .Concat(policy.Triggers.SelectMany(trigger => trigger.Letters)),
            letter => Assert.False(letter.IsFormal(), $"{pack}: {letter}"));
    }

    [Fact]
    public void The_words_are_found_where_they_are() => Assert.All(
        new[] { LetterKind.FinalWarning, LetterKind.AttendanceContract3 },
        kind => Assert.Matches(OfTheLaw(), LetterText.Of(BuiltInLetters.Template(kind))));

    [GeneratedRegex(
        @"\b(law|legal|legally|duty|fine|fines|fined|court|courts|penalty|prosecut\w*|must|have to come|local authority|contract)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OfTheLaw();
}
