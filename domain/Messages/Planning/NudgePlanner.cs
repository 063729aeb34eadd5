using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>Decides which messages a school's night requests, and which of them must not be sent (domain 0.7, 0.9).</summary>
/// <param name="unusable">Addresses that the provider reported as undeliverable.</param>
/// <param name="secret">The trust's secret, from which the keys of the rows are made.</param>
public sealed class NudgePlanner(Trust trust, School school, DateOnly night, IReadOnlySet<Address> unusable, KeySecret secret)
{
    private readonly MayLeave _mayLeave = new(trust, school);
    private readonly PlanningNight? _ahead = PlanningNight.Of(school, night);
    private readonly ILookup<bool, MessageKindRule> _rules = MessageKindRules.Of(trust, school).ToLookup(rule => rule.Kind.IsOfConcern());

    /// <summary>The rows that the ledger should hold for a pupil after the night, in addition to those of earlier nights.</summary>
    public IReadOnlyList<Nudge> Plan(PupilFacts facts) => _ahead is { } night
        ? [.. _rules[true].Where(rule => rule.IsAskedFor(night, facts)).Take(1)
            .Concat(_rules[false].Where(rule => rule.IsAskedFor(night, facts)))
            .Where(rule => !HadOne(night, rule, facts))
            .SelectMany(rule => RowsOf(night, rule, facts))]
        : [];

    // At most once in its period: a row that was planned on an earlier night, or held out, excludes another, whatever its outcome.
    private static bool HadOne(PlanningNight night, MessageKindRule rule, PupilFacts facts)
    {
        var period = rule.PeriodOf(night, facts);
        return facts.InLedger.Any(nudge =>
            nudge.Period == period
            && (nudge.Kind == rule.Kind || (nudge.Kind.IsOfConcern() && rule.Kind.IsOfConcern()))
            && (nudge.State != NudgeState.Suppressed || nudge.Reason == SuppressionReason.HeldOut)
            && nudge.PlannedOn != night.Night);
    }

    private IEnumerable<Nudge> RowsOf(PlanningNight night, MessageKindRule rule, PupilFacts facts)
    {
        var recipients = Recipients.Of(facts.Pupil, unusable);
        if (_mayLeave.ReasonAgainst(night, rule, facts, recipients.Count) is { } reason)
        {
            // Unsent thank-yous need no follow-up, so they get no row.
            return rule.Kind.TellsWhenNotSent() ? [Row(night, rule, facts, Channel.None, 0).Suppress(reason)] : [];
        }

        var isAutomatic = rule.ModeOf(trust, facts) == ReleaseMode.Automatic;
        return recipients.Select(to => Row(night, rule, facts, to.Address.Channel, to.Slot))
            .Select(row => isAutomatic ? row.Release(null) : row);
    }

    private Nudge Row(PlanningNight night, MessageKindRule rule, PupilFacts facts, Channel channel, int slot)
    {
        var (period, days) = (rule.PeriodOf(night, facts), rule.DaysOf(night));
        var key = NudgeKey.Of(secret, school.Id, facts.Pupil.Upn, rule.Kind, period, channel, slot);
        return new(
            new(school.Id, AcademicYear.Of(night.Day), key), facts.Pupil.Upn, rule.Kind, period, channel, slot, night.Night, days[0],
            days[^1]);
    }
}
