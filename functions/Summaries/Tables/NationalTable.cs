using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>All pupils in schools of one phase.</summary>
/// <param name="Everyone">Its pupils in the period.</param>
internal sealed record PhaseFigures(Phase Phase, GroupFigures Everyone, Showing IsShown)
{
    /// <summary>The phases of a trust's schools in a period.</summary>
    public static IReadOnlyList<PhaseFigures> Of(IEnumerable<SchoolLine> lines, PeriodKind kind) =>
        [
            .. lines.GroupBy(line => line.School.Phase).OrderBy(phase => phase.Key).Select(phase =>
            {
                var shown = phase.Where(line => line.ShowingIn(kind) == Showing.Shown).ToList();
                return new PhaseFigures(
                    phase.Key, shown.Aggregate(GroupFigures.Nobody, (sum, line) => sum.And(line.In(kind).WithoutSmallCounts())),
                    shown.Count > 0 ? Showing.Shown : phase.Select(line => line.ShowingIn(kind)).Max());
            }),
        ];

    public static PhaseFigures Of(School school, PeriodFigures counted) =>
        new(school.Phase, counted.Everyone, counted.ShowingOf(counted.Everyone, Measure.Attendance));
}

/// <summary>Compares attendance and persistent absence with the published figures for schools of the same phase in England.</summary>
internal static class NationalTable
{
    public static SummaryTable Of(SummarySubject subject, IReadOnlyList<PhaseFigures> phases) => new(
        "against-england", "Against England", "Against schools of the same phase in England",
        $"{subject.Sessions} Persistent absence is of the school year to {English.Day(subject.Period.To)}, as a share of the "
            + $"pupils of whom it can be said. England: {NationalFigures.Source}, {NationalFigures.Period}.",
        [
            new("phase", "Phase", 14), new("pupils", "Pupils", 10), new("percent", "Attendance", 12),
            new("england_percent", "England", 12), new("points", "Points above or below England", 12),
            new("in_words", "Attendance in words", 44), new("persistent_percent", "Share persistently absent", 14),
            new("england_persistent_percent", "England, share persistently absent", 16),
            new("persistent_points", "Persistently absent, points above or below England", 16),
            new("persistent_in_words", "Persistent absence in words", 44),
        ],
        subject.ShowsRates ? [.. phases.Select(Row)] : [],
        subject.WhyNoRates);

    /// <summary>The share of a group that is persistently absent; null for small groups.</summary>
    private static Rate? ShareOf(GroupFigures group) =>
        group.Measured >= Headcount.SmallestGroup ? Rate.Of(group.PersistentAbsence, group.Measured) : null;

    private static SummaryRow Row(PhaseFigures phase)
    {
        var national = NationalFigures.Of(phase.Phase);
        var (attendance, persistent) = (RateComparison.RateOf(national.Attendance), RateComparison.RateOf(national.PersistentAbsence));
        if (phase.IsShown != Showing.Shown || !Rate.TryOf(phase.Everyone.Tally, out var rate))
        {
            return new(
            [
                phase.Phase.ToString(), phase.Everyone.Pupils, Cell.Empty, Cell.Percent(attendance), Cell.Empty,
                NotShown.Why(phase.IsShown), Cell.Empty, Cell.Percent(persistent), Cell.Empty, NotShown.Why(phase.IsShown),
            ]);
        }

        return new(
        [
            phase.Phase.ToString(), phase.Everyone.Pupils, Cell.Percent(rate), Cell.Percent(attendance),
            Cell.Number(new RateGap(rate, attendance).Points),
            RateComparison.Against(rate, attendance, RateComparison.England(phase.Phase, attendance)),
            .. ShareOf(phase.Everyone) is { } share
                ?
                [
                    Cell.Percent(share), Cell.Percent(persistent), Cell.Number(new RateGap(share, persistent).Points),
                    RateComparison.Against(share, persistent, RateComparison.England(phase.Phase, persistent)),
                ]
                : new[] { Cell.Empty, Cell.Percent(persistent), Cell.Empty, "Too early to say" },
        ])
        { Tone = rate.IsBelow(attendance) ? Tone.Watch : Tone.Good };
    }
}
