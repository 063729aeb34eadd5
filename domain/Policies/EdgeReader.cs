using AttendanceFunctions.Domain.Settings;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads an edge that is written with one of two words: one that includes it ("at or below") and one that does not ("below").</summary>
internal static class EdgeReader
{
    /// <summary>The edge; a fault of the first word if neither or both are there.</summary>
    internal static Edge Read(SettingsSection section, string including, string excluding)
    {
        if (section.Has(including) == section.Has(excluding))
        {
            section.AddFault(including, $"needs either \"{including}\" or \"{excluding}\" here, with a percentage; give exactly one of them.");
            return default;
        }

        return section.Has(including) ? new(section.Percentage(including), Includes: true) : new(section.Percentage(excluding), Includes: false);
    }

    /// <summary>Notes a fault of every one of the names that is there.</summary>
    internal static void Refuse(SettingsSection section, string sentence, params IEnumerable<string> names)
    {
        // Each name is looked up, so that all of them are known here.
        foreach (var name in names.Where(section.Has).ToList())
        {
            section.AddFault(name, sentence);
        }
    }
}
