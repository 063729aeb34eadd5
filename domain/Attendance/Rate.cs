namespace AttendanceFunctions.Domain.Attendance;

/// <summary>
/// An exact attendance rate: sessions attended of sessions possible. It is compared as integers and only ever printed as a
/// percentage (domain 0.1). By design it cannot be converted to a floating-point number.
/// </summary>
public readonly record struct Rate
{
    private Rate(int attended, int possible) => (Attended, Possible) = (attended, possible);

    /// <summary>Sessions attended.</summary>
    public int Attended { get; }

    /// <summary>Possible sessions, at least 1.</summary>
    public int Possible { get; }

    public int Missed => Possible - Attended;

    /// <summary>Persistent absence: 10% or more of the pupil's own possible sessions missed (DfE).</summary>
    public bool IsPersistentAbsence => 10L * Missed >= Possible;

    /// <summary>Severe absence: 50% or more missed (DfE).</summary>
    public bool IsSevereAbsence => 2L * Missed >= Possible;

    /// <summary>The rate of a tally; false without possible sessions, which is neither 0% nor 100%.</summary>
    public static bool TryOf(Tally tally, out Rate rate) => TryOf(tally.Attended, tally.Possible, out rate);

    /// <exception cref="ArgumentOutOfRangeException">No possible sessions, or not 0 ≤ attended ≤ possible.</exception>
    public static Rate Of(int attended, int possible) =>
        TryOf(attended, possible, out var rate)
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(attended), $"{attended} of {possible} sessions is no rate.");

    private static bool TryOf(int attended, int possible, out Rate rate)
    {
        var valid = possible > 0 && attended >= 0 && attended <= possible;
        rate = valid ? new Rate(attended, possible) : default;
        return valid;
    }

    public bool IsBelow(Percentage threshold) => CompareTo(threshold) < 0;

    public bool IsAtOrBelow(Percentage threshold) => CompareTo(threshold) <= 0;

    /// <summary>Whether this rate is below another, compared exactly: 19 of 20 is not below 38 of 40.</summary>
    public bool IsBelow(Rate other) => (long)Attended * other.Possible < (long)other.Attended * Possible;

    /// <summary>Half-up (away from zero) to one decimal, the DfE's own display rule: 20 missed of 201 prints 90.0 and is not 90%.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tenths / 10}.{Tenths % 10}");

    /// <summary>Tenths of a per cent, as they are printed.</summary>
    internal long Tenths => Possible == 0 ? 0 : (2000L * Attended + Possible) / (2L * Possible);

    private int CompareTo(Percentage threshold) => (10_000L * Attended).CompareTo((long)threshold.Hundredths * Possible);
}

/// <summary>
/// The difference between two rates in percentage points, for display: that of the two printed rates, so that whoever subtracts them gets
/// the same (domain 0.18). What follows from a difference is decided on the exact rates.
/// </summary>
public readonly record struct RateGap(Rate Rate, Rate Other)
{
    /// <summary>The difference with one decimal; negative if the other rate is higher.</summary>
    public decimal Points => Tenths / 10m;

    /// <summary>The difference as text: "+1.2", "-0.5", "0.0".</summary>
    public override string ToString() => Points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private long Tenths => Rate.Tenths - Other.Tenths;
}
