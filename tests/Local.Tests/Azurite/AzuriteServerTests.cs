using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using AttendanceFunctions.Local.Azurite;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.Local.Azurite;

public sealed class AzuriteServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_started_server_stores_blobs_and_messages()
    {
        await using var server = await AzuriteServer.StartAsync(null, Cancellation);
        var container = new BlobContainerClient(server.ConnectionString, "registers");
        var queue = new QueueClient(server.ConnectionString, "school-nights");

        await container.CreateAsync(cancellationToken: Cancellation);
        await container.UploadBlobAsync("oak/monday.csv", new MemoryStream(Encoding.UTF8.GetBytes("UPN")), Cancellation);
        await queue.CreateAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("oak", Cancellation);

        var blob = await container.GetBlobClient("oak/monday.csv").DownloadContentAsync(Cancellation);
        Assert.Equal("UPN", blob.Value.Content.ToString());
        Assert.Equal("oak", (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value.Body.ToString());
    }

    [Fact]
    public async Task A_started_server_reports_its_version_kind_and_address()
    {
        var progress = new Lines();

        await using var server = await AzuriteServer.StartAsync(progress, Cancellation);

        // Only this test distinguishes a container from npm. GitHub's runners have Docker, so the container is expected there.
        var onGitHub = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";
        var way = onGitHub ? "in a Docker container" : "(in a Docker container|from npm)";
        var port = Ports(server.ConnectionString).First();
        Assert.Matches($@"^Local storage is Azurite [\d.]+ {way}, at http://127\.0\.0\.1:{port}\.", progress.Reported[^1]);
    }

    [Fact]
    public async Task Two_servers_at_once_have_six_different_ports()
    {
        var starting = Enumerable.Range(0, 2).Select(_ => AzuriteServer.StartAsync(null, Cancellation)).ToArray();
        await using var first = await starting[0];
        await using var second = await starting[1];

        Assert.Equal(6, Ports(first.ConnectionString).Concat(Ports(second.ConnectionString)).Distinct().Count());
    }

    [Fact]
    public async Task A_disposed_server_has_closed_its_ports()
    {
        var server = await AzuriteServer.StartAsync(null, Cancellation);

        await server.DisposeAsync();

        foreach (var port in Ports(server.ConnectionString))
        {
            await AssertClosedAsync(port);
        }
    }

    [Fact]
    public async Task A_server_ends_when_its_parent_process_is_killed()
    {
        Assert.True(Tools.FindOnPath("node", out var node) & Tools.FindOnPath("npm", out var npm));
        var folder = await new NodeInstallation(npm, NodeRunner.UserCacheFolder, NodeProgram.Azurite)
            .EnsureAsync(new Lines(), Cancellation);
        const string parentScript = """
            require("child_process").spawn(process.execPath, process.argv.slice(1), { stdio: ["pipe", "inherit", "inherit"] });
            """;
        using var parent = Process.Start(new ProcessStartInfo(node)
        {
            ArgumentList =
            {
                "-e", parentScript, "--", Path.Combine(folder, "run.js"), "--inMemoryPersistence", "--silent", "--disableTelemetry",
                "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var line = "";
        while (!line.StartsWith("Azurite Table service is successfully listening", StringComparison.Ordinal))
        {
            line = await parent.StandardOutput.ReadLineAsync(Cancellation) ?? throw new InvalidOperationException("Azurite ended.");
        }

        parent.Kill(entireProcessTree: false);

        // Azurite has inherited the other end of this pipe, so reading ends when Azurite has ended.
        await parent.StandardOutput.ReadToEndAsync(Cancellation);
        await AssertClosedAsync(new Uri(line.Split(' ')[^1]).Port);
    }

    private static IEnumerable<int> Ports(string connectionString) => connectionString
        .Split(';')
        .Where(part => part.Contains("Endpoint=", StringComparison.Ordinal))
        .Select(part => new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]).Port);

    private static async Task AssertClosedAsync(int port)
    {
        using var client = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", port, Cancellation).AsTask());
    }
}
