using System.Collections.Frozen;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>
/// The figures of one or more schools in a period, for everybody who was on roll in it; of leavers to their leaving date (domain 0.18).
/// </summary>
/// <param name="Groups">Everyone, and each group of pupils.</param>
/// <param name="Weekdays">Mornings and afternoons of each weekday, from Monday on.</param>
/// <param name="Holidays">Days beside holidays, and the others.</param>
/// <param name="Unsettled">Absence without a reason yet.</param>
/// <param name="Weeks">Week by week, in order.</param>
public sealed record PeriodFigures(
    FigurePeriod Period, IReadOnlyList<GroupFigures> Groups, IReadOnlyList<WeekdayFigures> Weekdays, HolidayFigures Holidays,
    LatenessFigures Lateness, IReadOnlyList<CodeCount> Codes, UnsettledFigures Unsettled, IReadOnlyList<WeekFigures> Weeks)
{
    private static readonly FrozenDictionary<string, int> PlaceOfCode = NationalCodes.All.Index()
        .ToFrozenDictionary(code => code.Item.Text, code => code.Index, StringComparer.Ordinal);

    /// <summary>What is not published of groups, classes included, in any table of the night.</summary>
    public IReadOnlyList<HiddenMeasure> Hidden { get; init; } = [];

    /// <summary>What the night before hid, in the figures of the year; null if there was no night before in the school year.</summary>
    public IReadOnlyList<HiddenMeasure>? HiddenBefore { get; init; }

    /// <summary>How hidden groups of one kind could differ without changing anything that is published.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>The codes that are named without their sessions.</summary>
    public IReadOnlyList<HiddenCode> HiddenCodes { get; init; } = [];

    /// <summary>Whether the sessions of all pupils together may be shown.</summary>
    public bool ShowsEveryone => ShowingOf(Everyone, Measure.Attendance) == Showing.Shown;

    /// <summary>Whether a table of the schools shows the school's sessions: they may be shown, or there are none.</summary>
    public bool ShowsAttendance => ShowsEveryone || Everyone.WithSessions == 0;

    /// <summary>All pupils together.</summary>
    public GroupFigures Everyone => Groups.FirstOrDefault(group => group.By == Grouping.Everyone) ?? GroupFigures.Nobody;

    /// <summary>In a trust's figures, codes that some schools name without their sessions, which are therefore not counted.</summary>
    public IReadOnlyList<string> CodesLeftOut { get; init; } = [];

    /// <summary>Whether authorised and unauthorised absence may be told apart without giving a hidden code away.</summary>
    public bool TellsUnauthorised { get; init; } = true;

    /// <summary>Whether a measure of a group may be shown.</summary>
    public Showing ShowingOf(GroupFigures group, Measure of)
    {
        if (group.WithSessions == 0 || (of != Measure.Attendance && group.Measured == 0))
        {
            return Showing.NoSession;
        }

        return (of == Measure.Attendance ? group.WithSessions : Math.Min(group.WithSessions, group.Measured)) < Headcount.SmallestGroup
            ? Showing.TooFew
            : WhyHidden(group, Measure.Attendance) ?? WhyHidden(group, of) ?? Showing.Shown;
    }

    private Showing? WhyHidden(GroupFigures group, Measure of) =>
        Hidden.FirstOrDefault(hidden => hidden.Of == of && hidden.By == group.By && hidden.Value == group.Value)?.Why;

    /// <summary>The figures of a period without pupils.</summary>
    public static PeriodFigures Empty(FigurePeriod period) =>
        new(period, [], [], new(default, default), new(0, 0, 0, 0, 0), [], new(0, 0), []);

    /// <summary>Counts a period of a school.</summary>
    /// <param name="pupils">Its pupils on roll on the night that ends the period, and those who left in the school year.</param>
    public static PeriodFigures Of(SchoolCalendar calendar, IReadOnlyCollection<PupilNight> pupils, FigurePeriod period)
    {
        var marks = new SessionMarks(pupils, period);
        var beside = HolidayFigures.DaysBeside(calendar);
        var recent = calendar.SchoolDaysBackFrom(period.To).Take(UnsettledFigures.SchoolDays).LastOrDefault(period.To);
        return new(
            period, GroupFigures.AllOf(pupils, period), [.. WeekdaysOf(marks)],
            new(marks.TallyOf(session => beside.Contains(session.Date)), marks.TallyOf(session => !beside.Contains(session.Date))),
            LatenessFigures.Of(pupils, period), [.. CodeCount.Of(pupils, period).OrderBy(code => PlaceOf(code.Code))],
            new(marks.SessionsOf("N", _ => true), marks.SessionsOf("N", session => session.Date < recent)),
            [.. WeeksOf(marks)]);
    }

    /// <summary>Adds the same period of another school.</summary>
    public PeriodFigures And(PeriodFigures other) => new(
        Period,
        [.. Together(Groups, other.Groups, group => (group.By, group.Value), (one, two) => one.And(two))
            .OrderBy(group => group.By).ThenBy(group => group.Value, ClassOrder.Instance)],
        [.. Together(Weekdays, other.Weekdays, day => (day.Day, day.Half), (one, two) => one with { Tally = one.Tally + two.Tally })
            .OrderBy(day => (day.Day, day.Half))],
        Holidays.And(other.Holidays), Lateness.And(other.Lateness),
        [.. Together(Codes, other.Codes, code => code.Code, (one, two) => one.And(two)).OrderBy(code => PlaceOf(code.Code))],
        Unsettled.And(other.Unsettled),
        [.. Together(Weeks, other.Weeks, week => week.Monday, (one, two) => one with { Tally = one.Tally + two.Tally })
            .OrderBy(week => week.Monday)])
    {
        TellsUnauthorised = TellsUnauthorised && other.TellsUnauthorised,
        CodesLeftOut = [.. CodesLeftOut.Union(other.CodesLeftOut, StringComparer.Ordinal)],
    };

    private static IEnumerable<WeekdayFigures> WeekdaysOf(SessionMarks marks) =>
        marks.Sessions.Select(session => (Day: session.Date.DayOfWeek, session.Half)).Distinct().Order()
            .Select(of => new WeekdayFigures(of.Day, of.Half, marks.TallyOf(session => (session.Date.DayOfWeek, session.Half) == of)));

    private static IEnumerable<WeekFigures> WeeksOf(SessionMarks marks) =>
        marks.Sessions.Select(session => SchoolCalendar.MondayOf(session.Date)).Distinct()
            .Select(monday => new WeekFigures(monday, marks.TallyOf(session => SchoolCalendar.MondayOf(session.Date) == monday)));

    private static IEnumerable<T> Together<T, TKey>(IReadOnlyList<T> ones, IReadOnlyList<T> others, Func<T, TKey> key, Func<T, T, T> add)
        where TKey : notnull => ones.Concat(others).GroupBy(key, (_, same) => same.Aggregate(add));

    private static int PlaceOf(string code) => PlaceOfCode.GetValueOrDefault(code, int.MaxValue);
}

/// <summary>All mornings or all afternoons of one weekday.</summary>
public sealed record WeekdayFigures(DayOfWeek Day, HalfDay Half, Tally Tally);

/// <summary>One week of a period.</summary>
/// <param name="Tally">Its sessions, as far as they are in the period.</param>
public sealed record WeekFigures(DateOnly Monday, Tally Tally);

/// <summary>How often a code occurs in the registers.</summary>
/// <param name="Code">As registers print it.</param>
public sealed record CodeCount(string Code, int Sessions, int Pupils)
{
    /// <summary>Adds the same code in another school.</summary>
    public CodeCount And(CodeCount other) => this with { Sessions = Sessions + other.Sessions, Pupils = Pupils + other.Pupils };

    internal static IEnumerable<CodeCount> Of(IEnumerable<PupilNight> pupils, FigurePeriod period) =>
        pupils.SelectMany(pupil => pupil.MarksIn(period.From, period.To).CountBy(stated => stated.Mark.Code.Text))
            .GroupBy(code => code.Key, code => code.Value)
            .Select(code => new CodeCount(code.Key, code.Sum(), code.Count()));
}

/// <summary>Sessions for whose absence no reason was established yet (N).</summary>
/// <param name="Sessions">All such sessions of the period.</param>
/// <param name="Older">Sessions before the last five school days: the reason should be known by now (domain 0.7).</param>
public sealed record UnsettledFigures(int Sessions, int Older)
{
    /// <summary>School days within which the school establishes the reason.</summary>
    public const int SchoolDays = 5;

    public UnsettledFigures And(UnsettledFigures other) => new(Sessions + other.Sessions, Older + other.Older);
}

/// <summary>Lateness, and the time lost by it.</summary>
/// <param name="BeforeClose">Sessions with L.</param>
/// <param name="AfterClose">Sessions with U, which count as absence.</param>
/// <param name="MinutesLost">Minutes lost in the sessions whose register gives minutes.</param>
/// <param name="WithMinutes">The number of sessions whose register gives minutes.</param>
/// <param name="Pupils">Pupils who were late at least once.</param>
public sealed record LatenessFigures(int BeforeClose, int AfterClose, int MinutesLost, int WithMinutes, int Pupils)
{
    public int Sessions => BeforeClose + AfterClose;

    public LatenessFigures And(LatenessFigures other) => new(
        BeforeClose + other.BeforeClose, AfterClose + other.AfterClose, MinutesLost + other.MinutesLost, WithMinutes + other.WithMinutes,
        Pupils + other.Pupils);

    internal static LatenessFigures Of(IEnumerable<PupilNight> pupils, FigurePeriod period)
    {
        var each = pupils.Select(pupil => (
            Tally: pupil.TallyOf(period.From, period.To), Minutes: pupil.MinutesLateIn(period.From, period.To).ToList())).ToList();
        return new(
            each.Sum(pupil => pupil.Tally.LateBeforeClose), each.Sum(pupil => pupil.Tally.LateAfterClose),
            each.Sum(pupil => pupil.Minutes.Sum()), each.Sum(pupil => pupil.Minutes.Count),
            each.Count(pupil => pupil.Tally.LateBeforeClose + pupil.Tally.LateAfterClose > 0));
    }
}

/// <summary>Attendance beside holidays and on all other days.</summary>
/// <param name="Beside">On the first and last school day of each half term, and on those next to a week or more without school.</param>
/// <param name="Others">On all other school days.</param>
public sealed record HolidayFigures(Tally Beside, Tally Others)
{
    /// <summary>Days without school that make a break: a week.</summary>
    private const int DaysOfBreak = 7;

    public HolidayFigures And(HolidayFigures other) => new(Beside + other.Beside, Others + other.Others);

    /// <summary>The school days beside holidays.</summary>
    public static IReadOnlySet<DateOnly> DaysBeside(SchoolCalendar calendar)
    {
        var days = calendar.HalfTerms.SelectMany(calendar.SchoolDaysOf).Order().ToList();
        var ends = calendar.HalfTerms.Select(term => calendar.SchoolDaysOf(term).ToList()).Where(term => term.Count > 0)
            .SelectMany(term => new[] { term[0], term[^1] });
        var breaks = days.Zip(days.Skip(1)).Where(pair => pair.Second.DayNumber - pair.First.DayNumber > DaysOfBreak)
            .SelectMany(pair => new[] { pair.First, pair.Second });
        return ends.Concat(breaks).ToHashSet();
    }
}

/// <summary>The number of pupils with each code in each session of a period, for figures by time and not by pupil.</summary>
internal sealed class SessionMarks
{
    private readonly IReadOnlyDictionary<(Session Session, AttendanceCode Code), int> _pupils;

    public SessionMarks(IEnumerable<PupilNight> pupils, FigurePeriod period) => _pupils = pupils
        .SelectMany(pupil => pupil.MarksIn(period.From, period.To))
        .CountBy(stated => (stated.Session, stated.Mark.Code))
        .ToDictionary();

    /// <summary>The sessions in which at least one pupil had a mark, in order.</summary>
    public IEnumerable<Session> Sessions => _pupils.Keys.Select(key => key.Session).Distinct().Order();

    /// <summary>The marks of the sessions for which a condition holds.</summary>
    public Tally TallyOf(Func<Session, bool> counts) =>
        Tally.Of(_pupils.Where(pair => counts(pair.Key.Session)).Select(pair => (pair.Key.Code, pair.Value)));

    /// <summary>Sessions with a code, of those for which a condition holds.</summary>
    public int SessionsOf(string code, Func<Session, bool> counts) =>
        _pupils.Where(pair => pair.Key.Code.Text == code && counts(pair.Key.Session)).Sum(pair => pair.Value);
}
