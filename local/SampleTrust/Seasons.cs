namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// The relative probability (0 to 1) of a code on each day of the year. It follows the termly and weekly rates that the DfE publishes:
/// illness rises in autumn and is low in summer, holidays are most frequent before a school holiday, and refusal grows over the year.
/// </summary>
internal sealed class Seasons
{
    private readonly double[] _illness;
    private readonly double[] _holiday;
    private readonly double[] _refusal;
    private readonly double[] _trip;

    internal Seasons(SchoolYear year)
    {
        _illness = Each(year, Illness);
        _holiday = Each(year, Holiday);
        _refusal = Each(year, (_, day) => 0.65 + (0.3 * day / year.Days.Count));
        _trip = Each(year, (_, day) => year.TermOf(day) >= 4 ? 1 : 0.4);
    }

    /// <summary>The relative probability of a code on a day.</summary>
    internal double Of(Code code, int day) => code switch
    {
        Code.I => _illness[day],
        Code.G => _holiday[day],
        Code.O => _refusal[day],
        Code.V => _trip[day],
        _ => 1,
    };

    private static double[] Each(SchoolYear year, Func<SchoolYear, int, double> season) =>
        [.. Enumerable.Range(0, year.Days.Count).Select(day => season(year, day))];

    private static double Illness(SchoolYear year, int day) => year.TermOf(day) switch
    {
        0 => Math.Min(0.85, 0.45 + (0.02 * day)),
        1 => year.Days[day] >= new DateOnly(year.September, 11, 24) ? 1 : 0.85,
        2 or 3 => 0.85,
        _ => 0.63,
    };

    private static double Holiday(SchoolYear year, int day)
    {
        var term = year.Terms[year.TermOf(day)];
        var beforeBreak = year.Days[day] > term.To.AddDays(-7);
        return (beforeBreak ? 0.5 : 0.2) * (year.TermOf(day) >= 4 ? 2 : 1);
    }
}
