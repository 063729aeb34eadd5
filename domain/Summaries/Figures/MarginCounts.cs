using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>How far pupils are from the line of persistent absence, in the year to the night. Those of whom it is too early to say are not among them.</summary>
/// <param name="WithinTwoDays">Not persistently absent, and would be after one to four more absent sessions.</param>
/// <param name="WithinFiveDays">Not persistently absent, and would be after five to ten.</param>
/// <param name="Further">Not persistently absent, and further from it.</param>
/// <param name="ClearInTwoWeeks">Persistently absent, and would not be after one or two weeks of full attendance.</param>
/// <param name="ClearInSixWeeks">Persistently absent, and would not be after three to six.</param>
/// <param name="ClearLater">Persistently absent, and it takes longer.</param>
public sealed record MarginCounts(int WithinTwoDays, int WithinFiveDays, int Further, int ClearInTwoWeeks, int ClearInSixWeeks, int ClearLater)
{
    private const int TwoDays = 4;
    private const int FiveDays = 10;
    private const int TwoWeeks = 2;

    /// <summary>About a half term.</summary>
    private const int SixWeeks = 6;

    public static MarginCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public static MarginCounts Of(IEnumerable<AttendanceStatus> readings)
    {
        var rates = readings.OfType<AttendanceStatus.Measured>().Select(reading => reading.Rate).ToLookup(rate => rate.IsPersistentAbsence);
        var absences = rates[false].Select(PersistentAbsenceMargin.AbsencesUntil).ToList();
        var weeks = rates[true].Select(PersistentAbsenceMargin.FullWeeksUntilClear).ToList();
        return new(
            absences.Count(count => count <= TwoDays), absences.Count(count => count is > TwoDays and <= FiveDays), absences.Count(count => count > FiveDays),
            weeks.Count(count => count <= TwoWeeks), weeks.Count(count => count is > TwoWeeks and <= SixWeeks), weeks.Count(count => count > SixWeeks));
    }

    public MarginCounts And(MarginCounts other) => new(
        WithinTwoDays + other.WithinTwoDays, WithinFiveDays + other.WithinFiveDays, Further + other.Further,
        ClearInTwoWeeks + other.ClearInTwoWeeks, ClearInSixWeeks + other.ClearInSixWeeks, ClearLater + other.ClearLater);
}
