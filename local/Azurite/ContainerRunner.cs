using System.Net;
using System.Net.Sockets;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// Runs the official Azurite image in a container that Testcontainers starts. The container is removed when it is disposed. If the
/// process ends without disposing it, the resource reaper of Testcontainers removes it soon afterwards.
/// </summary>
internal static class ContainerRunner
{
    private const int Blob = 10000;
    private const int Queue = 10001;
    private const int Table = 10002;

    /// <summary>The time to wait for a Docker engine before Azurite is started from npm.</summary>
    private static readonly TimeSpan EngineTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The time limit for pulling the images and starting Azurite together.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The time limit for each service of a running container to start listening.</summary>
    private static readonly TimeSpan ListenTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The time limit for connecting to a listening service from this process.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static string Image { get; } = $"mcr.microsoft.com/azure-storage/azurite:{RunningAzurite.Version}";

    /// <summary>
    /// Starts Azurite on the Docker engine that Testcontainers finds through DOCKER_HOST, the usual sockets or Docker Desktop.
    /// </summary>
    /// <inheritdoc cref="StartAzurite" path="/param|/exception"/>
    public static async Task<RunningAzurite> StartAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        await FindEngineAsync(cancellationToken) is { } engine
            ? await StartAsync(engine, progress, cancellationToken)
            : throw new AzuriteUnavailableException("No Docker engine of version 25 or newer is running.");

    /// <summary>Starts Azurite on the given Docker engine.</summary>
    /// <inheritdoc cref="StartAzurite" path="/param|/exception"/>
    public static async Task<RunningAzurite> StartAsync(
        IDockerEndpointAuthenticationConfiguration engine, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        try
        {
            return await StartAsync(Build(engine, progress), timeout.Token);
        }
        catch (Exception fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reason = fault switch
            {
                _ when timeout.IsCancellationRequested => $"it took longer than {StartTimeout.TotalSeconds:0} seconds",
                TimeoutException => "its services did not start in time, or its ports are on another machine (a remote Docker engine)",
                _ => fault.Message,
            };
            throw new AzuriteUnavailableException("Azurite's container could not be started: " + OneLine(reason));
        }
    }

    private static async Task<IDockerEndpointAuthenticationConfiguration?> FindEngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Testcontainers tries every known endpoint when its settings are first read, and blocks until that is done.
            var search = Task.Run(() => TestcontainersSettings.OS.DockerEndpointAuthConfig, cancellationToken);
            return await search.WaitAsync(EngineTimeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (TypeInitializationException fault)
        {
            throw new AzuriteUnavailableException("Testcontainers cannot read its settings: " + OneLine(fault.GetBaseException().Message));
        }
    }

    private static IContainer Build(IDockerEndpointAuthenticationConfiguration engine, IProgress<string> progress) =>
        new ContainerBuilder(Image)
            .WithDockerEndpoint(engine)
            .WithLogger(NullLogger.Instance)
            .WithImagePullPolicy(cached =>
            {
                if (cached is null)
                {
                    progress.Report("Pulling the image of Azurite, the local storage (first use only) …");
                }

                return cached is null;
            })
            .WithEntrypoint("azurite")
            .WithCommand(RunningAzurite.Arguments("0.0.0.0", new(Blob, Queue, Table)))
            .WithEnvironment(AzuriteAccounts.Variable, AzuriteAccounts.Value)
            .WithPortBinding(Blob, assignRandomHostPort: true)
            .WithPortBinding(Queue, assignRandomHostPort: true)
            .WithPortBinding(Table, assignRandomHostPort: true)
            // Loopback only, because Azurite's key is public: other machines on the network must not read a trust's files.
            .WithCreateParameterModifier(container =>
            {
                foreach (var binding in container.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
                {
                    binding.HostIP = "127.0.0.1";
                }
            })
            // With the reaper on, auto-remove stays off, because it would also delete the log that says why a start failed.
            .WithAutoRemove(!TestcontainersSettings.ResourceReaperEnabled)
            .WithWaitStrategy(Ready())
            .Build();

    /// <summary>
    /// Docker accepts connections to a published port before anything listens in the container, so this waits for Azurite's own log
    /// messages first. Then it connects, to find out whether the port is on this machine.
    /// </summary>
    private static IWaitForContainerOS Ready() => Wait.ForUnixContainer()
        .UntilMessageIsLogged("Azurite Blob service is successfully listening", Within(ListenTimeout))
        .UntilMessageIsLogged("Azurite Queue service is successfully listening", Within(ListenTimeout))
        .UntilMessageIsLogged("Azurite Table service is successfully listening", Within(ListenTimeout))
        .AddCustomWaitStrategy(new Reachable(), Within(ConnectTimeout));

    private static Action<IWaitStrategy> Within(TimeSpan limit) =>
        strategy => strategy.WithInterval(TimeSpan.FromMilliseconds(200)).WithTimeout(limit);

    private static string OneLine(string reason) => reason.ReplaceLineEndings(" ").Trim().TrimEnd('.') + ".";

    private static async Task<RunningAzurite> StartAsync(IContainer container, CancellationToken cancellationToken)
    {
        try
        {
            await container.StartAsync(cancellationToken);
            var ports = new AzuritePorts(
                container.GetMappedPublicPort(Blob), container.GetMappedPublicPort(Queue), container.GetMappedPublicPort(Table));
            return new RunningAzurite("in a Docker container", ports, container);
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the blob service accepts connections on loopback. With a remote Docker engine it never does.</summary>
    private sealed class Reachable : IWaitUntil
    {
        public async Task<bool> UntilAsync(IContainer container)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, container.GetMappedPublicPort(Blob));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
