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

    /// <summary>
    /// Fewer people can be reached about the pupil than the policy asks for, or a number or address cannot be used (D2 section 6). Raised
    /// once a term.
    /// </summary>
    Contacts,

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

    /// <summary>How many people have to be reached; null for the other facts.</summary>
    public ContactsAsked? Contacts { get; init; }
}

/// <summary>How many people of a pupil's roster a school has to be able to reach, by a number or an email address.</summary>
/// <param name="Parents">Those with parental responsibility, 0 to 9.</param>
/// <param name="People">All of them, 1 to 9.</param>
public sealed record ContactsAsked(int Parents, int People);

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
            Contacts = ReadContacts(section, fact),
        };
    }

    private static ContactsAsked? ReadContacts(SettingsSection section, TriggerFact fact)
    {
        if (fact == TriggerFact.Contacts)
        {
            return new(section.WholeNumber("parents", 0, 9, fallback: null), section.WholeNumber("people", 1, 9, fallback: null));
        }

        if (section.IsValid("fact"))
        {
            section.Refuse("only \"contacts\" has this; leave it out.", ["parents", "people"]);
        }

        return null;
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
