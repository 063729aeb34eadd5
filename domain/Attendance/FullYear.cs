namespace AttendanceFunctions.Domain.Attendance;

/// <summary>How a document counts the days of a full year.</summary>
public enum DayCount
{
    /// <summary>Whole days, rounded half-up on the days present (D0).</summary>
    WholeDays,

    /// <summary>Not rounded: 95% of 190 days loses 9½ (D2).</summary>
    ExactDays,
}

/// <summary>
/// What a rate means over a full school year, as the documents' printed tables have it (D0, D2, domain 0.5). It is a projection:
/// it may appear only where it is labelled "over a full school year", and never as time that was lost.
/// </summary>
/// <param name="SchoolDays">Days in the school year: 190.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day: 5.</param>
/// <param name="Days">How days are counted.</param>
public sealed record FullYear(int SchoolDays, decimal LearningHoursPerDay, DayCount Days = DayCount.WholeDays)
{
    private const int DaysInWeek = 5;

    /// <summary>
    /// Days present at this attendance. Whole days are rounded half-up here, not on the absent days, which would give another table (95% would lose 10 days).
    /// </summary>
    public decimal DaysPresent(Percentage attendance) => Days switch
    {
        DayCount.ExactDays => (long)SchoolDays * attendance.Hundredths / 10_000m,
        _ => (2L * SchoolDays * attendance.Hundredths + 10_000) / 20_000,
    };

    public decimal DaysAbsent(Percentage attendance) => SchoolDays - DaysPresent(attendance);

    /// <summary>The same in school weeks of five days, and the days beyond them (D2: 9½ days are 1 week and 4½ days).</summary>
    public (int Weeks, decimal Days) WeeksAbsent(Percentage attendance) =>
        ((int)(DaysAbsent(attendance) / DaysInWeek), DaysAbsent(attendance) % DaysInWeek);

    public decimal HoursLost(Percentage attendance) => LearningHoursPerDay * DaysAbsent(attendance);
}
