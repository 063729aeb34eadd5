using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What a night found beside pupils and marks.</summary>
/// <param name="Letters">Letters that it wrote.</param>
/// <param name="SilentDays">School days in a row, its own first, without registers.</param>
/// <param name="Unusable">Addresses that the providers found dead.</param>
public sealed record NightFindings(int Letters, int SilentDays, IReadOnlySet<Address> Unusable);

/// <summary>
/// The figures of a school's night, about no single pupil, from which its trust's are added up: the trust never looks at pupils again.
/// </summary>
/// <param name="Spans">The year to the night, and the week, half term and term that the night ends.</param>
/// <param name="LastDay">The night's own day, or the school's last before it.</param>
/// <param name="FourWeeks">The last twenty school days.</param>
/// <param name="SinceWeek">Who came to another stage since last week.</param>
/// <param name="SinceHalfTerm">Who came to another stage since the last half term.</param>
/// <param name="Line">How far pupils are from persistent absence.</param>
/// <param name="Work">What waits for people.</param>
/// <param name="Quality">How good the data is.</param>
public sealed record SchoolFigures(
    IReadOnlyList<PeriodFigures> Spans, DatedTally LastDay, DatedTally FourWeeks, StageMovements SinceWeek, StageMovements SinceHalfTerm, MarginCounts Line,
    WorkCounts Work, QualityCounts Quality)
{
    /// <summary>The night was worked out before figures were kept, or its school has no pupils.</summary>
    public static SchoolFigures None { get; } = new([], DatedTally.None, DatedTally.None, StageMovements.None, StageMovements.None, MarginCounts.None, WorkCounts.None, QualityCounts.None);

    /// <summary>The figures of a school's night.</summary>
    /// <param name="school">The school.</param>
    /// <param name="spans">The spans that the night works out (<see cref="TrustCalendar.SpansOf"/>), the year first.</param>
    /// <param name="pupils">Its pupils on roll on the night.</param>
    /// <param name="found">What the night found beside them.</param>
    public static SchoolFigures Of(School school, IReadOnlyList<FigurePeriod> spans, IReadOnlyCollection<CountedPupil> pupils, NightFindings found)
    {
        var (calendar, night) = (school.Calendar, spans[0].To);
        return new(
            [.. spans.Select(span => PeriodFigures.Of(calendar, pupils, span))],
            DatedTally.Last(calendar, pupils, night, schoolDays: 1),
            DatedTally.Last(calendar, pupils, night, DatedTally.FourWeeks),
            StageMovements.TryFindLastWeek(calendar, night, out var week) ? StageMovements.Of(pupils, week) : StageMovements.None,
            StageMovements.TryFindLastHalfTerm(calendar, night, out var halfTerm) ? StageMovements.Of(pupils, halfTerm) : StageMovements.None,
            MarginCounts.Of(pupils.Select(pupil => pupil.Status)),
            WorkCounts.Of(calendar, night, pupils, found.Letters),
            QualityCounts.Of(pupils.Select(pupil => pupil.Pupil), found.Unusable, found.SilentDays));
    }

    /// <summary>The figures of a span; empty where the night did not work it out.</summary>
    public PeriodFigures Of(FigurePeriod span) => Spans.FirstOrDefault(figures => figures.Period.Kind == span.Kind) ?? PeriodFigures.Empty(span);

    /// <summary>Two schools on the same night.</summary>
    public SchoolFigures And(SchoolFigures other) => new(
        [.. Spans.Concat(other.Spans).GroupBy(figures => figures.Period.Kind, (_, same) => same.Aggregate((one, two) => one.And(two))).OrderBy(figures => figures.Period.Kind)],
        LastDay.And(other.LastDay), FourWeeks.And(other.FourWeeks), SinceWeek.And(other.SinceWeek), SinceHalfTerm.And(other.SinceHalfTerm),
        Line.And(other.Line), Work.And(other.Work), Quality.And(other.Quality));
}
