namespace AttendanceFunctions.Domain.Absences;

/// <summary>
/// Consecutive school days on which every possible session is N or O: the school does not know why the child is absent. A home visit
/// is due on the third day (D2 §5).
/// </summary>
/// <remarks>
/// A session that was attended or has a reason ends it. A session that was not possible (X, Q, Y, D, Z, #) or has no mark neither ends nor
/// extends it, nor do weekends, holidays and a change of school inside the trust. A recorded contact with the family ends it up to the day
/// of the contact. The child's age does not matter: this is about safety, not about the law.
/// </remarks>
/// <param name="Days">Its days, in order; at least one.</param>
public sealed record UnexplainedAbsence(IReadOnlyList<DateOnly> Days)
{
    /// <summary>The day of the absence, counted from 1, on which a home visit is due (D2 §5).</summary>
    public const int HomeVisitDay = 3;

    public DateOnly First => Days[0];

    public DateOnly Last => Days[^1];

    public bool IsHomeVisitDue => Days.Count >= HomeVisitDay;

    /// <summary>The unexplained absence that contains the pupil's newest school day.</summary>
    /// <param name="date">The last day whose marks count.</param>
    /// <param name="contactOn">The day of the last recorded contact with the family; null if there was none.</param>
    /// <returns>The absence; null if the newest school day was attended, has a reason, or a contact followed it.</returns>
    public static UnexplainedAbsence? Find(MarkHistory history, DateOnly date, DateOnly? contactOn)
    {
        var days = history.SchoolDaysBackFrom(date)
            .TakeWhile(day => !(day.Date <= contactOn) && day.IsAll(IsUnexplained))
            .Select(day => day.Date).Reverse().ToList();
        return days.Count > 0 ? new(days) : null;
    }

    /// <summary>Whether a mark is N (the reason is not established yet) or O (no reason was accepted).</summary>
    public static bool IsUnexplained(Mark mark) => !mark.IsMissing && mark.Code.Text is ("N" or "O");

    /// <summary>The opaque key of the absence in worklists and contacts. It depends on the first day, so it does not change.</summary>
    public string KeyFor(SchoolId school, Upn upn) =>
        OpaqueKey.Of("absence", school.ToString(), upn.ToString(), First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString();
}
