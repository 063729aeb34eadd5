using System.Net;
using System.Net.Sockets;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// Runs the official Azurite image in a container that Testcontainers starts. The container is removed when it is disposed and,
/// by the reaper of Testcontainers, soon after the process that started it has died without disposing anything.
/// </summary>
internal static class ContainerRunner
{
    private const int Blob = 10000;
    private const int Queue = 10001;
    private const int Table = 10002;

    /// <summary>How long the Docker engine may take to answer: whoever has none waits no longer than this for Azurite from npm.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    /// <summary>How long fetching the images and starting Azurite may take together.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    /// <summary>How long each service of a running container may take until it listens.</summary>
    private static readonly TimeSpan ListenLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take until a listening service can be reached from this process.</summary>
    private static readonly TimeSpan ReachLimit = TimeSpan.FromSeconds(5);

    public static string Image { get; } = $"mcr.microsoft.com/azure-storage/azurite:{RunningAzurite.Version}";

    /// <summary>Starts Azurite on the Docker engine that Testcontainers finds: DOCKER_HOST, the usual sockets, Docker Desktop.</summary>
    /// <inheritdoc cref="StartAzurite" path="/param|/exception"/>
    public static async Task<RunningAzurite> StartAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        await FindEngineAsync(cancellationToken) is { } engine
            ? await StartAsync(engine, progress, cancellationToken)
            : throw new AzuriteUnavailableException("No Docker engine of version 25 or newer answers.");

    /// <summary>Starts Azurite on the given Docker engine.</summary>
    /// <inheritdoc cref="StartAzurite" path="/param|/exception"/>
    public static async Task<RunningAzurite> StartAsync(
        IDockerEndpointAuthenticationConfiguration engine, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartLimit);
        try
        {
            return await StartAsync(Build(engine, progress), patience.Token);
        }
        catch (Exception fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reason = fault switch
            {
                _ when patience.IsCancellationRequested => $"it took longer than {StartLimit.TotalSeconds:0} seconds",
                TimeoutException => "its services did not start in time, or its ports are not on this machine, as with a remote engine",
                _ => fault.Message,
            };
            throw new AzuriteUnavailableException("Azurite's container could not be started: " + OneLine(reason));
        }
    }

    private static async Task<IDockerEndpointAuthenticationConfiguration?> FindEngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Testcontainers asks every endpoint that it knows when its settings are first read, and blocks meanwhile.
            var asking = Task.Run(() => TestcontainersSettings.OS.DockerEndpointAuthConfig, cancellationToken);
            return await asking.WaitAsync(AnswerLimit, cancellationToken);
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
                    progress.Report("Fetching the image of Azurite, the local storage (first use only) …");
                }

                return cached is null;
            })
            .WithEntrypoint("azurite")
            .WithCommand(RunningAzurite.Arguments("0.0.0.0", new(Blob, Queue, Table)))
            .WithEnvironment(AzuriteAccounts.Variable, AzuriteAccounts.Value)
            .WithPortBinding(Blob, assignRandomHostPort: true)
            .WithPortBinding(Queue, assignRandomHostPort: true)
            .WithPortBinding(Table, assignRandomHostPort: true)
            // On loopback only: Azurite's key is public, and a trust may try its own files, which nobody else on the network may read.
            .WithCreateParameterModifier(container =>
            {
                foreach (var binding in container.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
                {
                    binding.HostIP = "127.0.0.1";
                }
            })
            // Docker removes the container only where the reaper is off: it would also remove the log that says why a start failed.
            .WithAutoRemove(!TestcontainersSettings.ResourceReaperEnabled)
            .WithWaitStrategy(Ready())
            .Build();

    /// <summary>
    /// Docker accepts connections to a published port before anything listens in the container, so Azurite itself must say that it
    /// does. Whether the port is on this machine is then found out by connecting.
    /// </summary>
    private static IWaitForContainerOS Ready() => Wait.ForUnixContainer()
        .UntilMessageIsLogged("Azurite Blob service is successfully listening", Within(ListenLimit))
        .UntilMessageIsLogged("Azurite Queue service is successfully listening", Within(ListenLimit))
        .UntilMessageIsLogged("Azurite Table service is successfully listening", Within(ListenLimit))
        .AddCustomWaitStrategy(new Reachable(), Within(ReachLimit));

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

    /// <summary>The blob service accepts connections on loopback, which an engine outside this machine or container cannot give.</summary>
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
