using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the messages that parents get beside those of the stages.</summary>
internal static class PolicyMessageReader
{
    /// <summary>Every kind but those that stand at a stage, the nudge and the invitation.</summary>
    private static readonly Dictionary<string, MessageKind> Kinds = MessageKinds.OfNights
        .Where(kind => kind.Value is not (MessageKind.Stage or MessageKind.Meeting))
        .ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal);

    private static readonly string[] Lines = ["atOrBelow", "below", "atOrAbove"];

    internal static IReadOnlyList<PolicyMessage> ReadAll(SettingsSection policy, Celebration celebration)
    {
        var seen = new HashSet<MessageKind>();
        return policy.SectionsIfAny("messages", section =>
        {
            var message = Read(section);
            if (section.IsSound("kind"))
            {
                Check(section, message.Kind, seen, celebration);
            }

            return message;
        });
    }

    private static PolicyMessage Read(SettingsSection section)
    {
        var kind = section.Choice<MessageKind>("kind", Kinds, fallback: null);
        PolicyMessage message = kind switch
        {
            MessageKind.HalfTerm => new PolicyMessage.HalfTerm(section.Threshold("atOrBelow", "below")),
            MessageKind.ThankYou => new PolicyMessage.ThankYou(section.Percentage("atOrAbove")),
            MessageKind.Improvement => new PolicyMessage.Improvement(),
            MessageKind.TermlySummary => new PolicyMessage.TermlySummary(),
            _ => new PolicyMessage.WeeklySummary(),
        };
        // Each name is looked up, so that all of them are known here; which of them a kind that is no word would have had, nobody knows.
        var others = Lines.Except(LinesOf(message), StringComparer.Ordinal).Where(section.Has).ToList();
        foreach (var line in section.IsSound("kind") ? others : [])
        {
            section.AddFault(line, "means nothing for this kind of message; leave it out.");
        }

        return message;
    }

    private static string[] LinesOf(PolicyMessage message) => message switch
    {
        PolicyMessage.HalfTerm => ["atOrBelow", "below"],
        PolicyMessage.ThankYou => ["atOrAbove"],
        _ => [],
    };

    private static void Check(SettingsSection section, MessageKind kind, HashSet<MessageKind> seen, Celebration celebration)
    {
        if (!seen.Add(kind))
        {
            section.AddFault("kind", $"\"{kind.NameOf()}\" stands here already; give each kind once.");
        }
        else if (kind is MessageKind.Improvement or MessageKind.ThankYou && !celebration.Individuals)
        {
            section.AddFault("kind", $"\"{kind.NameOf()}\" celebrates a single pupil, and \"celebration\" says \"individuals\": false; change one of them.");
        }
    }
}
