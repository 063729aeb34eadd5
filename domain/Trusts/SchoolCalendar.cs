using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>When a school is open: Monday to Friday in its half terms, less the closures of the trust and its own.</summary>
public sealed class SchoolCalendar
{
    /// <summary>School days that count as the first week of a half term (domain 0.9).</summary>
    private const int FirstWeekDays = 5;

    private readonly FrozenSet<DateOnly> _closures;

    public SchoolCalendar(IEnumerable<(DateOnly From, DateOnly To)> terms, IEnumerable<DateOnly> closures)
    {
        HalfTerms = Number(terms);
        _closures = closures.ToFrozenSet();
    }

    /// <summary>The half terms in order.</summary>
    public IReadOnlyList<HalfTerm> HalfTerms { get; }

    public bool IsSchoolDay(DateOnly date) => !IsWeekend(date) && !_closures.Contains(date) && HalfTerms.Any(term => term.Contains(date));

    public static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The first school day after a date; false after the last half term that the settings know.</summary>
    public bool TryFindNextSchoolDay(DateOnly after, out DateOnly next)
    {
        for (next = after.AddDays(1); HalfTerms.Count > 0 && next <= HalfTerms[^1].To; next = next.AddDays(1))
        {
            if (IsSchoolDay(next))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>School days from the given one on, it among them if it is one, to the end of what the settings know.</summary>
    public IEnumerable<DateOnly> SchoolDaysFrom(DateOnly date)
    {
        for (var found = TryFindNextSchoolDay(date.AddDays(-1), out var day); found; found = TryFindNextSchoolDay(day, out day))
        {
            yield return day;
        }
    }

    /// <summary>School days back from the given one, it among them if it is one, the newest first.</summary>
    public IEnumerable<DateOnly> SchoolDaysBackFrom(DateOnly date)
    {
        for (var day = date; HalfTerms.Count > 0 && day >= HalfTerms[0].From; day = day.AddDays(-1))
        {
            if (IsSchoolDay(day))
            {
                yield return day;
            }
        }
    }

    public bool TryFindHalfTerm(DateOnly date, [NotNullWhen(true)] out HalfTerm? term) =>
        (term = HalfTerms.FirstOrDefault(candidate => candidate.Contains(date))) is not null;

    /// <summary>Whether a school day is among the first five of its half term.</summary>
    public bool IsInFirstWeek(DateOnly date) =>
        TryFindHalfTerm(date, out var term) && SchoolDaysFrom(term.From).Take(FirstWeekDays).Contains(date);

    private static List<HalfTerm> Number(IEnumerable<(DateOnly From, DateOnly To)> terms) =>
        [.. terms.OrderBy(term => term.From)
            .GroupBy(term => AcademicYear.Of(term.From))
            .SelectMany(year => year.Select((term, index) => new HalfTerm(index + 1, term.From, term.To)))];
}
