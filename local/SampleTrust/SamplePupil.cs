namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A sample pupil with the data of the school's roster.</summary>
/// <param name="Index">The pupil's index in the whole trust, from 0.</param>
/// <param name="PreferredName">The preferred name; empty if it is the forename.</param>
/// <param name="YearGroup">0 for reception, else 1 to 11.</param>
/// <param name="Sex"><c>F</c> or <c>M</c>.</param>
/// <param name="LastSchool">The school before this one; <c>none</c> if it is the first.</param>
/// <param name="Sen"><c>N</c>, <c>K</c> (support) or <c>E</c> (EHC plan).</param>
/// <param name="Admission">The first day on roll.</param>
/// <param name="Leaving">The last day on roll; <see cref="DateOnly.MaxValue"/> if the pupil stays.</param>
/// <param name="NudgesOff">Whether the family has opted out of nudges.</param>
/// <param name="Family">The index of the family, which brothers and sisters share across schools.</param>
/// <param name="Home">Where the pupil lives, in one line.</param>
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
    char Sex,
    string LastSchool,
    char Sen,
    bool PupilPremium,
    bool FreeSchoolMeals,
    bool LookedAfter,
    bool SocialWorker,
    DateOnly Admission,
    DateOnly Leaving,
    bool NudgesOff,
    int Family,
    string Home,
    IReadOnlyList<Contact> Contacts)
{
    /// <summary>Whether the pupil is on roll that day.</summary>
    public bool OnRoll(DateOnly date) => date >= Admission && date <= Leaving;
}
