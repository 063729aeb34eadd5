using System.Globalization;

namespace AttendanceFunctions.Domain.Attendance;

/// <summary>What was lost so far (domain 0.5): absent sessions, told in days and in hours of learning.</summary>
/// <param name="AbsentSessions">Sessions missed, 0 or more.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day (a policy setting; 5 in the printed tables).</param>
public readonly record struct TimeLost(int AbsentSessions, decimal LearningHoursPerDay)
{
    /// <summary>School days: two sessions a day.</summary>
    public decimal Days => AbsentSessions / 2m;

    /// <summary>Hours of learning.</summary>
    public decimal Hours => Days * LearningHoursPerDay;

    /// <summary>Days as a parent reads them, halves as ½: "½ day", "1 day", "9½ days".</summary>
    public string DaysInWords => Days is 0.5m or 1m ? $"{InHalves(Days)} day" : $"{InHalves(Days)} days";

    /// <summary>Hours as a parent reads them: "½ hour", "2½ hours", "47½ hours".</summary>
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
