using System.Globalization;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Runs Azurite on Node, from an installation that all processes of a user share.</summary>
internal sealed class NodeRunner(ToolLookup lookup, string cacheFolder)
{
    /// <summary>Megabytes for short-lived objects: with Node's own 16, a tenth of Azurite's time is spent collecting them.</summary>
    private const string YoungGeneration = "--max-semi-space-size=64";

    private const int MinNodeVersion = 20;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The folder for this user's installations. It is outside the repository, so that the working tree stays clean.</summary>
    public static string UserCacheFolder
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "attendance-functions", "azurite");
        }
    }

    /// <inheritdoc cref="StartAzurite"/>
    public async Task<RunningAzurite> StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!lookup("node", out var node) || !lookup("npm", out var npm) || !await AreAvailableAsync(node, npm, cancellationToken))
        {
            throw new AzuriteUnavailableException(
                $"Node {MinNodeVersion} or newer with npm was not found. Install Node {MinNodeVersion} or newer, or start Docker.");
        }

        var folder = await InstallAsync(npm, progress, cancellationToken);
        // Port 0 lets the operating system choose a free port, so that two starts never use the same one.
        var arguments = RunningAzurite.Arguments("127.0.0.1", new(Blob: 0, Queue: 0, Table: 0));
        var process = ChildProcess.Start(node, [YoungGeneration, Path.Combine(folder, "run.js"), .. arguments], folder);
        try
        {
            return new RunningAzurite("from npm", await AzuritePorts.ReadAsync(process, StartTimeout, cancellationToken), process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> AreAvailableAsync(string node, string npm, CancellationToken cancellationToken)
    {
        var version = await Tools.QueryAsync(node, ["--version"], cancellationToken);
        return version.Succeeded
            && Major(version.Output) >= MinNodeVersion
            && (await Tools.QueryAsync(npm, ["--version"], cancellationToken)).Succeeded;
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

    private static int Major(string version) =>
        int.TryParse(version.Trim().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : 0;
}
