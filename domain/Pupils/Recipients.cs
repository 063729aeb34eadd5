namespace AttendanceFunctions.Domain.Pupils;

internal static class Recipients
{
    /// <summary>Each parent once: by text where there is a mobile number, else by email. A shared address gets one message.</summary>
    /// <param name="unusable">Addresses that the provider reported as undeliverable.</param>
    /// <param name="shared">Addresses whose owner is unknown (<see cref="SharedAddresses"/>).</param>
    public static IReadOnlyList<(Channel Channel, int Slot)> Of(
        Pupil pupil, IReadOnlySet<Address> unusable, IReadOnlySet<Address> shared) =>
        [.. (from contact in pupil.Contacts
             where contact.HasParentalResponsibility
             from address in Address.AllOf(contact).Where(address => !unusable.Contains(address)).Take(1)
             where !shared.Contains(address)
             select (contact.Slot, contact.Name, Address: address))
            .OrderBy(to => to.Address.Channel)
            .ThenBy(to => to.Slot)
            .DistinctBy(to => to.Address)
            .DistinctBy(to => to.Name.Length > 0 ? to.Name : to.Address.Value, StringComparer.OrdinalIgnoreCase)
            .OrderBy(to => to.Slot)
            .Select(to => (to.Address.Channel, to.Slot))];
}

/// <summary>Numbers and addresses that a roster gives parents of different names for different pupils: one of them is wrong.</summary>
public static class SharedAddresses
{
    /// <summary>Finds them in a school's whole roster, not only among today's recipients. Contacts without a name are ignored.</summary>
    public static IReadOnlySet<Address> Of(IEnumerable<Pupil> pupils) =>
        (from pupil in pupils
         from contact in pupil.Contacts
         where contact.HasParentalResponsibility && contact.Name.Length > 0
         from address in Address.AllOf(contact)
         group (pupil.Upn, Name: contact.Name.ToUpperInvariant()) by address into stated
         where stated.Select(one => one.Name).Distinct().Count() > 1 && stated.Select(one => one.Upn).Distinct().Count() > 1
         where !IsCouple(stated)
         select stated.Key).ToHashSet();

    // Two parents may share one address, if the roster gives it to both for each of their children.
    private static bool IsCouple(IEnumerable<(Upn Upn, string Name)> stated) =>
        stated.GroupBy(one => one.Upn)
            .Select(names => string.Join('\n', names.Select(one => one.Name).Order(StringComparer.Ordinal)))
            .Distinct()
            .Count() == 1;
}
