namespace AttendanceFunctions.Domain.Policies;

/// <summary>A fact about a pupil that requires action at any stage.</summary>
public enum TriggerFact
{
    /// <summary>10% or more of possible sessions missed. Raised once in a school year.</summary>
    PersistentAbsence,

    /// <summary>50% or more missed. Raised once in a school year.</summary>
    SevereAbsence,

    /// <summary>
    /// A number of times late in the last school weeks, before or after the register closed, with or without minutes (D2 section 8, D4).
    /// Each time counts once, so the next row asks for as many again.
    /// </summary>
    Lateness,

    /// <summary>Attendance is below the policy's target and lower than at the last review. Raised once between two reviews (D4).</summary>
    Dip,
}

/// <summary>A fact that requires action at any stage, and the action.</summary>
/// <param name="Fall">Percentage points by which attendance must have fallen for a dip; 0 for the other facts.</param>
/// <param name="Roles">Who is responsible for it.</param>
public sealed record Trigger(
    TriggerFact Fact, string Name, Points Fall, IReadOnlyList<PolicyAction> Actions, IReadOnlyList<string> Roles, DutyRule Duty,
    IReadOnlyList<LetterKind> Letters)
{
    /// <summary>What counts as often late; null for the other facts.</summary>
    public OftenLate? Late { get; init; }
}

/// <summary>How often a pupil has to be late to be looked at: sessions of L and U in the last school weeks.</summary>
/// <param name="Times">Sessions, 1 to 100.</param>
/// <param name="Weeks">School weeks, 1 to 40.</param>
public sealed record OftenLate(int Times, int Weeks);

internal static class TriggerReader
{
    internal static IReadOnlyList<Trigger> ReadAll(SettingsSection policy, ActionPlace all)
    {
        var seen = new HashSet<TriggerFact>();
        return policy.SectionsIfAny("triggers", section =>
        {
            var trigger = Read(section, all);
            // Two triggers of one fact would put two rows for one pupil on a worklist, and leave open which of them to act on.
            if (section.IsValid("fact") && !seen.Add(trigger.Fact))
            {
                section.AddFault("fact", "has a trigger already; put both into one.");
            }

            return trigger;
        });
    }

    private static Trigger Read(SettingsSection section, ActionPlace all)
    {
        var fact = section.Choice<TriggerFact>("fact", fallback: null);
        var letters = section.Choices("letters", LetterKinds.OfPolicies);
        return new(
            fact, section.Text("name"), ReadFall(section, fact), ActionReader.ReadAll(section, all.ForPupil(section, [], letters, [])),
            section.Texts("roles"), section.Section("duty", StageReader.ReadDuty), letters)
        {
            Late = ReadLate(section, fact),
        };
    }

    private static OftenLate? ReadLate(SettingsSection section, TriggerFact fact)
    {
        if (fact == TriggerFact.Lateness)
        {
            return new(section.WholeNumber("times", 1, 100, fallback: null), section.WholeNumber("weeks", 1, 40, fallback: null));
        }

        if (section.IsValid("fact"))
        {
            section.Refuse("only \"lateness\" has this; leave it out.", ["times", "weeks"]);
        }

        return null;
    }

    private static Points ReadFall(SettingsSection section, TriggerFact fact)
    {
        if (fact == TriggerFact.Dip)
        {
            return section.Points("fall", 0.01m, fallback: null);
        }

        if (section.Has("fall") && section.IsValid("fact"))
        {
            section.AddFault("fall", "only a \"dip\" has a fall; leave this out.");
        }

        return default;
    }
}
