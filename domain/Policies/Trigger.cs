namespace AttendanceFunctions.Domain.Policies;

/// <summary>A fact about a pupil that requires action at any stage.</summary>
public enum TriggerFact
{
    /// <summary>10% or more of possible sessions missed. Raised once in a school year.</summary>
    PersistentAbsence,

    /// <summary>50% or more missed. Raised once in a school year.</summary>
    SevereAbsence,

    /// <summary>Attendance is below the policy's target and lower than at the last review. Raised once between two reviews (D4).</summary>
    Dip,
}

/// <summary>A fact that requires action at any stage, and the action.</summary>
/// <param name="Fall">Percentage points by which attendance must have fallen for a dip; 0 for the other facts.</param>
/// <param name="Roles">Who is responsible for it.</param>
public sealed record Trigger(
    TriggerFact Fact, string Name, Points Fall, IReadOnlyList<string> Actions, IReadOnlyList<string> Roles, DutyRule Duty,
    IReadOnlyList<LetterKind> Letters)
{
    /// <summary>Those of its actions, and the duty, that are only for pupils of compulsory school age (domain 0.13).</summary>
    public IReadOnlyList<string> CompulsoryAgeOnly { get; init; } = [];

    /// <summary>The actions for a pupil who is, or is not, of compulsory school age.</summary>
    public IEnumerable<string> ActionsFor(bool isOfCompulsoryAge) =>
        isOfCompulsoryAge ? Actions : Actions.Except(CompulsoryAgeOnly, StringComparer.Ordinal);
}

internal static class TriggerReader
{
    internal static IReadOnlyList<Trigger> ReadAll(SettingsSection policy)
    {
        var seen = new HashSet<TriggerFact>();
        return policy.SectionsIfAny("triggers", section =>
        {
            var trigger = Read(section);
            // Two triggers of one fact would put two rows for one pupil on a worklist, and leave open which of them to act on.
            if (section.IsValid("fact") && !seen.Add(trigger.Fact))
            {
                section.AddFault("fact", "has a trigger already; put both into one.");
            }

            return trigger;
        });
    }

    private static Trigger Read(SettingsSection section)
    {
        var fact = section.Choice<TriggerFact>("fact", fallback: null);
        var (actions, duty) = (section.Texts("actions"), section.Section("duty", StageReader.ReadDuty));
        return new(
            fact, section.Text("name"), ReadFall(section, fact), actions, section.Texts("roles"), duty,
            section.Choices("letters", LetterKinds.OfPolicies))
        {
            CompulsoryAgeOnly = StageReader.ReadCompulsoryAgeOnly(section, actions, [duty]),
        };
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
