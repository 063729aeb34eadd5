namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>
/// The periods of a trust. A period ends with its last night on which any school of the trust is open, so that all schools count it on the
/// same night and their figures can be added, whatever closures of its own a school has.
/// </summary>
public sealed class TrustCalendar
{
    private readonly IReadOnlyList<SchoolCalendar> _schools;

    private readonly List<HalfTerm> _halfTerms;

    public TrustCalendar(IEnumerable<SchoolCalendar> schools)
    {
        _schools = [.. schools];
        _halfTerms = [.. _schools.SelectMany(school => school.HalfTerms).Distinct()
            .GroupBy(term => term.Id, (_, same) => same.Aggregate(
                (one, other) => one with { From = Dates.Earlier(one.From, other.From), To = Dates.Later(one.To, other.To) }))
            .OrderBy(term => term.From)];
    }

    public static TrustCalendar Of(Trust trust) => new(trust.Schools.Select(school => school.Calendar));

    /// <summary>The periods that are counted on a night: the year to date, and each period that ends with the night.</summary>
    public IReadOnlyList<FigurePeriod> PeriodsOf(DateOnly night) =>
    [
        new(PeriodKind.Year, AcademicYear.Of(night).FirstDay, night),
        .. PeriodsHolding(night).Where(period => FindLastOpen(period.From, period.To) == night)
            .Select(period => period with { To = night }),
    ];

    /// <summary>
    /// The previous week, half term or term, up to the night that ended it. Null for the first one of a school year, and for
    /// the period of a year.
    /// </summary>
    public FigurePeriod? FindBefore(FigurePeriod period) =>
        FindLastOpen(AcademicYear.Of(period.To).FirstDay, period.From.AddDays(-1)) is { } last ? Of(period.Kind, last) : null;

    /// <summary>The same half term or term of the school year before, as far as the settings know its days.</summary>
    public FigurePeriod? FindYearBefore(FigurePeriod period)
    {
        var term = _halfTerms.LastOrDefault(term => term.Contains(period.To));
        var same = _halfTerms.FirstOrDefault(
            other => AcademicYear.Of(other.From).StartYear == AcademicYear.Of(period.To).StartYear - 1 && other.Number == term?.Number);
        return period.Kind is PeriodKind.HalfTerm or PeriodKind.Term && same is not null && FindLastOpen(same.From, same.To) is { } last
            ? Of(period.Kind, last)
            : null;
    }

    private FigurePeriod? Of(PeriodKind kind, DateOnly night) =>
        kind == PeriodKind.Year ? null : PeriodsOf(night).FirstOrDefault(period => period.Kind == kind);

    /// <summary>The week, half term and term that contain a night, each to its last day.</summary>
    private IEnumerable<FigurePeriod> PeriodsHolding(DateOnly night)
    {
        var monday = SchoolCalendar.MondayOf(night);
        yield return new(PeriodKind.Week, monday, monday.AddDays(6));
        if (_halfTerms.FirstOrDefault(term => term.Contains(night)) is { } halfTerm)
        {
            var term = _halfTerms
                .Where(other => SchoolTerm.Of(other) == SchoolTerm.Of(halfTerm))
                .ToList();
            yield return new(PeriodKind.HalfTerm, halfTerm.From, halfTerm.To);
            yield return new(PeriodKind.Term, term[0].From, term[^1].To);
        }
    }

    /// <summary>The last of some days on which a school is open; null where none is.</summary>
    private DateOnly? FindLastOpen(DateOnly from, DateOnly to)
    {
        for (var day = to; day >= from; day = day.AddDays(-1))
        {
            if (_schools.Any(school => school.IsSchoolDay(day)))
            {
                return day;
            }
        }

        return null;
    }
}
