using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Campaign.Trusts;

/// <summary>
/// Plants rows that are released and may leave on the next school day, beside those that the nights plan: a term asks for a few
/// messages to each parent, and a campaign needs thousands.
/// </summary>
/// <param name="seed">Any number.</param>
internal sealed class Planting(int seed)
{
    /// <summary>The share of pupils whose parents are written to on a day.</summary>
    private const double Share = 0.45;

    private readonly Random _random = new(seed);
    private readonly List<LedgerPlace> _planted = [];

    /// <summary>The places of all rows so far.</summary>
    public IReadOnlyList<LedgerPlace> Planted => _planted;

    /// <summary>Rows of some pupils of a school.</summary>
    /// <param name="school">The school.</param>
    /// <param name="pupils">Its roster.</param>
    /// <param name="days">The days on which the rows may leave, the first one and the last one.</param>
    public IReadOnlyList<Nudge> Rows(SchoolId school, IEnumerable<Pupil> pupils, (DateOnly First, DateOnly Last) days)
    {
        var rows = pupils
            .OrderBy(pupil => pupil.Upn)
            .Where(pupil => pupil.OnRoll.Contains(days.First) && MayLeave.ReasonAgainst(pupil) is null && _random.NextDouble() < Share)
            .SelectMany(pupil => Rows(school, pupil, days))
            .ToList();
        _planted.AddRange(rows.Select(row => row.Place));
        return rows;
    }

    private static IEnumerable<Nudge> Rows(SchoolId school, Pupil pupil, (DateOnly First, DateOnly Last) days) =>
        from contact in pupil.Contacts
        where contact.HasParentalResponsibility
        from channel in Address.AllOf(contact).Take(1).Select(address => address.Channel)
        let period = $"campaign-{TableKeys.Of(days.First)}"
        let key = NudgeKey.Of(school, pupil.Upn, MessageKind.Stage, period, channel, contact.Slot)
        // Planned on no night of the trust's, so that a night that is repeated does not take them back as its own.
        select new Nudge(
            new(school, AcademicYear.Of(days.First), key), pupil.Upn, MessageKind.Stage, period, channel, contact.Slot,
            DateOnly.MinValue, days.First, days.Last).Release(Nudge.Automatically);
}
