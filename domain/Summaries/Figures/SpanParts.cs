using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>All mornings or all afternoons of one weekday.</summary>
/// <param name="Day">Monday to Friday.</param>
/// <param name="Half">Morning or afternoon.</param>
/// <param name="Tally">Their sessions.</param>
public sealed record WeekdayFigures(DayOfWeek Day, HalfDay Half, Tally Tally);

/// <summary>One week of a span.</summary>
/// <param name="Monday">Its Monday.</param>
/// <param name="Tally">Its sessions, as far as they are in the span.</param>
public sealed record WeekFigures(DateOnly Monday, Tally Tally);

/// <summary>How often a code stands in the registers.</summary>
/// <param name="Code">As registers print it.</param>
/// <param name="Sessions">In so many sessions.</param>
/// <param name="Pupils">Of so many pupils.</param>
public sealed record CodeCount(string Code, int Sessions, int Pupils)
{
    /// <summary>The same code in two schools.</summary>
    public CodeCount And(CodeCount other) => this with { Sessions = Sessions + other.Sessions, Pupils = Pupils + other.Pupils };

    internal static IReadOnlyList<CodeCount> Of(IEnumerable<CountedPupil> pupils, FigurePeriod span) =>
    [
        .. pupils.SelectMany(pupil => pupil.MarksIn(span).CountBy(stated => stated.Mark.Code.Text))
            .GroupBy(code => code.Key, code => new CodeCount(code.Key, code.Value, 1), (_, same) => same.Aggregate((one, other) => one.And(other))),
    ];
}

/// <summary>Sessions for whose absence no reason was established yet (N).</summary>
/// <param name="Sessions">All of the span.</param>
/// <param name="Older">Those of before the last five school days: the reason should have been found long ago (domain 0.7).</param>
public sealed record UnsettledFigures(int Sessions, int Older)
{
    /// <summary>School days in which a reason is still being asked for.</summary>
    public const int SchoolDays = 5;

    public UnsettledFigures And(UnsettledFigures other) => new(Sessions + other.Sessions, Older + other.Older);
}

/// <summary>Who came late, and what was lost by it.</summary>
/// <param name="BeforeClose">Sessions with L.</param>
/// <param name="AfterClose">Sessions with U, which count as absence.</param>
/// <param name="MinutesLost">Minutes of those whose register gives them.</param>
/// <param name="WithMinutes">Of how many sessions it does.</param>
/// <param name="Pupils">Pupils who were late at least once.</param>
public sealed record LatenessFigures(int BeforeClose, int AfterClose, int MinutesLost, int WithMinutes, int Pupils)
{
    public int Sessions => BeforeClose + AfterClose;

    public LatenessFigures And(LatenessFigures other) => new(
        BeforeClose + other.BeforeClose, AfterClose + other.AfterClose, MinutesLost + other.MinutesLost, WithMinutes + other.WithMinutes, Pupils + other.Pupils);

    internal static LatenessFigures Of(IEnumerable<CountedPupil> pupils, FigurePeriod span)
    {
        var each = pupils.Select(pupil => (Tally: pupil.TallyOf(span), Minutes: pupil.MinutesLateIn(span).ToList())).ToList();
        return new(
            each.Sum(pupil => pupil.Tally.LateBeforeClose), each.Sum(pupil => pupil.Tally.LateAfterClose),
            each.Sum(pupil => pupil.Minutes.Sum()), each.Sum(pupil => pupil.Minutes.Count),
            each.Count(pupil => pupil.Tally.LateBeforeClose + pupil.Tally.LateAfterClose > 0));
    }
}

/// <summary>Attendance beside holidays and on all other days.</summary>
/// <param name="Beside">On the first and last school day of each half term, and on those next to a week or more without school.</param>
/// <param name="Others">On all others.</param>
public sealed record HolidayFigures(Tally Beside, Tally Others)
{
    /// <summary>Days without school that make a break: a week.</summary>
    private const int DaysOfBreak = 7;

    public HolidayFigures And(HolidayFigures other) => new(Beside + other.Beside, Others + other.Others);

    /// <summary>The school days beside holidays.</summary>
    public static IReadOnlySet<DateOnly> DaysBeside(SchoolCalendar calendar)
    {
        var days = calendar.HalfTerms.SelectMany(calendar.SchoolDaysOf).Order().ToList();
        var ends = calendar.HalfTerms.Select(term => calendar.SchoolDaysOf(term).ToList()).Where(term => term.Count > 0).SelectMany(term => new[] { term[0], term[^1] });
        var breaks = days.Zip(days.Skip(1)).Where(pair => pair.Second.DayNumber - pair.First.DayNumber > DaysOfBreak).SelectMany(pair => new[] { pair.First, pair.Second });
        return ends.Concat(breaks).ToHashSet();
    }
}
