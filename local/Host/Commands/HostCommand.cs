using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The <c>host</c> command: runs timers and queues in real time.</summary>
/// <param name="app">The app to run.</param>
/// <param name="view">Shows progress and results.</param>
public sealed class HostCommand(IHostedApp app, INightView view)
{
    /// <summary>Runs until it is cancelled; cancellation is the normal end and counts as success.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string output, string storage, CancellationToken cancellationToken)
    {
        var folder = new OutputFolder(output);
        await using var session = await HostSession.StartAsync(
            app, new SessionOptions(storage, folder, TimeProvider.System, Simulated: false), view, cancellationToken);
        if (storage.Length == 0)
        {
            view.Report($"Storage: {session.StorageConnectionString}");
        }

        view.Report($"Outbox: {folder.Path}");
        view.Report("Timers and queues are running. Press Ctrl+C to stop.");
        try
        {
            await session.Host.RunAsync(TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Report("Stopped.");
        }

        return CommandLine.Done;
    }
}
