namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>An invented pupil, as the school's roster has them.</summary>
/// <param name="Index">From 0, over the whole trust.</param>
/// <param name="PreferredName">Empty where it is the forename.</param>
/// <param name="YearGroup">0 for reception, else 1 to 11.</param>
/// <param name="Sen"><c>N</c>, <c>K</c> (support) or <c>E</c> (EHC plan).</param>
/// <param name="Admission">The first day on roll.</param>
/// <param name="Leaving">The last day on roll; <see cref="DateOnly.MaxValue"/> for those who stay.</param>
/// <param name="NudgesOff">Whether the family asked for no nudges.</param>
/// <param name="Family">The same number for brothers and sisters, at whichever school.</param>
public sealed record SamplePupil(
    int Index,
    SampleSchool School,
    string Upn,
    string Forename,
    string PreferredName,
    string Surname,
    int YearGroup,
    string Class,
    DateOnly DateOfBirth,
    char Sen,
    bool PupilPremium,
    bool FreeSchoolMeals,
    bool LookedAfter,
    bool SocialWorker,
    DateOnly Admission,
    DateOnly Leaving,
    bool NudgesOff,
    int Family,
    IReadOnlyList<Contact> Contacts)
{
    /// <summary>Whether the pupil is on roll that day.</summary>
    public bool OnRoll(DateOnly date) => date >= Admission && date <= Leaving;
}
