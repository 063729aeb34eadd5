namespace AttendanceFunctions.Domain.Pupils;

internal static class Recipients
{
    /// <summary>Each parent once: by text where there is a mobile number, else by email. A shared address gets one message.</summary>
    /// <param name="unusable">Addresses that the provider reported as undeliverable.</param>
    public static IReadOnlyList<(Address Address, int Slot)> Of(Pupil pupil, IReadOnlySet<Address> unusable) =>
        [.. (from contact in pupil.Contacts
             where contact.HasParentalResponsibility
             from address in Address.AllOf(contact).Where(address => !unusable.Contains(address)).Take(1)
             select (contact.Slot, Name: ParentName.Of(contact), Address: address))
            .OrderBy(to => to.Address.Channel)
            .ThenBy(to => to.Slot)
            .DistinctBy(to => to.Address)
            .DistinctBy(to => to.Name.IsKnown ? to.Name.ToString() : to.Address.Value, StringComparer.Ordinal)
            .OrderBy(to => to.Slot)
            .Select(to => (to.Address, to.Slot))];
}
