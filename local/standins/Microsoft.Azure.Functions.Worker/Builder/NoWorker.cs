using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Refuses to run an app that was built without the Functions worker.</summary>
internal sealed class NoWorker : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException(
        "This build has no Functions worker, only a stand-in for its attributes; 'dotnet run --project local/Host -- host' runs the functions.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
