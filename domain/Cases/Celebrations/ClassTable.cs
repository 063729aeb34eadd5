using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Domain.Cases.Celebrations;

/// <summary>The figures that a class shows for its week.</summary>
public abstract record ClassFigures
{
    /// <summary>Its sessions and rate.</summary>
    /// <param name="Tally">The sum of the counted pupils' sessions, never a mean of their rates (domain 0.1).</param>
    /// <param name="ReachesTarget">Whether the rate is at or above the policy's target.</param>
    /// <param name="IsBest">Whether no class that shows a rate has a higher one, compared exactly; classes that tie are all best.</param>
    public sealed record Shown(Tally Tally, Rate Rate, bool ReachesTarget, bool IsBest) : ClassFigures;

    /// <summary>Fewer than five pupils, whose rate could identify a child: the class shows none and cannot be best (domain 0.12).</summary>
    public sealed record TooFew : ClassFigures;

    /// <summary>No counted pupil had a possible session.</summary>
    public sealed record NoSessions : ClassFigures;
}

/// <summary>A class in the week's table.</summary>
/// <param name="Counted">Pupils included in the figures, with a possible session this week.</param>
/// <param name="LeftOut">Pupils left out because of a circumstance on file. For staff only.</param>
public sealed record ClassRow(string Class, int Counted, int LeftOut, ClassFigures Figures);

/// <summary>The classes of a school over the week that ends tonight (D4: celebrated each week, the best one displayed).</summary>
/// <param name="Target">The attendance that the school aims at.</param>
/// <param name="Rows">Its classes by name. Pupils without a class are left out.</param>
public sealed record ClassTable(DateOnly Monday, DateOnly Night, Percentage Target, IReadOnlyList<ClassRow> Rows)
{
    /// <summary>The best class, or all that tie; none where no class shows a rate.</summary>
    public IEnumerable<ClassRow> Best => Rows.Where(row => row.Figures is ClassFigures.Shown { IsBest: true });

    /// <summary>The table of the week; false unless it is the last school day of a week and the policy celebrates classes.</summary>
    /// <param name="pupils">Its pupils, including those for whom it is too early to say, and those who left during the week.</param>
    public static bool TryOf(School school, DateOnly night, IEnumerable<PupilNight> pupils, [NotNullWhen(true)] out ClassTable? table)
    {
        table = school.Policy.Celebration.Classes && school.Calendar.IsLastOfWeek(night) ? Of(school.Policy, night, pupils) : null;
        return table is not null;
    }

    private static ClassTable Of(Policy policy, DateOnly night, IEnumerable<PupilNight> pupils)
    {
        var monday = SchoolCalendar.MondayOf(night);
        var classes = pupils.Where(pupil => pupil.Pupil.Class.Length > 0 && pupil.Pupil.OnRoll.Leaving >= monday)
            .GroupBy(pupil => pupil.Pupil.Class, StringComparer.Ordinal)
            .OrderBy(group => group.Key, ClassOrder.Instance)
            .Select(group => RowOf(group.Key, [.. group], policy, monday, night))
            .ToList();
        return new(monday, night, policy.Target, MarkBest(classes));
    }

    private static ClassRow RowOf(string name, IReadOnlyList<PupilNight> pupils, Policy policy, DateOnly monday, DateOnly night)
    {
        var included = pupils.Where(pupil => !(policy.Celebration.LeavesOutCircumstances && pupil.Pupil.Circumstance.Length > 0)).ToList();
        var counted = included.Select(pupil => pupil.TallyOf(monday, night)).Where(tally => tally.Possible > 0).ToList();
        return new(name, counted.Count, pupils.Count - included.Count, FiguresOf(counted, policy.Target));
    }

    private static ClassFigures FiguresOf(List<Tally> counted, Percentage target)
    {
        var sum = counted.Aggregate(default(Tally), (sum, next) => sum + next);
        if (!Rate.TryOf(sum, out var rate))
        {
            return new ClassFigures.NoSessions();
        }

        return counted.Count < Headcount.SmallestGroup
            ? new ClassFigures.TooFew()
            : new ClassFigures.Shown(sum, rate, ReachesTarget: !rate.IsBelow(target), IsBest: false);
    }

    private static List<ClassRow> MarkBest(List<ClassRow> rows)
    {
        var shown = rows.Select(row => row.Figures).OfType<ClassFigures.Shown>().Select(figures => figures.Rate).ToList();
        return [.. rows.Select(row => row.Figures is ClassFigures.Shown figures && !shown.Any(figures.Rate.IsBelow)
            ? row with { Figures = figures with { IsBest = true } }
            : row)];
    }
}
