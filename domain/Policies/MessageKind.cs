namespace AttendanceFunctions.Domain.Policies;

/// <summary>Which rule a message follows, and so what kind of message it is; a part of its key in the ledger.</summary>
public enum MessageKind
{
    /// <summary>The pupil's attendance is at a stage at which the policy nudges parents.</summary>
    Stage,

    /// <summary>The days missed in the half term before, at the start of a new one; only below the policy's line (domain 6.1).</summary>
    HalfTerm,

    /// <summary>An invitation to a meeting, once people confirmed that there is to be one.</summary>
    Meeting,

    /// <summary>A stage was left for a better one.</summary>
    Improvement,

    /// <summary>Thanks for high attendance, at the end of a half term.</summary>
    ThankYou,

    /// <summary>A term's attendance, on its last day.</summary>
    TermlySummary,

    /// <summary>A week's attendance, on the school day after it.</summary>
    WeeklySummary,

    /// <summary>A pupil was not seen this morning and nobody knows why; it is planned by the morning and not by a night, and leaves in its own hours.</summary>
    FirstDay,
}
