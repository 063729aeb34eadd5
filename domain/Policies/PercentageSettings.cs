namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the percentages of a policy: rates of attendance, thresholds and differences in percentage points.</summary>
internal static class PercentageSettings
{
    /// <summary>A rate of attendance from 0 to 100 with at most two decimals.</summary>
    public static Percentage Percentage(this SettingsSection section, string name)
    {
        var number = section.Number(name, 0, 100, fallback: null);
        if (Attendance.Percentage.TryOf(number, out var percentage))
        {
            return percentage;
        }

        section.AddFault(
            name, string.Create(CultureInfo.InvariantCulture, $"must be a percentage with at most two decimals, not {number:0.####}."));
        return default;
    }

    /// <summary>Percentage points from <paramref name="least"/> to 100 with at most two decimals.</summary>
    public static Points Points(this SettingsSection section, string name, decimal least, decimal? fallback)
    {
        var number = section.Number(name, least, 100, fallback);
        if (decimal.Truncate(number * 100) != number * 100)
        {
            section.AddFault(name, "must be percentage points with at most two decimals.");
        }

        return new((int)(number * 100));
    }

    /// <summary>A threshold by one of two names, "at or below" and "below"; neither or both is a fault of the first name.</summary>
    public static Threshold Threshold(this SettingsSection section, string including, string excluding)
    {
        if (section.Has(including) == section.Has(excluding))
        {
            section.AddFault(
                including, $"needs either \"{including}\" or \"{excluding}\" here, with a percentage; give exactly one of them.");
            return default;
        }

        return section.Has(including)
            ? new(section.Percentage(including), Includes: true)
            : new(section.Percentage(excluding), Includes: false);
    }

    /// <summary>Adds a fault to each of the names that is present.</summary>
    public static void Refuse(this SettingsSection section, string sentence, params IEnumerable<string> names)
    {
        // Each name is looked up, so that none of them is remarked on as unknown.
        foreach (var name in names.Where(section.Has).ToList())
        {
            section.AddFault(name, sentence);
        }
    }
}
