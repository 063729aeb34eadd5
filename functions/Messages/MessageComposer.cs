using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>
/// Fills in a message at the moment it leaves: name, number and figures are looked up by key, and never travel in a queue.
/// </summary>
public sealed class MessageComposer(
    TrustSettings settings, NudgeLedger ledger, PupilTable pupils, UnusableAddressTable contacts, AttendanceTable attendance,
    AllowList allowList)
{
    /// <summary>
    /// The message of a row and the rows bundled with it; null where something speaks against it that the release did not know of: a
    /// roster may have come in between, with a circumstance on it or without the contact.
    /// </summary>
    public async Task<OutgoingMessage?> ComposeAsync(Trust trust, Nudge lead, CancellationToken cancellationToken)
    {
        var told = new List<Told>();
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

        // The row leads with its own pupil, whose contact it goes to.
        var contact = told[0].Pupil.Contacts.FirstOrDefault(
            contact => contact.Slot == lead.ContactSlot && contact.HasParentalResponsibility);
        if (contact is null)
        {
            return null;
        }

        var unusable = (await contacts.ReadAsync(lead.Place.School, cancellationToken)).Of([told[0].Pupil]);
        // Whether the address is shared was decided by the release, with the whole roster in hand.
        if (Address.Of(contact, unusable) is not { } to || to.Channel != lead.Channel
            || MayLeave.ReasonAgainst(to, isShared: false, allowList.Allows(to.Value)) is not null)
        {
            return null;
        }

        var messages = await settings.ReadMessagesAsync(cancellationToken);
        var children = told.Select(child => child.Child).OrderBy(child => child.FirstName, StringComparer.Ordinal).ToList();
        var message = messages.Fill(lead.Kind, LanguageOf(told), contact.Name, children);
        return lead.Channel == Channel.Text
            ? new(lead.Place.Key.ToString(), to.Value, "", message.Text, "")
            : new(lead.Place.Key.ToString(), to.Value, message.Email.Subject, message.Email.Plain, message.Email.Html);
    }

    private async Task<Told?> TellAsync(Trust trust, Nudge nudge, CancellationToken cancellationToken)
    {
        var pupil = await pupils.FindAsync(nudge.Place.School, nudge.Upn, cancellationToken);
        var record = await attendance.FindAsync(nudge.Place.School, nudge.Place.Year, nudge.Upn, cancellationToken);
        if (pupil is null
            || record is null
            || MayLeave.ReasonAgainst(pupil) is not null
            || !trust.TryFind(nudge.Place.School, out var school))
        {
            return null;
        }

        return Child.Of(nudge.Kind, school, nudge.FirstDay, pupil, record) is { } child ? new(pupil, child) : null;
    }

    // One sibling's roster may not know yet what the other's does.
    private static string LanguageOf(List<Told> told) =>
        told.Select(child => child.Pupil.Language).FirstOrDefault(language => language.Length > 0) ?? "";

    private sealed record Told(Pupil Pupil, Child Child);
}
