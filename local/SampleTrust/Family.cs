namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The data that brothers and sisters share.</summary>
/// <param name="OtherSurname">The other parent's surname, which some of the children have; may equal <paramref name="Surname"/>.</param>
/// <param name="Home">Where the children live, in one line.</param>
/// <param name="Contacts">Zero to three contacts.</param>
/// <param name="ObservesFestivals">Whether the family observes religious festivals that fall on school days.</param>
/// <param name="AbsenceTendency">The family's tendency to absence, from 0 (lowest) to 1 (highest).</param>
internal sealed record Family(
    int Index,
    string Surname,
    string OtherSurname,
    string Home,
    IReadOnlyList<Contact> Contacts,
    bool FreeSchoolMeals,
    bool LookedAfter,
    bool ObservesFestivals,
    double AbsenceTendency);
