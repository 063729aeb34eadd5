namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>
/// Adds up what a trust's schools publish on a night. A school that is hidden is left out of every sum. A hidden group of a school counts
/// in its trust's group only if other schools hide the same groups and the sum leaves each of them three possible figures; otherwise its
/// pupils are left out.
/// </summary>
public sealed class TrustFigures
{
    private readonly Dictionary<PeriodKind, List<HiddenPart>> _hidden = [];
    private SchoolFigures _sum = SchoolFigures.None;
    private int _schools;

    /// <summary>Adds a school on the same night.</summary>
    public void Add(SchoolFigures school)
    {
        foreach (var period in school.Periods.Where(period => period.ShowsEveryone))
        {
            var parts = _hidden.TryGetValue(period.Period.Kind, out var found) ? found : _hidden[period.Period.Kind] = [];
            parts.AddRange(HiddenPart.AllOf(_schools, period));
        }

        _schools++;
        _sum = _sum.And(Shown(school));
    }

    /// <summary>The trust's figures.</summary>
    public SchoolFigures Sum() => _sum with { Periods = [.. _sum.Periods.Select(WithHidden)] };

    /// <summary>The part of a school's figures that its trust may add up as it is.</summary>
    private static SchoolFigures Shown(SchoolFigures school)
    {
        var everyone = school.Periods.FirstOrDefault(period => period.Period.Kind == PeriodKind.Year)?.Everyone ?? GroupFigures.Nobody;
        var isShown = school.Periods.Any(period => period.Period.Kind == PeriodKind.Year && period.ShowsEveryone);
        return school with
        {
            Periods = [.. school.Periods.Select(period => period.ShowsEveryone ? Shown(period) : PeriodFigures.Empty(period.Period))],
            LastDay = isShown ? school.LastDay : DatedTally.None,
            FourWeeks = isShown ? school.FourWeeks : DatedTally.None,
            SinceWeek = isShown && StageMovements.Shows(school.SinceWeek) ? school.SinceWeek : null,
            SinceHalfTerm = isShown && StageMovements.Shows(school.SinceHalfTerm) ? school.SinceHalfTerm : null,
            Margins = isShown && everyone.Measured >= Headcount.SmallestGroup ? school.Margins : MarginCounts.None,
        };
    }

    private static PeriodFigures Shown(PeriodFigures period)
    {
        var codes = period.HiddenCodes.Select(code => code.Code).ToHashSet(StringComparer.Ordinal);
        return period with
        {
            Groups =
            [
                .. period.Groups.Where(
                    group => group.By == Grouping.Everyone || period.ShowingOf(group, Measure.Attendance) == Showing.Shown)
                    .Select(group => group.WithoutSmallCounts()),
            ],
            Codes = [.. period.Codes.Where(code => !codes.Contains(code.Code))],
            Hidden = [],
            HiddenBefore = null,
            Exchanges = [],
            HiddenCodes = [],
            CodesLeftOut = [.. codes.Order(StringComparer.Ordinal)],
        };
    }

    private PeriodFigures WithHidden(PeriodFigures sum)
    {
        var parts = _hidden.GetValueOrDefault(sum.Period.Kind) ?? [];
        var changed = parts.Where(part => !part.IsAsBefore).SelectMany(part => new[] { part.Pattern, part.PatternBefore }).ToHashSet();
        var attendance = parts.Where(part => part.Of == Measure.Attendance && part.Groups.Count > 0).ToList();
        // A school that began or ceased to hide a group since the night before would be told by the difference of the nights.
        var counted = attendance.GroupBy(part => part.Pattern)
            .Where(block => !changed.Contains(block.Key) && IsSafe(sum, [.. block])).SelectMany(block => block).ToHashSet();
        var groups = attendance.SelectMany(part => part.Groups.Select(group => counted.Contains(part)
            ? group
            : GroupFigures.Nobody with { By = group.By, Value = group.Value, LeftOut = group.Pupils }));
        var leftOut = attendance.Where(part => !counted.Contains(part)).Select(part => (part.School, part.By)).ToHashSet();
        var hidden =
            from part in parts
            where part.Of != Measure.Attendance
            group part by (part.Of, part.Pattern) into block
            where block.Any(part => leftOut.Contains((part.School, part.By))) || !IsSafe(sum, [.. block])
            from hiddenGroup in block.First().Groups
            select new HiddenMeasure(hiddenGroup.By, hiddenGroup.Value, block.Key.Of, Showing.GivesAway);
        return sum.And(PeriodFigures.Empty(sum.Period) with { Groups = [.. groups] }) with { Hidden = [.. hidden.Distinct()] };
    }

    /// <summary>Whether a trust's groups may count the hidden groups of these schools, which hide the same ones.</summary>
    private static bool IsSafe(PeriodFigures sum, IReadOnlyList<HiddenPart> schools) =>
        schools[0].Groups.Index().All(group =>
            schools.Sum(school => school.Groups[group.Index].WithSessions)
                + sum.Groups.Where(shown => shown.By == group.Item.By && shown.Value == group.Item.Value).Sum(shown => shown.WithSessions)
            >= Headcount.SmallestGroup)
        && schools.All(school => school.Groups.All(group =>
            school.Groups.Any(other => other != group && StepsOf(schools, school, group.Value, other.Value) >= school.Enough(group))));

    /// <summary>
    /// By how much a school's group can differ, if another group of it and the two groups of other schools make up for it.
    /// </summary>
    private static int StepsOf(IReadOnlyList<HiddenPart> schools, HiddenPart school, string group, string other)
    {
        var others = schools.Where(each => each != school).ToList();
        return Math.Min(school.Steps(group, other), others.Sum(each => each.Steps(other, group)))
            + Math.Min(school.Steps(other, group), others.Sum(each => each.Steps(group, other)));
    }

    /// <summary>What one school hides of one kind of groups.</summary>
    /// <param name="School">A number for the school.</param>
    /// <param name="Pattern">The hidden groups: schools with the same pattern hide the same ones.</param>
    /// <param name="PatternBefore">What they were on the night before.</param>
    private sealed record HiddenPart(
        int School, Measure Of, Grouping By, string Pattern, string PatternBefore, IReadOnlyList<GroupFigures> Groups,
        IReadOnlyList<Exchange> Exchanges)
    {
        public bool IsAsBefore => Pattern == PatternBefore;

        public static IEnumerable<HiddenPart> AllOf(int school, PeriodFigures period) =>
            from measure in Enum.GetValues<Measure>()
            from kind in Membership.Kinds
            where kind != Grouping.Class
            let groups = period.Groups.Where(figures => figures.By == kind && IsHidden(period.Hidden, measure, figures)).ToList()
            let pattern = PatternOf(kind, groups.Select(figures => figures.Value))
            let before = measure == Measure.Attendance && period.HiddenBefore is { } hidden
                ? PatternOf(kind, hidden.Where(last => last.Of == measure && last.By == kind).Select(last => last.Value))
                : pattern
            where groups.Count > 0 || before != pattern
            select new HiddenPart(
                school, measure, kind, pattern, before, groups,
                [.. period.Exchanges.Where(steps => steps.Of == measure && steps.By == kind)]);

        /// <summary>How many more sessions (or persistently or severely absent pupils) one group could have, and another fewer.</summary>
        public int Steps(string more, string fewer) =>
            Exchanges.FirstOrDefault(exchange => exchange.More == more && exchange.Fewer == fewer)?.Steps ?? 0;

        /// <summary>How many a group needs: a count of one pupil has two values only.</summary>
        public int Enough(GroupFigures group) => Of == Measure.Attendance ? Exchange.Most : Math.Min(Exchange.Most, group.Measured);

        private static bool IsHidden(IReadOnlyList<HiddenMeasure> hidden, Measure of, GroupFigures group) => hidden.Any(
            each => (each.Of == of || each.Of == Measure.Attendance) && each.By == group.By && each.Value == group.Value);

        private static string PatternOf(Grouping by, IEnumerable<string> values) =>
            $"{by}: {string.Join(", ", values.Order(StringComparer.Ordinal))}";
    }
}
