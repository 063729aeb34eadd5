namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>The days that a message is about, first and last included.</summary>
/// <param name="To">The last day. It may be in the future; then the marks so far are counted.</param>
public readonly record struct MessagePeriod(DateOnly From, DateOnly To)
{
    /// <summary>
    /// The days that a school's message is about. A message about the year begins with the day on which the school started with this
    /// product; another one that would begin before it has no period, so that nothing is said of that time (domain 0.22).
    /// </summary>
    public static MessagePeriod? Of(MessageKind kind, School school, DateOnly day)
    {
        var period = Of(kind, school.Calendar, day);
        return school.LiveSince(AcademicYear.Of(day)) is not { } since || period is not { } about || about.From >= since ? period
            : IsOfYear(kind) ? about with { From = since }
            : null;
    }

    /// <summary>The days that a message is about, whichever day it leaves on; null before a year's first half term.</summary>
    /// <param name="day">The first day on which the message may leave, a school day.</param>
    public static MessagePeriod? Of(MessageKind kind, SchoolCalendar calendar, DateOnly day) => kind switch
    {
        MessageKind.HalfTerm => HalfTermBefore(calendar, day),
        MessageKind.ThankYou => Of(TermOf(calendar, day, halfTerms: 1)),
        MessageKind.TermlySummary => Of(TermOf(calendar, day, halfTerms: 2)),
        MessageKind.WeeklySummary => WeekBefore(calendar, day),
        MessageKind.FirstDay => new(day, day),
        _ => new(AcademicYear.Of(day).FirstDay, AcademicYear.Of(day).LastDay),
    };

    private static bool IsOfYear(MessageKind kind) => kind is MessageKind.Stage or MessageKind.Meeting or MessageKind.Improvement
        or MessageKind.TermHolidays or MessageKind.ContactDetails;

    private static MessagePeriod? HalfTermBefore(SchoolCalendar calendar, DateOnly day) =>
        Of([.. calendar.HalfTerms.Where(term => term.To < day && AcademicYear.Of(day).Contains(term.From)).TakeLast(1)]);

    // A term has two half terms.
    private static IReadOnlyList<HalfTerm> TermOf(SchoolCalendar calendar, DateOnly day, int halfTerms) =>
        calendar.TryFindHalfTerm(day, out var last)
            ? [.. calendar.HalfTerms.Where(term =>
                AcademicYear.Of(term.From) == AcademicYear.Of(day) && (term.Number - 1) / halfTerms == (last.Number - 1) / halfTerms)]
            : [];

    /// <summary>The week of the last school day before this day's own week.</summary>
    private static MessagePeriod? WeekBefore(SchoolCalendar calendar, DateOnly day)
    {
        var last = calendar.SchoolDaysBackFrom(SchoolCalendar.MondayOf(day).AddDays(-1)).Take(1).ToList();
        return last.Count == 0 || AcademicYear.Of(last[0]) != AcademicYear.Of(day) ? null : new(SchoolCalendar.MondayOf(last[0]), last[0]);
    }

    private static MessagePeriod? Of(IReadOnlyList<HalfTerm> terms) => terms.Count == 0 ? null : new(terms[0].From, terms[^1].To);
}
