namespace AttendanceFunctions.Domain.Rates;

/// <summary>
/// What a rate means over a full school year, as the printed ODBST table has it (D0, domain 0.5). It is a projection: it may
/// appear only where it is labelled "over a full school year", and never as time that was lost.
/// </summary>
/// <param name="SchoolDays">Days in the school year: 190.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day: 5.</param>
public sealed record FullYear(int SchoolDays, decimal LearningHoursPerDay)
{
    /// <summary>Whole days present at this attendance, half-up. Rounding the absent days instead gives another table (95% would lose 10 days).</summary>
    public int DaysPresent(Percentage attendance) => (int)((2L * SchoolDays * attendance.Hundredths + 10_000) / 20_000);

    public int DaysAbsent(Percentage attendance) => SchoolDays - DaysPresent(attendance);

    public decimal HoursLost(Percentage attendance) => LearningHoursPerDay * DaysAbsent(attendance);
}
