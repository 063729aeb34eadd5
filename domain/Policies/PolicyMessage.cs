namespace AttendanceFunctions.Domain.Policies;

/// <summary>A message that parents get in addition to the nudge and the invitation of a stage.</summary>
public abstract record PolicyMessage(MessageKind Kind)
{
    /// <summary>The days missed in the last half term, at the start of a new one (domain 6.1).</summary>
    /// <param name="Below">Parents get it for attendance in that half term below this.</param>
    public sealed record HalfTerm(Threshold Below) : PolicyMessage(MessageKind.HalfTerm);

    /// <summary>The pupil left a stage for a better one; only where the policy celebrates individuals.</summary>
    public sealed record Improvement() : PolicyMessage(MessageKind.Improvement);

    /// <summary>Thanks at the end of a half term; only where the policy celebrates individuals.</summary>
    /// <param name="From">Parents are thanked for attendance in that half term at or above this.</param>
    public sealed record ThankYou(Percentage From) : PolicyMessage(MessageKind.ThankYou);

    /// <summary>The term's attendance, on its last day.</summary>
    public sealed record TermlySummary() : PolicyMessage(MessageKind.TermlySummary);

    /// <summary>The week's attendance, on the school day after it.</summary>
    public sealed record WeeklySummary() : PolicyMessage(MessageKind.WeeklySummary);

    /// <summary>A reminder about holidays in term time, once a term.</summary>
    public sealed record TermHolidays() : PolicyMessage(MessageKind.TermHolidays);

    /// <summary>A request to check contact details, once a term.</summary>
    public sealed record ContactDetails() : PolicyMessage(MessageKind.ContactDetails);
}

internal static class PolicyMessageReader
{
    /// <summary>Every kind but the nudge and the invitation, which belong to a stage.</summary>
    private static readonly Dictionary<string, MessageKind> Kinds = MessageKinds.OfNights
        .Where(kind => kind.Value is not (MessageKind.Stage or MessageKind.Meeting))
        .ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal);

    private static readonly string[] Rates = ["atOrBelow", "below", "atOrAbove"];

    internal static IReadOnlyList<PolicyMessage> ReadAll(SettingsSection policy, Celebration celebration)
    {
        var seen = new HashSet<MessageKind>();
        return policy.SectionsIfAny("messages", section =>
        {
            var message = Read(section);
            if (section.IsValid("kind"))
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
            MessageKind.TermHolidays => new PolicyMessage.TermHolidays(),
            MessageKind.ContactDetails => new PolicyMessage.ContactDetails(),
            _ => new PolicyMessage.WeeklySummary(),
        };
        if (section.IsValid("kind"))
        {
            section.Refuse("means nothing for this kind of message; leave it out.", Rates.Except(RatesOf(message), StringComparer.Ordinal));
        }

        return message;
    }

    private static string[] RatesOf(PolicyMessage message) => message switch
    {
        PolicyMessage.HalfTerm => ["atOrBelow", "below"],
        PolicyMessage.ThankYou => ["atOrAbove"],
        _ => [],
    };

    private static void Check(SettingsSection section, MessageKind kind, HashSet<MessageKind> seen, Celebration celebration)
    {
        if (!seen.Add(kind))
        {
            section.AddFault("kind", $"\"{kind.NameOf()}\" is listed already; give each kind once.");
        }
        else if (kind is MessageKind.Improvement or MessageKind.ThankYou && !celebration.Individuals)
        {
            section.AddFault(
                "kind",
                $"\"{kind.NameOf()}\" celebrates a single pupil, and \"celebration\" says \"individuals\": false; change one of them.");
        }
    }
}
