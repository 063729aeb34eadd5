using AttendanceFunctions.Domain.Rates;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Groups of pupils beside everyone, and beside the pupils who do not belong to them.</summary>
internal static class GroupTables
{
    private static readonly SummaryColumn[] Columns =
    [
        new("pupils", "Pupils", 10), new("possible", "Possible sessions", 12), new("attended", "Attended", 12), new("percent", "Attendance %", 12),
        new("points_to_all", "Points to all", 12), new("points_to_others", "Points to pupils without", 14), new("persistent_absence", "Persistently absent", 14),
        new("persistent_percent", "Persistently absent %", 14), new("severe_absence", "Severely absent", 12), new("in_words", "In words", 44),
    ];

    private static readonly Grouping[] Characteristics =
        [Grouping.Sen, Grouping.PupilPremium, Grouping.FreeSchoolMeals, Grouping.LookedAfter, Grouping.SocialWorker];

    public static SummaryTable YearGroups(SummarySubject subject)
    {
        var groups = Of(subject, Grouping.YearGroup);
        return Table(subject, "year-groups", "Year groups", "Year groups", "year_group", "Year group", [Everyone(subject), .. Rows(subject, groups, NameOf)]);
    }

    /// <summary>The classes of a school, which its trust does not see.</summary>
    public static SummaryTable Classes(SummarySubject subject, IEnumerable<CountedPupil> pupils)
    {
        var groups = GroupFigures.GroupedBy(Grouping.Class, pupils, subject.Span);
        return Table(subject, "classes", "Classes", "Classes", "class", "Class", [Everyone(subject), .. Rows(subject, groups, NameOf)]);
    }

    public static SummaryTable Groups(SummarySubject subject) => Table(
        subject, "groups", "Groups", "Groups of pupils", "group", "Group",
        [Everyone(subject), .. Characteristics.SelectMany(by => Rows(subject, Of(subject, by), NameOf))]);

    /// <summary>How many of a group are persistently absent, and their share of those of whom it can be said; nothing of a handful.</summary>
    public static IReadOnlyList<Cell> Persistent(GroupFigures group) => group.Measured >= Headcount.SmallestGroup
        ? [group.PersistentAbsence, RateWords.Share(group.PersistentAbsence, group.Measured)]
        : [Cell.Empty, Cell.Empty];

    private static SummaryTable Table(
        SummarySubject subject, string name, string sheet, string title, string column, string heading, IReadOnlyList<SummaryRow> rows) => new(
        name, sheet, title,
        $"{subject.Sessions} Persistent and severe absence are of the school year to {SpanWords.Day(subject.Span.To)}. Points are percentage points. {RateWords.TooFew}.",
        [new(column, heading, 34), .. Columns], subject.ShowsRates ? rows : [], subject.WhyNoRates)
    {
        Chart = subject.ShowsRates && rows.Count(row => row.Cells[4].Kind == CellKind.Percent) > 1
            ? new SummaryChart.Bars("percent", RateTables.TargetOf(subject), RateTables.TargetName(subject)) : SummaryChart.None,
    };

    private static SummaryRow Everyone(SummarySubject subject) =>
        Row(subject, "All pupils", subject.Everyone, default, Showing.Shown) with { IsTotal = true };

    private static IEnumerable<SummaryRow> Rows(SummarySubject subject, IReadOnlyList<GroupFigures> groups, Func<GroupFigures, string> name) => groups
        .Zip(SmallGroups.Of(groups))
        .Select(pair => Row(subject, name(pair.First), pair.First, OthersOf(groups, pair.First), pair.Second));

    /// <summary>The pupils without what a group has; none for a group that is no such thing, and none that may not be shown.</summary>
    private static Tally OthersOf(IReadOnlyList<GroupFigures> groups, GroupFigures group)
    {
        var isWith = group.By == Grouping.Sen ? group.Value != nameof(Domain.Pupils.Sen.None) : group.Value == GroupFigures.Yes;
        var without = group.By == Grouping.Sen ? nameof(Domain.Pupils.Sen.None) : GroupFigures.No;
        var showing = SmallGroups.Of(groups);
        return !isWith || !Characteristics.Contains(group.By) ? default
            : groups.Zip(showing).FirstOrDefault(pair => pair.First.Value == without && pair.Second == Showing.Shown).First?.Tally ?? default;
    }

    private static SummaryRow Row(SummarySubject subject, string name, GroupFigures group, Tally others, Showing showing)
    {
        if (showing != Showing.Shown || !Rate.TryOf(group.Tally, out var rate))
        {
            return new([name, group.Pupils, .. Enumerable.Repeat(Cell.Empty, 8), SmallGroups.Why(showing)]);
        }

        return new(
        [
            name, group.Pupils, group.Tally.Possible, group.Tally.Attended, Cell.Percent(rate), RateWords.Points(group.Tally, subject.Everyone.Tally),
            RateWords.Points(group.Tally, others), .. Persistent(group), group.Measured >= Headcount.SmallestGroup ? group.SevereAbsence : Cell.Empty,
            subject.Targets is [var target] ? RateWords.AgainstTarget(rate, target) : InWords(rate, subject),
        ])
        { Tone = subject.Targets is [var aim] ? RateWords.ToneOf(rate, aim) : Tone.Plain };
    }

    private static Cell InWords(Rate rate, SummarySubject subject) =>
        Rate.TryOf(subject.Everyone.Tally, out var all) ? RateWords.Against(rate, all, "all pupils") : Cell.Empty;

    private static IReadOnlyList<GroupFigures> Of(SummarySubject subject, Grouping by) => [.. subject.Counted.Groups.Where(group => group.By == by)];

    private static string NameOf(GroupFigures group) => (group.By, group.Value) switch
    {
        (Grouping.YearGroup, GroupFigures.Others) => "Other year groups",
        (Grouping.YearGroup, var year) when year.All(char.IsAsciiDigit) => $"Year {year}",
        (Grouping.YearGroup, var year) => year,
        (Grouping.Class, "") => "No class",
        (Grouping.Class, GroupFigures.Others) => "Other classes",
        (Grouping.Class, var value) => value,
        (Grouping.Sen, nameof(Domain.Pupils.Sen.Support)) => "SEN support",
        (Grouping.Sen, nameof(Domain.Pupils.Sen.Plan)) => "Education, health and care plan",
        (Grouping.Sen, _) => "No SEN",
        (Grouping.PupilPremium, GroupFigures.Yes) => "Pupil premium",
        (Grouping.PupilPremium, _) => "No pupil premium",
        (Grouping.FreeSchoolMeals, GroupFigures.Yes) => "Free school meals",
        (Grouping.FreeSchoolMeals, _) => "No free school meals",
        (Grouping.LookedAfter, GroupFigures.Yes) => "Looked after",
        (Grouping.LookedAfter, _) => "Not looked after",
        (Grouping.SocialWorker, GroupFigures.Yes) => "With a social worker",
        (Grouping.SocialWorker, _) => "Without a social worker",
        _ => group.Value,
    };
}
