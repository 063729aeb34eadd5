using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Letters;

/// <summary>To which addresses a letter goes, and what stands in the window of the envelope.</summary>
public sealed class AddresseeTests
{
    private const string Home = "1 Riverside Walk, Sampleton, SA1 1MP";
    private const string Elsewhere = "2 Mill Lane, Sampleton, SA1 2MP";

    [Fact]
    public void Parents_at_the_childs_address_share_a_letter_and_one_who_lives_elsewhere_gets_a_copy_alone() => Assert.Equal(
        ["Ms Sample|1 Riverside Walk|Sampleton|SA1 1MP", "Mr Sample|2 Mill Lane|Sampleton|SA1 2MP"],
        Windows(Home, Parent("Ms Sample", Home), Parent("Mr Sample", Elsewhere)));

    [Fact]
    public void A_parent_without_an_address_is_taken_to_live_with_the_child() => Assert.Equal(
        ["Ms Sample and Mr Sample|1 Riverside Walk|Sampleton|SA1 1MP"], Windows(Home, Parent("Ms Sample", ""), Parent("Mr Sample", "")));

    [Fact]
    public void An_address_is_the_same_however_it_is_punctuated() =>
        Assert.Single(Windows(Home, Parent("Ms Sample", "1, riverside walk; Sampleton SA11MP"), Parent("Mr Sample", Home)));

    [Fact]
    public void Who_has_no_parental_responsibility_gets_no_letter() => Assert.Equal(
        ["Ms Sample|1 Riverside Walk|Sampleton|SA1 1MP"],
        Windows(Home, Parent("Ms Sample", Home), Parent("Aunt Jo", Elsewhere) with { HasParentalResponsibility = false }));

    [Fact]
    public void Without_names_the_letter_is_to_the_parents_or_carers_and_without_an_address_to_be_given_by_hand()
    {
        Assert.Equal(["The parents or carers of Margaret Sample|1 Riverside Walk|Sampleton|SA1 1MP"], Windows(Home));
        Assert.Equal(["Ms Sample"], Windows("", Parent("Ms Sample", "")));
        Assert.Equal(["Mr Sample|2 Mill Lane|Sampleton|SA1 2MP"], Windows("", Parent("Mr Sample", Elsewhere)));
    }

    [Theory]
    [InlineData("1, 2, 3, 4, 5", "1|2|3|4|5")]
    [InlineData("1, 2, 3, 4, 5, 6", "1, 2|3|4|5|6")]
    [InlineData("1, 2, 3, 4, 5, 6, 7", "1, 2, 3|4|5|6|7")]
    public void An_address_has_five_lines_at_most(string address, string lines) =>
        Assert.Equal([$"Ms Sample|{lines}"], Windows(address, Parent("Ms Sample", "")));

    [Fact]
    public void A_letter_that_is_no_copy_tells_no_address_but_the_childs()
    {
        var pupil = A.Pupil() with { HomeAddress = "", Contacts = [Parent("Mr Sample", Elsewhere)] };

        Assert.Equal("Mr Sample", Maggie.Value("PostalAddress", Maggie.Record with { Pupil = pupil }));
    }

    private static Contact Parent(string name, string address) => A.Contact(1) with { Name = name, HomeAddress = address };

    private static IEnumerable<string> Windows(string home, params Contact[] contacts) =>
        Addressee.AllOf(A.Pupil() with { HomeAddress = home, Contacts = contacts })
            .Select(to => string.Join('|', to.Lines("The parents or carers of Margaret Sample")));
}
