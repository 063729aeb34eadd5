namespace AttendanceFunctions.Domain.Pupils;

/// <summary>Whom a message about a pupil goes to.</summary>
internal static class Recipients
{
    /// <summary>
    /// Each parent once: by text where there is a mobile number, else by email. Contacts who share an address share the message, and a
    /// parent whom the roster lists twice, once for each address, is one parent.
    /// </summary>
    /// <param name="pupil">The pupil.</param>
    /// <param name="unusable">Addresses that the provider found dead.</param>
    /// <param name="shared">Addresses of which nobody knows whose they are (<see cref="SharedAddresses"/>).</param>
    public static IReadOnlyList<(Channel Channel, int Slot)> Of(Pupil pupil, IReadOnlySet<Address> unusable, IReadOnlySet<Address> shared) =>
        [.. pupil.Contacts
            .Where(contact => contact.HasParentalResponsibility)
            .Select(contact => (contact.Slot, contact.Name, Address: Address.Of(contact, unusable)))
            .Where(to => to.Address.Channel != Channel.None && !shared.Contains(to.Address))
            .OrderBy(to => to.Address.Channel)
            .ThenBy(to => to.Slot)
            .DistinctBy(to => to.Address)
            .DistinctBy(to => to.Name.Length > 0 ? to.Name : to.Address.Value, StringComparer.OrdinalIgnoreCase)
            .OrderBy(to => to.Slot)
            .Select(to => (to.Address.Channel, to.Slot))];
}
