using AttendanceFunctions.Local.Host.Files;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>The options of a session.</summary>
/// <param name="Storage">The storage account's connection string; empty to start an Azurite for the session.</param>
/// <param name="Output">The folder for the outbox.</param>
/// <param name="Clock">The app's clock.</param>
/// <param name="Simulated">Whether the clock is simulated; the app then must not wait in real time.</param>
public sealed record SessionOptions(string Storage, OutputFolder Output, TimeProvider Clock, bool Simulated);
