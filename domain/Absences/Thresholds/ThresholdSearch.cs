namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>
/// Finds the statutory thresholds of returns that a pupil has reached; <see cref="PenaltySearch"/> finds the one of penalty notices.
/// </summary>
public static class ThresholdSearch
{
    /// <summary>Checks whether a pupil has reached a threshold on a date, besides what earlier actions counted; null if not.</summary>
    /// <param name="date">The last day whose marks are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a threshold of a return.</exception>
    public static ThresholdCrossing? Find(StatutoryThreshold threshold, StatutoryFacts facts, DateOnly date) => threshold switch
    {
        StatutoryThreshold.UnauthorisedDays => UnauthorisedDaysRule.Find(facts, date),
        StatutoryThreshold.IllnessOnCourse or StatutoryThreshold.Illness => IllnessRule.Find(threshold, facts, date),
        StatutoryThreshold.IrregularAttendance => IrregularRule.Find(facts, date),
        _ => throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Not a threshold of a return."),
    };
}

/// <summary>
/// School days of illness in the school year, two sessions of I being a day. The days need not be consecutive. The count restarts only with
/// a new school year, not at another school of the trust. A medical appointment (M) is not illness.
/// </summary>
/// <remarks>
/// One sickness return is made of a continuous illness in a school year (Working together to improve school attendance, on sickness
/// returns). Continuous means: no possible session of another kind lies within it. So once a return was made, on course or in full,
/// <list type="bullet">
/// <item>an illness that it counted is not asked again, however long it goes on;</item>
/// <item>where it was made on course only, the fifteenth day of the year is asked in full, if it belongs to a later illness;</item>
/// <item>otherwise a later illness is asked by its own days, on course and in full.</item>
/// </list>
/// </remarks>
internal static class IllnessRule
{
    private const int SessionsOfDay = 2;

    public static ThresholdCrossing? Find(StatutoryThreshold threshold, StatutoryFacts facts, DateOnly date)
    {
        var counted = WhatCounts(facts, AcademicYear.Of(date), date);
        return Reached(facts.Returns, counted.Count) == threshold ? new(threshold, counted, IsProvisional: false) : null;
    }

    /// <summary>The threshold that a number of sessions reaches: on course ends where the days themselves are reached.</summary>
    private static StatutoryThreshold? Reached(AuthorityReturns returns, int sessions) =>
        sessions >= SessionsOfDay * returns.IllnessDays ? StatutoryThreshold.Illness
        : sessions >= SessionsOfDay * returns.IllnessOnCourse ? StatutoryThreshold.IllnessOnCourse
        : null;

    /// <summary>The sessions of illness of which a return may still be asked, in order.</summary>
    private static IReadOnlyList<(Session Session, Mark Mark)> WhatCounts(StatutoryFacts facts, AcademicYear year, DateOnly date)
    {
        var ofYear = facts.Sessions(year.FirstDay, date, IsIllness);
        var inFull = facts.CountedUntil(StatutoryThreshold.Illness, year);
        if (new[] { inFull, facts.CountedUntil(StatutoryThreshold.IllnessOnCourse, year) }.Max() is not { } returned)
        {
            return ofYear;
        }

        var newest = NewestIllness(facts, year, date);
        return newest.Count == 0 || newest[0].Session.Date <= returned ? []
            : inFull is null && Reached(facts.Returns, ofYear.Count) == StatutoryThreshold.Illness ? ofYear
            : newest;
    }

    /// <summary>The sessions of the newest continuous illness of the year, in order; empty without one.</summary>
    private static List<(Session Session, Mark Mark)> NewestIllness(StatutoryFacts facts, AcademicYear year, DateOnly date)
    {
        var possible = facts.Sessions(year.FirstDay, date, mark => !mark.IsMissing && mark.Code.IsPossible);
        return [.. possible.Reverse().SkipWhile(stated => !IsIllness(stated.Mark)).TakeWhile(stated => IsIllness(stated.Mark)).Reverse()];
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

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date) => facts.Returns.Irregular switch
    {
        IrregularAttendance.BelowPercent below => OfRate(facts, below.Limit, date),
        IrregularAttendance.UnauthorisedSessions rule => OfSessions(facts, rule, date),
        _ => null,
    };

    private static ThresholdCrossing? OfSessions(StatutoryFacts facts, IrregularAttendance.UnauthorisedSessions rule, DateOnly date)
    {
        var monday = SchoolWeeks.FirstMonday(facts.Calendar, facts.History, date, rule.Weeks);
        var first = facts.CountedUntil(StatutoryThreshold.IrregularAttendance) is { } last && last >= monday ? last.AddDays(1) : monday;
        var counted = facts.Sessions(first, date, StatutoryFacts.IsUnauthorised);
        return counted.Count >= rule.Sessions
            ? new(
                StatutoryThreshold.IrregularAttendance, counted,
                counted.Count(session => !StatutoryFacts.IsUnsettled(session.Mark)) < rule.Sessions)
            : null;
    }

    private static ThresholdCrossing? OfRate(StatutoryFacts facts, Percentage limit, DateOnly date)
    {
        var year = AcademicYear.Of(date);
        if (facts.CountedUntil(StatutoryThreshold.IrregularAttendance, year) is not null)
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

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date) =>
        facts.Returns.Counting == DayCounting.Cumulative ? OfYear(facts, date) : OfRun(facts, date);

    private static ThresholdCrossing? OfRun(StatutoryFacts facts, DateOnly date)
    {
        var run = NewestRun(facts, date);
        return run.Count >= facts.Returns.UnauthorisedDays && !(run[^1].Date <= facts.CountedUntil(StatutoryThreshold.UnauthorisedDays))
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

    private static ThresholdCrossing? OfYear(StatutoryFacts facts, DateOnly date)
    {
        var year = AcademicYear.Of(date);
        if (facts.CountedUntil(StatutoryThreshold.UnauthorisedDays, year) is not null)
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
