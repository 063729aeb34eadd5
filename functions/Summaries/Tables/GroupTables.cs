using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Compares groups of pupils with all pupils, and with the pupils outside the group.</summary>
internal static class GroupTables
{
    private static readonly SummaryColumn[] Columns =
    [
        new("pupils", "Pupils", 10), new("possible", "Possible sessions", 12), new("attended", "Attended", 12),
        new("percent", "Attendance", 12), new("points_to_all", "Points above or below all", 12),
        new("persistent_absence", "Persistently absent", 14), new("persistent_percent", "Share persistently absent", 14),
        new("severe_absence", "Severely absent", 12), new("late", "Times late", 10),
        new("late_percent", "Share of possible sessions late", 14), new("in_words", "In words", 44),
    ];

    /// <summary>The comparison with pupils outside the group, if there are any.</summary>
    private static readonly SummaryColumn ToOthers = new("points_to_others", "Points above or below pupils without", 14);

    private static readonly Grouping[] Characteristics =
        [Grouping.Sen, Grouping.PupilPremium, Grouping.FreeSchoolMeals, Grouping.LookedAfter, Grouping.SocialWorker];

    public static SummaryTable YearGroups(SummarySubject subject)
    {
        var rows = Rows(subject, Of(subject, Grouping.YearGroup)).Select(row => row.Row);
        return Table(
            subject, "year-groups", "Year groups", [new("year_group", "Year group", 34), .. Columns], [Everyone(subject), .. rows]);
    }

    /// <summary>The classes of a school, which are not in the trust's summary.</summary>
    public static SummaryTable Classes(SummarySubject subject, IEnumerable<PupilNight> pupils)
    {
        var rows = Rows(subject, GroupFigures.GroupedBy(Grouping.Class, pupils, subject.Period)).Select(row => row.Row);
        return Table(subject, "classes", "Classes", [new("class", "Class", 34), .. Columns], [Everyone(subject), .. rows]);
    }

    public static SummaryTable Groups(SummarySubject subject) => Table(
        subject, "groups", "Groups of pupils", [new("group", "Group", 34), .. Columns, ToOthers],
        [With(Everyone(subject), Cell.Empty), .. Characteristics.SelectMany(by => WithOthers(subject, Of(subject, by)))]);

    /// <summary>How many of a group are persistently absent, and their share of the pupils measured; empty for small groups.</summary>
    public static IReadOnlyList<Cell> Persistent(GroupFigures group) => group.Measured >= Headcount.SmallestGroup
        ? [group.PersistentAbsence, RateComparison.Share(group.PersistentAbsence, group.Measured)]
        : [Cell.Empty, Cell.Empty];

    private static SummaryTable Table(
        SummarySubject subject, string name, string title, IReadOnlyList<SummaryColumn> columns, IReadOnlyList<SummaryRow> rows) => new(
        name, title, title,
        $"{subject.Sessions} Persistent and severe absence are of the school year to {English.Day(subject.Period.To)}. Points "
            + $"are percentage points. {NotShown.AboutSmallGroups}",
        columns, subject.ShowsRates ? rows : [], subject.WhyNoRates)
        {
            Chart = subject.ShowsRates && rows.Count(row => !row.IsTotal && row.Cells[4].Kind == CellKind.Percent) > 1
            ? new SummaryChart("percent", RateTables.TargetOf(subject.Targets)) : null,
        };

    private static SummaryRow Everyone(SummarySubject subject) =>
        Row(subject, "All pupils", subject.Everyone) with { IsTotal = true };

    private static IEnumerable<(GroupFigures Group, Showing Showing, SummaryRow Row)> Rows(
        SummarySubject subject, IReadOnlyList<GroupFigures> groups) =>
        groups.Select(group => (group, subject.Counted.ShowingOf(group, Measure.Attendance), Row(subject, NameOf(group), group)));

    /// <summary>The groups of one characteristic, each compared with the pupils outside it if both may be shown.</summary>
    private static IEnumerable<SummaryRow> WithOthers(SummarySubject subject, IReadOnlyList<GroupFigures> groups)
    {
        var rows = Rows(subject, [.. groups.OrderBy(IsWithout).ThenBy(group => group.Value == nameof(Sen.Plan))]).ToList();
        var without = rows.FirstOrDefault(row => IsWithout(row.Group) && row.Showing == Showing.Shown).Group?.Tally ?? default;
        return rows.Select(row => With(
            row.Row, IsWithout(row.Group) || row.Showing != Showing.Shown ? Cell.Empty : RateComparison.Points(row.Group.Tally, without)));
    }

    private static bool IsWithout(GroupFigures group) => group.Value is GroupFigures.No or nameof(Sen.None);

    private static SummaryRow With(SummaryRow row, Cell cell) => row with { Cells = [.. row.Cells, cell] };

    /// <summary>
    /// The row of a group. Fewer pupils count for persistent absence than have sessions, so it is shown or hidden on its own.
    /// </summary>
    private static SummaryRow Row(SummarySubject subject, string name, GroupFigures group)
    {
        var showing = subject.Counted.ShowingOf(group, Measure.Attendance);
        if (showing != Showing.Shown || !Rate.TryOf(group.Tally, out var rate))
        {
            return new(
            [
                name, group.Pupils + group.LeftOut, .. Enumerable.Repeat(Cell.Empty, 9),
                NotShown.Why(group is { Pupils: 0, LeftOut: > 0 } ? Showing.GivesAway : showing),
            ]);
        }

        var words = subject.Targets is [var target] ? RateComparison.AgainstTarget(rate, target) : InWords(rate, subject);

        var late = group.Tally.LateBeforeClose + group.Tally.LateAfterClose;
        return new(
        [
            name, group.Pupils, group.Tally.Possible, group.Tally.Attended, Cell.Percent(rate),
            RateComparison.Points(group.Tally, subject.Everyone.Tally),
            .. Shows(Measure.PersistentAbsence) ? Persistent(group) : [Cell.Empty, Cell.Empty],
            Shows(Measure.SevereAbsence) ? group.SevereAbsence : Cell.Empty,
            late, RateComparison.Share(late, group.Tally.Possible),
            group.LeftOut == 0 ? words : $"{words}; without {English.Count(group.LeftOut, "pupil")} of schools that do not show the group",
        ])
        { Tone = subject.Targets is [var aim] ? RateComparison.ToneOf(rate, aim) : Tone.Plain };

        bool Shows(Measure of) => subject.Counted.ShowingOf(group, of) == Showing.Shown;
    }

    private static string InWords(Rate rate, SummarySubject subject) =>
        Rate.TryOf(subject.Everyone.Tally, out var all) ? RateComparison.Against(rate, all, "all pupils") : "";

    private static IReadOnlyList<GroupFigures> Of(SummarySubject subject, Grouping by) =>
        [.. subject.Counted.Groups.Where(group => group.By == by)];

    private static string NameOf(GroupFigures group) => (group.By, group.Value) switch
    {
        (Grouping.YearGroup, GroupFigures.Others) => "Other year groups",
        (Grouping.YearGroup, var year) when year.All(char.IsAsciiDigit) => $"Year {year}",
        (Grouping.YearGroup, var year) => year,
        (Grouping.Class, "") => "No class",
        (Grouping.Class, GroupFigures.Others) => "Other classes",
        (Grouping.Class, var value) => value,
        (Grouping.Sen, nameof(Sen.Support)) => "SEN support",
        (Grouping.Sen, nameof(Sen.Plan)) => "Education, health and care plan",
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
