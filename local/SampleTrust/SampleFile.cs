namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A file of the sample trust.</summary>
/// <param name="Path">The relative path with slashes, for example <c>registers/990101/2026-11-20.csv</c>.</param>
public sealed record SampleFile(string Path, byte[] Content);
