using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>When a policy looks at its cases.</summary>
internal static class ReviewDays
{
    public static bool IsDue(ReviewSchedule rhythm, CaseDay day) => IsOn(rhythm, day.Night.Calendar, day.Date);

    /// <summary>The last look up to a day, that day among them; <see cref="DateOnly.MinValue"/> if there was none.</summary>
    public static DateOnly Last(ReviewSchedule rhythm, SchoolCalendar calendar, DateOnly upTo) =>
        calendar.SchoolDaysBackFrom(upTo).FirstOrDefault(day => IsOn(rhythm, calendar, day));

    /// <summary>
    /// When a step back from a stage is looked at: with the regular review of its pupils where there is one (D3: plan, do, review), so that
    /// a rate that goes to and fro at the line moves nobody to and fro.
    /// </summary>
    public static ReviewSchedule OfStepBack(Policy policy, int stage) => (policy.StageAt(stage).Review, policy.Ladder.Schedule) switch
    {
        (StageReview.EndOfHalfTerm, _) => ReviewSchedule.EndOfHalfTerm,
        (StageReview.Weekly, ReviewSchedule.Nightly) => ReviewSchedule.Weekly,
        var (_, looks) => looks,
    };

    /// <summary>Whether a date lies in a week before that of another; weeks begin on Monday.</summary>
    public static bool IsEarlierWeek(DateOnly earlier, DateOnly later) => SchoolCalendar.MondayOf(earlier) < SchoolCalendar.MondayOf(later);

    private static bool IsOn(ReviewSchedule rhythm, SchoolCalendar calendar, DateOnly date) => rhythm switch
    {
        ReviewSchedule.Nightly => calendar.IsSchoolDay(date),
        ReviewSchedule.Weekly => calendar.IsLastOfWeek(date),
        ReviewSchedule.EndOfHalfTerm => calendar.IsLastOfHalfTerm(date),
        _ => throw new ArgumentOutOfRangeException(nameof(rhythm), rhythm, "Not a rhythm."),
    };
}
