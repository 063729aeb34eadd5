namespace AttendanceFunctions.Domain.Nudges;

/// <summary>Which rule a message follows; a part of its key in the ledger.</summary>
public enum NudgeRule
{
    /// <summary>The pupil's attendance is at a stage at which the policy nudges parents; at most one in a half term.</summary>
    Stage,

    /// <summary>The morning's note to the trust lead that a night's summary is there; one a night.</summary>
    Summary,
}
