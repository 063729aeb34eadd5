using System.Text.Json;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>One way to start Azurite on this machine. Returns when all three services accept connections.</summary>
/// <param name="progress">Receives a line when something takes a while, such as the first installation.</param>
/// <param name="cancellationToken">Abandons the start.</param>
/// <exception cref="AzuriteUnavailableException">Azurite cannot be started this way; the message is a sentence that says why.</exception>
internal delegate Task<RunningAzurite> StartAzurite(IProgress<string> progress, CancellationToken cancellationToken);

/// <summary>An Azurite that accepts connections.</summary>
/// <param name="Origin">Where it runs, to follow the name in a sentence: "in a Docker container", "from npm".</param>
/// <param name="Ports">The loopback ports of its services.</param>
/// <param name="Process">Ends it when disposed.</param>
internal sealed record RunningAzurite(string Origin, AzuritePorts Ports, IAsyncDisposable Process)
{
    /// <summary>The version of the npm package and of the container image alike, as package.json names it.</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>
    /// The command line of either way: everything in memory, no telemetry, and any version of the storage protocol, so that the
    /// client packages may be newer than Azurite. Connections are kept for 180 seconds, longer than a .NET client keeps idle ones:
    /// whichever side closes first can break a request, and it must not be Azurite.
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
            ?? throw new InvalidOperationException("package.json names no version of azurite.");
    }
}
