namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>What is wrong in a night's file.</summary>
public enum FaultKind
{
    /// <summary>A pupil's morning bears a code that was withdrawn in August 2024 (H).</summary>
    WithdrawnCode,

    /// <summary>A pupil's morning bears a code that never was one (QZ).</summary>
    UnknownCode,

    /// <summary>The file names a pupil who is not on the school's roster.</summary>
    UnknownPupil,
}

/// <summary>A fault that was put into a night's file, for its rejection to be seen.</summary>
/// <param name="School">The school's id.</param>
/// <param name="Upn">Whose row it is.</param>
public sealed record SampleFault(string School, DateOnly Night, FaultKind Kind, string Upn)
{
    /// <summary>The faulty text: a code, or the number of the pupil whom nobody knows.</summary>
    public string Text => Kind switch
    {
        FaultKind.WithdrawnCode => "H",
        FaultKind.UnknownCode => "QZ",
        _ => Upn,
    };
}
