using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Nudges;

/// <summary>What a night plans for one pupil: <c>Plan.On(night).For(record)</c>.</summary>
internal sealed record Plan(School School, Pupil Pupil, DateOnly Night, ReleaseMode Mode)
{
    /// <summary>A reading of 6 missed of 100: Stage 1 of ODBST, at which parents get a nudge.</summary>
    public static Reading Stage1 => A.Reading(94, 100);

    /// <summary>Whether the pupil's case stands at a step that people agreed.</summary>
    public bool IsWithPeople { get; init; }

    public static Plan On(DateOnly night) => On(night, A.Policy("odbst"));

    public static Plan On(DateOnly night, Policy policy) => new(A.School(policy), A.Pupil(), night, ReleaseMode.Review);

    public IReadOnlyList<Nudge> For(AttendanceRecord record, params Nudge[] inLedger) => For(record, Stage1, inLedger);

    public IReadOnlyList<Nudge> For(AttendanceRecord record, Reading reading, params Nudge[] inLedger) =>
        new NudgePlanner(School, Night, Mode).Plan(Pupil, record, reading, IsWithPeople, inLedger);
}

/// <summary>What a record says about last night.</summary>
internal static class Night
{
    /// <summary>Stage 1 as on the night before.</summary>
    public static AttendanceRecord Unchanged => A.Record() with { Stage = 1, StageBefore = 1 };

    /// <summary>Stage 1, and above the ladder on the night before.</summary>
    public static AttendanceRecord Worsened => A.Record() with { Stage = 1, StageBefore = 0 };
}
