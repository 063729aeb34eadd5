using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>Each parent once, by text where that is possible (domain 0.9).</summary>
public sealed class RecipientTests
{
    [Fact]
    public void A_text_goes_before_an_email() =>
        Assert.Equal([(Channel.Text, 1)], Recipients(A.Contact(1, "07700 900001", "one@example.org")));

    [Fact]
    public void A_parent_without_a_mobile_number_gets_an_email() =>
        Assert.Equal([(Channel.Email, 1)], Recipients(A.Contact(1, "01632 960001", "one@example.org")));

    [Fact]
    public void Two_parents_at_different_numbers_get_one_message_each() =>
        Assert.Equal([(Channel.Text, 1), (Channel.Text, 2)], Recipients(A.Contact(1, "07700 900001"), A.Contact(2, "07700 900002")));

    [Fact]
    public void Two_contacts_at_one_number_get_one_message() =>
        Assert.Equal([(Channel.Text, 1)], Recipients(A.Contact(1, "07700 900001"), A.Contact(2, "+44 7700 900001")));

    [Fact]
    public void Two_contacts_at_one_email_address_get_one_message() =>
        Assert.Equal([(Channel.Email, 1)], Recipients(A.Contact(1, email: "home@example.org"), A.Contact(2, email: "Home@example.org")));

    [Fact]
    public void A_parent_whom_the_roster_lists_twice_gets_one_message_and_by_text() =>
        Assert.Equal([(Channel.Text, 2)], Recipients(
            A.Contact(1, email: "alex@example.org") with { Name = "Alex Sample" },
            A.Contact(2, "07700 900001") with { Name = "ALEX SAMPLE" }));

    [Fact]
    public void One_parent_by_text_and_another_by_email() =>
        Assert.Equal([(Channel.Email, 1), (Channel.Text, 3)], Recipients(
            A.Contact(1, email: "one@example.org"), A.Contact(2), A.Contact(3, "07700 900003")));

    [Fact]
    public void Only_contacts_with_parental_responsibility_are_written_to() =>
        Assert.Equal([(Channel.Text, 2)], Recipients(
            A.Contact(1, "07700 900001", parentalResponsibility: false), A.Contact(2, "07700 900001")));

    [Fact]
    public void A_number_that_the_provider_found_dead_is_passed_over_for_the_email_address()
    {
        Contact[] contacts = [A.Contact(1, "07700 900001", "one@example.org"), A.Contact(2, "07700 900002", "two@example.org")];

        Assert.Equal([(Channel.Email, 1), (Channel.Text, 2)], Recipients(contacts, new Address(Channel.Text, "+447700900001")));
        Assert.Equal([(Channel.Text, 1), (Channel.Text, 2)], Recipients(contacts, new Address(Channel.Email, "one@example.org")));
        Assert.Equal(
            [(Channel.Text, 2)],
            Recipients(contacts, new Address(Channel.Text, "+447700900001"), new Address(Channel.Email, "one@example.org")));
    }

    [Fact]
    public void A_parent_of_whom_every_address_is_dead_cannot_be_written_to()
    {
        Contact[] contacts = [A.Contact(1, "07700 900001", "one@example.org")];
        var row = Assert.Single(
            Planned(contacts, new Address(Channel.Text, "+447700900001"), new Address(Channel.Email, "one@example.org")));

        Assert.Equal((NudgeState.Suppressed, SuppressionReason.NoUsableAddress), (row.State, row.Reason));
    }

    [Fact]
    public void A_text_address_is_not_dead_because_an_email_address_is() =>
        Assert.Equal([(Channel.Text, 1)], Recipients([A.Contact(1, "07700 900001")], new Address(Channel.Email, "+447700900001")));

    [Fact]
    public void Each_message_has_a_key_of_its_own()
    {
        var nudges = Planned(A.Contact(1, "07700 900001"), A.Contact(2, "07700 900002"), A.Contact(3, email: "three@example.org"));

        Assert.Equal(3, nudges.Select(nudge => nudge.Place.Key).Distinct().Count());
    }

    private static IEnumerable<(Channel Channel, int Slot)> Recipients(params Contact[] contacts) => Recipients(contacts, []);

    private static IEnumerable<(Channel Channel, int Slot)> Recipients(Contact[] contacts, params Address[] unusable) =>
        Planned(contacts, unusable).Select(nudge => (nudge.Channel, nudge.ContactSlot));

    private static IReadOnlyList<Nudge> Planned(params Contact[] contacts) => Planned(contacts, []);

    private static IReadOnlyList<Nudge> Planned(Contact[] contacts, params Address[] unusable) =>
        (Plan.On(A.Day(2025, 9, 17)) with { Pupil = A.Pupil() with { Contacts = contacts }, Unusable = unusable }).For(Night.Worsened);
}
