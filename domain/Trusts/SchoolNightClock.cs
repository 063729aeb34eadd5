using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>Which night it is. Ticks come in UTC and often; what they mean is decided here, in London time.</summary>
public static class SchoolNightClock
{
    /// <summary>Registers of the day are taken in from this time on.</summary>
    public static readonly TimeOnly Begins = new(18, 0);

    /// <summary>Until this time of the next morning a night that is not done yet is still tried.</summary>
    public static readonly TimeOnly Ends = new(5, 0);

    /// <summary>From this time of the morning on the night before is summarised.</summary>
    public static readonly TimeOnly SummaryBegins = new(5, 0);

    /// <summary>The night that an instant belongs to; false by day.</summary>
    public static bool TryNightAt(DateTimeOffset instant, out DateOnly night)
    {
        var (date, time) = (London.DateAt(instant), London.TimeAt(instant));
        night = time < Ends ? date.AddDays(-1) : date;
        return time >= Begins || time < Ends;
    }

    /// <summary>The newest night that is over: its summary is due. False when the settings know no school day before.</summary>
    public static bool TryNightToSummarise(Trust trust, DateTimeOffset instant, out DateOnly night)
    {
        var yesterday = London.DateAt(instant).AddDays(-1);
        night = trust.Schools.Select(school => school.Calendar.SchoolDaysBackFrom(yesterday).FirstOrDefault()).DefaultIfEmpty().Max();
        return night != default;
    }
}
