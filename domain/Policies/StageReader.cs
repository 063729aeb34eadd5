using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the stages of a ladder and holds them against each other.</summary>
internal static class StageReader
{
    private static readonly Dictionary<string, StageReview> Reviews = new(StringComparer.Ordinal)
    {
        ["weekly"] = StageReview.Weekly,
        ["endOfHalfTerm"] = StageReview.EndOfHalfTerm,
    };

    /// <summary>A stage, its edge (none where the process says the stage), and where it stands in the file.</summary>
    internal sealed record Step(SettingsSection Section, Stage Stage, Threshold Edge);

    internal static IReadOnlyList<Step> ReadAll(SettingsSection policy, Moves moves)
    {
        IReadOnlyList<Step> steps = [.. policy.Sections("stages", section => new Step(section, ReadStage(section), ReadEdge(section, moves)))
            .Select((step, index) => step with { Stage = step.Stage with { Number = index + 1 } })];
        if (steps.Count > Band.MostStages)
        {
            policy.AddFault("stages", $"has {steps.Count} stages; summaries have room for {Band.MostStages}.");
        }

        foreach (var (above, here) in steps.Zip(steps.Skip(1)))
        {
            CheckOrder(above, here, moves);
        }

        return steps;
    }

    private static Stage ReadStage(SettingsSection section)
    {
        var needsPerson = section.Flag("needsPerson", fallback: false);
        var monitoring = section.Section("monitoring", MonitoringReader.Read, new Monitoring.None());
        if (monitoring is Monitoring.Timed && !needsPerson && section.IsSound("needsPerson"))
        {
            section.AddFault("monitoring", "only a formal stage is monitored, from the day on which a person confirmed it; say \"needsPerson\": true, or leave this out.");
        }

        return new(
            0, section.Text("name"), section.Text("descriptor", fallback: ""), section.Flag("nudges", fallback: false), section.Flag("invites", fallback: false), needsPerson,
            section.Texts("actions"), section.Texts("roles"), section.SectionsIfAny("duties", DutyReader.Read),
            section.Choices("letters", LetterKinds.ByName), section.Choices("lettersOnImprovement", LetterKinds.ByName),
            section.Choice<StageReview>("review", Reviews, fallback: StageReview.None), monitoring)
        {
            Lines = section.Choices("lines", StatutoryThresholds.ByName),
        };
    }

    private static Threshold ReadEdge(SettingsSection section, Moves moves)
    {
        if (moves == Moves.ByProcess)
        {
            section.Refuse("the stages of a ladder that moves \"byProcess\" have no edge of their own; leave this out.", "atOrBelow", "below");
            return default;
        }

        // Where nobody knows what the ladder wants, a stage without an edge is no fault of its own.
        var mayBeLeftOut = moves == Moves.Unknown && !section.Has("atOrBelow") && !section.Has("below");
        return mayBeLeftOut ? default : section.Threshold("atOrBelow", "below");
    }

    private static void CheckOrder(Step above, Step here, Moves moves)
    {
        if (moves == Moves.ByBand && above.Section.IsSound() && here.Section.IsSound() && !above.Edge.IsAbove(here.Edge))
        {
            here.Section.AddFault($"is {here.Edge}, which is not further down than the stage before it ({above.Edge}); list stages from the first one of concern down.");
        }

        // From the first formal stage on a person must confirm (domain 0.3).
        if (above.Stage.NeedsPerson && !here.Stage.NeedsPerson && here.Section.IsSound("needsPerson"))
        {
            here.Section.AddFault("needsPerson", $"must be true: the stage before it, \"{above.Stage.Name}\", needs a person, and so does every later one.");
        }
    }
}
