namespace AttendanceFunctions.Domain.Absences.FirstDay;

/// <summary>What the morning's registers say of a pupil.</summary>
public enum RegisterSighting
{
    /// <summary>Nobody expects the pupil this morning: not on roll, or no school.</summary>
    NotExpected,

    /// <summary>The pupil is there, or somebody knows why not.</summary>
    Settled,

    /// <summary>Marked N and not seen since: nobody knows where the pupil is.</summary>
    Unseen,

    /// <summary>Expected, and no register says anything.</summary>
    Unmarked,
}
