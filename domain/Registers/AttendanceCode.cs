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

    /// <summary>The pupil could not have attended: neither possible nor attended.</summary>
    NotPossible,
}

/// <summary>The mark of one pupil in one session: a code, or missing.</summary>
/// <remarks>A missing mark counts neither as possible nor as attended, and is reported as a missing register (domain 0.6).</remarks>
public readonly record struct Mark
{
    /// <summary>The character of a missing mark in a year of marks.</summary>
    public const char MissingLetter = '-';

    private readonly AttendanceCode? _code;

    private Mark(AttendanceCode code) => _code = code;

    /// <summary>No mark: no register gave one, or a later register cleared it.</summary>
    public static Mark Missing => default;

    public bool IsMissing => _code is null;

    /// <summary>The code of the mark.</summary>
    /// <exception cref="InvalidOperationException">The mark is missing.</exception>
    public AttendanceCode Code => _code ?? throw new InvalidOperationException("A missing mark has no code.");

    /// <summary>Whether the pupil came late, before the register closed (L) or after it (U).</summary>
    public bool IsLate => _code?.Text is "L" or "U";

    /// <summary>The character that is stored for this mark in a year of marks.</summary>
    public char Letter => _code?.Letter ?? MissingLetter;

    public static Mark Of(AttendanceCode code) => new(code);

    /// <summary>The mark of a character in a year of marks.</summary>
    public static Mark OfLetter(char letter) => letter == MissingLetter ? Missing : new(NationalCodes.OfLetter(letter));

    public override string ToString() => _code?.Text ?? "-";
}

/// <summary>A mark that a register gives for a session, and by how much a late pupil was late.</summary>
public readonly record struct StatedMark(Session Session, Mark Mark)
{
    /// <summary>Minutes after the start of the session, 1 to <see cref="LateMinutes.Most"/>; 0 where they are not known.</summary>
    public int MinutesLate { get; init; }
}
