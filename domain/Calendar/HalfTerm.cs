using System.Globalization;

namespace AttendanceFunctions.Domain.Calendar;

/// <summary>A half term, from its first to its last day as the trust's settings state it.</summary>
/// <param name="Number">1 for the first of its school year, and so on.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
public sealed record HalfTerm(int Number, DateOnly From, DateOnly To)
{
    /// <summary>Its name in keys: 2025-3 is the third of the school year 2025/26.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{AcademicYear.Of(From).StartYear}-{Number}");

    public bool Contains(DateOnly date) => From <= date && date <= To;
}
