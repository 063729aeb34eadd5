namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>
/// What a comparison needs to know of a group of pupils: sums over pupils that add over schools, so that no pupil's row has to leave
/// the school. With a pupil's sessions attended a and possible p: n, Σa, Σp, Σa², Σap and Σp².
/// </summary>
/// <param name="Pupils">Pupils with a possible session, n.</param>
/// <param name="Attended">Sessions that they attended, Σa.</param>
/// <param name="Possible">Their possible sessions, Σp.</param>
/// <param name="AttendedSquared">Σa².</param>
/// <param name="AttendedTimesPossible">Σap.</param>
/// <param name="PossibleSquared">Σp².</param>
/// <param name="WithoutSessions">Further pupils of the group, who had no possible session and are in none of the sums.</param>
public sealed record GroupSums(
    int Pupils, long Attended, long Possible, long AttendedSquared, long AttendedTimesPossible, long PossibleSquared, int WithoutSessions)
{
    public static GroupSums Nobody { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>The sums of a group.</summary>
    public static GroupSums Of(IEnumerable<Tally> pupils) => pupils.Aggregate(Nobody, (sums, pupil) => sums.And(Of(pupil)));

    /// <summary>Two groups of different pupils together.</summary>
    public GroupSums And(GroupSums other) => new(
        Pupils + other.Pupils, Attended + other.Attended, Possible + other.Possible, AttendedSquared + other.AttendedSquared,
        AttendedTimesPossible + other.AttendedTimesPossible, PossibleSquared + other.PossibleSquared,
        WithoutSessions + other.WithoutSessions);

    private static GroupSums Of(Tally pupil)
    {
        var (a, p) = ((long)pupil.Attended, (long)pupil.Possible);
        return p == 0 ? Nobody with { WithoutSessions = 1 } : new(1, a, p, a * a, a * p, p * p, 0);
    }
}
