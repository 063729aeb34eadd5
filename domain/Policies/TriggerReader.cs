using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the triggers beside the ladder.</summary>
internal static class TriggerReader
{
    private static readonly Dictionary<string, TriggerFact> Facts = new(StringComparer.Ordinal)
    {
        ["persistentAbsence"] = TriggerFact.PersistentAbsence,
        ["severeAbsence"] = TriggerFact.SevereAbsence,
        ["unexplainedAbsenceWithSocialWorker"] = TriggerFact.UnexplainedAbsenceWithSocialWorker,
        ["dip"] = TriggerFact.Dip,
    };

    internal static IReadOnlyList<Trigger> ReadAll(SettingsSection policy)
    {
        var seen = new HashSet<TriggerFact>();
        return policy.SectionsIfAny("triggers", section =>
        {
            var trigger = Read(section);
            // The work of one fact stands in one place: two rows for one pupil and night would not say which is to be done.
            if (section.IsSound("fact") && !seen.Add(trigger.Fact))
            {
                section.AddFault("fact", "has a trigger already; put what it asks for into one.");
            }

            return trigger;
        });
    }

    private static Trigger Read(SettingsSection section)
    {
        var fact = section.Choice<TriggerFact>("fact", Facts, fallback: null);
        return new(
            fact, section.Text("name"), ReadFall(section, fact), section.Texts("actions"), section.Texts("roles"),
            section.Section("duty", DutyReader.Read), section.Choices("letters", LetterKinds.ByName));
    }

    private static Points ReadFall(SettingsSection section, TriggerFact fact)
    {
        if (fact == TriggerFact.Dip)
        {
            return section.Points("fall", 0.01m, fallback: null);
        }

        if (section.Has("fall") && section.IsSound("fact"))
        {
            section.AddFault("fall", "only a \"dip\" has a fall; leave this out.");
        }

        return default;
    }
}
