using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>Asks the rules of a school's messages again: what was right when a message was planned may be wrong by the time it leaves.</summary>
public sealed class NudgeCheck
{
    private readonly School _school;
    private readonly Dictionary<MessageKind, MessageKindRule> _rules;

    /// <param name="trust">The trust.</param>
    /// <param name="school">The school whose messages they are.</param>
    public NudgeCheck(Trust trust, School school) =>
        (_school, _rules) = (school, MessageKindRules.Of(trust, school).ToDictionary(rule => rule.Kind));

    /// <summary>Whether what a message says is so as things stand. Of a kind that the policy has no more, it is not.</summary>
    public bool StillHolds(Nudge nudge, PupilNow now) => _rules.TryGetValue(nudge.Kind, out var rule) && rule.StillHolds(nudge, now);

    /// <summary>Why a planned message must not leave; it says nothing of addresses.</summary>
    /// <param name="nudge">The message.</param>
    /// <param name="now">Its pupil as things stand.</param>
    /// <param name="today">The day on which it is to leave.</param>
    public SuppressionReason ReasonAgainst(Nudge nudge, PupilNow now, DateOnly today) =>
        !now.Pupil.OnRoll.Contains(today) || !StillHolds(nudge, now) ? NoLonger(nudge.Kind)
        : NudgePlanner.ReasonAgainst(now.Pupil) is not SuppressionReason.None and var reason ? reason
        : _rules[nudge.Kind] is { IsForPeopleInFormalSteps: true } rule && rule.IsWithPeople(now) ? SuppressionReason.CaseWithPeople
        : nudge.Kind.IsOfConcern() && HoldOut.Holds(_school.Policy, AcademicYear.Of(nudge.FirstDay), nudge.Upn) ? SuppressionReason.HeldOut
        : SuppressionReason.None;

    /// <summary>What is said of a message that is no longer right.</summary>
    public static SuppressionReason NoLonger(MessageKind rule) => rule == MessageKind.Stage ? SuppressionReason.NoLongerInStage : SuppressionReason.NoLongerSo;
}
