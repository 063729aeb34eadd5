namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A school of the sample trust.</summary>
/// <param name="Index">From 0, in the order of the settings.</param>
/// <param name="Id">Six digits beginning 99, which no real school's URN does.</param>
/// <param name="Policy">The policy pack that it follows: <c>odbst</c> as the trust does, or <c>het</c>.</param>
/// <param name="Closures">Its two INSET days.</param>
/// <param name="Size">Pupils of the whole year, those who left or came later included.</param>
/// <param name="Absence">What its pupils' absence tends to be to that of others of its phase; 1 is the middle.</param>
/// <param name="Exports">How its information system writes files.</param>
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
