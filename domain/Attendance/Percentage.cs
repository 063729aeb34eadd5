namespace AttendanceFunctions.Domain.Attendance;

/// <summary>An exact percentage from 0 to 100 with at most two decimals, as policies write thresholds and targets.</summary>
public readonly record struct Percentage
{
    private Percentage(int hundredths) => Hundredths = hundredths;

    /// <summary>Hundredths of a per cent, 0 to 10,000.</summary>
    public int Hundredths { get; }

    /// <exception cref="ArgumentOutOfRangeException">Below 0, above 100, or with more than two decimals.</exception>
    public static Percentage Of(decimal percent) =>
        TryOf(percent, out var percentage)
            ? percentage
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage is from 0 to 100 with at most two decimals.");

    public static bool TryOf(decimal percent, out Percentage percentage)
    {
        var valid = percent is >= 0 and <= 100 && decimal.Truncate(percent * 100) == percent * 100;
        percentage = valid ? new Percentage((int)(percent * 100)) : default;
        return valid;
    }

    public override string ToString() => (Hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
