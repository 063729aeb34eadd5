namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A school of the sample trust.</summary>
/// <param name="Index">The index in the order of the settings, from 0.</param>
/// <param name="Id">Six digits that begin with 99, unlike any real school's URN.</param>
/// <param name="Policy">The policy pack: <c>odbst</c> like the trust, or <c>het</c>.</param>
/// <param name="Closures">The school's two INSET days.</param>
/// <param name="Size">The number of pupils of the whole year, including pupils who leave or join during it.</param>
/// <param name="Absence">The ratio of its pupils' absence to that of all schools of the phase, 0.85 to 1.15.</param>
/// <param name="Exports">The style of the files that its information system writes.</param>
public sealed record SampleSchool(
    int Index,
    string Id,
    string Name,
    Phase Phase,
    string LocalAuthority,
    string Phone,
    string Policy,
    IReadOnlyList<DateOnly> Closures,
    int Size,
    double Absence,
    FileStyle Exports);
