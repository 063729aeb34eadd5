namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>What a school knew when: a session may stand as N for some school days before its reason is established.</summary>
internal sealed class Unsettled(int seed)
{
    /// <summary>No session stays unsettled for more school days than this.</summary>
    internal const int Longest = 9;

    /// <summary>The school days for which a session of the pupil's stands as N; 0 where it is known at once.</summary>
    /// <param name="before">The code of the pupil's session before it: a second day of illness is seldom a riddle.</param>
    internal int Days(int pupil, int day, Code code, Code before)
    {
        var dice = new Dice(seed, Purpose.Unsettled, pupil, day);
        var chance = dice.Unit();
        return code switch
        {
            Code.O when chance < 0.85 => 1 + dice.Below(Longest),
            Code.I when chance < (before == Code.I ? 0.1 : 0.6) => 1 + dice.Below(4),
            Code.G when chance < 0.25 => 1 + dice.Below(4),
            Code.C when chance < 0.15 => 1,
            Code.M when chance < 0.1 => 1,
            Code.L when chance < 0.02 => 1,
            Code.Present when chance < 0.0005 => 1,
            _ => 0,
        };
    }
}
