using System.Globalization;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Runs Azurite on Node from an installation that all of a user's processes share.</summary>
internal sealed class NodeRunner(ToolLookup lookup, string cacheFolder) : IAzuriteRunner
{
    private const int OldestNode = 20;

    /// <summary>Where this user's installations lie: outside the checkout, which stays as it was cloned.</summary>
    public static string CacheFolderOfThisUser
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "attendance-functions", "azurite");
        }
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!lookup("node", out var node) || !lookup("npm", out var npm))
        {
            return false;
        }

        var version = await Tools.AskAsync(node, ["--version"], cancellationToken);
        return version.Succeeded
            && Major(version.Output) >= OldestNode
            && (await Tools.AskAsync(npm, ["--version"], cancellationToken)).Succeeded;
    }

    public async Task<HeldProcess> StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!lookup("node", out var node) || !lookup("npm", out var npm))
        {
            throw new AzuriteUnavailableException("Node or npm has disappeared from the search path.");
        }

        var folder = await InstallAsync(npm, progress, cancellationToken);
        // Port 0 lets the operating system choose, so that two starts never want the same port. Connections are kept longer
        // than a .NET client keeps idle ones: whichever side closes first can break a request, and it must not be Azurite.
        return HeldProcess.Start(
            node,
            [
                Path.Combine(folder, "run.js"), "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
                "--blobHost", "127.0.0.1", "--blobPort", "0", "--blobKeepAliveTimeout", "180",
                "--queueHost", "127.0.0.1", "--queuePort", "0", "--queueKeepAliveTimeout", "180",
                "--tableHost", "127.0.0.1", "--tablePort", "0", "--tableKeepAliveTimeout", "180",
            ],
            folder);
    }

    private async Task<string> InstallAsync(string npm, IProgress<string> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await new NodeInstallation(npm, cacheFolder, NodeProgram.Azurite).EnsureAsync(progress, cancellationToken);
        }
        catch (NotInstalledException fault)
        {
            throw new AzuriteUnavailableException(fault.Message);
        }
    }

    public Task<AzuritePorts> ReachableAsync(AzuritePorts announced, CancellationToken cancellationToken) => Task.FromResult(announced);

    private static int Major(string version) =>
        int.TryParse(version.Trim().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : 0;
}
