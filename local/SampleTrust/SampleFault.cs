namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The kinds of fault in a register file.</summary>
public enum FaultKind
{
    /// <summary>A pupil's morning has the code H, which was withdrawn in August 2024.</summary>
    WithdrawnCode,

    /// <summary>A pupil's morning has the code QZ, which never existed.</summary>
    UnknownCode,

    /// <summary>The file contains a pupil who is not on the school's roster.</summary>
    UnknownPupil,
}

/// <summary>A deliberate fault in a register file, which the app must reject.</summary>
/// <param name="School">The school's id.</param>
/// <param name="Upn">The UPN in the faulty row.</param>
public sealed record SampleFault(string School, DateOnly Night, FaultKind Kind, string Upn)
{
    /// <summary>The faulty text: the code, or the UPN of the unknown pupil.</summary>
    public string Text => Kind switch
    {
        FaultKind.WithdrawnCode => "H",
        FaultKind.UnknownCode => "QZ",
        _ => Upn,
    };
}
