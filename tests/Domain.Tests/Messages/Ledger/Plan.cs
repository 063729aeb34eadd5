using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>What a night plans for one pupil: <c>Plan.On(night).For(record)</c>.</summary>
internal sealed record Plan(School School, Pupil Pupil, DateOnly Night)
{
    /// <summary>A reading of 6 missed of 100: Stage 1 of ODBST, at which parents get a nudge.</summary>
    public static AttendanceStatus Stage1 => A.Reading(94, 100);

    /// <summary>The kinds that leave by themselves.</summary>
    public IReadOnlyList<MessageKind> Automatic { get; init; } = [];

    /// <summary>The stage at which the pupil's case stands; 3 is the first that people agree under ODBST.</summary>
    public int CaseStage { get; init; }

    /// <summary>The family's requests for leave.</summary>
    public IReadOnlyList<LeaveRequest> Leave { get; init; } = [];

    /// <summary>What happened in the case tonight.</summary>
    public IReadOnlyList<CaseEvent> News { get; init; } = [];

    /// <summary>Addresses that the provider found dead.</summary>
    public IReadOnlyList<Address> Unusable { get; init; } = [];

    public static Plan On(DateOnly night) => On(night, A.Policy("odbst"));

    public static Plan On(DateOnly night, Policy policy) => new(A.School(policy), A.Pupil(), night);

    /// <summary>The case as it stands after the night.</summary>
    public Case Case =>
        new Case(Pupil.Upn, School.Policy.Id) with
        {
            Step = Step.At(CaseStage, Night, default),
            Night = Night,
            Latest = News,
            Leave = Leave,
        };

    public IReadOnlyList<Nudge> For(AttendanceRecord record, params Nudge[] inLedger) => For(record, Stage1, inLedger);

    public IReadOnlyList<Nudge> For(AttendanceRecord record, AttendanceStatus reading, params Nudge[] inLedger) =>
        new NudgePlanner(A.Trust([.. Automatic]), School, Night, Unusable.ToHashSet(), TestSecret.Value)
            .Plan(new(new(Pupil, record with { Night = Night }, Case), reading, News, inLedger));

    /// <summary>The rows of one kind.</summary>
    public IReadOnlyList<Nudge> Of(MessageKind rule, AttendanceRecord record, AttendanceStatus reading, params Nudge[] inLedger) =>
        [.. For(record, reading, inLedger).Where(nudge => nudge.Kind == rule)];
}

/// <summary>What a record says about last night.</summary>
internal static class Night
{
    /// <summary>Stage 1 as on the night before.</summary>
    public static AttendanceRecord Unchanged => A.Record() with { Stage = 1, StageBefore = 1 };

    /// <summary>Stage 1, and above the ladder on the night before.</summary>
    public static AttendanceRecord Worsened => A.Record() with { Stage = 1, StageBefore = 0 };
}
