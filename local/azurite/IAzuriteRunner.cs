namespace AttendanceFunctions.Local.Azurite;

/// <summary>One way of running Azurite on this machine.</summary>
internal interface IAzuriteRunner
{
    /// <summary>Whether what this way needs is installed and answers.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);

    /// <summary>Fetches Azurite if this is its first use, and starts it.</summary>
    /// <exception cref="AzuriteUnavailableException">It could not be fetched.</exception>
    Task<HeldProcess> StartAsync(IProgress<string> progress, CancellationToken cancellationToken);

    /// <summary>The loopback ports under which the ports that Azurite announced can be reached from this machine.</summary>
    Task<AzuritePorts> ReachableAsync(AzuritePorts announced, CancellationToken cancellationToken);
}
