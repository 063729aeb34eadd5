using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Domain.Calendar;

/// <summary>When a school is open: Monday to Friday in its half terms, except on closures of the trust and of the school.</summary>
public sealed class SchoolCalendar(IEnumerable<(DateOnly From, DateOnly To)> terms, IEnumerable<DateOnly> closures)
{
    /// <summary>School days that count as the first week of a half term (domain 0.9).</summary>
    private const int FirstWeekDays = 5;

    private readonly FrozenSet<DateOnly> _closures = closures.ToFrozenSet();

    public IReadOnlyList<HalfTerm> HalfTerms { get; } = Number(terms);

    public bool IsSchoolDay(DateOnly date) => !IsWeekend(date) && !_closures.Contains(date) && HalfTerms.Any(term => term.Contains(date));

    public static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The first school day after a date; null after the last half term in the settings.</summary>
    public DateOnly? NextSchoolDay(DateOnly after) => SchoolDaysFrom(after.AddDays(1)).Select(day => (DateOnly?)day).FirstOrDefault();

    /// <summary>
    /// The day that is a number of school days after a date: the date itself for 0, or where no school day follows, and the last school
    /// day in the settings where fewer follow.
    /// </summary>
    public DateOnly SchoolDayAfter(DateOnly date, int schoolDays) =>
        SchoolDaysFrom(date.AddDays(1)).Take(schoolDays).LastOrDefault(date);

    /// <summary>School days from the given date, included if it is one, to the end of the last half term in the settings.</summary>
    public IEnumerable<DateOnly> SchoolDaysFrom(DateOnly date)
    {
        for (var day = date; HalfTerms.Count > 0 && day <= HalfTerms[^1].To; day = day.AddDays(1))
        {
            if (IsSchoolDay(day))
            {
                yield return day;
            }
        }
    }

    /// <summary>School days back from the given date, included if it is one, the latest first.</summary>
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

    /// <summary>The half term that contains a date; false in holidays.</summary>
    public bool TryFindHalfTerm(DateOnly date, [NotNullWhen(true)] out HalfTerm? term) =>
        (term = HalfTerms.FirstOrDefault(candidate => candidate.Contains(date))) is not null;

    /// <summary>Whether a school day is among the first five of its half term.</summary>
    public bool IsInFirstWeek(DateOnly date) =>
        TryFindHalfTerm(date, out var term) && SchoolDaysFrom(term.From).Take(FirstWeekDays).Contains(date);

    /// <summary>The school days of the date's week, Monday to Sunday, in order; none in a week of holidays.</summary>
    public IEnumerable<DateOnly> SchoolDaysOfWeek(DateOnly date) =>
        Enumerable.Range(0, 7).Select(MondayOf(date).AddDays).Where(IsSchoolDay);

    /// <summary>The school days of a half term, in order.</summary>
    public IEnumerable<DateOnly> SchoolDaysOf(HalfTerm term) => SchoolDaysFrom(term.From).TakeWhile(term.Contains);

    /// <summary>Whether a date is the last school day of its week.</summary>
    public bool IsLastOfWeek(DateOnly date) => IsSchoolDay(date) && !(NextSchoolDay(date) is { } next && MondayOf(next) == MondayOf(date));

    /// <summary>Whether a date is the last school day of its half term, which may be earlier than the last day in the settings.</summary>
    public bool IsLastOfHalfTerm(DateOnly date) =>
        IsSchoolDay(date) && TryFindHalfTerm(date, out var term) && !(NextSchoolDay(date) is { } next && term.Contains(next));

    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static List<HalfTerm> Number(IEnumerable<(DateOnly From, DateOnly To)> terms) =>
        [.. terms.OrderBy(term => term.From)
            .GroupBy(term => AcademicYear.Of(term.From))
            .SelectMany(year => year.Select((term, index) => new HalfTerm(index + 1, term.From, term.To)))];
}

/// <summary>A half term, from its first to its last day as the trust's settings state it.</summary>
/// <param name="Number">1 for the first of its school year, and so on.</param>
public sealed record HalfTerm(int Number, DateOnly From, DateOnly To)
{
    /// <summary>Its name in keys: 2025-3 is the third of the school year 2025/26.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{AcademicYear.Of(From).StartYear}-{Number}");

    public bool Contains(DateOnly date) => From <= date && date <= To;
}
