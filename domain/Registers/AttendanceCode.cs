namespace AttendanceFunctions.Domain.Registers;

/// <summary>One national attendance code and the days on which it may be used.</summary>
/// <param name="Text">The code as registers print it: one or two characters.</param>
/// <param name="Letter">The character that is stored for the code in a year of marks; see <see cref="NationalCodes"/>.</param>
/// <param name="FirstDay">The first day on which the code may be used; null where it has no first day.</param>
/// <param name="LastDay">The last day on which the code may be used; null where it has no last day.</param>
public sealed record AttendanceCode(string Text, string Meaning, CodeClass Class, char Letter, DateOnly? FirstDay, DateOnly? LastDay)
{
    /// <summary>Whether a session on <paramref name="date"/> may carry this code.</summary>
    public bool IsInForce(DateOnly date) => !(date < FirstDay || LastDay < date);

    public bool IsAttended => Class is CodeClass.Present or CodeClass.Approved;

    public bool IsPossible => Class is not CodeClass.NotPossible;

    public bool IsAbsent => IsPossible && !IsAttended;

    public override string ToString() => Text;
}

/// <summary>
/// How an attendance code counts in the statistics (School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10).
/// </summary>
public enum CodeClass
{
    /// <summary>In school: attended and possible.</summary>
    Present,

    /// <summary>At an approved educational activity elsewhere: attended and possible.</summary>
    Approved,

    /// <summary>Absent with leave or for a reason that the law accepts: possible, not attended.</summary>
    Authorised,

    /// <summary>Absent without leave or such a reason: possible, not attended.</summary>
    Unauthorised,

    /// <summary>The pupil could not have attended: counts on neither side of the rate.</summary>
    NotPossible,
}
