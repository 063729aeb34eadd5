using AttendanceFunctions.Local.Host.Files;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>How a session is set up.</summary>
/// <param name="Storage">The storage account's connection string; empty for an Azurite of the session's own.</param>
/// <param name="Output">Where the outbox is kept.</param>
/// <param name="Clock">The app's clock.</param>
/// <param name="Simulated">Whether the clock jumps, so that nothing may wait by the real one.</param>
public sealed record SessionOptions(string Storage, OutputFolder Output, TimeProvider Clock, bool Simulated);
