namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>One school week, as far as it is still to come.</summary>
/// <param name="Monday">Its Monday.</param>
/// <param name="Possible">Possible sessions of all pupils.</param>
/// <param name="Needed">How many of them must be attended, so that all weeks together bring what is needed.</param>
public sealed record WeekToCome(DateOnly Monday, int Possible, int Needed);

/// <summary>
/// Where a school stands on the way to its <see cref="ImprovementExpectation"/>. All of it is decided on whole numbers of sessions; only
/// what is printed is rounded, and to the side that promises nothing.
/// </summary>
/// <param name="Expectation">What is expected of the school year.</param>
/// <param name="Attended">Sessions attended in the school year to the night, at least 0.</param>
/// <param name="Possible">Possible sessions in the school year to the night, at least 1.</param>
/// <param name="Weeks">The school weeks after the night, in order; none at the end of the year.</param>
public sealed record ExpectationProgress(
    ImprovementExpectation Expectation, int Attended, int Possible, IReadOnlyList<WeekToCome> Weeks)
{
    private const long Whole = 1000;

    /// <summary>Possible sessions after the night to the end of the school year, if all pupils on roll stay.</summary>
    public int Remaining => Weeks.Sum(week => week.Possible);

    /// <summary>Whether attendance so far is at or above the expectation, so that the year ends there if nothing changes.</summary>
    public bool IsOnCourse => Whole * Attended >= (long)Expectation.Tenths * Possible;

    /// <summary>How many of the remaining sessions must be attended; 0 if the expectation is met whatever comes.</summary>
    public int Needed => NeededOf(Expectation, Attended, Possible, Remaining);

    /// <summary>Whether it can still be reached, if nobody missed another session.</summary>
    public bool IsReachable => Needed <= Remaining;

    /// <summary>
    /// Sessions by which the year ends below the expectation if attendance stays as it is, at least 1; 0 where the school is on course.
    /// </summary>
    public int Shortfall => IsOnCourse ? 0 : (int)((-Margin + Scale - 1) / Scale);

    /// <summary>Sessions to spare at the end of the year if attendance stays as it is; 0 where the school is not on course.</summary>
    public int Spare => IsOnCourse ? (int)(Margin / Scale) : 0;

    /// <summary>Attendance that the remaining sessions need, in tenths of a per cent, rounded up; null where no session is left.</summary>
    public int? NeededTenths => Remaining == 0 ? null : (int)(((Whole * Needed) + Remaining - 1) / Remaining);

    /// <summary>The highest attendance that the year can still end with, in tenths of a per cent, rounded down.</summary>
    public int MostTenths => (int)(Whole * (Attended + Remaining) / (Possible + Remaining));

    /// <summary>Sessions at the end of the year above what is needed, times <see cref="Scale"/>; negative if below.</summary>
    private long Margin => ((long)Possible + Remaining) * ((Whole * Attended) - ((long)Expectation.Tenths * Possible));

    private long Scale => Whole * Possible;

    /// <summary>The progress of a school after a night; null without an expectation for the year or without a possible session.</summary>
    /// <param name="soFar">The sessions of everybody in the year to the night.</param>
    /// <param name="onRoll">The pupils on roll on the night: the sessions to come are theirs.</param>
    public static ExpectationProgress? Of(School school, DateOnly night, Tally soFar, IEnumerable<Pupil> onRoll)
    {
        var year = AcademicYear.Of(night);
        if (school.ExpectationOf(year) is not { } expectation || soFar.Possible == 0)
        {
            return null;
        }

        var alike = onRoll.GroupBy(pupil => (pupil.YearGroup, pupil.OnRoll)).Select(group => (group.Key, Pupils: group.Count())).ToList();
        var weeks = school.Calendar.SchoolDaysFrom(night.AddDays(1)).TakeWhile(year.Contains)
            .GroupBy(SchoolCalendar.MondayOf, (monday, days) => (
                Monday: monday,
                Possible: days.Sum(day => alike.Where(pupils => pupils.Key.OnRoll.Contains(day))
                    .Sum(pupils => pupils.Pupils * SessionsOf(school, day, pupils.Key.YearGroup)))))
            .Where(week => week.Possible > 0).ToList();
        var needed = NeededOf(expectation, soFar.Attended, soFar.Possible, weeks.Sum(week => week.Possible));
        return new(expectation, soFar.Attended, soFar.Possible, Spread(weeks, needed));
    }

    private static int SessionsOf(School school, DateOnly day, string yearGroup) =>
        Enum.GetValues<HalfDay>().Count(half => school.IsOpen(new(day, half), yearGroup));

    /// <summary>Sessions to attend of those that remain, so that the whole year is at or above the expectation.</summary>
    private static int NeededOf(ImprovementExpectation expectation, int attended, int possible, int remaining) =>
        (int)Math.Max(0, (((long)expectation.Tenths * ((long)possible + remaining)) + Whole - 1) / Whole - attended);

    /// <summary>Spreads the needed sessions over the weeks by their sizes; rounding carries over, so the sum is exact.</summary>
    private static List<WeekToCome> Spread(List<(DateOnly Monday, int Possible)> weeks, int needed)
    {
        long all = weeks.Sum(week => week.Possible);
        var (spread, before, given) = (new List<WeekToCome>(), 0L, 0L);
        foreach (var (monday, possible) in weeks)
        {
            before += possible;
            var until = ((needed * before) + all - 1) / all;
            spread.Add(new(monday, possible, (int)(until - given)));
            given = until;
        }

        return spread;
    }
}
