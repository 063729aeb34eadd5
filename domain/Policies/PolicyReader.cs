using AttendanceFunctions.Domain.Settings;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads a policy from its JSON form, the same for the built-in packs and for a trust's own files.</summary>
public static class PolicyReader
{
    /// <summary>The greatest number of stages that summaries have columns for (design: stage_0 … stage_5).</summary>
    public const int MostStages = 5;

    public static Checked<Policy> Read(string json) => SettingsSection.Read(json, ReadPolicy);

    private static Policy ReadPolicy(SettingsSection section)
    {
        var policy = new Policy(
            ReadId(section),
            section.Text("name"),
            section.Text("source", fallback: ""),
            section.Percentage("target"),
            section.Section("top", ReadTop),
            [.. section.Sections("stages", ReadStage).Select((stage, index) => stage with { Number = index + 1 })],
            new(section.WholeNumber("schoolDays", 1, 366, fallback: 190), section.Number("learningHoursPerDay", 0.5m, 12, fallback: 5)),
            section.Has("nudgeDays") ? section.Section("nudgeDays", ReadNudgeDays) : new(FirstWeekOfHalfTerm: true, DayAfterWorsening: true));
        CheckLadder(section, policy);
        return policy;
    }

    private static string ReadId(SettingsSection section)
    {
        var id = section.Text("id");
        if (!id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            section.AddFault("id", $"must be small letters, digits and hyphens only, not \"{id}\".");
        }

        return id;
    }

    private static TopTier ReadTop(SettingsSection section)
    {
        var descriptors = section.Has("descriptors")
            ? section.Sections("descriptors", descriptor => new Descriptor(descriptor.Percentage("above"), descriptor.Text("text")))
            : [];
        if (section.IsSound("descriptors") && descriptors.Zip(descriptors.Skip(1)).Any(pair => pair.First.Above.Hundredths <= pair.Second.Above.Hundredths))
        {
            section.AddFault("descriptors", "must go from the highest attendance down, each \"above\" lower than the one before.");
        }

        return new(section.Text("name"), descriptors);
    }

    private static NudgeDays ReadNudgeDays(SettingsSection section) =>
        new(section.Flag("firstWeekOfHalfTerm", fallback: true), section.Flag("dayAfterWorsening", fallback: true));

    private static Stage ReadStage(SettingsSection section) => new(
        0, section.Text("name"), section.Text("descriptor", fallback: ""), ReadEdge(section),
        section.Flag("nudges", fallback: false), section.Flag("needsPerson", fallback: false));

    private static Edge ReadEdge(SettingsSection section)
    {
        if (section.Has("atOrBelow") == section.Has("below"))
        {
            section.AddFault("atOrBelow", "a stage has either \"atOrBelow\" or \"below\", with a percentage; give exactly one of them.");
            return default;
        }

        return section.Has("atOrBelow") ? new(section.Percentage("atOrBelow"), Includes: true) : new(section.Percentage("below"), Includes: false);
    }

    private static void CheckLadder(SettingsSection section, Policy policy)
    {
        if (policy.Stages.Count > MostStages)
        {
            section.AddFault("stages", $"has {policy.Stages.Count} stages; summaries have room for {MostStages}.");
        }

        for (var index = 1; index < policy.Stages.Count; index++)
        {
            var (above, here) = (policy.Stages[index - 1].Edge, policy.Stages[index].Edge);
            if (!above.IsAbove(here) && section.IsSound($"stages[{index - 1}]") && section.IsSound($"stages[{index}]"))
            {
                section.AddFault($"stages[{index}]", $"is {here}, which is not further down than the stage before it ({above}); list stages from the first one of concern down.");
            }
        }
    }
}
