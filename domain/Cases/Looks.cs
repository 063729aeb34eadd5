using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>When a policy looks at its cases.</summary>
internal static class Looks
{
    public static bool IsDue(Rhythm rhythm, CaseDay day) => rhythm switch
    {
        Rhythm.Nightly => true,
        Rhythm.Weekly => day.Night.Calendar.IsLastOfWeek(day.Date),
        Rhythm.EndOfHalfTerm => day.Night.Calendar.IsLastOfHalfTerm(day.Date),
        _ => throw new ArgumentOutOfRangeException(nameof(rhythm), rhythm, "Not a rhythm."),
    };

    /// <summary>Whether a date lies in a week before that of another; weeks begin on Monday.</summary>
    public static bool IsEarlierWeek(DateOnly earlier, DateOnly later) => MondayOf(earlier) < MondayOf(later);

    // 1 January of the year 1 was a Monday.
    private static int MondayOf(DateOnly date) => date.DayNumber - date.DayNumber % 7;
}
