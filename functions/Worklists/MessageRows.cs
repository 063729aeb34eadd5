using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages.Contacts;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>A worklist's rows about messages to parents: waiting for a person, unknown, or not sent.</summary>
public sealed class MessageRows(Trust trust, School school, DateOnly night, MessageBook messages)
{
    private readonly MayLeave _check = new(trust, school);

    /// <summary>Unknown messages first, then messages that wait for a decision, then messages not sent, with the reason.</summary>
    public IReadOnlyList<WorklistRow> Of(IReadOnlyList<PupilNight> pupils, IEnumerable<Nudge> ledger)
    {
        var byUpn = pupils.ToDictionary(pupil => pupil.Pupil.Upn);
        // The outcome of a first-day text is in that morning's list: by the night it is too late to send the text again.
        var about = ledger.Where(nudge => nudge.Kind.IsOfNights() && byUpn.ContainsKey(nudge.Upn))
            .OrderBy(nudge => nudge.Kind).ThenBy(nudge => nudge.Upn).ThenBy(nudge => nudge.ContactSlot)
            .Select(nudge => (Nudge: nudge, Pupil: byUpn[nudge.Upn])).ToList();
        return
        [
            .. about.Where(row => row.Nudge.State == NudgeState.Unknown).Select(row => Unknown(row.Pupil, row.Nudge)),
            .. about.Where(row => Waits(row.Pupil, row.Nudge)).Select(row => Waiting(row.Pupil, row.Nudge)),
            .. about.Where(row => IsNews(row.Nudge)).DistinctBy(row => (row.Nudge.Upn, row.Nudge.Kind, row.Nudge.Reason))
                .Select(row => About(row.Pupil, WorklistKinds.NotSent, NotSent(row.Nudge))),
            .. about.Where(row => row.Nudge.LastDay == night && row.Nudge.Kind.TellsWhenNotSent() && StillHolds(row.Nudge, row.Pupil))
                .SelectMany(row => Expired(row.Pupil, row.Nudge)),
        ];
    }

    /// <summary>Whether a message was suppressed today, either when it was planned or when it was due to be sent.</summary>
    private bool IsNews(Nudge nudge) =>
        nudge.State == NudgeState.Suppressed
        && nudge.Kind.TellsWhenNotSent()
        && (nudge.PlannedOn == night || (nudge.MovedAt is { } at && London.DateAt(at) == night));

    private bool Waits(PupilNight pupil, Nudge nudge) =>
        nudge.State == NudgeState.Planned && !nudge.IsReleased && nudge.LastDay > night && StillHolds(nudge, pupil);

    private bool StillHolds(Nudge nudge, PupilNight pupil) => _check.StillHolds(nudge, new(pupil.Pupil, pupil.Record, pupil.Case));

    private WorklistRow Unknown(PupilNight pupil, Nudge nudge)
    {
        var what = $"The answer of the message service was lost, so {Called(nudge)} to {Contact(pupil, nudge)} may or may not have been "
            + "sent. Look into the service's log.";
        return About(pupil, WorklistKinds.Nudge, what) with
        {
            Key = nudge.Place.Key.ToString(),
            Allowed = DecisionsAboutNudges.ForUnknown,
            Message = nudge.Kind,
        };
    }

    private WorklistRow Waiting(PupilNight pupil, Nudge nudge)
    {
        var called = English.Capital(Called(nudge));
        var what = $"{called} to {Contact(pupil, nudge)} waits for your decision until {English.Day(nudge.LastDay)}.";
        return About(pupil, WorklistKinds.Nudge, what) with
        {
            Key = nudge.Place.Key.ToString(),
            Allowed = DecisionsAboutNudges.ForPlanned,
            Due = nudge.LastDay,
            Why = Wording(pupil, nudge),
            Message = nudge.Kind,
        };
    }

    /// <summary>A message not sent by its last day has one row, on the night of that day.</summary>
    private IEnumerable<WorklistRow> Expired(PupilNight pupil, Nudge nudge)
    {
        var how = nudge.OutcomeAfter(night) switch
        {
            NudgeOutcome.ExpiredUnreleased => $"expired on {English.Day(night)}, since nobody released it",
            NudgeOutcome.ExpiredReleased => $"was released, and could not leave until {English.Day(night)}",
            _ => null,
        };
        return how is null
            ? []
            : [About(pupil, WorklistKinds.NotSent, $"Not sent: {Called(nudge)} to {Contact(pupil, nudge)} {how}.")];
    }

    /// <summary>The message with tonight's figures; when it is sent, figures are looked up again, and siblings may be added.</summary>
    private string Wording(PupilNight pupil, Nudge nudge)
    {
        if (Child.Of(nudge.Kind, school, nudge.FirstDay, pupil.Pupil, pupil.Record) is not { } child)
        {
            return "(no wording: the calendar has no period that it could be about)";
        }

        var message = messages.Fill(nudge.Kind, pupil.Pupil.Language, ContactOf(pupil, nudge)?.Name ?? "", [child]);
        return nudge.Channel == Channel.Text
            ? $"“{message.Text}” ({message.Cost})"
            : $"Email “{message.Email.Subject}”, which says at greater length: “{message.Text}”";
    }

    private static string Called(Nudge nudge) => (nudge.Kind, nudge.Channel == Channel.Text ? "text" : "email") switch
    {
        (MessageKind.Stage, var channel) => $"a nudge by {channel} about the year so far",
        (MessageKind.HalfTerm, var channel) => $"a nudge by {channel} about last half term",
        (MessageKind.Meeting, var channel) => $"an invitation to a meeting by {channel}",
        (MessageKind.Improvement, var channel) => $"a {channel} about better attendance",
        (MessageKind.ThankYou, var channel) => $"thanks by {channel}",
        (MessageKind.TermlySummary, var channel) => $"the term's summary by {channel}",
        (MessageKind.WeeklySummary, var channel) => $"the week's summary by {channel}",
        (MessageKind.TermHolidays, var channel) => $"a reminder about holidays in term time by {channel}",
        (MessageKind.ContactDetails, var channel) => $"a request to check contact details by {channel}",
        _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.Kind, "No message to parents."),
    };

    private static string Contact(PupilNight pupil, Nudge nudge) =>
        ContactOf(pupil, nudge) is { Name.Length: > 0 } contact ? contact.Name : $"contact {nudge.ContactSlot}";

    private static Contact? ContactOf(PupilNight pupil, Nudge nudge) =>
        pupil.Pupil.Contacts.FirstOrDefault(contact => contact.Slot == nudge.ContactSlot);

    private WorklistRow About(PupilNight pupil, string kind, string what) =>
        new(school.Id, kind, what) { Pupil = WorklistPupil.Of(school, pupil) };

    private static string NotSent(Nudge nudge) =>
        (nudge.Kind == MessageKind.Meeting ? "No invitation: " : "No nudge: ") + nudge.Reason switch
        {
            SuppressionReason.TooEarly => "too few sessions so far to say.",
            SuppressionReason.OptedOut => "the family opted out.",
            SuppressionReason.HandledByPeople =>
                "there is a circumstance on file, a social worker, or the child is looked after; please see to it in person.",
            SuppressionReason.PartTimeTimetable =>
                "a part-time timetable is agreed, as C2 in the register shows; please see to it in person.",
            SuppressionReason.CaseWithPeople => "people have agreed a step with the family; please keep to it in person.",
            SuppressionReason.UnsettledN =>
                "only sessions coded N of the last five school days make the difference; please establish the reasons.",
            SuppressionReason.MarkChangedToday => "a mark was changed today; the next night looks again.",
            SuppressionReason.NoContact => "no contact with parental responsibility is on the roster.",
            SuppressionReason.NoUsableAddress => "no mobile number or email address of a contact with parental responsibility can be used.",
            SuppressionReason.NotOnAllowList => "this environment may not send to that number or address.",
            SuppressionReason.NoLongerInStage => "attendance is no longer at that stage.",
            SuppressionReason.NoLongerSo => "what it would have said is no longer so.",
            SuppressionReason.HeldOut => "the pupil is among those whom this policy leaves without a nudge, to see whether nudges help.",
            _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.Reason, "Not a reason."),
        };
}

/// <summary>
/// Rows about numbers and addresses to which nothing is sent because parents of several households have them (domain 0.21): one row each,
/// with all pupils whom it concerns.
/// </summary>
public static class SharedRows
{
    /// <param name="waiting">The number of messages that wait for a held address.</param>
    public static IReadOnlyList<WorklistRow> Of(
        School school, IEnumerable<HeldAddress> held, Func<Pupil, WorklistPupil> pupilOf, Func<HeldAddress, int> waiting) =>
        [.. held.Select(one => Row(school, one, pupilOf(one.Shared.Holders[0].Pupil), waiting(one)))];

    private static WorklistRow Row(School school, HeldAddress held, WorklistPupil first, int waiting)
    {
        var what = held.Shared.Address.Channel == Channel.Text ? "mobile number" : "email address";
        var holders = held.Shared.Holders.Select(holder =>
            $"{(holder.Name.Length > 0 ? holder.Name : "a contact without a name")} (contact {holder.Slot} of "
                + $"{holder.Pupil.Forename} {holder.Pupil.Surname}, UPN {holder.Pupil.Upn})");
        return new(
            school.Id, WorklistKinds.Shared,
            $"Nothing is sent to one {what}, because parents of different households have it: {string.Join("; ", holders)}. "
                + (waiting == 0 ? "No message waits for it."
                    : $"{English.Count(waiting, "message")} {(waiting == 1 ? "waits" : "wait")} for it."))
        {
            Pupil = first,
            Key = held.Key.ToString(),
            Allowed = DecisionsAboutAddresses.ForHeld,
            Why = $"One {what} in two families is most often a mistake, and a message would tell one family about the other's child.",
            Actions =
            [
                $"Ask the families whose it is, and correct the others in your school system.",
                $"If it is right for all of them, decide {DecisionsAboutAddresses.Clear}: messages leave until a further name has it.",
            ],
            IsDuty = true,
        };
    }
}

/// <summary>
/// A worklist's rows about unreachable contacts, while the roster has the same number or address. A pupil's duty of the policy about
/// contacts says it already while it is open.
/// </summary>
public static class ContactRows
{
    public static IReadOnlyList<WorklistRow> Of(School school, IReadOnlyList<PupilNight> pupils, UnusableAddresses unusable) =>
    [
        .. from pupil in pupils.OrderBy(pupil => pupil.Pupil.Upn)
           where !HasDuty(school.Policy, pupil)
           from contact in pupil.Pupil.Contacts
           from address in Address.AllOf(contact)
           from found in unusable.Find(address)
           select new WorklistRow(school.Id, WorklistKinds.Contact, Sentence(contact, found)) { Pupil = WorklistPupil.Of(school, pupil) },
    ];

    private static bool HasDuty(Policy policy, PupilNight pupil) =>
        policy.Triggers.FirstOrDefault(trigger => trigger.Contacts is not null) is { } trigger
        && pupil.Case.Duties.Any(duty => duty.Source == DutySource.Trigger && duty.What == trigger.Duty.What);

    private static string Sentence(Contact contact, UnusableAddress found)
    {
        var what = found.Channel == Channel.Text ? "mobile number" : "email address";
        var who = string.Join(", ", new[] { contact.Name, contact.Relationship }.Where(word => word.Length > 0));
        return $"The {what} of contact {contact.Slot}{(who.Length > 0 ? $" ({who})" : "")} has not been usable since "
            + $"{English.Day(found.Since)}: {found.Why}. Please check it with the family and correct it in your school system.";
    }
}
