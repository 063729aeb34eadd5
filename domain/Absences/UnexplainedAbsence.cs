using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Absences;

/// <summary>
/// School days of a pupil that follow each other and on which every possible session is N or O: nobody at the school knows why the child is
/// not there. D2 §5: by day three somebody goes and sees.
/// </summary>
/// <remarks>
/// A session that was attended or has a reason ends it. A session that was not possible (X, Q, Y, D, Z, #) and one without a mark neither end nor
/// extend it, nor do weekends, holidays and a change of school inside the trust. A contact with the family that somebody wrote down ends what lies up to its day.
/// The child's age does not matter: this is about safety, not about the law.
/// </remarks>
/// <param name="Days">Its days, the first one first; never none.</param>
public sealed record UnexplainedAbsence(IReadOnlyList<DateOnly> Days)
{
    /// <summary>The day of such an absence on which somebody visits the home (D2 §5).</summary>
    public const int HomeVisitDay = 3;

    public DateOnly First => Days[0];

    public DateOnly Last => Days[^1];

    /// <summary>Whether a home visit is due.</summary>
    public bool IsHomeVisitDue => Days.Count >= HomeVisitDay;

    /// <summary>The absence in which the pupil's newest school day lies.</summary>
    /// <param name="history">The pupil's marks.</param>
    /// <param name="date">The day up to which they are looked at.</param>
    /// <param name="contactOn">The day of the last contact that was written down; <see cref="DateOnly.MinValue"/> if none was.</param>
    /// <param name="absence">The absence.</param>
    /// <returns>False where the pupil was there, or there is a reason, or somebody spoke with the family since.</returns>
    public static bool TryFind(MarkHistory history, DateOnly date, DateOnly contactOn, [NotNullWhen(true)] out UnexplainedAbsence? absence)
    {
        var days = history.SchoolDaysBackFrom(date).TakeWhile(day => day.Date > contactOn && day.IsAll(IsUnexplained)).Select(day => day.Date).Reverse().ToList();
        absence = days.Count > 0 ? new(days) : null;
        return absence is not null;
    }

    /// <summary>Whether a mark says that nobody knows why: N (not established yet) or O (no reason that was accepted).</summary>
    public static bool IsUnexplained(Mark mark) => !mark.IsMissing && mark.Code.Text is ("N" or "O");

    /// <summary>What a worklist says it by, and a recorded contact with it: opaque, and the same for as long as the first day is.</summary>
    public string KeyFor(SchoolId school, Upn upn) =>
        OpaqueKey.Of("absence", school.ToString(), upn.ToString(), First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString();
}
