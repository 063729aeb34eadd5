namespace AttendanceFunctions.Domain.Calendar;

/// <summary>A term: two half terms of a school year.</summary>
/// <param name="Number">1 for the autumn, 2 for the spring, 3 for the summer.</param>
public sealed record SchoolTerm(AcademicYear Year, int Number)
{
    /// <summary>Its name in keys: 2025-term-1.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Year.StartYear}-term-{Number}");

    /// <summary>The term of a half term.</summary>
    public static SchoolTerm Of(HalfTerm halfTerm) => new(AcademicYear.Of(halfTerm.From), (halfTerm.Number + 1) / 2);

    /// <summary>Whether a half term is the second one of its term, so that its last day ends the term.</summary>
    public static bool EndsWith(HalfTerm halfTerm) => halfTerm.Number % 2 == 0;

    /// <summary>The term of a date; in a holiday the one before it; null before the calendar's first.</summary>
    public static SchoolTerm? Of(SchoolCalendar calendar, DateOnly date) =>
        calendar.HalfTerms.LastOrDefault(halfTerm => halfTerm.From <= date) is { } halfTerm ? Of(halfTerm) : null;

    /// <summary>Its name for people: "autumn term 2025/26".</summary>
    public override string ToString() => Number switch
    {
        1 => $"autumn term {Year}",
        2 => $"spring term {Year}",
        3 => $"summer term {Year}",
        _ => string.Create(CultureInfo.InvariantCulture, $"term {Number} of {Year}"),
    };
}
