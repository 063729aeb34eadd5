using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries;

/// <summary>A number under different names at two schools is told to the trust (domain 0.21).</summary>
public sealed class ContestedAddressTests
{
    private static readonly SchoolId First = SchoolId.Parse("141234");
    private static readonly SchoolId Second = SchoolId.Parse("141235");
    private static readonly SchoolId Third = SchoolId.Parse("141236");

    [Fact]
    public void Two_names_at_two_schools_are_told_with_the_places_of_the_contacts()
    {
        var found = Assert.Single(Of((Second, "B1", ["Sam Other"]), (First, "A1", ["Alex Sample"])));

        Assert.Equal(Channel.Text, found.Channel);
        Assert.Equal([new(First, Upn.Parse("A1"), 1), new ContactPlace(Second, Upn.Parse("B1"), 1)], found.Contacts);
    }

    [Fact]
    public void One_name_at_two_schools_is_not_told() =>
        Assert.Empty(Of((First, "A1", ["Alex Sample"]), (Second, "B1", [" alex  SAMPLE"])));

    [Fact]
    public void Two_names_at_one_school_are_that_schools_business() =>
        Assert.Empty(Of((First, "A1", ["Alex Sample"]), (First, "A2", ["Sam Other"])));

    [Fact]
    public void Two_parents_of_whom_the_other_school_names_one_are_not_told() =>
        Assert.Empty(Of((First, "A1", ["Alex Sample", "Sam Other"]), (Second, "B1", ["Sam Other"])));

    [Fact]
    public void Two_schools_without_a_name_in_common_are_told_though_a_third_names_both() => Assert.Equal(
        4,
        Assert.Single(Of(
            (First, "A1", ["Alex Sample"]), (Second, "B1", ["Sam Other"]), (Third, "C1", ["Alex Sample", "Sam Other"]))).Contacts.Count);

    [Fact]
    public void A_contact_without_a_name_says_nothing() => Assert.Empty(Of((First, "A1", ["Alex Sample"]), (Second, "B1", [""])));

    [Fact]
    public void A_contact_without_parental_responsibility_is_not_written_to_and_says_nothing()
    {
        var aunt = A.Pupil("B1") with
        { Contacts = [A.Contact(1, mobile: "07700 900001", parentalResponsibility: false) with { Name = "Sam Other" }] };

        Assert.Empty(ContestedAddress.Of(
            [.. ContestedAddress.ContactsOf(First, [A.Pupil()]), .. ContestedAddress.ContactsOf(Second, [aunt])]));
    }

    private static IReadOnlyList<ContestedAddress> Of(params (SchoolId School, string Upn, string[] Names)[] pupils) =>
        ContestedAddress.Of(pupils.SelectMany(pupil => ContestedAddress.ContactsOf(pupil.School, [
            A.Pupil(pupil.Upn) with
            {
                Contacts = [
                    .. pupil.Names.Select((name, index) => A.Contact(index + 1, mobile: "07700 900001") with { Name = name })
                ],
            }
        ])));
}
