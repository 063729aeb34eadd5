using System.Globalization;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The <c>demo</c> command: creates a sample trust, imports the year so far and runs some nights.</summary>
/// <param name="app">The app to run.</param>
/// <param name="makeTrust">Creates the sample trust.</param>
/// <param name="view">Shows progress and results.</param>
/// <param name="errors">Receives error messages.</param>
public sealed class DemoCommand(IHostedApp app, MakeDemoTrust makeTrust, INightView view, TextWriter errors)
{
    /// <summary>Runs the demo. It replaces the results and the outbox of an earlier demo in the same folder.</summary>
    /// <param name="stayAt">
    /// The port at which the office is shown from the morning after the last night on, until the demo is cancelled; null to end after the
    /// last night's day.
    /// </param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        int schools, int pupils, int nights, string output, int? stayAt, CancellationToken cancellationToken)
    {
        var trust = makeTrust(schools, pupils, nights);
        var folder = new OutputFolder(output);
        var clock = new SimulatedClock(SimulatedNight.Start(trust.HistoryNight));
        await using var session = await HostSession.StartAsync(
            app, new SessionOptions(Storage: "", folder, clock, Simulated: true), view, cancellationToken);

        await Upload.RunAsync(session.Blobs, trust.History, cancellationToken);
        var runner = new NightRunner(session, clock, await app.ReadSchoolDaysAsync(session.Services, cancellationToken), view);
        await runner.RunAsync("The year so far", trust.HistoryNight, cancellationToken);
        foreach (var night in trust.Nights)
        {
            await Upload.RunAsync(session.Blobs, trust.FilesOf(night), cancellationToken);
            var title = string.Create(CultureInfo.InvariantCulture, $"Night of {night:yyyy-MM-dd}");
            await (stayAt is not null && night == trust.Nights[^1]
                ? runner.RunUntilMorningAsync(title, night, cancellationToken)
                : runner.RunAsync(title, night, cancellationToken));
        }

        // The sample trust's files have faults, so its nights have gaps: that is no failure of the demo.
        var exitCode = await new RunReport(app, view, errors).RunAsync(session, folder, trust.Nights[^1], cancellationToken)
            == CommandLine.Failed ? CommandLine.Failed : CommandLine.Done;
        var table = await SummaryTable.ReadAsync(folder, trust.Nights[^1], cancellationToken);
        view.ShowTable(string.Create(CultureInfo.InvariantCulture, $"The trust after the night of {trust.Nights[^1]:yyyy-MM-dd}"), table);
        if (stayAt is not { } port)
        {
            view.Report("To work with it in a browser, as a school does: demo --stay.");
            return exitCode;
        }

        clock.Start();
        await ServeCommand.RunAsync(app, session, clock, port, view, cancellationToken);
        return exitCode;
    }
}
