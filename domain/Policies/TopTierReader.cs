using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the tier above the ladder.</summary>
internal static class TopTierReader
{
    internal static TopTier Read(SettingsSection section)
    {
        var descriptors = section.SectionsIfAny("descriptors", ReadDescriptor);
        if (section.IsSound("descriptors") && descriptors.Zip(descriptors.Skip(1)).Any(pair => !IsAbove(pair.First, pair.Second)))
        {
            section.AddFault("descriptors", "must go from the highest attendance down, each \"above\" or \"atOrAbove\" lower than the one before.");
        }

        return new(section.Text("name"), descriptors, section.Texts("actions"), section.Texts("roles"));
    }

    private static Descriptor ReadDescriptor(SettingsSection section)
    {
        var text = section.Text("text");
        if (section.Has("above") == section.Has("atOrAbove"))
        {
            section.AddFault("above", "a descriptor has either \"above\" or \"atOrAbove\", with a percentage; give exactly one of them.");
            return new(default, Includes: false, text);
        }

        return section.Has("above")
            ? new(section.Percentage("above"), Includes: false, text)
            : new(section.Percentage("atOrAbove"), Includes: true, text);
    }

    private static bool IsAbove(Descriptor first, Descriptor second) =>
        first.From.Hundredths > second.From.Hundredths || (first.From == second.From && !first.Includes && second.Includes);
}
