using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>The days of which a message speaks, first and last included.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last; it may lie ahead, and then the newest marks are the last that count.</param>
public readonly record struct MessagePeriod(DateOnly From, DateOnly To)
{
    /// <summary>The days of which a message of a kind speaks when it leaves on a day: the same whenever within its days it leaves.</summary>
    /// <param name="rule">The kind of message.</param>
    /// <param name="calendar">The school's calendar.</param>
    /// <param name="day">The first day on which the message may leave, a school day.</param>
    public static MessagePeriod Of(MessageKind rule, SchoolCalendar calendar, DateOnly day) => rule switch
    {
        MessageKind.HalfTerm => HalfTermBefore(calendar, day),
        MessageKind.ThankYou => Span(TermOf(calendar, day, halfTerms: 1)),
        MessageKind.TermlySummary => Span(TermOf(calendar, day, halfTerms: 2)),
        MessageKind.WeeklySummary => WeekBefore(calendar, day),
        MessageKind.FirstDay => new(day, day),
        _ => new(AcademicYear.Of(day).FirstDay, AcademicYear.Of(day).LastDay),
    };

    /// <summary>Whether there is a day in it: before the first half term of a year there is none to speak of.</summary>
    public bool IsEmpty => From > To;

    private static MessagePeriod Nothing => new(DateOnly.MaxValue, DateOnly.MinValue);

    private static MessagePeriod HalfTermBefore(SchoolCalendar calendar, DateOnly day) =>
        Span([.. calendar.HalfTerms.Where(term => term.To < day && AcademicYear.Of(day).Contains(term.From)).TakeLast(1)]);

    // A term has two half terms.
    private static IReadOnlyList<HalfTerm> TermOf(SchoolCalendar calendar, DateOnly day, int halfTerms) => calendar.TryFindHalfTerm(day, out var last)
        ? [.. calendar.HalfTerms.Where(term =>
            AcademicYear.Of(term.From) == AcademicYear.Of(day) && (term.Number - 1) / halfTerms == (last.Number - 1) / halfTerms)]
        : [];

    /// <summary>The week of the last school day before this day's own week.</summary>
    private static MessagePeriod WeekBefore(SchoolCalendar calendar, DateOnly day)
    {
        var last = calendar.SchoolDaysBackFrom(SchoolCalendar.MondayOf(day).AddDays(-1)).FirstOrDefault();
        return last == default || AcademicYear.Of(last) != AcademicYear.Of(day)
            ? Nothing
            : new(SchoolCalendar.MondayOf(last), last);
    }

    private static MessagePeriod Span(IReadOnlyList<HalfTerm> terms) => terms.Count == 0 ? Nothing : new(terms[0].From, terms[^1].To);
}
