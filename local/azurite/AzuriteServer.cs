namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// A real Azurite of its own on free loopback ports, keeping everything in memory. It ends when it is disposed, and also when
/// the process that started it dies without disposing anything.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly HeldProcess _process;
    private readonly AzuritePorts _ports;
    private int _sparesTaken;

    private AzuriteServer(HeldProcess process, AzuritePorts ports)
    {
        _process = process;
        _ports = ports;
    }

    /// <summary>Names the blob, queue and table endpoints and the emulator's published account and key.</summary>
    public string ConnectionString => _ports.ConnectionStringOf(AzuriteAccounts.Published);

    /// <summary>The same for an account that nobody else was given, empty and apart from all others.</summary>
    /// <exception cref="InvalidOperationException">All spare accounts are given out.</exception>
    public string TakeSpareAccount()
    {
        var number = Interlocked.Increment(ref _sparesTaken);
        return number <= AzuriteAccounts.Spares
            ? _ports.ConnectionStringOf(AzuriteAccounts.NameOfSpare(number))
            : throw new InvalidOperationException($"All {AzuriteAccounts.Spares} spare accounts of this Azurite are given out.");
    }

    /// <summary>
    /// Starts Azurite on Node, installing it on first use, or in Docker where Docker answers and Node does not. Returns when
    /// all three services accept connections.
    /// </summary>
    /// <param name="progress">Receives a line when something takes a while, such as the first installation.</param>
    /// <param name="cancellationToken">Abandons the start; it has no effect on a started server.</param>
    /// <exception cref="AzuriteUnavailableException">Neither Node nor Docker answers, or Azurite did not start.</exception>
    public static Task<AzuriteServer> StartAsync(IProgress<string>? progress, CancellationToken cancellationToken) =>
        StartAsync(Tools.FindOnPath, NodeRunner.CacheFolderOfThisUser, progress ?? new Silence(), cancellationToken);

    internal static async Task<AzuriteServer> StartAsync(
        ToolLookup lookup, string cacheFolder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        IAzuriteRunner[] runners = [new NodeRunner(lookup, cacheFolder), new DockerRunner(lookup)];
        foreach (var runner in runners)
        {
            if (await runner.AnswersAsync(cancellationToken))
            {
                return await StartAsync(runner, progress, cancellationToken);
            }
        }

        throw new AzuriteUnavailableException(
            "Local storage needs Azurite, which runs on Node or in Docker, and neither answers here: "
            + "install Node 20 or newer (it brings npm along), or install and start Docker.");
    }

    /// <summary>Stops Azurite and returns when it has ended; what was stored in it is gone.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<AzuriteServer> StartAsync(
        IAzuriteRunner runner, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var process = await runner.StartAsync(progress, cancellationToken);
        try
        {
            var announced = await AzuritePorts.ReadAsync(process, StartLimit, cancellationToken);
            return new AzuriteServer(process, await runner.ReachableAsync(announced, cancellationToken));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private sealed class Silence : IProgress<string>
    {
        public void Report(string value) { }
    }
}
