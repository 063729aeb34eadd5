namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Decides which nights' files are faulty: one in six, so spread that five nights of twelve schools show every kind.</summary>
internal sealed class Faults(SampleTrustOptions options)
{
    private const int Every = 6;

    private static readonly FaultKind[] Kinds = [FaultKind.WithdrawnCode, FaultKind.UnknownPupil, FaultKind.UnknownCode];

    /// <summary>The faults of a school's night: one or none.</summary>
    /// <param name="pupils">The pupils whom that night's file names.</param>
    internal IEnumerable<SampleFault> Of(SampleSchool school, int day, DateOnly night, IReadOnlyList<PupilYear> pupils)
    {
        var turn = (school.Index * 5) + day;
        if (!options.Faults || pupils.Count == 0 || turn % Every != 0)
        {
            yield break;
        }

        var kind = Kinds[turn / Every % Kinds.Length];
        var dice = new Dice(options.Seed, Purpose.Faults, school.Index, day);
        // Serials of the year 99 are given to nobody else.
        var upn = kind == FaultKind.UnknownPupil
            ? new Upns().Next(school.Index, 1999)
            : dice.Pick(pupils).Pupil.Upn;
        yield return new(school.Id, night, kind, upn);
    }
}
