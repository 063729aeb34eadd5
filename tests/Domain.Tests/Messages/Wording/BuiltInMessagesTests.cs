using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>What a parent reads (domain 0.9: content).</summary>
public sealed class BuiltInMessagesTests
{
    public static TheoryData<string, string> Messages => new(SampleMessages.All);

    public static TheoryData<string> Kinds => new(MessageKinds.ByName.Keys);

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_reads_as_agreed(string kind, string family)
    {
        var message = SampleMessages.Filled(kind, family);
        var email = message.Email;

        Golden.AssertSame($"{kind}.{family}.txt", $"Text ({message.Cost}):\n\n{message.Text}\n\nEmail: {email.Subject}\n\n{email.Plain}");
    }

    [Fact]
    public void A_text_says_who_how_much_and_whom_to_call() =>
        Assert.Equal(
            "Dear Ms Sample, so far this school year Maggie has missed 9½ days of school (47½ hours of learning). "
            + "Is there anything we can help with? Please call Riverside Primary School on 01632 960001.",
            SampleMessages.Fill(MessageKind.Stage, SampleMessages.Maggie).Text);

    [Fact]
    public void A_parent_without_a_name_is_a_parent_or_carer() =>
        Assert.StartsWith(
            "Dear parent or carer, so far", MessageBook.BuiltIn.Fill(MessageKind.Stage, "", "", [SampleMessages.Maggie]).Text,
            StringComparison.Ordinal);

    [Fact]
    public void Siblings_in_two_schools_are_told_of_in_one_text_with_two_numbers_to_call() =>
        Assert.Equal(
            "Dear Ms Sample, so far this school year Maggie has missed 9½ days of school (47½ hours of learning), "
            + "Zoë has missed ½ day of school (2½ hours of learning) and Tom has missed 1 day of school (5 hours of learning). "
            + "Is there anything we can help with? "
            + "Please call Riverside Primary School on 01632 960001 or Riverside Academy on 01632 960002.",
            SampleMessages.Fill(MessageKind.Stage, SampleMessages.Maggie, SampleMessages.Zoe, SampleMessages.Tom).Text);

    [Fact]
    public void A_first_day_text_says_what_is_needed_and_nothing_else() => Assert.Equal(
        "Dear Ms Sample, we have not seen Maggie this morning and do not know why. Please call Riverside Primary School on 01632 960001.",
        SampleMessages.Fill(MessageKind.FirstDay, SampleMessages.Maggie).Text);

    /// <summary>But for the first-day text, which has no advice to give.</summary>
    public static TheoryData<string> KindsWithAdvice => new(MessageKinds.OfNights.Keys);

    [Theory]
    [MemberData(nameof(KindsWithAdvice))]
    public void A_family_with_a_child_with_special_needs_is_written_to_in_words_for_it(string kind)
    {
        var sen = SampleMessages.Fill(MessageKinds.ByName[kind], SampleMessages.Maggie, SampleMessages.Tom with { HasSpecialNeeds = true });
        var other = SampleMessages.Fill(MessageKinds.ByName[kind], SampleMessages.Maggie, SampleMessages.Tom);

        Assert.NotEqual(other.Email.Plain, sen.Email.Plain);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_names_each_child_and_offers_help_by_phone(string kind, string family)
    {
        var message = SampleMessages.Filled(kind, family);

        Assert.All(SampleMessages.Families.Single(known => known.Name == family).Children, child => Assert.All(
            [child.FirstName, child.School, child.Phone],
            told => Assert.All([message.Text, message.Email.Plain], text => Assert.Contains(told, text, StringComparison.Ordinal))));
        Assert.Contains("help", message.Email.Plain, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void No_message_holds_a_code_a_percentage_a_stage_a_comparison_or_a_threat(string kind, string family)
    {
        string[] words =
        [
            "%", "per cent", "percent", "stage", "nudge", "persistent", "absence", "absent", "unauthorised", "illness", "medical", "health",
            "penalty", "fine",
            "prosecut", "court", "legal", "must", "other children", "average", "than others", "class", "SEN", "special",
        ];
        var message = SampleMessages.Filled(kind, family);
        string[] read = [message.Text, message.Email.Subject, message.Email.Plain];

        Assert.All(
            read,
            text => Assert.All(
                words,
                word => Assert.DoesNotContain(word, text, word == "SEN" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)));
        Assert.All(read, text => Assert.All(
            NationalCodes.All.Select(code => code.Text).Where(code => code is not ("/" or "\\")).Append("ill"),
            word => Assert.DoesNotContain(word, text.Split(' ', '\n', '.', ',', '(', ')'))));
        Assert.All(NationalCodes.All, code => Assert.DoesNotContain(code.Meaning, message.Email.Plain, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("improvement")]
    [InlineData("thank-you")]
    [InlineData("meeting")]
    [InlineData("term-holidays")]
    [InlineData("contact-details")]
    [InlineData("first-day")]
    public void A_message_that_is_not_about_figures_holds_none(string kind)
    {
        var message = SampleMessages.Fill(MessageKinds.ByName[kind], SampleMessages.Maggie with { School = "Riverside", Phone = "01632" });

        Assert.Equal(["01632"], Figures(message.Text));
        Assert.Equal(["01632"], Figures(message.Email.Plain));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_wording_of_a_text_costs_more_than_it_need(string kind)
    {
        var message = SampleMessages.Fill(
            MessageKinds.ByName[kind], SampleMessages.Of("Maggie", absent: 2), SampleMessages.Tom with { HasSpecialNeeds = true });

        Assert.Empty(message.Cost.Costly);
    }

    [Fact]
    public void The_time_lost_of_each_child_is_in_every_form_of_the_nudges() =>
        Gen.Choose(0, 50).Zip(Gen.Elements(MessageKind.Stage, MessageKind.HalfTerm)).Always(sample =>
        {
            var child = SampleMessages.Of("Maggie", sample.Item1);
            var message = SampleMessages.Fill(sample.Item2, child);
            return new[] { message.Text, message.Email.Plain }
                .All(text => text.Contains($"missed {child.Lost.DaysInWords} of school", StringComparison.Ordinal));
        });

    private static IEnumerable<string> Figures(string text) => text.Split(' ', '\n', '.', ',').Where(word => word.Any(char.IsDigit));
}
