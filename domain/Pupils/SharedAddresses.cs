namespace AttendanceFunctions.Domain.Pupils;

/// <summary>Numbers and addresses that a roster gives parents of different names for different pupils: one of them is wrong, and nobody knows which.</summary>
public static class SharedAddresses
{
    /// <summary>
    /// Those of a school's roster, whoever of them has a message today: else the first of two families would get what is about the other's
    /// child. A contact without a name contradicts nobody.
    /// </summary>
    public static IReadOnlySet<Address> Of(IEnumerable<Pupil> pupils) =>
        (from pupil in pupils
         from contact in pupil.Contacts
         where contact.HasParentalResponsibility && contact.Name.Length > 0
         from address in Address.AllOf(contact)
         group (pupil.Upn, Name: contact.Name.ToUpperInvariant()) by address into stated
         where stated.Select(one => one.Name).Distinct().Count() > 1 && stated.Select(one => one.Upn).Distinct().Count() > 1
         where !IsCouple(stated)
         select stated.Key).ToHashSet();

    // Two parents may share an address of the house, for each of their children alike.
    private static bool IsCouple(IEnumerable<(Upn Upn, string Name)> stated) =>
        stated.GroupBy(one => one.Upn).Select(names => string.Join('\n', names.Select(one => one.Name).Order(StringComparer.Ordinal))).Distinct().Count() == 1;
}
