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
        var steps = section.Sections("stages", step => (Stage: ReadStage(step), Edge: ReadEdge(step)));
        var policy = new Policy(
            ReadId(section),
            section.Text("name"),
            section.Text("source", fallback: ""),
            section.Percentage("target"),
            section.Section("top", ReadTop),
            new Ladder.ByBand([.. steps.Select(step => step.Edge)], Rhythm.Nightly, OneFormalStepAtATime: true),
            [.. steps.Select((step, index) => step.Stage with { Number = index + 1 })],
            28, [], [], new(true, true, false), new(true, false), false, [],
            new(section.WholeNumber("schoolDays", 1, 366, fallback: 190), section.Number("learningHoursPerDay", 0.5m, 12, fallback: 5)),
            section.Has("nudgeDays") ? section.Section("nudgeDays", ReadNudgeDays) : new(FirstWeekOfHalfTerm: true, DayAfterWorsening: true));
        CheckLadder(section, [.. steps.Select(step => step.Edge)]);
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
            ? section.Sections("descriptors", descriptor => new Descriptor(descriptor.Percentage("above"), Includes: false, descriptor.Text("text")))
            : [];
        if (section.IsSound("descriptors") && descriptors.Zip(descriptors.Skip(1)).Any(pair => pair.First.From.Hundredths <= pair.Second.From.Hundredths))
        {
            section.AddFault("descriptors", "must go from the highest attendance down, each \"above\" lower than the one before.");
        }

        return new(section.Text("name"), descriptors, [], []);
    }

    private static NudgeDays ReadNudgeDays(SettingsSection section) =>
        new(section.Flag("firstWeekOfHalfTerm", fallback: true), section.Flag("dayAfterWorsening", fallback: true));

    private static Stage ReadStage(SettingsSection section) => new(
        0, section.Text("name"), section.Text("descriptor", fallback: ""),
        section.Flag("nudges", fallback: false), section.Flag("needsPerson", fallback: false), [], [], [], [], [], StageReview.None, new Monitoring.None());

    private static Edge ReadEdge(SettingsSection section)
    {
        if (section.Has("atOrBelow") == section.Has("below"))
        {
            section.AddFault("atOrBelow", "a stage has either \"atOrBelow\" or \"below\", with a percentage; give exactly one of them.");
            return default;
        }

        return section.Has("atOrBelow") ? new(section.Percentage("atOrBelow"), Includes: true) : new(section.Percentage("below"), Includes: false);
    }

    private static void CheckLadder(SettingsSection section, List<Edge> edges)
    {
        if (edges.Count > MostStages)
        {
            section.AddFault("stages", $"has {edges.Count} stages; summaries have room for {MostStages}.");
        }

        for (var index = 1; index < edges.Count; index++)
        {
            var (above, here) = (edges[index - 1], edges[index]);
            if (!above.IsAbove(here) && section.IsSound($"stages[{index - 1}]") && section.IsSound($"stages[{index}]"))
            {
                section.AddFault($"stages[{index}]", $"is {here}, which is not further down than the stage before it ({above}); list stages from the first one of concern down.");
            }
        }
    }
}
