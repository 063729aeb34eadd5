using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries;

/// <summary>Siblings at two schools: both rosters name the same person at the same number or address (domain 0.21).</summary>
public sealed class SharedFamilyTests
{
    private const string Number = "07700 900001";

    private static readonly SchoolId First = SchoolId.Parse("141234");

    private static readonly SchoolId Second = SchoolId.Parse("141235");

    private static readonly SchoolId Third = SchoolId.Parse("141236");

    [Theory]
    [InlineData("Alex Sample", Number, "", true)]
    [InlineData(" alex  SAMPLE", "+44 7700 900001", "", true)]
    [InlineData("Alex Sample", "", "alex@example.org", true)]
    [InlineData("Alex Sample", "07700 900002", "", false)]
    [InlineData("Sam Other", Number, "", false)]
    [InlineData("", Number, "", false)]
    [InlineData("Alex Sample", "", "", false)]
    public void The_same_person_at_the_same_number_or_address_makes_siblings_and_nothing_less_does(
        string name, string mobile, string email, bool areSiblings)
    {
        var here = Contacts(First, "A1", new Contact(1, "Alex Sample", "", true, Number, "Alex@Example.org"));
        var there = Contacts(Second, "B1", new Contact(1, name, "", true, mobile, email));

        Assert.Equal(areSiblings, SchoolsOf(here, there).ContainsKey(Upn.Parse("A1")));
        Assert.Equal(areSiblings, SharedFamily.Of([.. here, .. there], _ => true).Count == 1);
    }

    [Fact]
    public void A_person_without_parental_responsibility_links_nobody() => Assert.Empty(SchoolsOf(
        Contacts(First, "A1", A.Contact(1, Number)), Contacts(Second, "B1", A.Contact(1, Number, parentalResponsibility: false))));

    [Fact]
    public void A_child_registered_at_both_schools_is_no_sibling()
    {
        var (here, there) = (Contacts(First, "A1", A.Contact(1, Number)), Contacts(Second, "A1", A.Contact(1, Number)));

        Assert.Empty(SchoolsOf(here, there));
        Assert.Empty(SharedFamily.Of([.. here, .. there], _ => true));
    }

    [Fact]
    public void Each_other_school_is_named_once_however_many_children_and_numbers_link_it()
    {
        var parent = A.Contact(1, Number, "alex@example.org");

        var schools = SchoolsOf(
            Contacts(First, "A1", parent),
            [.. Contacts(Third, "C1", parent), .. Contacts(Second, "B1", parent), .. Contacts(Second, "B2", parent)]);

        Assert.Equal([Second, Third], Assert.Single(schools).Value);
    }

    [Fact]
    public void A_family_is_told_to_the_trust_where_one_of_its_children_is_persistently_absent()
    {
        var parent = A.Contact(1, Number, "alex@example.org");
        StatedContact[] contacts =
            [.. Contacts(Second, "B1", parent), .. Contacts(First, "A1", parent), .. Contacts(First, "A2", A.Contact(1, "07700 900009"))];

        var family = Assert.Single(SharedFamily.Of(contacts, pupil => pupil == new PupilPlace(Second, Upn.Parse("B1"))));
        Assert.Equal([new(First, Upn.Parse("A1")), new PupilPlace(Second, Upn.Parse("B1"))], family.Pupils);
        Assert.Empty(SharedFamily.Of(contacts, pupil => pupil == new PupilPlace(First, Upn.Parse("A2"))));
    }

    [Fact]
    public void Siblings_at_one_school_are_that_schools_own() => Assert.Empty(SharedFamily.Of(
        [.. Contacts(First, "A1", A.Contact(1, Number)), .. Contacts(First, "A2", A.Contact(1, Number))], _ => true));

    private static IReadOnlyDictionary<Upn, IReadOnlyList<SchoolId>> SchoolsOf(
        IEnumerable<StatedContact> here, IEnumerable<StatedContact> elsewhere)
    {
        var secret = new KeySecret(new byte[KeySecret.Length]);
        return SharedFamily.SchoolsOf(
            here.Select(contact => (contact.Place.Upn, FamilyKey.Of(secret, contact))),
            elsewhere.Select(contact => (contact.Place.School, FamilyKey.Of(secret, contact))));
    }

    [Fact]
    public void Another_secret_makes_another_key_and_the_same_secret_the_same()
    {
        var contact = Assert.Single(Contacts(First, "A1", A.Contact(1, Number)));
        KeySecret Secret(byte first) => new([first, .. new byte[KeySecret.Length - 1]]);

        Assert.Equal(FamilyKey.Of(Secret(1), contact), FamilyKey.Of(Secret(1), contact));
        Assert.NotEqual(FamilyKey.Of(Secret(1), contact).Parent, FamilyKey.Of(Secret(2), contact).Parent);
        Assert.NotEqual(FamilyKey.Of(Secret(1), contact).Child, FamilyKey.Of(Secret(2), contact).Child);
    }

    private static IReadOnlyList<StatedContact> Contacts(SchoolId school, string upn, Contact contact) =>
        [.. ContestedAddress.ContactsOf(school, [A.Pupil(upn) with { Contacts = [contact] }])];
}
