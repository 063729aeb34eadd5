namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads a policy from its JSON form, the same for the built-in packs and for a trust's own files (docs/policies.md).</summary>
public static class PolicyReader
{
    /// <summary>The largest share of pupils in a hold-out, in per cent: with more, most families would get no nudge.</summary>
    private const int MostHeldOut = 50;

    private static readonly (ProductOutput Output, TriggerFact Fact, string Name)[] OutputsOfTriggers =
    [
        (ProductOutput.Lateness, TriggerFact.Lateness, "lateness"), (ProductOutput.Contacts, TriggerFact.Contacts, "contacts"),
    ];

    /// <summary>The policy of a file, or all of the file's faults.</summary>
    public static Checked<Policy> Read(string json) => SettingsSection.Read(json, ReadPolicy);

    private static Policy ReadPolicy(SettingsSection section)
    {
        var ladder = section.Section("ladder", LadderReader.Read, LadderReader.Default);
        var celebration = section.Section(
            "celebration", ReadCelebration, new(Individuals: true, Classes: true, LeavesOutCircumstances: false));
        var yearEnd = section.Section("yearEnd", ReadYearEnd, new(KeepsFormalSteps: true, FocusFamilies: false));
        var writesTermly = section.Flag("writesTermly", fallback: false);
        var messages = PolicyMessageReader.ReadAll(section, celebration);
        var writesHalfTermly = section.Flag("writesHalfTermly", fallback: false);
        var entryKinds = EntryKinds.ReadOwn(section);
        var regular = RegularLetters(section, writesTermly, writesHalfTermly);
        var all = ActionPlace.ForAll(section, messages, celebration, yearEnd, regular) with { EntryKinds = entryKinds };
        var steps = StageReader.ReadAll(section, ladder.Kind, all);
        var policy = new Policy(
            ReadId(section), section.Text("name"), section.Text("source", fallback: ""), section.Percentage("target"),
            section.Section("top", top => TopTierReader.Read(top, all)),
            ladder.With([.. steps.Select(step => step.Threshold).OfType<Threshold>()]),
            [.. steps.Select(step => step.Stage)], ladder.AskAgainAfterDays, TriggerReader.ReadAll(section, all),
            CohortReader.ReadAll(section, all), celebration, yearEnd, writesTermly, ReadLocalForms(section), ReadFullYear(section),
            section.Section("nudgeDays", ReadNudgeDays, new(FirstWeekOfHalfTerm: true, DayAfterWorsening: true)),
            messages, section.WholeNumber("holdOutPercent", 0, MostHeldOut, fallback: 0))
        {
            Leave = section.Section("leave", LeavePolicy.Read, LeavePolicy.None),
            EntryKinds = entryKinds,
            WritesHalfTermly = writesHalfTermly,
        };
        CheckTriggers(section, policy);
        return policy;
    }

    /// <summary>What rests on a trigger needs the trigger, so that no sentence rests on something that never comes.</summary>
    private static void CheckTriggers(SettingsSection section, Policy policy)
    {
        var named = PolicySentence.AllOf(policy).Select(sentence => sentence.Action.Fulfilment).OfType<Fulfilment.ByOutput>().ToList();
        foreach (var (output, fact, name) in OutputsOfTriggers)
        {
            if (section.IsValid("triggers") && named.Exists(by => by.Output == output) && policy.Triggers.All(other => other.Fact != fact))
            {
                section.AddFault("triggers", $"have no \"{name}\", and an action says that the product looks for it; change one of them.");
            }
        }
    }

    /// <summary>The letters that every family gets; a setting with a fault is taken to be on, so that it causes no second fault.</summary>
    private static IReadOnlyList<LetterKind> RegularLetters(SettingsSection policy, bool termly, bool halfTermly) =>
    [
        .. termly || !policy.IsValid("writesTermly")
            ? [LetterKind.TermlyLetter, LetterKind.AdaptedTermlyLetter]
            : Array.Empty<LetterKind>(),
        .. halfTermly || !policy.IsValid("writesHalfTermly") ? [LetterKind.HalfTermLetter] : Array.Empty<LetterKind>(),
    ];

    private static string ReadId(SettingsSection section)
    {
        var id = section.Text("id");
        if (!id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            section.AddFault("id", $"must be small letters, digits and hyphens only, not \"{id}\".");
        }

        return id;
    }

    private static Celebration ReadCelebration(SettingsSection section) => new(
        section.Flag("individuals", fallback: true), section.Flag("classes", fallback: true),
        section.Flag("leavesOutCircumstances", fallback: false));

    private static YearEndRules ReadYearEnd(SettingsSection section) =>
        new(section.Flag("keepsFormalSteps", fallback: true), section.Flag("focusFamilies", fallback: false));

    private static FullYear ReadFullYear(SettingsSection section) => new(
        section.WholeNumber("schoolDays", 1, 366, fallback: 190), section.Number("learningHoursPerDay", 0.5m, 12, fallback: 5),
        section.Choice<DayCount>("timeLost", fallback: DayCount.WholeDays));

    private static NudgeDays ReadNudgeDays(SettingsSection section) =>
        new(section.Flag("firstWeekOfHalfTerm", fallback: true), section.Flag("dayAfterWorsening", fallback: true));

    private static IReadOnlyList<LocalForm> ReadLocalForms(SettingsSection section)
    {
        var seen = new HashSet<(string, LetterKind)>();
        return section.SectionsIfAny("localForms", form =>
        {
            var read = new LocalForm(
                form.Text("localAuthority"), form.Choice<LetterKind>("letter", LetterKinds.ByName, fallback: null), form.Text("form"));
            if (form.IsValid() && !seen.Add((read.LocalAuthority, read.Letter)))
            {
                form.AddFault(
                    "letter",
                    $"{read.LocalAuthority} has a form in place of \"{read.Letter.NameOf()}\" already; give one for each letter.");
            }

            return read;
        });
    }
}

internal static class TopTierReader
{
    internal static TopTier Read(SettingsSection section, ActionPlace all)
    {
        var descriptors = section.SectionsIfAny("descriptors", ReadDescriptor);
        if (section.IsValid("descriptors") && descriptors.Zip(descriptors.Skip(1)).Any(pair => !IsAbove(pair.First, pair.Second)))
        {
            section.AddFault(
                "descriptors", "must go from the highest attendance down, each \"above\" or \"atOrAbove\" lower than the one before.");
        }

        return new(section.Text("name"), descriptors, ActionReader.ReadAll(section, all), section.Texts("roles"));
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
