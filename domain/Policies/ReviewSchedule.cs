namespace AttendanceFunctions.Domain.Policies;

/// <summary>How often something is looked at.</summary>
public enum ReviewSchedule
{
    /// <summary>On every school night.</summary>
    Nightly,

    /// <summary>On the night of the last school day of each week.</summary>
    Weekly,

    /// <summary>On the night of the last school day of each half term.</summary>
    EndOfHalfTerm,
}

/// <summary>How often the pupils at a stage are looked through.</summary>
public enum StageReview
{
    /// <summary>The document says nothing.</summary>
    None,

    /// <summary>Each week, on its last school day (D3 Stage 2).</summary>
    Weekly,

    /// <summary>At the end of each half term (D4).</summary>
    EndOfHalfTerm,
}
