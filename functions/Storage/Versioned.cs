using Azure;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>A value as it was read, with the ETag that a write of its successor must match.</summary>
public sealed record Versioned<T>(T Value, ETag ETag);
