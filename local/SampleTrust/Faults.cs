namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// Chooses the files that contain a fault: one in six, spread so that five nights of twelve schools show every kind of fault.
/// </summary>
internal sealed class Faults(SampleTrustOptions options)
{
    private const int Interval = 6;

    private static readonly FaultKind[] Kinds = [FaultKind.WithdrawnCode, FaultKind.UnknownPupil, FaultKind.UnknownCode];

    /// <summary>Returns the faults of a school's file of a night: one or none.</summary>
    /// <param name="pupils">The pupils in that file.</param>
    internal IEnumerable<SampleFault> Of(SampleSchool school, int day, DateOnly night, IReadOnlyList<PupilYear> pupils)
    {
        var turn = (school.Index * 5) + day;
        if (!options.Faults || pupils.Count == 0 || turn % Interval != 0)
        {
            yield break;
        }

        var kind = Kinds[turn / Interval % Kinds.Length];
        var random = new SeededRandom(options.Seed, Purpose.Faults, school.Index, day);
        // No other UPN has the year 99.
        var upn = kind == FaultKind.UnknownPupil
            ? new Upns().Next(school.Index, 1999)
            : random.Pick(pupils).Pupil.Upn;
        yield return new(school.Id, night, kind, upn);
    }
}
