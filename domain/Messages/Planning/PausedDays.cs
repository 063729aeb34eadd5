using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>How long released messages wait while all sending is paused.</summary>
public static class PausedDays
{
    /// <summary>School days that a message gets after the day on which it would have ended: as many as a night plans.</summary>
    private const int SchoolDays = 5;

    /// <summary>
    /// Whether a message is as true some days later. Thanks and summaries of a week or a term speak of a time that is over then, and a
    /// first-day text of this morning: they end with their days.
    /// </summary>
    public static bool MayWait(MessageKind kind) =>
        kind is not (MessageKind.ThankYou or MessageKind.TermlySummary or MessageKind.WeeklySummary or MessageKind.FirstDay);

    /// <summary>The last day of a released message whose days end on a day of the pause, or have ended.</summary>
    /// <param name="today">A day of the pause.</param>
    /// <returns>A later day within the half term in which it was planned to leave; its own last day where it cannot wait.</returns>
    public static DateOnly LastDayOf(Nudge nudge, SchoolCalendar calendar, DateOnly today) =>
        nudge.LastDay <= today && nudge.IsReleased && MayWait(nudge.Kind) && calendar.TryFindHalfTerm(nudge.FirstDay, out var halfTerm)
            ? calendar.SchoolDaysFrom(today.AddDays(1)).Take(SchoolDays).TakeWhile(halfTerm.Contains).LastOrDefault(nudge.LastDay)
            : nudge.LastDay;
}
