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
    public async Task A_started_server_says_which_Azurite_it_is_and_where()
    {
        var told = new Lines();

        await using var server = await AzuriteServer.StartAsync(told, Cancellation);

        // Only this test tells the two ways apart; the others hold for both. GitHub's runners have Docker, so there it is the container.
        var onGitHub = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";
        var way = onGitHub ? "in a Docker container" : "(in a Docker container|from npm)";
        var port = Ports(server.ConnectionString).First();
        Assert.Matches($@"^Local storage is Azurite [\d.]+ {way}, at http://127\.0\.0\.1:{port}\.", told.Reported[^1]);
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
    public async Task A_parent_that_is_killed_leaves_no_server_behind()
    {
        Assert.True(Tools.FindOnPath("node", out var node) & Tools.FindOnPath("npm", out var npm));
        var folder = await new NodeInstallation(npm, NodeRunner.CacheFolderOfThisUser, NodeProgram.Azurite)
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

        // The grandchild holds the other end of this pipe: the pipe ends when the grandchild has ended.
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
