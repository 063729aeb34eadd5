namespace AttendanceFunctions.Domain.Calendar;

/// <summary>A session, or a day, on which a school is open and some of its pupils are not expected: an afternoon off before Christmas, a year group's induction day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Halves">The sessions of it.</param>
/// <param name="YearGroups">The year groups that are not expected, as the roster writes them; none means everybody.</param>
public sealed record PartClosure(DateOnly Date, IReadOnlyList<HalfDay> Halves, IReadOnlyList<string> YearGroups)
{
    public bool Closes(Session session, string yearGroup) =>
        session.Date == Date && Halves.Contains(session.Half) && (YearGroups.Count == 0 || YearGroups.Contains(yearGroup.Trim(), StringComparer.OrdinalIgnoreCase));
}
