namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A half term, including both days.</summary>
public sealed record Term(DateOnly From, DateOnly To)
{
    /// <summary>Whether the date is in the half term.</summary>
    public bool Holds(DateOnly date) => date >= From && date <= To;
}

/// <summary>The trust's academic year. Marks refer to days by their index in <see cref="Days"/>.</summary>
public sealed class SchoolYear
{
    private readonly Dictionary<DateOnly, int> _index;
    private readonly int[] _weekdays;

    internal SchoolYear(int september, IReadOnlyList<Term> terms, IReadOnlyList<DateOnly> closures)
    {
        September = september;
        Terms = terms;
        Closures = closures;
        Days = [.. terms.SelectMany(DaysOf).Where(day => !closures.Contains(day))];
        _index = Days.Select((day, index) => (day, index)).ToDictionary(pair => pair.day, pair => pair.index);
        _weekdays = [.. Days.Select(day => (int)day.DayOfWeek - 1)];
    }

    /// <summary>The calendar year in which the academic year begins.</summary>
    public int September { get; }

    /// <summary>The six half terms.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>Days within a half term on which the whole trust is closed.</summary>
    public IReadOnlyList<DateOnly> Closures { get; }

    /// <summary>The trust's school days. Individual schools may be closed on some of them.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>The index of a day, or -1 if it is not a school day.</summary>
    public int IndexOf(DateOnly day) => _index.TryGetValue(day, out var index) ? index : -1;

    /// <summary>The weekday, from 0 (Monday) to 4 (Friday).</summary>
    public int Weekday(int day) => _weekdays[day];

    /// <summary>The Monday of the day's week.</summary>
    public DateOnly Monday(int day) => Days[day].AddDays(-_weekdays[day]);

    /// <summary>The index of the day's half term, from 0.</summary>
    public int TermOf(int day)
    {
        var term = 0;
        while (!Terms[term].Holds(Days[day]))
        {
            term++;
        }

        return term;
    }

    /// <summary>The index of the first school day on or after the date, or of the last school day of the year.</summary>
    public int FirstFrom(DateOnly date)
    {
        for (var day = 0; day < Days.Count; day++)
        {
            if (Days[day] >= date)
            {
                return day;
            }
        }

        return Days.Count - 1;
    }

    private static IEnumerable<DateOnly> DaysOf(Term term)
    {
        for (var day = term.From; day <= term.To; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                yield return day;
            }
        }
    }
}
