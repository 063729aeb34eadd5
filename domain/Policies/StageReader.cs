namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the stages of a ladder and compares each with the one before it.</summary>
internal static class StageReader
{
    private static readonly string[] Times = ["weeks", "schoolDays", "halfTerms"];

    /// <summary>A stage, its threshold (null where the process decides the stage), and its section in the file.</summary>
    internal sealed record Step(SettingsSection Section, Stage Stage, Threshold? Threshold);

    internal static IReadOnlyList<Step> ReadAll(SettingsSection policy, LadderKind? ladder, ActionPlace all)
    {
        IReadOnlyList<Step> steps = [
            .. policy.Sections("stages", section => new Step(section, ReadStage(section, all), ReadThreshold(section, ladder)))
            .Select((step, index) => step with { Stage = step.Stage with { Number = index + 1 } })];
        if (steps.Count > Band.MostStages)
        {
            policy.AddFault("stages", $"has {steps.Count} stages; summaries have room for {Band.MostStages}.");
        }

        RefuseBeginsWhen(steps.Take(ladder == LadderKind.ByProcess ? 1 : ladder is null ? 0 : steps.Count), ladder);
        foreach (var (before, here) in steps.Zip(steps.Skip(1)))
        {
            CheckOrder(before, here);
        }

        return steps;
    }

    /// <summary>Something that people have to do by a day.</summary>
    internal static DutyRule ReadDuty(SettingsSection section) =>
        new(
        section.Text("what"), section.WholeNumber("withinSchoolDays", 0, 190, fallback: null),
        section.Flag("compulsoryAgeOnly", fallback: false));

    private static Stage ReadStage(SettingsSection section, ActionPlace all)
    {
        var needsPerson = section.Flag("needsPerson", fallback: false);
        var monitoring = section.Has("monitoring") ? section.Section("monitoring", ReadMonitoring) : null;
        if (monitoring is not null && !needsPerson && section.IsValid("needsPerson"))
        {
            section.AddFault(
                "monitoring",
                "only a formal stage is monitored, from the day on which a person confirmed it; say \"needsPerson\": true, or leave this "
                + "out.");
        }

        var (nudges, invites) = (section.Flag("nudges", fallback: false), section.Flag("invites", fallback: false));
        var (letters, onImprovement) =
            (section.Choices("letters", LetterKinds.OfPolicies), section.Choices("lettersOnImprovement", LetterKinds.OfPolicies));
        StageReview? review = section.Has("review") ? section.Choice<StageReview>("review", fallback: null) : null;
        var place = all.ForPupil(
            section, [.. If(nudges, MessageKind.Stage), .. If(invites, MessageKind.Meeting)], letters.Concat(onImprovement),
            [.. If(review is not null, ProductOutput.StageReview), .. If(monitoring is not null, ProductOutput.Monitoring)]);
        return new(
            0, section.Text("name"), section.Text("descriptor", fallback: ""), nudges, invites, needsPerson,
            ActionReader.ReadAll(section, place), section.Texts("roles"), section.SectionsIfAny("duties", ReadDuty), letters, onImprovement,
            review, monitoring)
        {
            BeginsWhen = section.Choice<StepCondition>("beginsWhen", fallback: StepCondition.Lower),
            StatutoryThresholds = section.Choices("statutoryThresholds", Policies.StatutoryThresholds.ByName),
        };

        static IEnumerable<T> If<T>(bool has, T value) => has ? [value] : [];
    }

    private static Threshold? ReadThreshold(SettingsSection section, LadderKind? ladder)
    {
        if (ladder == LadderKind.ByProcess)
        {
            section.Refuse(
                "the stages of a ladder that moves \"byProcess\" have no threshold of their own; leave this out.", "atOrBelow", "below");
            return null;
        }

        // Where the kind of ladder is not known, a stage without a threshold may be right.
        return ladder is null && !section.Has("atOrBelow") && !section.Has("below") ? null : section.Threshold("atOrBelow", "below");
    }

    private static void RefuseBeginsWhen(IEnumerable<Step> steps, LadderKind? ladder)
    {
        foreach (var step in steps)
        {
            step.Section.Refuse(
                ladder == LadderKind.ByProcess
                    ? "the first stage begins at the ladder's rate of entry; leave this out."
                    : "belongs to a ladder that moves \"byProcess\"; here the rate decides the stage.",
                "beginsWhen");
        }
    }

    private static void CheckOrder(Step before, Step here)
    {
        if (before.Section.IsValid() && here.Section.IsValid() && before.Threshold is { } higher && here.Threshold is { } threshold
            && !higher.IsAbove(threshold))
        {
            here.Section.AddFault(
                $"is {threshold}, which is not further down than the stage before it ({higher}); list stages from the first one of "
                + $"concern down.");
        }

        // From the first formal stage on a person must confirm (domain 0.3).
        if (before.Stage.NeedsPerson && !here.Stage.NeedsPerson && here.Section.IsValid("needsPerson"))
        {
            here.Section.AddFault(
                "needsPerson", $"must be true: the stage before it, \"{before.Stage.Name}\", needs a person, and so does every later one.");
        }
    }

    private static Monitoring ReadMonitoring(SettingsSection section) => new(
        ReadTime(section), section.Points("improvement", 0, fallback: 3), section.WholeNumber("minimumSessions", 1, 380, fallback: 10),
        section.Flag("authorisedIsGenuineReason", fallback: false),
        section.Choice<WhenImproved>("whenImproved", fallback: WhenImproved.Close),
        section.WholeNumber("mostExtensions", 0, 100, fallback: int.MaxValue));

    private static MonitoringTime ReadTime(SettingsSection section)
    {
        string[] stated = [.. Times.Where(section.Has)];
        if (stated.Length != 1)
        {
            section.AddFault(
                "weeks",
                "a monitored stage has one of \"weeks\" (of the calendar), \"schoolDays\" or \"halfTerms\"; give exactly one of them.");
            return new MonitoringTime.Weeks(0, 0);
        }

        if (stated[0] != "weeks")
        {
            section.Refuse("belongs to \"weeks\"; leave this out.", "leastSchoolDays");
        }

        return stated[0] switch
        {
            "weeks" => new MonitoringTime.Weeks(
                section.WholeNumber("weeks", 1, 52, fallback: null), section.WholeNumber("leastSchoolDays", 0, 190, fallback: 0)),
            "schoolDays" => new MonitoringTime.SchoolDays(section.WholeNumber("schoolDays", 1, 190, fallback: null)),
            _ => new MonitoringTime.HalfTerms(section.WholeNumber("halfTerms", 0, 6, fallback: null)),
        };
    }
}
