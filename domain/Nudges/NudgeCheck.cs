using AttendanceFunctions.Domain.Nudges.Kinds;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges;

/// <summary>Asks the rules of a school's messages again: what was right when a message was planned may be wrong by the time it leaves.</summary>
public sealed class NudgeCheck
{
    private readonly School _school;
    private readonly Dictionary<NudgeRule, MessageRule> _rules;

    /// <param name="trust">The trust.</param>
    /// <param name="school">The school whose messages they are.</param>
    public NudgeCheck(Trust trust, School school) =>
        (_school, _rules) = (school, MessageRules.Of(trust, school).ToDictionary(rule => rule.Rule));

    /// <summary>Whether what a message says is so as things stand. Of a kind that the policy has no more, it is not.</summary>
    public bool StillHolds(Nudge nudge, PupilNow now) => _rules.TryGetValue(nudge.Rule, out var rule) && rule.StillHolds(nudge, now);

    /// <summary>Why a planned message must not leave; it says nothing of addresses.</summary>
    /// <param name="nudge">The message.</param>
    /// <param name="now">Its pupil as things stand.</param>
    /// <param name="today">The day on which it is to leave.</param>
    public SuppressionReason ReasonAgainst(Nudge nudge, PupilNow now, DateOnly today) =>
        !now.Pupil.OnRoll.Contains(today) || !StillHolds(nudge, now) ? NoLonger(nudge.Rule)
        : NudgePlanner.ReasonAgainst(now.Pupil) is not SuppressionReason.None and var reason ? reason
        : _rules[nudge.Rule] is { IsForPeopleInFormalSteps: true } rule && rule.IsWithPeople(now) ? SuppressionReason.CaseWithPeople
        : nudge.Rule.IsOfConcern() && HoldOut.Holds(_school.Policy, AcademicYear.Of(nudge.FirstDay), nudge.Upn) ? SuppressionReason.HeldOut
        : SuppressionReason.None;

    /// <summary>What is said of a message that is no longer right.</summary>
    public static SuppressionReason NoLonger(NudgeRule rule) => rule == NudgeRule.Stage ? SuppressionReason.NoLongerInStage : SuppressionReason.NoLongerSo;
}
