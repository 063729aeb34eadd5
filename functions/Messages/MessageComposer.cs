using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Fills in a message when it is sent: name, number and figures are looked up by key and are in no queue.</summary>
public sealed class MessageComposer(
    TrustSettings settings, NudgeLedger ledger, PupilTable pupils, UnusableAddressTable contacts, AttendanceTable attendance,
    AllowList allowList)
{
    /// <summary>
    /// The message of a row and the rows bundled with it; null if it must not be sent for a reason that the release could not know: a
    /// newer roster may state a circumstance, or no longer state the contact.
    /// </summary>
    public async Task<OutgoingMessage?> ComposeAsync(Trust trust, Nudge lead, CancellationToken cancellationToken)
    {
        var told = new List<(Pupil, Child)>();
        foreach (var place in lead.Bundled.Places.Prepend(lead.Place))
        {
            var nudge = place == lead.Place ? lead : (await ledger.FindAsync(place, cancellationToken))?.Value;
            if (nudge is null || (nudge != lead && nudge.State != NudgeState.Joined))
            {
                continue;
            }

            if (await TellAsync(trust, nudge, cancellationToken) is not { } child)
            {
                return null;
            }

            told.Add(child);
        }

        return (await FillAsync(lead, told, cancellationToken)).Message;
    }

    /// <summary>Fills in a message to the contact of a row.</summary>
    /// <param name="told">The children in the message, the row's own first.</param>
    /// <returns>The message, or why the contact may not be written to according to the current roster.</returns>
    public async Task<(OutgoingMessage? Message, SuppressionReason? Against)> FillAsync(
        Nudge lead, IReadOnlyList<(Pupil Pupil, Child Child)> told, CancellationToken cancellationToken)
    {
        var pupil = told[0].Pupil;
        var unusable = (await contacts.ReadAsync(lead.Place.School, cancellationToken)).Of([pupil]);
        var contact = pupil.Contacts.FirstOrDefault(contact => contact.Slot == lead.ContactSlot && contact.HasParentalResponsibility);
        var found = contact is null ? null : Address.Of(contact, unusable);
        // Whether the address is shared was checked against the whole roster, by the release or by the morning that planned the text.
        var to = found?.Channel == lead.Channel ? found : null;
        if (MayLeave.ReasonAgainst(to, isShared: false, to is { } known && allowList.Allows(known.Value)) is { } reason)
        {
            return (null, reason);
        }

        // Two siblings' rosters may differ until both are updated.
        var language = told.Select(child => child.Pupil.Language).FirstOrDefault(language => language.Length > 0) ?? "";
        var children = told.Select(child => child.Child).OrderBy(child => child.FirstName, StringComparer.Ordinal).ToList();
        var message = (await settings.ReadMessagesAsync(cancellationToken)).Fill(lead.Kind, language, contact!.Name, children);
        var (key, recipient) = (lead.Place.Key.ToString(), to!.Value.Value);
        return (lead.Channel == Channel.Text
            ? new(key, recipient, "", message.Text, "")
            : new(key, recipient, message.Email.Subject, message.Email.Plain, await HtmlOfAsync(message.Email)), null);
    }

    /// <summary>The email as an HTML page.</summary>
    public static Task<string> HtmlOfAsync(EmailBody email) =>
        PageRenderer.RenderAsync<ParentEmail>(new Dictionary<string, object?> { [nameof(ParentEmail.Email)] = email });

    private async Task<(Pupil, Child)?> TellAsync(Trust trust, Nudge nudge, CancellationToken cancellationToken)
    {
        var pupil = await pupils.FindAsync(nudge.Place.School, nudge.Upn, cancellationToken);
        var record = await attendance.FindAsync(nudge.Place.School, nudge.Place.Year, nudge.Upn, cancellationToken);
        return pupil is not null && record is not null && MayLeave.ReasonAgainst(pupil) is null
            && trust.TryFind(nudge.Place.School, out var school)
            && Child.Of(nudge.Kind, school, nudge.FirstDay, pupil, record) is { } child
                ? (pupil, child)
                : null;
    }
}
