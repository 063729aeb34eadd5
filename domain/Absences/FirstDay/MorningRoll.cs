using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Domain.Absences.FirstDay;

/// <summary>What there is to see to at a school on a morning.</summary>
/// <param name="Day">The day.</param>
/// <param name="Expected">Pupils who are expected this morning.</param>
/// <param name="Marked">Those among them of whom a register says something.</param>
/// <param name="Pupils">Those to see to: not seen, without a mark, or absent so long that somebody must visit.</param>
/// <param name="Shared">Numbers of which nobody knows whose they are (<see cref="SharedAddresses"/>).</param>
public sealed record MorningRoll(DateOnly Day, int Expected, int Marked, IReadOnlyList<MorningPupil> Pupils, IReadOnlySet<Address> Shared)
{
    /// <param name="day">The day.</param>
    /// <param name="pupils">The pupils of the school.</param>
    public static MorningRoll Of(DateOnly day, IReadOnlyCollection<MorningPupil> pupils) => new(
        day,
        pupils.Count(pupil => pupil.Sight != RegisterSighting.NotExpected),
        pupils.Count(pupil => pupil.Sight is RegisterSighting.Settled or RegisterSighting.Unseen),
        [.. pupils.Where(IsToSeeTo).OrderBy(pupil => pupil.Pupil.Upn)],
        SharedAddresses.Of(pupils.Select(pupil => pupil.Pupil).Where(pupil => pupil.OnRoll.Contains(day))));

    /// <summary>Whether the morning's register is not there, or too little of it to be one: silence looks like everybody being present.</summary>
    /// <param name="minimumCoverage">The share of pupils, 0 to 1, that must have a mark.</param>
    public bool IsMissing(decimal minimumCoverage) => Expected > 0 && (Marked == 0 || Marked < minimumCoverage * Expected);

    /// <summary>The pupil, if not seen as things stand; null otherwise.</summary>
    public MorningPupil? FindUnseen(Upn upn) => Pupils.FirstOrDefault(pupil => pupil.Pupil.Upn == upn && pupil.Sight == RegisterSighting.Unseen);

    private static bool IsToSeeTo(MorningPupil pupil) =>
        pupil.Sight is RegisterSighting.Unseen or RegisterSighting.Unmarked
        || (pupil.Pupil.OnRoll.Contains(pupil.Day) && pupil.TryFindAbsence(DateOnly.MinValue, out var absence) && absence.IsHomeVisitDue);
}
