using AttendanceFunctions.Local.Azurite;

namespace AttendanceFunctions.Tests.Local.Azurite;

/// <summary>Which of Node and Docker is used, told with tools that are small scripts.</summary>
public sealed class ToolChoiceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-tools-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_node_and_docker_a_sentence_says_what_to_install()
    {
        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("install Node 20 or newer", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Docker", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_older_than_20_and_a_docker_without_its_daemon_do_not_answer()
    {
        Script("node", "echo v18.20.4");
        Script("npm", "echo 10.8.2");
        Script("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");

        await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());
    }

    [Fact]
    public async Task What_npm_complains_about_is_passed_on_and_nothing_half_installed_stays()
    {
        Script("node", "echo v20.20.2");
        Script("npm", "case $1 in --version) echo 10.8.2;; *) echo 'npm error network unreachable' >&2; exit 1;; esac");

        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("network unreachable", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(Cache), path => !Path.GetFileName(path).Contains('.', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_ends_at_once_says_why()
    {
        Script("node", "case $1 in --version) echo v20.20.2;; *) echo 'Exit due to unhandled error' >&2; exit 1;; esac");
        Script("npm", "echo 10.8.2");

        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("Exit due to unhandled error", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docker_serves_on_its_published_ports_where_npm_is_missing()
    {
        Script("docker", """
            case $1 in
              version) echo 28.2.2;;
              image) exit 1;;
              pull) echo fetched;;
              run)
                echo "Azurite Blob service is successfully listening at http://0.0.0.0:10000"
                echo "Azurite Queue service is successfully listening at http://0.0.0.0:10001"
                echo "Azurite Table service is successfully listening at http://0.0.0.0:10002"
                cat > /dev/null
                echo stopped > "$(dirname "$0")/stopped";;
              port) echo "127.0.0.1:4${3%/tcp}";;
            esac
            """);
        var progress = new Lines();

        var server = await StartAsync(progress);
        await server.DisposeAsync();

        Assert.Contains("BlobEndpoint=http://127.0.0.1:410000/", server.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("TableEndpoint=http://127.0.0.1:410002/", server.ConnectionString, StringComparison.Ordinal);
        Assert.Contains(progress.Reported, line => line.Contains("image", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder.FullName, "stopped")));
    }

    [Fact]
    public async Task Two_processes_that_want_an_installation_at_once_make_one()
    {
        Script("npm", $"echo ci >> '{folder.FullName}/calls'");
        var npm = Path.Combine(folder.FullName, "npm");
        var installations = Enumerable.Range(0, 4).Select(_ => new NodeInstallation(npm, Cache, NodeProgram.Azurite).EnsureAsync(new Lines(), Cancellation));

        var folders = await Task.WhenAll(installations);

        Assert.Single(folders.Distinct());
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "calls"), Cancellation));
        Assert.True(File.Exists(Path.Combine(folders[0], "package-lock.json")));
    }

    private string Cache => Path.Combine(folder.FullName, "cache");

    private Task<AzuriteServer> StartAsync(Lines? progress = null) =>
        AzuriteServer.StartAsync(Lookup, Cache, progress ?? new Lines(), Cancellation);

    private bool Lookup(string name, out string path)
    {
        path = Path.Combine(folder.FullName, name);
        return File.Exists(path);
    }

    private void Script(string name, string body)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The tools of these tests are shell scripts.");
            return;
        }

        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
