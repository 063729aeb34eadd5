namespace AttendanceFunctions.Domain.Policies;

/// <summary>A part of a policy that has actions, with what the product does there by the rest of the policy's settings.</summary>
/// <param name="Subject">Whom an action here is about, unless it says otherwise.</param>
/// <param name="Due">When it is due, unless it says otherwise.</param>
/// <param name="Messages">The messages that the product sends here.</param>
/// <param name="Letters">The letters that the product prepares here.</param>
/// <param name="Outputs">What else the product does here.</param>
internal sealed record ActionPlace(
    ActionSubject Subject, ActionDue Due, IReadOnlyCollection<MessageKind> Messages, IReadOnlyCollection<LetterKind> Letters,
    IReadOnlyCollection<ProductOutput> Outputs)
{
    /// <summary>The kinds of entries in a log that the policy names.</summary>
    public IReadOnlyList<string> EntryKinds { get; init; } = [];

    private static readonly MessageKind[] EveryMessage = Enum.GetValues<MessageKind>();

    /// <summary>The place for all pupils: the tier above the ladder, and the groups.</summary>
    /// <param name="policy">A part of it that has a fault is not compared with the actions, which may be right.</param>
    internal static ActionPlace ForAll(
        SettingsSection policy, IReadOnlyList<PolicyMessage> messages, Celebration celebration, YearEndRules yearEnd,
        IReadOnlyList<LetterKind> regular) =>
        new(
            ActionSubject.School, ActionDue.Always,
            policy.IsValid("messages") ? [MessageKind.FirstDay, .. messages.Select(message => message.Kind)] : EveryMessage,
            regular,
            [
                .. Enum.GetValues<ProductOutput>().Where(output => output switch
                {
                    ProductOutput.StageReview or ProductOutput.Monitoring => false,
                    ProductOutput.Celebrations => celebration.Individuals || !policy.IsValid("celebration"),
                    ProductOutput.ClassFigures => celebration.Classes || !policy.IsValid("celebration"),
                    ProductOutput.FocusFamilies => yearEnd.FocusFamilies || !policy.IsValid("yearEnd"),
                    ProductOutput.Groups => policy.Has("cohorts"),
                    ProductOutput.Leave => policy.Has("leave"),
                    _ => true,
                }),
            ]);

    /// <summary>A stage or a trigger of the same policy, where an action is about one pupil and due when it begins.</summary>
    /// <param name="place">A part of it that has a fault is not compared with the actions.</param>
    internal ActionPlace ForPupil(
        SettingsSection place, IEnumerable<MessageKind> messages, IEnumerable<LetterKind> letters, IEnumerable<ProductOutput> outputs) =>
        new(
            ActionSubject.Pupil, ActionDue.Start,
            place.AreValid("nudges", "invites") ? [.. Messages, .. messages] : EveryMessage,
            place.AreValid("letters", "lettersOnImprovement") ? [.. letters] : Enum.GetValues<LetterKind>(),
            place.AreValid("review", "monitoring") ? [.. Outputs, .. outputs] : Enum.GetValues<ProductOutput>())
        {
            EntryKinds = EntryKinds,
        };
}

/// <summary>
/// Reads the actions of a part of a policy. What the product is said to do must be something that it does there, so that no sentence of a
/// document rests on a message or letter that never comes.
/// </summary>
internal static class ActionReader
{
    private const string Name = "actions";

    private enum By
    {
        Person,
        Review,
    }

    private static readonly string[] Ways = ["by", "message", "letter", "output"];

    internal static IReadOnlyList<PolicyAction> ReadAll(SettingsSection section, ActionPlace place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return section.SectionsIfAny(Name, entry =>
        {
            var action = new PolicyAction(
                entry.Text("text"), entry.Choice<ActionSubject>("of", place.Subject), entry.Text("role", fallback: ""),
                entry.Choice<ActionDue>("due", place.Due), ReadFulfilment(entry, place),
                entry.Flag("compulsoryAgeOnly", fallback: false))
            {
                WithinSchoolDays = ReadWithin(entry),
                EntryKind = ReadEntryKind(entry, place),
                IsTraining = entry.Flag("training", fallback: false),
            };
            if (entry.IsValid("text") && !seen.Add(action.ToString()))
            {
                entry.AddFault("text", "stands here already, with the same role; list each action once.");
            }

            return action;
        });
    }

    private static string? ReadEntryKind(SettingsSection entry, ActionPlace place)
    {
        if (!entry.Has("entry"))
        {
            return null;
        }

        var kind = entry.Text("entry");
        if (entry.IsValid("entry") && !EntryKinds.OfAll.Concat(place.EntryKinds).Contains(kind, StringComparer.Ordinal))
        {
            entry.AddFault("entry", "is no kind of entry: name one of \"entryKinds\" of the policy.");
        }

        return kind;
    }

    private static int? ReadWithin(SettingsSection entry)
    {
        if (!entry.Has("withinSchoolDays"))
        {
            return null;
        }

        if (entry.Has("due"))
        {
            entry.AddFault("withinSchoolDays", "is for an action that is due once; leave out this or \"due\".");
        }

        return entry.WholeNumber("withinSchoolDays", 0, 190, fallback: null);
    }

    private static Fulfilment ReadFulfilment(SettingsSection entry, ActionPlace place)
    {
        // Actions about one pupil are ticked off; those about a school or trust are reviewed each term.
        var by = entry.Choice<By>("by", place.Due == ActionDue.Start ? By.Person : By.Review);
        if (Ways.Count(entry.Has) > 1)
        {
            entry.AddFault("\"by\", \"message\", \"letter\" and \"output\" say what fulfils an action; give at most one of them.");
        }

        return entry.Has("message") ? new Fulfilment.ByMessage(ThatComes(
                entry, "message", entry.Choice("message", MessageKinds.ByName, fallback: null), place.Messages,
                "no such message is sent here: see \"nudges\" and \"invites\" of the stage and \"messages\" of the policy."))
            : entry.Has("letter") ? new Fulfilment.ByLetter(ThatComes(
                entry, "letter", entry.Choice("letter", LetterKinds.OfPolicies, fallback: null), place.Letters,
                "no such letter is prepared here: see \"letters\" of the stage or trigger, and \"writesTermly\" and \"writesHalfTermly\" "
                    + "of the policy."))
            : entry.Has("output") ? new Fulfilment.ByOutput(ThatComes(
                entry, "output", entry.Choice<ProductOutput>("output", fallback: null), place.Outputs,
                "is not there: see \"review\" and \"monitoring\" of the stage, and \"cohorts\", \"leave\", \"celebration\" and "
                + "\"yearEnd\" of the policy."))
            : by == By.Person ? new Fulfilment.ByPerson() : new Fulfilment.ByReview();
    }

    /// <summary>What fulfils an action, with a fault where the product does not do it at this place.</summary>
    private static T ThatComes<T>(SettingsSection entry, string name, T named, IReadOnlyCollection<T> there, string sentence)
    {
        if (!there.Contains(named) && entry.IsValid(name))
        {
            entry.AddFault(name, sentence);
        }

        return named;
    }
}
