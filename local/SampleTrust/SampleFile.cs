namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>One file of the sample trust.</summary>
/// <param name="Path">Relative, with <c>/</c>: <c>registers/990101/2026-11-20.csv</c>.</param>
public sealed record SampleFile(string Path, byte[] Content);
