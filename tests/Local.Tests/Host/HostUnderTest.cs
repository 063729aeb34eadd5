using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Triggers;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>A host that runs the functions of one class on its own queue.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly QueueSettings Settings = new(
        BatchSize: 4,
        NewBatchThreshold: 2,
        MaxDequeueCount: 3,
        VisibilityTimeout: TimeSpan.Zero,
        MaxPollingInterval: TimeSpan.FromSeconds(1));

    private readonly ServiceProvider services;

    private HostUnderTest(Type functions, QueueServiceClient storage, string queue, TimeProvider realClock)
    {
        Queue = storage.GetQueueClient(queue);
        Poison = storage.GetQueueClient(queue + "-poison");
        services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton(Journal)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Queue)
            .AddSingleton<CrowdedFunctions.Crowd>()
            .AddScoped<Visit>()
            .BuildServiceProvider(validateScopes: true);
        var catalogue = FunctionCatalogue.From([functions]);
        catalogue = catalogue with { Queues = [.. catalogue.Queues.Select(function => function with { Queue = queue })] };
        Host = new FunctionHost(catalogue, services, storage, Settings, realClock);
    }

    public Journal Journal { get; } = new();

    public SimulatedClock Clock { get; } = new(Start);

    public FunctionHost Host { get; }

    public QueueClient Queue { get; }

    public QueueClient Poison { get; }

    public static async Task<HostUnderTest> CreateAsync<TFunctions>(
        AzuriteFixture azurite, string ending = "", TimeProvider? realClock = null, params string[] messages)
    {
        var storage = new QueueServiceClient(azurite.ConnectionString);
        var host = new HostUnderTest(typeof(TFunctions), storage, $"q{Guid.NewGuid():N}{ending}", realClock ?? TimeProvider.System);
        await host.Queue.CreateAsync();
        foreach (var message in messages)
        {
            await host.Queue.SendMessageAsync(message);
        }

        return host;
    }

    public async Task<IReadOnlyList<PeekedMessage>> PoisonAsync() =>
        await Poison.ExistsAsync() ? (await Poison.PeekMessagesAsync(32)).Value : [];

    /// <summary>The number of messages in the queue, including hidden messages.</summary>
    public async Task<int> LengthAsync() => (await Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
