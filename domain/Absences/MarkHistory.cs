using System.Collections.Immutable;

namespace AttendanceFunctions.Domain.Absences;

/// <summary>A pupil's marks over years and schools of the trust, to count absence across September and a change of school.</summary>
/// <remarks>
/// Where two schools marked one session, the possible mark counts: a dual registered pupil is marked D by the school that does not expect
/// them. Where both are possible, the attended one counts: a child who was at one school is not missing.
/// </remarks>
public sealed class MarkHistory
{
    private readonly ImmutableSortedDictionary<int, YearOfMarks> _years;

    private MarkHistory(ImmutableSortedDictionary<int, YearOfMarks> years) => _years = years;

    public static MarkHistory None { get; } = new(ImmutableSortedDictionary<int, YearOfMarks>.Empty);

    /// <summary>The first day of the earliest school year with marks; null without marks.</summary>
    public DateOnly? FirstDay => _years.IsEmpty ? null : new AcademicYear(_years.Keys.First()).FirstDay;

    /// <summary>The marks of one school and year.</summary>
    /// <param name="onRoll">When the pupil was on that school's roll; marks of other days belong to another school and are ignored.</param>
    public static MarkHistory Of(YearOfMarks marks, OnRoll onRoll) => None.And(marks, onRoll);

    /// <summary>Adds the marks of another year or school.</summary>
    /// <param name="onRoll">When the pupil was on that school's roll.</param>
    public MarkHistory And(YearOfMarks marks, OnRoll onRoll)
    {
        var known = _years.GetValueOrDefault(marks.Year.StartYear);
        if (known is null && onRoll.Admission <= marks.Year.FirstDay && marks.Year.LastDay <= onRoll.Leaving)
        {
            return new(_years.Add(marks.Year.StartYear, marks));
        }

        known ??= YearOfMarks.Empty(marks.Year);
        var better = marks.Stated(onRoll.Admission, onRoll.Leaving).Where(stated => Rank(stated.Mark) > Rank(known.At(stated.Session)));
        return new(_years.SetItem(marks.Year.StartYear, known.With(better)));
    }

    public MarkHistory And(MarkHistory other) => other._years.Values.Aggregate(this, (history, year) => history.And(year, OnRoll.Always));

    /// <summary>Whether there are marks for the school year of a date.</summary>
    public bool Knows(DateOnly date) => _years.ContainsKey(AcademicYear.Of(date).StartYear);

    /// <summary>The mark of a session; missing where no register has one.</summary>
    public Mark At(Session session) =>
        _years.TryGetValue(AcademicYear.Of(session.Date).StartYear, out var year) ? year.At(session) : Mark.Missing;

    /// <summary>The marks in the registers, from the morning of the first day to the afternoon of the last, in order.</summary>
    public IEnumerable<(Session Session, Mark Mark)> Stated(DateOnly first, DateOnly last) =>
        _years.Values.Where(year => year.Year.FirstDay <= last && first <= year.Year.LastDay).SelectMany(year => year.Stated(first, last));

    /// <summary>The days with a mark, from <paramref name="first"/> to <paramref name="last"/>, in order.</summary>
    public IEnumerable<PupilDay> Days(DateOnly first, DateOnly last)
    {
        PupilDay? day = null;
        foreach (var (session, mark) in Stated(first, last))
        {
            if (day is { } done && done.Date != session.Date)
            {
                yield return done;
                day = null;
            }

            var current = day ?? new(session.Date, Mark.Missing, Mark.Missing);
            day = session.Half == HalfDay.AM ? current with { Morning = mark } : current with { Afternoon = mark };
        }

        if (day is { } newest)
        {
            yield return newest;
        }
    }

    /// <summary>The days on which the pupil had a possible session, from a date backwards and including it, the newest first.</summary>
    public IEnumerable<PupilDay> SchoolDaysBackFrom(DateOnly date)
    {
        foreach (var year in _years.Values.Reverse())
        {
            for (var day = date < year.Year.LastDay ? date : year.Year.LastDay; day >= year.Year.FirstDay; day = day.AddDays(-1))
            {
                var found = new PupilDay(day, year.At(new(day, HalfDay.AM)), year.At(new(day, HalfDay.PM)));
                if (found.IsPossible)
                {
                    yield return found;
                }
            }
        }
    }

    private static int Rank(Mark mark) => mark.IsMissing ? 0 : !mark.Code.IsPossible ? 1 : mark.Code.IsAbsent ? 2 : 3;
}

/// <summary>A pupil's marks of one day; either of the two may be missing.</summary>
public readonly record struct PupilDay(DateOnly Date, Mark Morning, Mark Afternoon)
{
    /// <summary>Whether the pupil could have attended a session of the day. Other days neither break nor extend a run of days.</summary>
    public bool IsPossible => IsPossibleAt(Morning) || IsPossibleAt(Afternoon);

    /// <summary>The sessions that the pupil could have attended, in order.</summary>
    public IEnumerable<(Session Session, Mark Mark)> Possible
    {
        get
        {
            if (IsPossibleAt(Morning))
            {
                yield return (new(Date, HalfDay.AM), Morning);
            }

            if (IsPossibleAt(Afternoon))
            {
                yield return (new(Date, HalfDay.PM), Afternoon);
            }
        }
    }

    /// <summary>Whether the day has a possible session, and every possible session meets the condition.</summary>
    public bool IsAll(Func<Mark, bool> kind) =>
        IsPossible && (!IsPossibleAt(Morning) || kind(Morning)) && (!IsPossibleAt(Afternoon) || kind(Afternoon));

    internal static bool IsPossibleAt(Mark mark) => !mark.IsMissing && mark.Code.IsPossible;
}
