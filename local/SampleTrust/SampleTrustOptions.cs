namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The options of a sample trust. The same options give the same files on every machine and .NET version.</summary>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Schools">The number of schools, 1 to 999. In twelve schools, seven are primary, four secondary and one special.</param>
/// <param name="Pupils">The number of pupils in all schools together, at least ten per school.</param>
/// <param name="LastNight">The last date with registers. The trust is created for its academic year (from 1 September).</param>
public sealed record SampleTrustOptions(int Seed, int Schools, int Pupils, DateOnly LastNight)
{
    /// <summary>Whether some register files contain a withdrawn code, an unknown code or an unknown pupil.</summary>
    public bool Faults { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Schools, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Schools, 999);
        ArgumentOutOfRangeException.ThrowIfLessThan(Pupils, 10 * Schools);
    }
}
