using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>
/// Decides which parents a school asks by text, in the morning, where a pupil is, and when a person must call instead. This is about a
/// child's safety, so an opt-out from nudges, a social worker, a hold-out or a formal step does not prevent it.
/// </summary>
/// <param name="unusable">Addresses that the provider reported as undeliverable.</param>
/// <param name="secret">The trust's secret, from which the keys of the rows are made.</param>
public sealed class FirstDayTexts(School school, DateOnly day, IReadOnlySet<Address> unusable, KeySecret secret)
{
    /// <summary>Why a person must call instead of a text; null where a text can be sent.</summary>
    public SuppressionReason? ReasonAgainst(Pupil pupil) =>
        // D1, D4: the circumstance may be the reason for the absence, or make a standard text hurtful.
        pupil.Circumstance.Length > 0 ? SuppressionReason.HandledByPeople
        : !pupil.Contacts.Any(contact => contact.HasParentalResponsibility) ? SuppressionReason.NoContact
        : SlotsOf(pupil).Any() ? null
        : SuppressionReason.NoUsableAddress;

    /// <summary>The ledger rows of a pupil's first-day texts: one for each parent with a mobile number of their own.</summary>
    public IReadOnlyList<Nudge> RowsOf(Pupil pupil) =>
        ReasonAgainst(pupil) is null ? [.. SlotsOf(pupil).Select(slot => Row(pupil.Upn, slot))] : [];

    /// <summary>The period in which a first-day text is sent once: the day.</summary>
    public static string PeriodOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Texts only: an email may not be read within the hour.
    private IEnumerable<int> SlotsOf(Pupil pupil) =>
        Recipients.Of(pupil, unusable).Where(to => to.Address.Channel == Channel.Text).Select(to => to.Slot);

    private Nudge Row(Upn upn, int slot)
    {
        var period = PeriodOf(day);
        var key = NudgeKey.Of(secret, school.Id, upn, MessageKind.FirstDay, period, Channel.Text, slot);
        return new Nudge(
            new(school.Id, AcademicYear.Of(day), key), upn, MessageKind.FirstDay, period, Channel.Text, slot,
            day, day, day).Release(null);
    }
}
