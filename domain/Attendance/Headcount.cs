namespace AttendanceFunctions.Domain.Attendance;

/// <summary>Pupils counted by their attendance status after a night.</summary>
/// <param name="Tally">The sum of their sessions.</param>
/// <param name="SevereAbsence">Pupils severely absent; they are persistently absent too.</param>
/// <param name="AtStage">Pupils at each stage, from 0 above the ladder to <see cref="Band.MostStages"/>.</param>
/// <param name="TooEarly">Pupils without a stage: no data, or too early to say.</param>
public sealed record Headcount(int Pupils, Tally Tally, int PersistentAbsence, int SevereAbsence, IReadOnlyList<int> AtStage, int TooEarly)
{
    /// <summary>Minimum pupils of a group whose rate may be shown in a summary that leaves the school (domain 0.12).</summary>
    public const int SmallestGroup = 5;

    public static Headcount Nobody { get; } = new(0, default, 0, 0, new int[Band.MostStages + 1], 0);

    public bool ShowsRate => Pupils >= SmallestGroup;

    /// <summary>Pupils of whom it can be said at which stage they are.</summary>
    public int Measured => Pupils - TooEarly;

    /// <summary>Whether stages, persistent and severe absence may be shown: not of one to four pupils (domain 0.12).</summary>
    public bool ShowsStages => ShowsRate && Measured is 0 or >= SmallestGroup;

    public static Headcount Of(IEnumerable<AttendanceStatus> readings)
    {
        var atStage = new int[Band.MostStages + 1];
        var (pupils, tally, persistent, severe, tooEarly) = (0, default(Tally), 0, 0, 0);
        foreach (var reading in readings)
        {
            pupils++;
            tally += reading.Tally;
            if (reading is AttendanceStatus.Measured measured)
            {
                atStage[measured.Band.Stage]++;
                persistent += measured.IsPersistentAbsence ? 1 : 0;
                severe += measured.IsSevereAbsence ? 1 : 0;
            }
            else
            {
                tooEarly++;
            }
        }

        return new(pupils, tally, persistent, severe, atStage, tooEarly);
    }

    /// <summary>Two groups together: sums of pupils and of sessions.</summary>
    public Headcount And(Headcount other) => new(
        Pupils + other.Pupils, Tally + other.Tally, PersistentAbsence + other.PersistentAbsence, SevereAbsence + other.SevereAbsence,
        [.. AtStage.Zip(other.AtStage, (here, there) => here + there)], TooEarly + other.TooEarly);
}
