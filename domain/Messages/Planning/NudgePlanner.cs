using System.Collections.ObjectModel;
using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>Decides which messages a school's night asks for, and which of them must not be sent (domain 0.7, 0.9).</summary>
public sealed class NudgePlanner
{
    private readonly Trust _trust;
    private readonly School _school;
    private readonly IReadOnlySet<Address> _unusable;
    private readonly MayLeave _mayLeave;
    private readonly PlanningNight? _ahead;
    private readonly List<MessageKindRule> _ofConcern;
    private readonly List<MessageKindRule> _others;

    public NudgePlanner(Trust trust, School school, DateOnly night, IReadOnlySet<Address> unusable)
    {
        (_trust, _school, _unusable, _mayLeave) = (trust, school, unusable, new(trust, school));
        PlanningNight.TryOf(school, night, out _ahead);
        var rules = MessageKindRules.Of(trust, school).ToLookup(rule => rule.Kind.IsOfConcern());
        (_ofConcern, _others) = ([.. rules[true]], [.. rules[false]]);
    }

    /// <summary>Addresses of which nobody knows whose they are (<see cref="SharedAddresses"/>); none unless the night says so.</summary>
    public IReadOnlySet<Address> Shared { get; init; } = ReadOnlySet<Address>.Empty;

    /// <summary>The rows that the ledger should hold for a pupil after the night, beside those of earlier nights.</summary>
    public IReadOnlyList<Nudge> Plan(PupilFacts facts) => _ahead is { } night
        ? [.. _ofConcern.Where(rule => rule.IsAskedFor(night, facts)).Take(1)
            .Concat(_others.Where(rule => rule.IsAskedFor(night, facts)))
            .Where(rule => !HadOne(night, rule, facts))
            .SelectMany(rule => RowsOf(night, rule, facts))]
        : [];

    // Once in its period: when a row was planned on an earlier night, or its pupil held out, there is no other, whatever became of it.
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
        var recipients = Recipients.Of(facts.Pupil, _unusable, Shared);
        var sharing = Recipients.Of(facts.Pupil, _unusable, ReadOnlySet<Address>.Empty);
        if (_mayLeave.ReasonAgainst(night, rule, facts, recipients.Count, sharing.Count) is { } reason)
        {
            // Nobody has to act on thanks that are not sent.
            return rule.Kind.TellsWhenNotSent() ? [Row(night, rule, facts, Channel.None, 0).Suppress(reason)] : [];
        }

        var isAutomatic = rule.ModeOf(_trust, facts) == ReleaseMode.Automatic;
        return recipients.Select(to => Row(night, rule, facts, to.Channel, to.Slot))
            .Select(row => isAutomatic ? row.Release(Nudge.Automatically) : row);
    }

    private Nudge Row(PlanningNight night, MessageKindRule rule, PupilFacts facts, Channel channel, int slot)
    {
        var (period, days) = (rule.PeriodOf(night, facts), rule.DaysOf(night));
        var key = NudgeKey.Of(_school.Id, facts.Pupil.Upn, rule.Kind, period, channel, slot);
        return new(
            new(_school.Id, AcademicYear.Of(night.Day), key), facts.Pupil.Upn, rule.Kind, period, channel, slot, night.Night, days[0],
            days[^1]);
    }
}
