namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// A real Azurite of its own on free loopback ports, keeping everything in memory. It ends when it is disposed, and also when
/// the process that started it dies without disposing anything.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private readonly RunningAzurite _azurite;
    private int _sparesTaken;

    private AzuriteServer(RunningAzurite azurite) => _azurite = azurite;

    /// <summary>Names the blob, queue and table endpoints and the emulator's published account and key.</summary>
    public string ConnectionString => _azurite.Ports.ConnectionStringOf(AzuriteAccounts.Published);

    /// <summary>The same for an account that nobody else was given, empty and apart from all others.</summary>
    /// <exception cref="InvalidOperationException">All spare accounts are given out.</exception>
    public string TakeSpareAccount()
    {
        var number = Interlocked.Increment(ref _sparesTaken);
        return number <= AzuriteAccounts.Spares
            ? _azurite.Ports.ConnectionStringOf(AzuriteAccounts.NameOfSpare(number))
            : throw new InvalidOperationException($"All {AzuriteAccounts.Spares} spare accounts of this Azurite are given out.");
    }

    /// <summary>
    /// Starts the official image where a Docker engine answers and the image can be had, and the npm package of the same version,
    /// installed on first use, everywhere else. Returns when all three services accept connections.
    /// </summary>
    /// <param name="progress">
    /// Receives a line when something takes a while, such as the first installation, and at the end which Azurite was started,
    /// where it listens and, if it is not in a container, why not.
    /// </param>
    /// <param name="cancellationToken">Abandons the start; it has no effect on a started server.</param>
    /// <exception cref="AzuriteUnavailableException">Azurite could be started neither in a container nor from npm.</exception>
    public static Task<AzuriteServer> StartAsync(IProgress<string>? progress, CancellationToken cancellationToken) => StartAsync(
        ContainerRunner.StartAsync,
        new NodeRunner(Tools.FindOnPath, NodeRunner.CacheFolderOfThisUser).StartAsync,
        progress ?? new Silence(),
        cancellationToken);

    internal static async Task<AzuriteServer> StartAsync(
        StartAzurite inContainer, StartAzurite fromNpm, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var reason = "";
        RunningAzurite azurite;
        try
        {
            azurite = await inContainer(progress, cancellationToken);
        }
        catch (AzuriteUnavailableException noContainer)
        {
            reason = " " + noContainer.Message;
            try
            {
                azurite = await fromNpm(progress, cancellationToken);
            }
            catch (AzuriteUnavailableException noNpm)
            {
                throw new AzuriteUnavailableException($"Local storage needs Azurite. {noContainer.Message} {noNpm.Message}");
            }
        }

        progress.Report($"Local storage is Azurite {RunningAzurite.Version} {azurite.Origin}, at {azurite.Ports.BlobEndpoint}.{reason}");
        return new(azurite);
    }

    /// <summary>Stops Azurite and returns when it has ended; what was stored in it is gone.</summary>
    public ValueTask DisposeAsync() => _azurite.Process.DisposeAsync();

    private sealed class Silence : IProgress<string>
    {
        public void Report(string value) { }
    }
}
