using AttendanceFunctions.Domain.Settings;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads a number of percentage points.</summary>
internal static class PointsReader
{
    internal static Points Read(SettingsSection section, string name, decimal least, decimal? fallback)
    {
        var number = section.Number(name, least, 100, fallback);
        if (decimal.Truncate(number * 100) != number * 100)
        {
            section.AddFault(name, "must be percentage points with at most two decimals.");
        }

        return new((int)(number * 100));
    }
}
