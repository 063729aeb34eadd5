using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Domain.Calendar;

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

    /// <summary>The school days of the week from Monday to Sunday that holds the date, in order; none in a week of holidays.</summary>
    public IEnumerable<DateOnly> SchoolDaysOfWeek(DateOnly date) => Enumerable.Range(0, 7).Select(MondayOf(date).AddDays).Where(IsSchoolDay);

    /// <summary>The school days of a half term, in order.</summary>
    public IEnumerable<DateOnly> SchoolDaysOf(HalfTerm term) => SchoolDaysFrom(term.From).TakeWhile(term.Contains);

    /// <summary>Whether a school day has no other after it in its week: Friday, or the day before if that is a closure or a holiday.</summary>
    public bool IsLastOfWeek(DateOnly date) =>
        IsSchoolDay(date) && !(TryFindNextSchoolDay(date, out var next) && MondayOf(next) == MondayOf(date));

    /// <summary>Whether a school day has no other after it in its half term, whatever last day the settings state.</summary>
    public bool IsLastOfHalfTerm(DateOnly date) =>
        IsSchoolDay(date) && TryFindHalfTerm(date, out var term) && !(TryFindNextSchoolDay(date, out var next) && term.Contains(next));

    /// <summary>The Monday of the week that holds the date.</summary>
    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static List<HalfTerm> Number(IEnumerable<(DateOnly From, DateOnly To)> terms) =>
        [.. terms.OrderBy(term => term.From)
            .GroupBy(term => AcademicYear.Of(term.From))
            .SelectMany(year => year.Select((term, index) => new HalfTerm(index + 1, term.From, term.To)))];
}
