namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// Runs Azurite on free loopback ports, with all data in memory. It stops when it is disposed, and also when the process that started it
/// ends without disposing it.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private readonly RunningAzurite _azurite;
    private int _sparesTaken;

    private AzuriteServer(RunningAzurite azurite) => _azurite = azurite;

    /// <summary>The connection string of the published development account.</summary>
    public string ConnectionString => _azurite.Ports.ConnectionStringOf(AzuriteAccounts.Published);

    /// <summary>Returns the connection string of an empty account. Each call returns another account.</summary>
    /// <exception cref="InvalidOperationException">All spare accounts are in use.</exception>
    public string TakeSpareAccount()
    {
        var number = Interlocked.Increment(ref _sparesTaken);
        return number <= AzuriteAccounts.SpareCount
            ? _azurite.Ports.ConnectionStringOf(AzuriteAccounts.NameOfSpare(number))
            : throw new InvalidOperationException($"All {AzuriteAccounts.SpareCount} spare accounts of this Azurite are in use.");
    }

    /// <summary>
    /// Starts the official container image if a Docker engine is running and the image is available. Otherwise it starts the npm package
    /// of the same version, which is installed on first use. Returns when all three services accept connections.
    /// </summary>
    /// <param name="progress">
    /// Receives a line for each slow step, such as the first installation. The last line says which Azurite was started, its address
    /// and, if it does not run in a container, the reason.
    /// </param>
    /// <param name="cancellationToken">Cancels the start; it has no effect after the start.</param>
    /// <exception cref="AzuriteUnavailableException">Azurite could not be started, neither in a container nor from npm.</exception>
    public static Task<AzuriteServer> StartAsync(IProgress<string>? progress, CancellationToken cancellationToken) => StartAsync(
        ContainerRunner.StartAsync,
        new NodeRunner(Tools.FindOnPath, NodeRunner.UserCacheFolder).StartAsync,
        progress ?? new NoProgress(),
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

    /// <summary>Stops Azurite and returns when it has ended. Its data is lost.</summary>
    public ValueTask DisposeAsync() => _azurite.Process.DisposeAsync();

    private sealed class NoProgress : IProgress<string>
    {
        public void Report(string value) { }
    }
}
