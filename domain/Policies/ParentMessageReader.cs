using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Settings;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads the messages that parents get beside those of the stages.</summary>
internal static class ParentMessageReader
{
    /// <summary>Every kind but those that stand at a stage, the nudge and the invitation.</summary>
    private static readonly Dictionary<string, NudgeRule> Kinds = NudgeRules.OfNights
        .Where(kind => kind.Value is not (NudgeRule.Stage or NudgeRule.Meeting))
        .ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal);

    private static readonly string[] Lines = ["atOrBelow", "below", "atOrAbove"];

    internal static IReadOnlyList<ParentMessage> ReadAll(SettingsSection policy, Celebration celebration)
    {
        var seen = new HashSet<NudgeRule>();
        return policy.SectionsIfAny("messages", section =>
        {
            var message = Read(section);
            if (section.IsSound("kind"))
            {
                Check(section, message.Rule, seen, celebration);
            }

            return message;
        });
    }

    private static ParentMessage Read(SettingsSection section)
    {
        var kind = section.Choice<NudgeRule>("kind", Kinds, fallback: null);
        ParentMessage message = kind switch
        {
            NudgeRule.HalfTerm => new ParentMessage.HalfTerm(EdgeReader.Read(section, "atOrBelow", "below")),
            NudgeRule.ThankYou => new ParentMessage.ThankYou(section.Percentage("atOrAbove")),
            NudgeRule.Improvement => new ParentMessage.Improvement(),
            NudgeRule.TermlySummary => new ParentMessage.TermlySummary(),
            _ => new ParentMessage.WeeklySummary(),
        };
        // Each name is looked up, so that all of them are known here; which of them a kind that is no word would have had, nobody knows.
        var others = Lines.Except(LinesOf(message), StringComparer.Ordinal).Where(section.Has).ToList();
        foreach (var line in section.IsSound("kind") ? others : [])
        {
            section.AddFault(line, "means nothing for this kind of message; leave it out.");
        }

        return message;
    }

    private static string[] LinesOf(ParentMessage message) => message switch
    {
        ParentMessage.HalfTerm => ["atOrBelow", "below"],
        ParentMessage.ThankYou => ["atOrAbove"],
        _ => [],
    };

    private static void Check(SettingsSection section, NudgeRule kind, HashSet<NudgeRule> seen, Celebration celebration)
    {
        if (!seen.Add(kind))
        {
            section.AddFault("kind", $"\"{kind.NameOf()}\" stands here already; give each kind once.");
        }
        else if (kind is NudgeRule.Improvement or NudgeRule.ThankYou && !celebration.Individuals)
        {
            section.AddFault("kind", $"\"{kind.NameOf()}\" celebrates a single pupil, and \"celebration\" says \"individuals\": false; change one of them.");
        }
    }
}
