namespace AttendanceFunctions.Domain.Absences;

/// <summary>
/// Consecutive school days on which every possible session is N or O: nobody at the school knows why the child is absent. D2 §5: on the
/// third day somebody visits the home.
/// </summary>
/// <remarks>
/// A session that was attended or has a reason ends it. A session that was not possible (X, Q, Y, D, Z, #) or has no mark neither ends nor
/// extends it, nor do weekends, holidays and a change of school inside the trust. A recorded contact with the family ends it up to the day
/// of the contact. The child's age does not matter: this is about safety, not about the law.
/// </remarks>
/// <param name="Days">Its days, in order; at least one.</param>
public sealed record UnexplainedAbsence(IReadOnlyList<DateOnly> Days)
{
    /// <summary>The day of an absence on which somebody visits the home (D2 §5).</summary>
    public const int HomeVisitDay = 3;

    public DateOnly First => Days[0];

    public DateOnly Last => Days[^1];

    public bool IsHomeVisitDue => Days.Count >= HomeVisitDay;

    /// <summary>The unexplained absence that contains the pupil's newest school day.</summary>
    /// <param name="date">The last day whose marks count.</param>
    /// <param name="contactOn">The day of the last recorded contact with the family; null if there was none.</param>
    /// <returns>The absence; null where the pupil was there, or there is a reason, or somebody spoke with the family since.</returns>
    public static UnexplainedAbsence? Find(MarkHistory history, DateOnly date, DateOnly? contactOn)
    {
        var days = history.SchoolDaysBackFrom(date)
            .TakeWhile(day => !(day.Date <= contactOn) && day.IsAll(IsUnexplained))
            .Select(day => day.Date).Reverse().ToList();
        return days.Count > 0 ? new(days) : null;
    }

    /// <summary>Whether a mark is N (the reason is not established yet) or O (no reason was accepted).</summary>
    public static bool IsUnexplained(Mark mark) => !mark.IsMissing && mark.Code.Text is ("N" or "O");

    /// <summary>The opaque key of the absence in a worklist and in a contact; the same as long as its first day is.</summary>
    public string KeyFor(SchoolId school, Upn upn) =>
        OpaqueKey.Of("absence", school.ToString(), upn.ToString(), First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString();
}
