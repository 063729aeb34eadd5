using System.Text.Json;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Starts Azurite in one of the possible ways. Returns when all three services accept connections.</summary>
/// <param name="progress">Receives a line for each slow step, such as the first installation.</param>
/// <param name="cancellationToken">Cancels the start.</param>
/// <exception cref="AzuriteUnavailableException">Azurite cannot be started this way; the message is a sentence that says why.</exception>
internal delegate Task<RunningAzurite> StartAzurite(IProgress<string> progress, CancellationToken cancellationToken);

/// <summary>An Azurite that accepts connections.</summary>
/// <param name="Origin">How it runs, as part of a sentence: "in a Docker container" or "from npm".</param>
/// <param name="Ports">The loopback ports of its services.</param>
/// <param name="Process">Stops Azurite when it is disposed.</param>
internal sealed record RunningAzurite(string Origin, AzuritePorts Ports, IAsyncDisposable Process)
{
    /// <summary>The version of the npm package and of the container image, read from package.json.</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>
    /// The command line for both ways to start Azurite: all data in memory, no telemetry, and no check of the storage protocol version,
    /// so that the client packages may be newer than Azurite. Azurite keeps idle connections for 180 seconds, longer than a .NET client
    /// does, because a request can fail when the server closes its connection first.
    /// </summary>
    /// <param name="host">The address to listen on.</param>
    /// <param name="ports">The ports to listen on; 0 lets the operating system choose.</param>
    public static string[] Arguments(string host, AzuritePorts ports) =>
    [
        "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        "--blobHost", host, "--blobPort", $"{ports.Blob}", "--blobKeepAliveTimeout", "180",
        "--queueHost", host, "--queuePort", $"{ports.Queue}", "--queueKeepAliveTimeout", "180",
        "--tableHost", host, "--tablePort", $"{ports.Table}", "--tableKeepAliveTimeout", "180",
    ];

    private static string ReadVersion()
    {
        using var package = JsonDocument.Parse(NodeProgram.Azurite.Files["package.json"]);
        return package.RootElement.GetProperty("dependencies").GetProperty("azurite").GetString()
            ?? throw new InvalidOperationException("package.json contains no version of azurite.");
    }
}
