namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>What brothers and sisters share.</summary>
/// <param name="OtherSurname">The other parent's surname, which some of the children have; the same where there is none.</param>
/// <param name="Contacts">None to three.</param>
/// <param name="Observes">Whether it keeps religious days that fall on school days.</param>
/// <param name="Standing">From 0, seldom absent, to below 1: where its children tend to stand among others.</param>
internal sealed record Family(
    int Index,
    string Surname,
    string OtherSurname,
    IReadOnlyList<Contact> Contacts,
    bool FreeSchoolMeals,
    bool LookedAfter,
    bool Observes,
    double Standing);
