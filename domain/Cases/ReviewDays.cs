namespace AttendanceFunctions.Domain.Cases;

/// <summary>Finds the days on which cases are reviewed. They are not stored, so that a changed calendar moves them.</summary>
public static class ReviewDays
{
    private const int DaysOfWeek = 7;

    private const int SchoolDaysOfWeek = 5;

    /// <summary>
    /// The review day of a step, which letters to parents state: the first school day from the day that was agreed on or, without one or
    /// once the time was extended, after the policy's monitoring time.
    /// </summary>
    /// <returns>The day; null while the school's calendar does not reach that far.</returns>
    public static DateOnly? ReviewOf(Monitoring monitoring, Step step, Agreement? agreement, SchoolCalendar calendar) =>
        agreement?.ReviewOn is { } agreed && agreed > step.PeriodFrom
            ? FirstSchoolDay(calendar, agreed)
            : EndOf(monitoring, step, calendar);

    /// <summary>School days in which the regular review of a stage's pupils is held: the week after it, else the next school day.</summary>
    public static int DaysToHold(StageReview review) => review == StageReview.Weekly ? SchoolDaysOfWeek : 1;

    private static DateOnly? EndOf(Monitoring monitoring, Step step, SchoolCalendar calendar) => monitoring.Time switch
    {
        MonitoringTime.Weeks weeks => EndOfWeeks(calendar, step.PeriodFrom, weeks),
        MonitoringTime.SchoolDays days => FirstOrNull(calendar.SchoolDaysFrom(step.PeriodFrom.AddDays(1)).Skip(days.Count - 1)),
        MonitoringTime.HalfTerms halfTerms => EndOfHalfTerm(calendar, step.PeriodFrom, halfTerms.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(monitoring), monitoring.Time, "Not a time."),
    };

    internal static bool IsDue(ReviewSchedule schedule, CaseDay day) => IsOn(schedule, day.Night.Calendar, day.Date);

    /// <summary>The last review day of a schedule up to a day, including it; null if there was none.</summary>
    internal static DateOnly? Last(ReviewSchedule schedule, SchoolCalendar calendar, DateOnly upTo) =>
        FirstOrNull(calendar.SchoolDaysBackFrom(upTo).Where(day => IsOn(schedule, calendar, day)));

    /// <summary>When a step back may be proposed: with the regular review, if any (D3), so that stages do not alternate.</summary>
    internal static ReviewSchedule OfStepBack(Policy policy, int stage) => (policy.StageAt(stage).Review, policy.Ladder.Schedule) switch
    {
        (StageReview.EndOfHalfTerm, _) => ReviewSchedule.EndOfHalfTerm,
        (StageReview.Weekly, ReviewSchedule.Nightly) => ReviewSchedule.Weekly,
        var (_, schedule) => schedule,
    };

    /// <summary>Whether one date lies in an earlier week than another; weeks begin on Monday.</summary>
    internal static bool IsEarlierWeek(DateOnly earlier, DateOnly later) =>
        SchoolCalendar.MondayOf(earlier) < SchoolCalendar.MondayOf(later);

    private static bool IsOn(ReviewSchedule schedule, SchoolCalendar calendar, DateOnly date) => schedule switch
    {
        ReviewSchedule.Nightly => calendar.IsSchoolDay(date),
        ReviewSchedule.Weekly => calendar.IsLastOfWeek(date),
        ReviewSchedule.EndOfHalfTerm => calendar.IsLastOfHalfTerm(date),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "Not a schedule."),
    };

    /// <summary>The weeks run on until there are as many school days in them as the policy asks for.</summary>
    private static DateOnly? EndOfWeeks(SchoolCalendar calendar, DateOnly from, MonitoringTime.Weeks weeks)
    {
        var end = FirstSchoolDay(calendar, from.AddDays(DaysOfWeek * weeks.Count));
        return weeks.LeastSchoolDays == 0 ? end
            : FirstOrNull(calendar.SchoolDaysFrom(from.AddDays(1)).Skip(weeks.LeastSchoolDays - 1)) is { } enough
                ? Dates.Later(end, enough)
            : null;
    }

    private static DateOnly FirstSchoolDay(SchoolCalendar calendar, DateOnly date) => calendar.SchoolDaysFrom(date).FirstOrDefault(date);

    private static DateOnly? EndOfHalfTerm(SchoolCalendar calendar, DateOnly from, int later)
    {
        // The next half term begins after the date, whether the date lies in a half term, in a holiday, or in a year whose terms are no
        // longer known.
        var terms = later == 0
            ? calendar.HalfTerms.Where(term => from <= term.To)
            : calendar.HalfTerms.Where(term => from < term.From).Skip(later - 1);
        return terms.FirstOrDefault() is { } term ? calendar.SchoolDaysBackFrom(term.To).FirstOrDefault(term.To) : null;
    }

    private static DateOnly? FirstOrNull(IEnumerable<DateOnly> days) => days.Select(day => (DateOnly?)day).FirstOrDefault();
}
