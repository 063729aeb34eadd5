using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Pages;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The <c>serve</c> command: runs timers and queues in real time, and shows the office.</summary>
/// <param name="app">The app to run.</param>
/// <param name="view">Shows progress and results.</param>
public sealed class ServeCommand(IHostedApp app, INightView view)
{
    /// <summary>Runs until it is cancelled; cancellation is the normal end and counts as success.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string output, string storage, int port, CancellationToken cancellationToken)
    {
        var folder = new OutputFolder(output);
        await using var session = await HostSession.StartAsync(
            app, new SessionOptions(storage, folder, TimeProvider.System, Simulated: false), view, cancellationToken);
        if (storage.Length == 0)
        {
            view.Report($"Storage: {session.StorageConnectionString}");
        }

        view.Report($"Outbox: {folder.Path}");
        await RunAsync(app, session, TimeProvider.System, port, view, cancellationToken);
        return CommandLine.Done;
    }

    /// <summary>Shows the office of a session, and runs its timers and queues by a clock, until it is cancelled.</summary>
    internal static async Task RunAsync(
        IHostedApp app, HostSession session, TimeProvider clock, int port, INightView view, CancellationToken cancellationToken)
    {
        await using var pages = await PageServer.StartAsync(app, session.Services, port, cancellationToken);
        view.Report($"The office: {new Uri(pages.Address, OfficePaths.Start)}");
        view.Report("Pages, timers and queues are running. Press Ctrl+C to stop.");
        try
        {
            await session.Host.RunAsync(clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Report("Stopped.");
        }
    }
}
