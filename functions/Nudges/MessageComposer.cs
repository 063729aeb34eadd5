using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Rates;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Channels;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nudges;

/// <summary>Fills in a message at the moment it leaves: name, number and figures are looked up by key, and never travel in a queue.</summary>
public sealed class MessageComposer(NudgeLedger ledger, PupilTable pupils, AttendanceTable attendance, AllowList allowList)
{
    /// <summary>
    /// The message of a row and its travellers; null where something speaks against it that the release did not know of yet: a
    /// roster may have come in between, with a circumstance on it or without the contact.
    /// </summary>
    public async Task<OutgoingMessage?> ComposeAsync(Trust trust, Nudge lead, CancellationToken cancellationToken)
    {
        var children = new List<Child>();
        foreach (var place in lead.Travellers.Places.Prepend(lead.Place))
        {
            var nudge = place == lead.Place ? lead : (await ledger.FindAsync(place, cancellationToken))?.Value;
            if (nudge is null || (nudge != lead && nudge.State != NudgeState.Joined))
            {
                continue;
            }

            if (await ChildOfAsync(trust, nudge, cancellationToken) is not { } child)
            {
                return null;
            }

            children.Add(child);
        }

        var contact = (await pupils.FindAsync(lead.Place.School, lead.Upn, cancellationToken))?.Contacts
            .FirstOrDefault(contact => contact.Slot == lead.ContactSlot && contact.HasParentalResponsibility);
        if (contact is null)
        {
            return null;
        }

        var to = Address.Of(contact);
        if (to.Channel != lead.Channel || !allowList.Allows(to.Value))
        {
            return null;
        }

        var message = new StageMessage(contact.Name, [.. children.OrderBy(child => child.FirstName, StringComparer.Ordinal)]);
        var email = message.Email;
        return lead.Channel == Channel.Text
            ? new(lead.Place.Key, to.Value, "", message.Text, "")
            : new(lead.Place.Key, to.Value, email.Subject, email.Plain, email.Html);
    }

    private async Task<Child?> ChildOfAsync(Trust trust, Nudge nudge, CancellationToken cancellationToken)
    {
        var pupil = await pupils.FindAsync(nudge.Place.School, nudge.Upn, cancellationToken);
        var record = await attendance.FindAsync(nudge.Place.School, nudge.Place.Year, nudge.Upn, cancellationToken);
        return pupil is not null && NudgePlanner.ReasonAgainst(pupil) == SuppressionReason.None && record is not null && trust.TryFind(nudge.Place.School, out var school)
            ? new(pupil.PreferredName, new TimeLost(record.Tally.Absent, school.Policy.FullYear.LearningHoursPerDay), school.Name, school.Phone)
            : null;
    }
}
