using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>
/// Whom a school asks by text on a morning where a pupil is, and why a person must call instead. This is about a child's safety: that the
/// family opted out of nudges, that a social worker knows them, a hold-out or an agreed step of the case do not matter.
/// </summary>
public sealed class FirstDayTexts(School school, DateOnly day, IReadOnlySet<Address> unusable, IReadOnlySet<Address> shared)
{
    /// <summary>Why no text can go and a person must call; null where one can.</summary>
    public SuppressionReason? ReasonAgainst(Pupil pupil) =>
        // D1, D4: what is on file may be the very reason, or make a plain text a cruel one.
        pupil.Circumstance.Length > 0 ? SuppressionReason.HandledByPeople
        : !pupil.Contacts.Any(contact => contact.HasParentalResponsibility) ? SuppressionReason.NoContact
        : SlotsOf(pupil, shared).Any() ? null
        : SlotsOf(pupil, new HashSet<Address>()).Any() ? SuppressionReason.SharedAddress
        : SuppressionReason.NoUsableAddress;

    /// <summary>The rows of the ledger that ask after a pupil: one for each parent with a mobile number of their own.</summary>
    public IReadOnlyList<Nudge> RowsOf(Pupil pupil) =>
        ReasonAgainst(pupil) is null ? [.. SlotsOf(pupil, shared).Select(slot => Row(pupil.Upn, slot))] : [];

    /// <summary>The period in which a pupil is asked after once: the day.</summary>
    public static string PeriodOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // No email: nobody reads one within the hour.
    private IEnumerable<int> SlotsOf(Pupil pupil, IReadOnlySet<Address> without) =>
        Recipients.Of(pupil, unusable, without).Where(to => to.Channel == Channel.Text).Select(to => to.Slot);

    private Nudge Row(Upn upn, int slot)
    {
        var period = PeriodOf(day);
        var key = NudgeKey.Of(school.Id, upn, MessageKind.FirstDay, period, Channel.Text, slot);
        return new Nudge(
            new(school.Id, AcademicYear.Of(day), key), upn, MessageKind.FirstDay, period, Channel.Text, slot,
            day, day, day).Release(Nudge.Automatically);
    }
}
