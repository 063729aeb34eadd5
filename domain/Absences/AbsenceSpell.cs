namespace AttendanceFunctions.Domain.Absences;

/// <summary>
/// School days in a row on each of which at least one possible session is N or O. The adults outside the school who work with the child
/// are told once of each (domain 0.17), even where the child came for part of a day, and whatever the family said.
/// </summary>
/// <remarks>Days without a possible session or without a mark neither end nor extend it, nor do weekends and holidays.</remarks>
public sealed record AbsenceSpell(DateOnly First, DateOnly Last)
{
    public bool Contains(DateOnly date) => First <= date && date <= Last;

    /// <summary>The spells with at least one of the last school days, the oldest first.</summary>
    /// <param name="date">The last day whose marks count.</param>
    /// <param name="schoolDays">The number of school days back in which a spell must have a day.</param>
    public static IReadOnlyList<AbsenceSpell> Find(MarkHistory history, DateOnly date, int schoolDays)
    {
        var (spells, looked) = (new List<AbsenceSpell>(), 0);
        AbsenceSpell? open = null;
        foreach (var day in history.SchoolDaysBackFrom(date))
        {
            var isUnexplained = day.Possible.Any(session => UnexplainedAbsence.IsUnexplained(session.Mark));
            if (isUnexplained)
            {
                open = open is null ? new(day.Date, day.Date) : open with { First = day.Date };
            }
            else if (open is not null)
            {
                spells.Insert(0, open);
                open = null;
            }

            looked++;
            if (open is null && looked >= schoolDays)
            {
                return spells;
            }
        }

        return open is null ? spells : [open, .. spells];
    }
}
