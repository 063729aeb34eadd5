namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Decides for how many school days a session has the code N before its reason is known.</summary>
internal sealed class Unsettled(int seed)
{
    /// <summary>The maximum number of school days for which a session has the code N.</summary>
    internal const int MaxDays = 9;

    /// <summary>The number of school days for which a session has the code N; 0 if its reason is known immediately.</summary>
    /// <param name="pupil">The pupil's index.</param>
    /// <param name="day">The day's index.</param>
    /// <param name="code">The final code of the session.</param>
    /// <param name="before">The code a day earlier: the reason for a second day of illness is usually known immediately.</param>
    internal int Days(int pupil, int day, Code code, Code before)
    {
        var random = new SeededRandom(seed, Purpose.Unsettled, pupil, day);
        var chance = random.Unit();
        return code switch
        {
            Code.O when chance < 0.85 => 1 + random.Below(MaxDays),
            Code.I when chance < (before == Code.I ? 0.1 : 0.6) => 1 + random.Below(4),
            Code.G when chance < 0.25 => 1 + random.Below(4),
            Code.C when chance < 0.15 => 1,
            Code.M when chance < 0.1 => 1,
            Code.L when chance < 0.02 => 1,
            Code.Present when chance < 0.0005 => 1,
            _ => 0,
        };
    }
}
