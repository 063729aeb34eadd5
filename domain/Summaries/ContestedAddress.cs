namespace AttendanceFunctions.Domain.Summaries;

/// <summary>A pupil's contact at a school, by its place in the roster.</summary>
/// <param name="Slot">The contact's number in the roster, from 1.</param>
public sealed record ContactPlace(SchoolId School, Upn Upn, int Slot);

/// <summary>
/// A number or an address that stands under different names at two schools (domain 0.21). Each school's message goes by its own roster; a
/// person of the trust is told, because one roster is most often wrong.
/// </summary>
/// <param name="Channel">Whether it is a mobile number or an email address, which is not stated itself.</param>
/// <param name="Contacts">The contacts who have it, by school, pupil and slot.</param>
public sealed record ContestedAddress(Channel Channel, IReadOnlyList<ContactPlace> Contacts)
{
    /// <summary>
    /// Finds them in the rolls of a trust's schools: those where two schools have no name in common. Contacts without a name say nothing.
    /// </summary>
    /// <param name="contacts">What <see cref="ContactsOf"/> says of each school.</param>
    public static IReadOnlyList<ContestedAddress> Of(IEnumerable<StatedContact> contacts) =>
    [
        .. contacts.GroupBy(contact => contact.Address)
            .Where(stated => IsContested(stated))
            .Select(stated => new ContestedAddress(stated.Key.Channel, [
                .. stated.Select(contact => contact.Place).Distinct()
                    .OrderBy(place => place.School).ThenBy(place => place.Upn).ThenBy(place => place.Slot)
            ]))
            // Not by the address, so that the order tells nothing about it.
            .OrderBy(address => address.Contacts[0].School).ThenBy(address => address.Contacts[0].Upn)
            .ThenBy(address => address.Contacts[0].Slot).ThenBy(address => address.Channel),
    ];

    /// <summary>The contacts of a school's roll whom messages go to.</summary>
    public static IEnumerable<StatedContact> ContactsOf(SchoolId school, IEnumerable<Pupil> roll) =>
        from pupil in roll
        from contact in pupil.Contacts
        where contact.HasParentalResponsibility
        let name = ParentName.Of(contact)
        where name.IsKnown
        from address in Address.AllOf(contact)
        select new StatedContact(address, name, new(school, pupil.Upn, contact.Slot));

    private static bool IsContested(IEnumerable<StatedContact> stated)
    {
        var bySchool = stated.GroupBy(contact => contact.Place.School, contact => contact.Name)
            .Select(names => names.ToHashSet()).ToList();
        return bySchool.Where((names, index) => bySchool.Skip(index + 1).Any(others => !names.Overlaps(others))).Any();
    }
}

/// <summary>A contact's number or address, as a roll states it.</summary>
public readonly record struct StatedContact(Address Address, ParentName Name, ContactPlace Place);
