namespace AttendanceFunctions.Domain.Attendance;

/// <summary>Time missed so far (domain 0.5): absent sessions, expressed in days and in hours of learning.</summary>
/// <param name="AbsentSessions">Sessions missed, 0 or more.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day (a policy setting; 5 in the printed tables).</param>
public readonly record struct TimeLost(int AbsentSessions, decimal LearningHoursPerDay)
{
    /// <summary>School days: two sessions a day.</summary>
    public decimal Days => AbsentSessions / 2m;

    public decimal Hours => Days * LearningHoursPerDay;

    /// <summary>Days as text for parents, halves as ½: "½ day", "1 day", "9½ days".</summary>
    public string DaysInWords => Days is 0.5m or 1m ? $"{InHalves(Days)} day" : $"{InHalves(Days)} days";

    /// <summary>Hours as text for parents: "½ hour", "2½ hours", "47½ hours".</summary>
    public string HoursInWords => Hours is 0.5m or 1m ? $"{InHalves(Hours)} hour" : $"{InHalves(Hours)} hours";

    /// <summary>Days without a word: "½", "1", "9½".</summary>
    public string DaysAsNumber => InHalves(Days);

    /// <summary>Hours without a word: "47½".</summary>
    public string HoursAsNumber => InHalves(Hours);

    private static string InHalves(decimal number)
    {
        var whole = decimal.Truncate(number);
        return (number - whole) switch
        {
            0m => whole.ToString("0", CultureInfo.InvariantCulture),
            0.5m when whole == 0 => "½",
            0.5m => whole.ToString("0", CultureInfo.InvariantCulture) + "½",
            _ => number.ToString("0.##", CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>How a document counts the days of a full year.</summary>
public enum DayCount
{
    /// <summary>Whole days, rounded half-up on the days present (D0).</summary>
    WholeDays,

    /// <summary>Not rounded: 95% of 190 days loses 9½ (D2).</summary>
    ExactDays,
}

/// <summary>
/// The time that a rate loses over a full school year, as in the documents' printed tables (D0, D2, domain 0.5). It is a projection:
/// it may be shown only with the label "over a full school year", and never as time already lost.
/// </summary>
/// <param name="SchoolDays">Days in the school year: 190.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day: 5.</param>
public sealed record FullYear(int SchoolDays, decimal LearningHoursPerDay, DayCount Days = DayCount.WholeDays)
{
    private const int DaysInWeek = 5;

    /// <summary>Days present. Whole days are rounded half-up here and not on the absent days (95% would lose 10 days).</summary>
    public decimal DaysPresent(Percentage attendance) => Days switch
    {
        DayCount.ExactDays => (long)SchoolDays * attendance.Hundredths / 10_000m,
        _ => (2L * SchoolDays * attendance.Hundredths + 10_000) / 20_000,
    };

    public decimal DaysAbsent(Percentage attendance) => SchoolDays - DaysPresent(attendance);

    /// <summary>Days absent as whole school weeks of five days, and the remaining days (D2: 9½ days are 1 week and 4½ days).</summary>
    public (int Weeks, decimal Days) WeeksAbsent(Percentage attendance) =>
        ((int)(DaysAbsent(attendance) / DaysInWeek), DaysAbsent(attendance) % DaysInWeek);

    public decimal HoursLost(Percentage attendance) => LearningHoursPerDay * DaysAbsent(attendance);
}
