namespace AttendanceFunctions.Domain.Trusts;

/// <summary>How a local authority counts ten days of unauthorised absence.</summary>
public enum DayCounting
{
    /// <summary>School days that follow each other, as the regulation says.</summary>
    Consecutive,

    /// <summary>School days of the school year, following each other or not.</summary>
    Cumulative,
}

/// <summary>
/// What a local authority wants to be told of by its schools (School Attendance (Pupil Registration) (England) Regulations 2024, reg. 13), and what it
/// calls that. The numbers are the regulation's unless it agreed others with its schools.
/// </summary>
/// <param name="UnauthorisedDays">School days of unauthorised absence, 1 to 190, of which the attendance return tells.</param>
/// <param name="Counting">How they are counted.</param>
/// <param name="IllnessDays">School days of illness in the school year, 1 to 190, of which the sickness return tells.</param>
/// <param name="IllnessOnCourse">School days of illness, 1 to <paramref name="IllnessDays"/>, from which on a pupil is on course for that.</param>
/// <param name="UnauthorisedReturn">What a school does then, in the authority's words.</param>
/// <param name="SicknessReturn">The same for illness.</param>
public sealed record AuthorityReturns(
    int UnauthorisedDays, DayCounting Counting, int IllnessDays, int IllnessOnCourse, string UnauthorisedReturn, string SicknessReturn)
{
    /// <summary>What the regulation says, for an authority of which the settings say nothing.</summary>
    /// <param name="authority">Its name.</param>
    public static AuthorityReturns Usual(string authority) =>
        new(10, DayCounting.Consecutive, 15, 10, $"Attendance return to {authority}", $"Sickness return to {authority}");
}
