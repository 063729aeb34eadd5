using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Campaign.Trusts;

/// <summary>
/// Creates additional ledger rows that may be sent on the next school day, most of them released. In a term, a parent gets only a few
/// messages, but a campaign needs thousands.
/// </summary>
/// <param name="seed">The seed of the random numbers.</param>
/// <param name="secret">The trust's secret, from which the keys of the rows are made.</param>
internal sealed class ExtraMessages(int seed, KeySecret secret)
{
    /// <summary>The share of pupils whose parents get an extra message on a day.</summary>
    private const double Share = 0.6;

    /// <summary>The share of them that a person has to release.</summary>
    private const double Waiting = 0.25;

    private readonly Random _random = new(seed);
    private readonly List<LedgerPlace> _added = [];

    /// <summary>The ledger places of all rows created so far.</summary>
    public IReadOnlyList<LedgerPlace> Added => _added;

    /// <summary>Creates rows for randomly chosen pupils of a school.</summary>
    /// <param name="school">The school.</param>
    /// <param name="pupils">The school's roster.</param>
    /// <param name="days">The first and the last day on which the messages may be sent.</param>
    public IReadOnlyList<Nudge> Rows(SchoolId school, IEnumerable<Pupil> pupils, (DateOnly First, DateOnly Last) days)
    {
        var rows = pupils
            .OrderBy(pupil => pupil.Upn)
            .Where(pupil => pupil.OnRoll.Contains(days.First) && MayLeave.ReasonAgainst(pupil) is null && _random.NextDouble() < Share)
            .SelectMany(pupil => Rows(school, pupil, days))
            .ToList();
        _added.AddRange(rows.Select(row => row.Place));
        return rows;
    }

    private IEnumerable<Nudge> Rows(SchoolId school, Pupil pupil, (DateOnly First, DateOnly Last) days) =>
        from contact in pupil.Contacts
        where contact.HasParentalResponsibility
        from channel in Address.AllOf(contact).Take(1).Select(address => address.Channel)
        let period = $"campaign-{TableKeys.Of(days.First)}"
        let key = NudgeKey.Of(secret, school, pupil.Upn, MessageKind.Stage, period, channel, contact.Slot)
        // The planning night is not a night of the trust, so that a repeated night does not withdraw these rows.
        let planned = new Nudge(
            new(school, AcademicYear.Of(days.First), key), pupil.Upn, MessageKind.Stage, period, channel, contact.Slot,
            DateOnly.MinValue, days.First, days.Last)
        // Some wait for a person in the office.
        select _random.NextDouble() < Waiting ? planned : planned.Release(null);
}
