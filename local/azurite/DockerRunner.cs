using System.Globalization;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>Runs Azurite in a container that is removed when it ends.</summary>
internal sealed class DockerRunner(ToolLookup lookup) : IAzuriteRunner
{
    private const string Image = "mcr.microsoft.com/azure-storage/azurite:3.35.0";

    // The container ends with this process: its shell waits for the end of standard input, and everything in it goes with it.
    private const string Script =
        "azurite --inMemoryPersistence --skipApiVersionCheck --silent --disableTelemetry"
        + " --blobHost 0.0.0.0 --blobKeepAliveTimeout 180 --queueHost 0.0.0.0 --queueKeepAliveTimeout 180"
        + " --tableHost 0.0.0.0 --tableKeepAliveTimeout 180 & cat > /dev/null";

    private readonly string _container = $"attendance-azurite-{Guid.NewGuid():N}";

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        lookup("docker", out var docker)
        && (await Tools.AskAsync(docker, ["version", "--format", "{{.Server.Version}}"], cancellationToken)).Succeeded;

    public async Task<HeldProcess> StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var docker = Docker();
        if (!(await Tools.AskAsync(docker, ["image", "inspect", Image], cancellationToken)).Succeeded)
        {
            progress.Report("Fetching Azurite's image, the local storage (first use only) …");
            var answer = await Tools.RunAsync(docker, ["pull", "--quiet", Image], Path.GetTempPath(), cancellationToken);
            if (!answer.Succeeded)
            {
                throw new AzuriteUnavailableException($"Docker could not fetch {Image}: {answer.Error.Trim()}");
            }
        }

        return HeldProcess.Start(
            docker,
            [
                "run", "--rm", "--interactive", "--env", AzuriteAccounts.Variable, "--name", _container,
                "--publish", "127.0.0.1::10000", "--publish", "127.0.0.1::10001", "--publish", "127.0.0.1::10002",
                "--entrypoint", "sh", Image, "-c", Script,
            ],
            Path.GetTempPath());
    }

    public async Task<AzuritePorts> ReachableAsync(AzuritePorts announced, CancellationToken cancellationToken) => new(
        await PublishedAsync(announced.Blob, cancellationToken),
        await PublishedAsync(announced.Queue, cancellationToken),
        await PublishedAsync(announced.Table, cancellationToken));

    private async Task<int> PublishedAsync(int port, CancellationToken cancellationToken)
    {
        var answer = await Tools.AskAsync(
            Docker(), ["port", _container, port.ToString(CultureInfo.InvariantCulture) + "/tcp"], cancellationToken);
        var address = answer.Output.Split('\n')[0].Trim();
        return int.TryParse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out var published)
            ? published
            : throw new AzuriteUnavailableException($"Docker did not publish Azurite's port {port}. {answer.Error.Trim()}");
    }

    private string Docker() => lookup("docker", out var docker)
        ? docker
        : throw new AzuriteUnavailableException("Docker has disappeared from the search path.");
}
