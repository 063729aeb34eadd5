using System.Globalization;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Runs Azurite on Node from an installation that all of a user's processes share.</summary>
internal sealed class NodeRunner(ToolLookup lookup, string cacheFolder)
{
    private const int OldestNode = 20;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    /// <summary>Where this user's installations lie: outside the checkout, which stays as it was cloned.</summary>
    public static string CacheFolderOfThisUser
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
        if (!lookup("node", out var node) || !lookup("npm", out var npm) || !await AnswerAsync(node, npm, cancellationToken))
        {
            throw new AzuriteUnavailableException(
                $"Node {OldestNode} and npm do not answer: install Node {OldestNode} or newer (it brings npm along), or start Docker.");
        }

        var folder = await InstallAsync(npm, progress, cancellationToken);
        // Port 0 lets the operating system choose, so that two starts never want the same port.
        var process = HeldProcess.Start(
            node, [Path.Combine(folder, "run.js"), .. RunningAzurite.Arguments("127.0.0.1", new(Blob: 0, Queue: 0, Table: 0))], folder);
        try
        {
            return new RunningAzurite("from npm", await AzuritePorts.ReadAsync(process, StartLimit, cancellationToken), process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> AnswerAsync(string node, string npm, CancellationToken cancellationToken)
    {
        var version = await Tools.AskAsync(node, ["--version"], cancellationToken);
        return version.Succeeded
            && Major(version.Output) >= OldestNode
            && (await Tools.AskAsync(npm, ["--version"], cancellationToken)).Succeeded;
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
