namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>
/// School days of unauthorised absence: consecutive ones (reg. 13, "a continuous period of 10 school days"), or all of the school year
/// where the authority counts so.
/// </summary>
/// <remarks>
/// A day counts when every possible session of it is unauthorised. One present or authorised session breaks the run. A day without a
/// possible session or without a mark neither breaks nor extends it, nor do weekends, holidays, the summer and a change of school inside
/// the trust. A run counts once, however long it becomes, and only if it ended in the last ten school weeks: so a register that comes late
/// is counted, and absence from before the school used this product is not.
/// </remarks>
internal static class UnauthorisedDaysRule
{
    private const int SessionsOfDay = 2;

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, DateOnly? countedUntil) =>
        facts.Returns.Counting == DayCounting.Cumulative ? OfYear(facts, date, countedUntil) : OfRun(facts, date, countedUntil);

    private static ThresholdCrossing? OfRun(StatutoryFacts facts, DateOnly date, DateOnly? countedUntil)
    {
        var run = NewestRun(facts, date);
        return run.Count >= facts.Returns.UnauthorisedDays && !(run[^1].Date <= countedUntil)
            ? new(
                StatutoryThreshold.UnauthorisedDays,
                [.. run.AsEnumerable().Reverse().SelectMany(day => day.Possible)],
                LongestSettled(run) < facts.Returns.UnauthorisedDays)
            : null;
    }

    /// <summary>The newest run that is long enough, the newest day first; a shorter one if there is none.</summary>
    private static List<PupilDay> NewestRun(StatutoryFacts facts, DateOnly date)
    {
        var reach = SchoolWeeks.FirstMonday(facts.Calendar, facts.History, date);
        var run = new List<PupilDay>();
        foreach (var day in facts.History.SchoolDaysBackFrom(date).Where(day => facts.Age.Contains(day.Date)))
        {
            if (run.Count == 0 && day.Date < reach)
            {
                break;
            }

            if (day.IsAll(StatutoryFacts.IsUnauthorised))
            {
                run.Add(day);
            }
            else if (run.Count >= facts.Returns.UnauthorisedDays)
            {
                break;
            }
            else
            {
                run.Clear();
            }
        }

        return run;
    }

    /// <summary>The length of the longest run within it that has no N.</summary>
    private static int LongestSettled(List<PupilDay> run)
    {
        var (longest, here) = (0, 0);
        foreach (var day in run)
        {
            here = day.IsAll(mark => !StatutoryFacts.IsUnsettled(mark)) ? here + 1 : 0;
            longest = Math.Max(longest, here);
        }

        return longest;
    }

    private static ThresholdCrossing? OfYear(StatutoryFacts facts, DateOnly date, DateOnly? countedUntil)
    {
        var year = AcademicYear.Of(date);
        if (countedUntil is { } last && year.Contains(last))
        {
            return null;
        }

        var counted = facts.Sessions(year.FirstDay, date, StatutoryFacts.IsUnauthorised);
        var enough = SessionsOfDay * facts.Returns.UnauthorisedDays;
        return counted.Count >= enough
            ? new(
                StatutoryThreshold.UnauthorisedDays, counted,
                counted.Count(session => !StatutoryFacts.IsUnsettled(session.Mark)) < enough)
            : null;
    }
}
