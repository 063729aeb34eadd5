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

        return (await FillAsync(lead, told, cancellationToken)).Message;
    }

    /// <summary>Fills in a message to the contact of a row.</summary>
    /// <param name="told">The children in the message, the row's own first.</param>
    /// <returns>
    /// The message; or why the contact may not be written to according to the current roster; or neither if another row no longer goes to
    /// the same parent by the roster of its own school, so that the release must look again.
    /// </returns>
    public async Task<(OutgoingMessage? Message, SuppressionReason? Against)> FillAsync(
        Nudge lead, IReadOnlyList<Told> told, CancellationToken cancellationToken)
    {
        // Whether the address is held was checked against the whole roll, by the release.
        var parent = await ParentAsync(told[0], cancellationToken);
        if (MayLeave.ReasonAgainst(parent?.To, parent is var (_, known) && allowList.Allows(known.Value)) is { } reason)
        {
            return (null, reason);
        }

        var (contact, to) = parent!.Value;
        foreach (var other in told.Skip(1))
        {
            if (await ParentAsync(other, cancellationToken) is not { } others
                || !Families.IsToSameParent(lead, (contact, to), other.Nudge, others))
            {
                return (null, null);
            }
        }

        // Two siblings' rosters may differ until both are updated.
        var language = told.Select(child => child.Pupil.Language).FirstOrDefault(language => language.Length > 0) ?? "";
        var children = told.Select(child => child.Child).OrderBy(child => child.FirstName, StringComparer.Ordinal).ToList();
        var message = (await settings.ReadMessagesAsync(cancellationToken)).Fill(lead.Kind, language, contact.Name, children);
        var (key, recipient) = (lead.Place.Key.ToString(), to.Value);
        return (lead.Channel == Channel.Text
            ? new(key, recipient, "", message.Text, "")
            : new(key, recipient, message.Email.Subject, message.Email.Plain, await HtmlOfAsync(message.Email)), null);
    }

    /// <summary>The email as an HTML page.</summary>
    public static Task<string> HtmlOfAsync(EmailBody email) =>
        PageRenderer.RenderAsync<ParentEmail>(new Dictionary<string, object?> { [nameof(ParentEmail.Email)] = email });

    private async Task<(Contact Contact, Address To)?> ParentAsync(Told told, CancellationToken cancellationToken)
    {
        var unusable = (await contacts.ReadAsync(told.Nudge.Place.School, cancellationToken)).Of([told.Pupil]);
        return Candidate.RecipientOf(told.Nudge, told.Pupil, unusable);
    }

    private async Task<Told?> TellAsync(Trust trust, Nudge nudge, CancellationToken cancellationToken)
    {
        var pupil = await pupils.FindAsync(nudge.Place.School, nudge.Upn, cancellationToken);
        var record = await attendance.FindAsync(nudge.Place.School, nudge.Place.Year, nudge.Upn, cancellationToken);
        return pupil is not null && record is not null && MayLeave.ReasonAgainst(pupil) is null
            && trust.TryFind(nudge.Place.School, out var school)
            && Child.Of(nudge.Kind, school, nudge.FirstDay, pupil, record) is { } child
                ? new(nudge, pupil, child)
                : null;
    }
}

/// <summary>A row of the ledger in a message, and the child that it tells of.</summary>
public sealed record Told(Nudge Nudge, Pupil Pupil, Child Child);
