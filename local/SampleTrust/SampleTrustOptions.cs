namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>What a sample trust is made from. The same options give the same bytes, on every machine and .NET version.</summary>
/// <param name="Seed">Any number; another seed is another trust.</param>
/// <param name="Schools">1 to 999, of mixed phases: of twelve, seven are primary, four secondary and one special.</param>
/// <param name="Pupils">Pupils of all schools together, at least ten per school.</param>
/// <param name="LastNight">The last date that anything is known of; its academic year (from 1 September) is the one that is made.</param>
public sealed record SampleTrustOptions(int Seed, int Schools, int Pupils, DateOnly LastNight)
{
    /// <summary>Whether a few nights' files hold a withdrawn code, an unknown code or an unknown pupil.</summary>
    public bool Faults { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A number is outside the range its parameter names.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Schools, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Schools, 999);
        ArgumentOutOfRangeException.ThrowIfLessThan(Pupils, 10 * Schools);
    }
}
