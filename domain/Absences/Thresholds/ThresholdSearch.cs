namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>Finds the statutory thresholds that a pupil has reached.</summary>
public static class ThresholdSearch
{
    /// <summary>Checks whether a pupil has reached a threshold on a date; null if not.</summary>
    /// <param name="date">The last day whose marks are counted.</param>
    /// <param name="countedUntil">The last day that an earlier action of this threshold counted; null if none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a threshold.</exception>
    public static ThresholdCrossing? Find(
        StatutoryThreshold threshold, StatutoryFacts facts, DateOnly date, DateOnly? countedUntil) => threshold switch
        {
            StatutoryThreshold.UnauthorisedDays => UnauthorisedDaysRule.Find(facts, date, countedUntil),
            StatutoryThreshold.IllnessOnCourse or StatutoryThreshold.Illness => IllnessRule.Find(threshold, facts, date, countedUntil),
            StatutoryThreshold.IrregularAttendance => IrregularRule.Find(facts, date, countedUntil),
            StatutoryThreshold.PenaltyNotice => PenaltyRule.Find(facts, date, countedUntil),
            _ => throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Not a threshold."),
        };
}

/// <summary>
/// Ten unauthorised sessions, consecutive or not, in ten rolling school weeks: across weekends, holidays, terms, school years and schools
/// of the trust. Present and authorised sessions subtract nothing; not-possible sessions and missing marks are ignored.
/// </summary>
internal static class PenaltyRule
{
    /// <summary>The threshold of the national framework, in sessions.</summary>
    public const int Sessions = 10;

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, DateOnly? countedUntil) =>
        SessionsInWeeks.Find(StatutoryThreshold.PenaltyNotice, facts, date, countedUntil, Sessions, SchoolWeeks.InWindow);
}

/// <summary>A number of unauthorised sessions in the school weeks that end with the week of a date.</summary>
internal static class SessionsInWeeks
{
    /// <param name="countedUntil">The last day that an earlier action counted: a session counts for one action only.</param>
    /// <param name="sessions">The number of sessions that reaches the threshold.</param>
    /// <param name="weeks">The number of school weeks.</param>
    public static ThresholdCrossing? Find(
        StatutoryThreshold threshold, StatutoryFacts facts, DateOnly date, DateOnly? countedUntil, int sessions, int weeks)
    {
        var monday = SchoolWeeks.FirstMonday(facts.Calendar, facts.History, date, weeks);
        var first = countedUntil is { } last && last >= monday ? last.AddDays(1) : monday;
        var counted = facts.Sessions(first, date, StatutoryFacts.IsUnauthorised);
        return counted.Count >= sessions
            ? new(threshold, counted, counted.Count(session => !StatutoryFacts.IsUnsettled(session.Mark)) < sessions)
            : null;
    }
}

/// <summary>
/// School days of illness in the school year, two sessions of I being a day. The days need not be consecutive. The count restarts only with
/// a new school year, not at another school of the trust. A medical appointment (M) is not illness.
/// </summary>
/// <remarks>
/// One sickness return is made of a continuous illness in a school year (Working together to improve school attendance, on sickness
/// returns). Continuous means: no possible session of another kind lies within it. So after a return its own illness is not counted again,
/// however long it goes on. A later illness is, where it reaches the number of days alone; and the fifteenth day of the year is, where the
/// return was made on course and the pupil had come back since.
/// </remarks>
internal static class IllnessRule
{
    private const int SessionsOfDay = 2;

    public static ThresholdCrossing? Find(StatutoryThreshold threshold, StatutoryFacts facts, DateOnly date, DateOnly? countedUntil)
    {
        var year = AcademicYear.Of(date);
        var ill = facts.Sessions(year.FirstDay, date, IsIllness);
        var (returned, onCourse) = (InYear(year, countedUntil), InYear(year, facts.ReturnedOnCourse));
        if ((returned ?? onCourse) is not { } last || ill.Count == 0)
        {
            return Reached(threshold, facts, ill);
        }

        var since = NewestIllness(facts, year, date);
        if (since.Count == 0 || since[0].Session.Date <= Dates.Later(last, onCourse ?? last))
        {
            return null;
        }

        var isOfYear = ill.Count >= SessionsOfDay * facts.Returns.IllnessDays;
        return threshold == StatutoryThreshold.Illness && returned is null && isOfYear ? new(threshold, ill, IsProvisional: false)
            // The fifteenth day of the year is asked for, so the later illness need not be as well.
            : threshold == StatutoryThreshold.IllnessOnCourse && returned == onCourse && isOfYear ? null
            : Reached(threshold, facts, since);
    }

    // "On course" begins at the number of days agreed with the authority, and ends when the threshold itself is reached.
    private static ThresholdCrossing? Reached(
        StatutoryThreshold threshold, StatutoryFacts facts, IReadOnlyList<(Session Session, Mark Mark)> ill)
    {
        var isReached = ill.Count >= SessionsOfDay * facts.Returns.IllnessDays
            ? threshold == StatutoryThreshold.Illness
            : threshold == StatutoryThreshold.IllnessOnCourse && ill.Count >= SessionsOfDay * facts.Returns.IllnessOnCourse;
        return isReached ? new(threshold, ill, IsProvisional: false) : null;
    }

    private static DateOnly? InYear(AcademicYear year, DateOnly? day) => day is { } last && year.Contains(last) ? last : null;

    /// <summary>The sessions of the newest continuous illness of the year, in order; empty without one.</summary>
    private static List<(Session Session, Mark Mark)> NewestIllness(StatutoryFacts facts, AcademicYear year, DateOnly date)
    {
        var illness = new List<(Session Session, Mark Mark)>();
        var possible = facts.Sessions(year.FirstDay, date, mark => !mark.IsMissing && mark.Code.IsPossible);
        foreach (var session in possible.Reverse().SkipWhile(stated => !IsIllness(stated.Mark)).TakeWhile(stated => IsIllness(stated.Mark)))
        {
            illness.Insert(0, session);
        }

        return illness;
    }

    private static bool IsIllness(Mark mark) => !mark.IsMissing && mark.Code.Text == "I";
}

/// <summary>
/// "Fails to attend regularly" (reg. 13), which the regulations do not define: nobody is returned for it unless the local authority's
/// settings have its number. A rate counts the school year to date, and is returned once in it. Sessions count in the school weeks of the
/// settings, and each for one return only.
/// </summary>
internal static class IrregularRule
{
    /// <summary>Possible sessions below which a rate says nothing (domain 0.2).</summary>
    public const int LeastPossible = 20;

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, DateOnly? countedUntil) => facts.Returns.Irregular switch
    {
        IrregularAttendance.BelowPercent below => OfRate(facts, below.Limit, date, countedUntil),
        IrregularAttendance.UnauthorisedSessions rule => SessionsInWeeks.Find(
            StatutoryThreshold.IrregularAttendance, facts, date, countedUntil, rule.Sessions, rule.Weeks),
        _ => null,
    };

    private static ThresholdCrossing? OfRate(StatutoryFacts facts, Percentage limit, DateOnly date, DateOnly? countedUntil)
    {
        var year = AcademicYear.Of(date);
        if (countedUntil is { } last && year.Contains(last))
        {
            return null;
        }

        var possible = facts.Sessions(year.FirstDay, date, mark => !mark.IsMissing && mark.Code.IsPossible);
        var missed = possible.Where(session => session.Mark.Code.IsAbsent).ToList();
        return possible.Count >= LeastPossible && IsBelow(possible.Count, missed.Count, limit)
            ? new(
                StatutoryThreshold.IrregularAttendance, missed,
                !IsBelow(possible.Count, missed.Count(session => !StatutoryFacts.IsUnsettled(session.Mark)), limit))
            : null;
    }

    private static bool IsBelow(int possible, int missed, Percentage limit) => Rate.Of(possible - missed, possible).IsBelow(limit);
}

/// <summary>
/// School days of unauthorised absence: consecutive ones (reg. 13, "a continuous period of 10 school days") or, where the authority
/// counts so, all of the school year.
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
                StatutoryThreshold.UnauthorisedDays, [.. run.AsEnumerable().Reverse().SelectMany(day => day.Possible)],
                LongestSettled(run) < facts.Returns.UnauthorisedDays)
            : null;
    }

    /// <summary>The newest run that reaches the threshold, the newest day first; a shorter run if there is none.</summary>
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

    /// <summary>The length, in days, of the longest part of a run without N.</summary>
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
                StatutoryThreshold.UnauthorisedDays, counted, counted.Count(session => !StatutoryFacts.IsUnsettled(session.Mark)) < enough)
            : null;
    }
}
