using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Who was not seen this morning, as the registers and the recorded contacts with families stand at that moment.</summary>
public interface IPupilsToAskAfter
{
    /// <summary>
    /// A pupil of a school whose family is to be asked, with the marks of the day; null where the pupil was seen since, or somebody spoke
    /// with the family.
    /// </summary>
    Task<MorningPupil?> FindAsync(Trust trust, School school, DateOnly day, Upn upn, CancellationToken cancellationToken);
}

/// <summary>
/// Fills in a first-day text at the moment it leaves, from the registers as they lie in storage then: a reason or a presence that came
/// since it was queued stops it.
/// </summary>
public sealed class FirstDayMessage(
    TrustSettings settings, NudgeLedger ledger, IPupilsToAskAfter pupils, UnusableAddressTable contacts, AllowList allowList,
    TimeProvider time)
{
    /// <summary>
    /// The text of a row and the rows bundled with it, without pupils who were seen meanwhile; null where it must not leave, which the row
    /// then says.
    /// </summary>
    public async Task<OutgoingMessage?> ComposeAsync(Trust trust, Versioned<Nudge> lead, CancellationToken cancellationToken)
    {
        if (await TellAsync(trust, lead.Value, cancellationToken) is not { } own)
        {
            return await RefuseAsync(lead, SuppressionReason.NoLongerSo, cancellationToken);
        }

        var told = new List<(MorningPupil Pupil, Child Child)> { own };
        foreach (var place in lead.Value.Bundled.Places)
        {
            if (await ledger.FindAsync(place, cancellationToken) is not { Value.State: NudgeState.Joined } row)
            {
                continue;
            }

            if (!IsInTime(trust, row.Value))
            {
                // Another school's child, after that school's latest time: a person calls.
                await ledger.MoveAsync(row, row.Value.Expire(time.GetUtcNow()), cancellationToken);
            }
            else if (await TellAsync(trust, row.Value, cancellationToken) is { } other)
            {
                told.Add(other);
            }
            else
            {
                await RefuseAsync(row, SuppressionReason.NoLongerSo, cancellationToken);
            }
        }

        return await AddressAsync(lead, told, cancellationToken);
    }

    private async Task<OutgoingMessage?> AddressAsync(
        Versioned<Nudge> lead, List<(MorningPupil Pupil, Child Child)> told, CancellationToken cancellationToken)
    {
        var pupil = told[0].Pupil.Pupil;
        var unusable = (await contacts.ReadAsync(lead.Value.Place.School, cancellationToken)).Of([pupil]);
        var contact = pupil.Contacts.FirstOrDefault(contact => contact.Slot == lead.Value.ContactSlot && contact.HasParentalResponsibility);
        if (contact is null || Address.Of(contact, unusable) is not { Channel: Channel.Text } to)
        {
            return await RefuseAsync(lead, SuppressionReason.NoUsableAddress, cancellationToken);
        }

        // Whether the number is shared was decided when the morning planned the text, with the whole roster in hand.
        if (MayLeave.ReasonAgainst(to, isShared: false, allowList.Allows(to.Value)) is { } reason)
        {
            return await RefuseAsync(lead, reason, cancellationToken);
        }

        // One sibling's roster may not know yet what the other's does.
        var language = told.Select(child => child.Pupil.Pupil.Language).FirstOrDefault(language => language.Length > 0) ?? "";
        var children = told.Select(child => child.Child).OrderBy(child => child.FirstName, StringComparer.Ordinal).ToList();
        var messages = await settings.ReadMessagesAsync(cancellationToken);
        return new(
            lead.Value.Place.Key.ToString(),
            to.Value,
            "",
            messages.Fill(MessageKind.FirstDay, language, contact.Name, children).Text,
            "");
    }

    private bool IsInTime(Trust trust, Nudge nudge) =>
        trust.TryFind(nudge.Place.School, out var school) && new MayLeave(trust, school).IsWithinHours(nudge.Kind, time.GetUtcNow());

    /// <summary>The child of a row, if still not seen, and if nobody has spoken with the family since.</summary>
    private async Task<(MorningPupil Pupil, Child Child)?> TellAsync(Trust trust, Nudge nudge, CancellationToken cancellationToken) =>
        trust.TryFind(nudge.Place.School, out var school)
        && await pupils.FindAsync(trust, school, nudge.FirstDay, nudge.Upn, cancellationToken) is { } pupil
        && Child.Of(nudge.Kind, school, nudge.FirstDay, pupil.Pupil, pupil.Record) is { } child
            ? (pupil, child)
            : null;

    private async Task<OutgoingMessage?> RefuseAsync(Versioned<Nudge> row, SuppressionReason reason, CancellationToken cancellationToken)
    {
        await ledger.MoveAsync(row, row.Value.Suppress(reason, time.GetUtcNow()), cancellationToken);
        return null;
    }
}
