namespace AttendanceFunctions.Domain.Attendance;

/// <summary>How far one rate lies from another, in percentage points: exact, and rounded only where it is printed.</summary>
public readonly record struct RateGap(Rate Rate, Rate Other)
{
    /// <summary>The points with one decimal, half-up (away from zero), rounded once; below zero where the rate is the lower one.</summary>
    public decimal Points => Tenths / 10m;

    /// <summary>The points as people read them: "+1.2", "-0.5", "0.0".</summary>
    public override string ToString() => Points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private long Tenths
    {
        get
        {
            var difference = 1000L * ((long)Rate.Attended * Other.Possible - (long)Other.Attended * Rate.Possible);
            var scale = (long)Rate.Possible * Other.Possible;
            return scale == 0 ? 0 : Math.Sign(difference) * ((2 * Math.Abs(difference) + scale) / (2 * scale));
        }
    }
}
