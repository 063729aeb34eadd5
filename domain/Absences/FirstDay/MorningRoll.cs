namespace AttendanceFunctions.Domain.Absences.FirstDay;

/// <summary>A school's pupils on a morning, and who of them needs attention.</summary>
/// <param name="Pupils">Pupils who need attention: not seen, without a mark, or absent so long that somebody must visit.</param>
/// <param name="Shared">Numbers that several people share, so that nobody knows whose they are (<see cref="SharedAddresses"/>).</param>
public sealed record MorningRoll(DateOnly Day, int Expected, int Marked, IReadOnlyList<MorningPupil> Pupils, IReadOnlySet<Address> Shared)
{
    /// <summary>The roll of a morning.</summary>
    public static MorningRoll Of(DateOnly day, IReadOnlyCollection<MorningPupil> pupils) => new(
        day,
        pupils.Count(pupil => pupil.Sighting != RegisterSighting.NotExpected),
        pupils.Count(pupil => pupil.Sighting is RegisterSighting.Settled or RegisterSighting.Unseen),
        [.. pupils.Where(NeedsAttention).OrderBy(pupil => pupil.Pupil.Upn)],
        SharedAddresses.Of(pupils.Select(pupil => pupil.Pupil).Where(pupil => pupil.OnRoll.Contains(day))));

    /// <summary>Whether the morning's register is missing, or has too few marks: without a mark nobody is known to be absent.</summary>
    /// <param name="minimumCoverage">The share of pupils, 0 to 1, that must have a mark.</param>
    public bool IsMissing(decimal minimumCoverage) => Expected > 0 && (Marked == 0 || Marked < minimumCoverage * Expected);

    /// <summary>The pupil, if not seen; null otherwise.</summary>
    public MorningPupil? FindUnseen(Upn upn) =>
        Pupils.FirstOrDefault(pupil => pupil.Pupil.Upn == upn && pupil.Sighting == RegisterSighting.Unseen);

    private static bool NeedsAttention(MorningPupil pupil) =>
        pupil.Sighting is RegisterSighting.Unseen or RegisterSighting.Unmarked
        || (pupil.Pupil.OnRoll.Contains(pupil.Day) && pupil.FindAbsence(contactOn: null) is { IsHomeVisitDue: true });
}
