using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>
/// The periods of a trust. One ends with the last night of it on which any of its schools is open, so that all schools count it on the same
/// night and their figures can be added, whichever closures of its own a school has.
/// </summary>
public sealed class TrustCalendar
{
    /// <summary>A term has two half terms.</summary>
    private const int HalfTermsInTerm = 2;

    private readonly IReadOnlyList<SchoolCalendar> _schools;

    private readonly List<HalfTerm> _halfTerms;

    public TrustCalendar(IEnumerable<SchoolCalendar> schools)
    {
        _schools = [.. schools];
        _halfTerms = [.. _schools.SelectMany(school => school.HalfTerms).Distinct()
            .GroupBy(
                term => term.Id,
                (_, same) => same.Aggregate(
                    (one, other) => one with { From = Dates.Earlier(one.From, other.From), To = Dates.Later(one.To, other.To) }))
            .OrderBy(term => term.From)];
    }

    public static TrustCalendar Of(Trust trust) => new(trust.Schools.Select(school => school.Calendar));

    /// <summary>The periods that a night works out: the year to it, and each that ends with it.</summary>
    public IReadOnlyList<FigurePeriod> PeriodsOf(DateOnly night) =>
    [
        new(PeriodKind.Year, AcademicYear.Of(night).FirstDay, night),
        .. PeriodsHolding(night).Where(period => TryFindLastOpen(period.From, period.To, out var last) && last == night)
            .Select(period => period with { To = night }),
    ];

    /// <summary>
    /// The week, half term or term before a period, as the night counted it that ended it. False at the beginning of a school year, and for
    /// a year.
    /// </summary>
    public bool TryFindBefore(FigurePeriod period, [NotNullWhen(true)] out FigurePeriod? before)
    {
        before = TryFindLastOpen(AcademicYear.Of(period.To).FirstDay, period.From.AddDays(-1), out var last) ? Of(period.Kind, last) : null;
        return before is not null;
    }

    /// <summary>The same half term or term of the school year before, as far as the settings know its days.</summary>
    public bool TryFindYearBefore(FigurePeriod period, [NotNullWhen(true)] out FigurePeriod? before)
    {
        before = null;
        var term = _halfTerms.LastOrDefault(term => term.Contains(period.To));
        var same = _halfTerms.FirstOrDefault(
            other => AcademicYear.Of(other.From).StartYear == AcademicYear.Of(period.To).StartYear - 1 && other.Number == term?.Number);
        if (period.Kind is PeriodKind.HalfTerm or PeriodKind.Term && same is not null && TryFindLastOpen(same.From, same.To, out var last))
        {
            before = Of(period.Kind, last);
        }

        return before is not null;
    }

    private FigurePeriod? Of(PeriodKind kind, DateOnly night) =>
        kind == PeriodKind.Year ? null : PeriodsOf(night).FirstOrDefault(period => period.Kind == kind);

    /// <summary>The week, half term and term that hold a night, each to its last day.</summary>
    private IEnumerable<FigurePeriod> PeriodsHolding(DateOnly night)
    {
        var monday = SchoolCalendar.MondayOf(night);
        yield return new(PeriodKind.Week, monday, monday.AddDays(6));
        if (_halfTerms.FirstOrDefault(term => term.Contains(night)) is { } halfTerm)
        {
            var term = _halfTerms
                .Where(other => AcademicYear.Of(other.From) == AcademicYear.Of(halfTerm.From) && TermOf(other) == TermOf(halfTerm))
                .ToList();
            yield return new(PeriodKind.HalfTerm, halfTerm.From, halfTerm.To);
            yield return new(PeriodKind.Term, term[0].From, term[^1].To);
        }
    }

    /// <summary>The last of some days on which a school is open.</summary>
    private bool TryFindLastOpen(DateOnly from, DateOnly to, out DateOnly last)
    {
        for (last = to; last >= from; last = last.AddDays(-1))
        {
            var day = last;
            if (_schools.Any(school => school.IsSchoolDay(day)))
            {
                return true;
            }
        }

        return false;
    }

    private static int TermOf(HalfTerm halfTerm) => (halfTerm.Number - 1) / HalfTermsInTerm;
}
