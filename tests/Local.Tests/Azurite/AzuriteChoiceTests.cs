using System.Text.Json;
using AttendanceFunctions.Local.Azurite;
using DotNet.Testcontainers.Configurations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Local.Azurite;

/// <summary>The choice between a container and npm, and its messages, tested with a fake Docker engine and fake tools.</summary>
public sealed class AzuriteChoiceTests : IDisposable
{
    private static readonly StartAzurite NoEngine = (_, _) => throw new AzuriteUnavailableException("No Docker engine is running.");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-tools-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Npm_is_not_used_if_a_container_starts()
    {
        var progress = new Lines();
        var container = new FakeAzurite();

        var server = await AzuriteServer.StartAsync(
            container.In("in a Docker container"), (_, _) => throw new InvalidOperationException("npm was used."), progress, Cancellation);
        await server.DisposeAsync();

        Assert.Equal(
            $"Local storage is Azurite {RunningAzurite.Version} in a Docker container, at http://127.0.0.1:4001.",
            Assert.Single(progress.Reported));
        Assert.Contains("BlobEndpoint=http://127.0.0.1:4001/", server.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("TableEndpoint=http://127.0.0.1:4003/", server.ConnectionString, StringComparison.Ordinal);
        Assert.True(container.Disposed);
    }

    [Fact]
    public async Task Npm_is_used_and_the_reason_is_reported_if_no_container_starts()
    {
        var progress = new Lines();

        await using var server = await AzuriteServer.StartAsync(NoEngine, new FakeAzurite().In("from npm"), progress, Cancellation);

        Assert.Equal(
            $"Local storage is Azurite {RunningAzurite.Version} from npm, at http://127.0.0.1:4001. No Docker engine is running.",
            Assert.Single(progress.Reported));
    }

    [Fact]
    public async Task The_error_of_an_engine_that_cannot_pull_the_image_is_reported()
    {
        await using var engine = EngineWithoutImages();
        await engine.StartAsync(Cancellation);
        var endpoint = new DockerEndpointAuthenticationConfiguration(new Uri(engine.Urls.Single()));

        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(
            () => ContainerRunner.StartAsync(endpoint, new Lines(), Cancellation));

        Assert.StartsWith("Azurite's container could not be started: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no such host", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_has_the_version_that_the_lock_file_pins()
    {
        var pinned = JsonDocument.Parse(NodeProgram.Azurite.Files["package-lock.json"]).RootElement
            .GetProperty("packages").GetProperty("node_modules/azurite").GetProperty("version").GetString();

        Assert.Equal($"mcr.microsoft.com/azure-storage/azurite:{pinned}", ContainerRunner.Image);
    }

    [Fact]
    public async Task Without_node_and_docker_the_message_says_what_to_install()
    {
        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("Install Node 20 or newer", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Docker", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_version_before_20_is_not_used()
    {
        Script("node", "echo v18.20.4");
        Script("npm", "echo 10.8.2");

        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("Install Node 20 or newer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_npm_is_reported_and_leaves_no_incomplete_installation()
    {
        Script("node", "echo v20.20.2");
        Script("npm", "case $1 in --version) echo 10.8.2;; *) echo 'npm error network unreachable' >&2; exit 1;; esac");

        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("network unreachable", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(Cache), path => !Path.GetFileName(path).Contains('.', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_error_of_a_server_that_ends_immediately_is_reported()
    {
        Script("node", "case $1 in --version) echo v20.20.2;; *) echo 'Exit due to unhandled error' >&2; exit 1;; esac");
        Script("npm", "echo 10.8.2");

        var fault = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => StartAsync());

        Assert.Contains("Exit due to unhandled error", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_installations_install_once()
    {
        Script("npm", $"echo ci >> '{folder.FullName}/calls'");
        var npm = Path.Combine(folder.FullName, "npm");
        var installations = Enumerable.Range(0, 4)
            .Select(_ => new NodeInstallation(npm, Cache, NodeProgram.Azurite).EnsureAsync(new Lines(), Cancellation));

        var folders = await Task.WhenAll(installations);

        Assert.Single(folders.Distinct());
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "calls"), Cancellation));
        Assert.True(File.Exists(Path.Combine(folders[0], "package-lock.json")));
    }

    private string Cache => Path.Combine(folder.FullName, "cache");

    private Task<AzuriteServer> StartAsync() =>
        AzuriteServer.StartAsync(NoEngine, new NodeRunner(Lookup, Cache).StartAsync, new Lines(), Cancellation);

    private bool Lookup(string name, out string path)
    {
        path = Path.Combine(folder.FullName, name);
        return File.Exists(path);
    }

    /// <summary>Creates a fake Docker engine without images and without access to a registry. The caller must start it.</summary>
    private static WebApplication EngineWithoutImages()
    {
        var engine = WebApplication.CreateSlimBuilder().Build();
        engine.Urls.Add("http://127.0.0.1:0");
        engine.Run(request =>
        {
            var (status, response) = request.Request switch
            {
                { Method: "POST" } =>
                    (StatusCodes.Status500InternalServerError, """{"message":"lookup registry.example: no such host"}"""),
                { Path.Value: { } path } when path.Contains("/images/", StringComparison.Ordinal) =>
                    (StatusCodes.Status404NotFound, """{"message":"No such image"}"""),
                _ => (StatusCodes.Status200OK, "{}"),
            };
            request.Response.StatusCode = status;
            return request.Response.WriteAsync(response, Cancellation);
        });
        return engine;
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

    /// <summary>A fake Azurite that only has ports.</summary>
    private sealed class FakeAzurite : IAsyncDisposable
    {
        public bool Disposed { get; private set; }

        public StartAzurite In(string origin) =>
            (_, _) => Task.FromResult(new RunningAzurite(origin, new(Blob: 4001, Queue: 4002, Table: 4003), this));

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
