using System.Collections.Frozen;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What a school, or several, came to in a span, of the pupils on roll on its last night.</summary>
/// <param name="Period">The span.</param>
/// <param name="Groups">Everyone, and each group of pupils.</param>
/// <param name="Weekdays">Mornings and afternoons of each weekday, from Monday on.</param>
/// <param name="Holidays">Days beside holidays, and the others.</param>
/// <param name="Lateness">Who came late.</param>
/// <param name="Codes">The codes used.</param>
/// <param name="Unsettled">Absence without a reason yet.</param>
/// <param name="Weeks">Week by week, in order.</param>
public sealed record PeriodFigures(
    FigurePeriod Period, IReadOnlyList<GroupFigures> Groups, IReadOnlyList<WeekdayFigures> Weekdays, HolidayFigures Holidays, LatenessFigures Lateness,
    IReadOnlyList<CodeCount> Codes, UnsettledFigures Unsettled, IReadOnlyList<WeekFigures> Weeks)
{
    private static readonly FrozenDictionary<string, int> PlaceOfCode =
        NationalCodes.All.Select((code, place) => (code.Text, Place: place)).ToFrozenDictionary(code => code.Text, code => code.Place, StringComparer.Ordinal);

    /// <summary>All pupils together.</summary>
    public GroupFigures Everyone => Groups.FirstOrDefault(group => group.By == Grouping.Everyone) ?? GroupFigures.Nobody;

    /// <summary>A span in which nobody had a mark, because there are no pupils.</summary>
    public static PeriodFigures Empty(FigurePeriod span) => new(span, [], [], new(default, default), new(0, 0, 0, 0, 0), [], new(0, 0), []);

    /// <summary>Counts a span of a school.</summary>
    /// <param name="calendar">The school's calendar.</param>
    /// <param name="pupils">Its pupils on roll on the night that ends the span.</param>
    /// <param name="span">The span.</param>
    public static PeriodFigures Of(SchoolCalendar calendar, IReadOnlyCollection<CountedPupil> pupils, FigurePeriod span)
    {
        var marks = new SessionMarks(pupils, span);
        var beside = HolidayFigures.DaysBeside(calendar);
        var recent = calendar.SchoolDaysBackFrom(span.To).Take(UnsettledFigures.SchoolDays).LastOrDefault(span.To);
        return new(
            span, GroupFigures.AllOf(pupils, span), WeekdaysOf(marks),
            new(marks.TallyOf(session => beside.Contains(session.Date)), marks.TallyOf(session => !beside.Contains(session.Date))),
            LatenessFigures.Of(pupils, span), [.. CodeCount.Of(pupils, span).OrderBy(code => PlaceOf(code.Code))],
            new(marks.SessionsOf("N", _ => true), marks.SessionsOf("N", session => session.Date < recent)),
            WeeksOf(marks));
    }

    /// <summary>The same span of two schools.</summary>
    public PeriodFigures And(PeriodFigures other) => new(
        Period,
        [.. Together(Groups, other.Groups, group => (group.By, group.Value), (one, two) => one.And(two)).OrderBy(group => group.By).ThenBy(group => group.Value, ClassOrder.Instance)],
        [.. Together(Weekdays, other.Weekdays, day => (day.Day, day.Half), (one, two) => one with { Tally = one.Tally + two.Tally }).OrderBy(day => (day.Day, day.Half))],
        Holidays.And(other.Holidays), Lateness.And(other.Lateness),
        [.. Together(Codes, other.Codes, code => code.Code, (one, two) => one.And(two)).OrderBy(code => PlaceOf(code.Code))],
        Unsettled.And(other.Unsettled),
        [.. Together(Weeks, other.Weeks, week => week.Monday, (one, two) => one with { Tally = one.Tally + two.Tally }).OrderBy(week => week.Monday)]);

    private static IReadOnlyList<WeekdayFigures> WeekdaysOf(SessionMarks marks) =>
    [
        .. marks.Sessions.Select(session => (Day: session.Date.DayOfWeek, session.Half)).Distinct().Order()
            .Select(of => new WeekdayFigures(of.Day, of.Half, marks.TallyOf(session => (session.Date.DayOfWeek, session.Half) == of))),
    ];

    private static IReadOnlyList<WeekFigures> WeeksOf(SessionMarks marks) =>
    [
        .. marks.Sessions.Select(session => SchoolCalendar.MondayOf(session.Date)).Distinct()
            .Select(monday => new WeekFigures(monday, marks.TallyOf(session => SchoolCalendar.MondayOf(session.Date) == monday))),
    ];

    private static IEnumerable<T> Together<T, TKey>(IReadOnlyList<T> ones, IReadOnlyList<T> others, Func<T, TKey> key, Func<T, T, T> add)
        where TKey : notnull => ones.Concat(others).GroupBy(key, (_, same) => same.Aggregate(add));

    private static int PlaceOf(string code) => PlaceOfCode.GetValueOrDefault(code, int.MaxValue);
}
