namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>What is known of a pupil before a week, from which attendance in the week is estimated.</summary>
/// <param name="Year">Attendance in the school year so far, from 0 to 1.</param>
/// <param name="FourWeeks">Attendance in the last four weeks, from 0 to 1.</param>
/// <param name="WasStepped">Whether a lighter step was taken.</param>
internal readonly record struct KnownBefore(double Year, double FourWeeks, bool WasStepped)
{
    /// <summary>The number of values in which the estimate is linear.</summary>
    public const int Count = 6;

    /// <summary>
    /// Writes the values in which the estimate is linear: attendance itself, and its squares and product, because habits come back to the
    /// usual the more, the further from it they were.
    /// </summary>
    public void Write(Span<double> values)
    {
        values[0] = Year;
        values[1] = FourWeeks;
        values[2] = Year * Year;
        values[3] = Year * FourWeeks;
        values[4] = FourWeeks * FourWeeks;
        values[5] = WasStepped ? 1 : 0;
    }

    /// <summary>Writes by how much the values change if attendance of the year and of four weeks change by this much.</summary>
    public void WriteChange(double year, double fourWeeks, Span<double> changes)
    {
        changes[0] = year;
        changes[1] = fourWeeks;
        changes[2] = 2 * Year * year;
        changes[3] = FourWeeks * year + Year * fourWeeks;
        changes[4] = 2 * FourWeeks * fourWeeks;
        changes[5] = 0;
    }
}
