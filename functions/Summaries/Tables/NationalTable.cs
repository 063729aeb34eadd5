using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>The pupils in schools of one phase whom England's figures count, over the days that stand beside them.</summary>
/// <param name="Beside">Their sums over the schools that show them.</param>
internal sealed record PhaseFigures(Phase Phase, BesideEngland Beside)
{
    /// <summary>The phases of some schools, each with its pupils; none of schools without figures.</summary>
    public static IReadOnlyList<PhaseFigures> Of(IEnumerable<SchoolLine> lines) =>
    [
        .. from line in lines
           where line.BesideEngland is not null
           group line.BesideEngland by line.School.Phase into schools
           orderby schools.Key
           select new PhaseFigures(schools.Key, SumOf([.. schools])),
    ];

    private static BesideEngland SumOf(IReadOnlyList<BesideEngland> schools)
    {
        var shown = schools.Where(school => school.Attendance == Showing.Shown).ToList();
        return shown.Count == 0
            ? schools[0] with
            {
                Pupils = GroupFigures.Nobody with { Pupils = schools.Sum(school => school.Pupils.Pupils) },
                Attendance = schools.Max(school => school.Attendance),
            }
            : shown[0] with
            {
                Pupils = shown.Aggregate(GroupFigures.Nobody, (sum, school) => sum.And(Published(school))),
                WithoutBirth = shown.Sum(school => school.WithoutBirth),
            };
    }

    /// <summary>Where persistent absence is not shown, nobody counts as measured.</summary>
    private static GroupFigures Published(BesideEngland school) => school.PersistentAbsence == Showing.Shown
        ? school.Pupils
        : school.Pupils with { PersistentAbsence = 0, SevereAbsence = 0, TooEarly = school.Pupils.Pupils };

    /// <summary>England's figures of the same days; null where none are published.</summary>
    public NationalFigures? England => NationalFigures.FindBeside(Beside.Last) is { } figures
        && figures.DaysIn(AcademicYear.Of(Beside.First)) == (Beside.First, Beside.Last) ? figures : null;

    /// <summary>England's rates of the phase; null where none are published.</summary>
    public NationalRates? Rates => England?.Of[Phase];

    /// <summary>"8 September 2025 to 20 March 2026", and where England's are of another year, whose.</summary>
    public string Days => English.Days(Beside.First, Beside.Last)
        + (England is { } figures && figures.First != Beside.First ? $", England in the same weeks from {English.Day(figures.First)}" : "");

    /// <summary>The share that is persistently absent; null where it cannot be said or may not be shown.</summary>
    public Rate? Persistent => Beside.Attendance == Showing.Shown && Beside.Pupils.Measured >= Headcount.SmallestGroup
        ? Rate.Of(Beside.Pupils.PersistentAbsence, Beside.Pupils.Measured)
        : null;

    /// <summary>Their attendance; null where it may not be shown.</summary>
    public Rate? Attendance => Beside.Attendance == Showing.Shown && Rate.TryOf(Beside.Pupils.Tally, out var rate) ? rate : null;
}

/// <summary>Compares attendance and persistent absence with the published figures for schools of the same phase in England.</summary>
internal static class NationalTable
{
    public static SummaryTable Of(SummarySubject subject, IReadOnlyList<PhaseFigures> phases) => new(
        "against-england", "Against England", "Against schools of the same phase in England", About(subject, phases),
        [
            new("phase", "Phase", 14), new("pupils", "Pupils", 10), new("possible", "Possible sessions", 12),
            new("attended", "Attended", 12), new("percent", "Attendance", 12),
            new("england_percent", "England", 12), new("points", "Points above or below England", 12),
            new("in_words", "Attendance in words", 44), new("persistent_percent", "Share persistently absent", 14),
            new("england_persistent_percent", "England, share persistently absent", 16),
            new("persistent_points", "Persistently absent, points above or below England", 16),
            new("persistent_in_words", "Persistent absence in words", 44),
        ],
        subject.ShowsYear ? [.. phases.Select(Row)] : [],
        subject.WhyNoRates);

    /// <summary>Whom and which days the comparison counts, on both sides (domain 0.18).</summary>
    private static string About(SummarySubject subject, IReadOnlyList<PhaseFigures> phases)
    {
        var england = NationalFigures.FindBeside(subject.Period.To);
        var (first, last) = NationalFigures.DaysBeside(subject.Period.To);
        var days = england is null ? "none yet, because no figures of England up to these days are known"
            : $"{English.Days(first, last)}, the newest days of which England's figures are published";
        var withoutBirth = phases.Sum(phase => phase.Beside.WithoutBirth);
        return "Pupils who were 5 to 15 years old on 31 August before the school year, as England's figures count; leavers to their "
            + $"leaving date. Sessions: {days}. England: {NationalFigures.Source}"
            + (england is null ? ""
                : england.First == first ? ", the same days"
                : $", the same weeks of the year before, {English.Days(england.First, england.Last)}")
            + $". Persistent absence is of the school year to {English.Day(subject.Period.To)}, as a share of the pupils on roll of whom "
            + "it can be said."
            + (withoutBirth == 0 ? ""
                : $" {English.Count(withoutBirth, "pupil")} without a date of birth {(withoutBirth == 1 ? "is" : "are")} counted by year "
                    + "group: Year 1 to Year 11.");
    }

    private static SummaryRow Row(PhaseFigures phase)
    {
        var attendance = phase.Rates is { } rates ? RateComparison.RateOf(rates.Attendance) : (Rate?)null;
        var persistent = phase.Rates?.PersistentAbsence is { } percentage ? RateComparison.RateOf(percentage) : (Rate?)null;
        var pupils = phase.Beside.Pupils;
        if (phase.Attendance is not { } rate)
        {
            var why = NotShown.Why(phase.Beside.Attendance);
            return new(
            [
                phase.Phase.ToString(), pupils.Pupils, Cell.Empty, Cell.Empty, Cell.Empty, Percent(attendance),
                Cell.Empty, why, Cell.Empty, Percent(persistent), Cell.Empty, why,
            ]);
        }

        return new(
        [
            phase.Phase.ToString(), pupils.Pupils, pupils.Tally.Possible, pupils.Tally.Attended, Cell.Percent(rate),
            .. Compared(phase.Phase, rate, attendance, "Nothing is published of these days"),
            .. phase.Persistent is { } share
                ? [Cell.Percent(share), .. Compared(phase.Phase, share, persistent, "Published from January on")]
                : new[] { Cell.Empty, Percent(persistent), Cell.Empty, WhyNoShare(phase) },
        ])
        { Tone = attendance is not { } national ? Tone.Plain : rate.IsBelow(national) ? Tone.Watch : Tone.Good };
    }

    /// <summary>England's rate, the points above or below it, and both in words.</summary>
    private static Cell[] Compared(Phase phase, Rate rate, Rate? england, string whyNot) => england is { } national
        ?
        [
            Cell.Percent(national), Cell.Number(new RateGap(rate, national).Points),
            RateComparison.Against(rate, national, RateComparison.England(phase, national)),
        ]
        : [Cell.Empty, Cell.Empty, whyNot];

    private static Cell Percent(Rate? rate) => rate is { } shown ? Cell.Percent(shown) : Cell.Empty;

    private static string WhyNoShare(PhaseFigures phase) => phase.Beside.PersistentAbsence is Showing.TooFew or Showing.GivesAway
        ? NotShown.Why(phase.Beside.PersistentAbsence)
        : "Too early to say";
}
