namespace AttendanceFunctions.Domain.Attendance;

/// <summary>Sessions counted by class, for one pupil or summed over several. All counts are sessions (half days), never negative.</summary>
/// <param name="Present">In school, including late before the register closed.</param>
/// <param name="Approved">At an approved educational activity.</param>
/// <param name="Authorised">Absent with authorisation.</param>
/// <param name="Unauthorised">Absent without authorisation; includes N, as the DfE counts it (domain 0.7).</param>
/// <param name="NotPossible">Sessions that the pupil could not have attended; they are not part of the rate.</param>
/// <param name="LateBeforeClose">Sessions with L; they are also in <paramref name="Present"/>.</param>
/// <param name="LateAfterClose">Sessions with U; they are also in <paramref name="Unauthorised"/>.</param>
public readonly record struct Tally(
    int Present, int Approved, int Authorised, int Unauthorised, int NotPossible, int LateBeforeClose, int LateAfterClose)
{
    public int Attended => Present + Approved;

    public int Absent => Authorised + Unauthorised;

    public int Possible => Attended + Absent;

    /// <summary>Counts the marks from <paramref name="first"/> to <paramref name="last"/>; missing marks are not counted.</summary>
    public static Tally Of(YearOfMarks marks, DateOnly first, DateOnly last) =>
        Of(marks.Stated(first, last).Select(stated => stated.Mark.Code));

    public static Tally Of(IEnumerable<AttendanceCode> codes) => Of(codes.Select(code => (code, 1)));

    /// <summary>Counts codes, each with its number of sessions.</summary>
    public static Tally Of(IEnumerable<(AttendanceCode Code, int Sessions)> counted)
    {
        var perClass = new int[Enum.GetValues<CodeClass>().Length];
        int lateBeforeClose = 0, lateAfterClose = 0;
        foreach (var (code, sessions) in counted)
        {
            perClass[(int)code.Class] += sessions;
            lateBeforeClose += code.Text == "L" ? sessions : 0;
            lateAfterClose += code.Text == "U" ? sessions : 0;
        }

        return new(
            perClass[(int)CodeClass.Present], perClass[(int)CodeClass.Approved], perClass[(int)CodeClass.Authorised],
            perClass[(int)CodeClass.Unauthorised], perClass[(int)CodeClass.NotPossible], lateBeforeClose, lateAfterClose);
    }

    /// <summary>A tally over several pupils is the sum of their sessions, never a mean of rates (domain 0.1).</summary>
    public static Tally operator +(Tally left, Tally right) => new(
        left.Present + right.Present, left.Approved + right.Approved, left.Authorised + right.Authorised,
        left.Unauthorised + right.Unauthorised, left.NotPossible + right.NotPossible,
        left.LateBeforeClose + right.LateBeforeClose, left.LateAfterClose + right.LateAfterClose);
}
