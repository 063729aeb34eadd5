using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The options of the <c>night</c> command.</summary>
/// <param name="Data">The folder with the trust's files.</param>
/// <param name="From">The first night; equal to <paramref name="To"/> to run one night only.</param>
/// <param name="To">The last night.</param>
/// <param name="Output">The folder for results.</param>
/// <param name="Storage">A storage account's connection string; empty to start an Azurite for this command.</param>
public sealed record NightRequest(string Data, DateOnly From, DateOnly To, string Output, string Storage);

/// <summary>The <c>night</c> command: imports a folder of files, runs nights and writes the results.</summary>
/// <param name="app">The app to run.</param>
/// <param name="view">Shows progress and results.</param>
/// <param name="errors">Receives error messages.</param>
public sealed class NightCommand(IHostedApp app, INightView view, TextWriter errors)
{
    /// <summary>Runs the nights.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">The folder or its settings cannot be used.</exception>
    public async Task<int> RunAsync(NightRequest request, CancellationToken cancellationToken)
    {
        if (request.From > request.To)
        {
            throw new UserErrorException($"--from {Iso(request.From)} is after --date {Iso(request.To)}.");
        }

        var data = DataFolder.Open(request.Data);
        var output = new OutputFolder(request.Output);
        var clock = new SimulatedClock(SimulatedNight.Start(request.From));
        await using var session = await HostSession.StartAsync(
            app, new SessionOptions(request.Storage, output, clock, Simulated: true), view, cancellationToken);

        var files = data.Files().ToLookup(file => IsWorklistOf(file, request.From, request.To));
        var uploaded = await Upload.RunAsync(session.Blobs, files[false], cancellationToken);
        view.Report($"{uploaded} new or changed files were uploaded.");
        foreach (var hidden in data.HiddenFiles())
        {
            view.Report($"{hidden.Container}/{hidden.Name} was not uploaded: its name begins with a point. Rename it if it is to be read.");
        }

        var nextSchoolDay = await app.ReadSchoolDaysAsync(session.Services, cancellationToken);
        if (nextSchoolDay(request.To.AddDays(-1)) != request.To)
        {
            throw new UserErrorException(
                $"{Iso(request.To)} is not a school day according to settings/trust.json (a weekend, a closure, or outside the terms). "
                + "Give --date a school day, or correct the terms.");
        }

        var runner = new NightRunner(session, clock, nextSchoolDay, view);
        var since = request.From;
        foreach (var night in NightRunner.SchoolDays(request.From, request.To, nextSchoolDay))
        {
            var next = nextSchoolDay(night);
            var filledIn = files[true].Where(file => IsWorklistOf(file, since, next.AddDays(-1))).ToList();
            await runner.RunAsync(
                $"Night of {Iso(night)}", night, () => Upload.RunAsync(session.Blobs, filledIn, cancellationToken), cancellationToken);
            since = next;
        }

        return await new RunReport(app, view, errors).RunAsync(session, output, request.To, cancellationToken);
    }

    /// <summary>
    /// Whether a decision file is the worklist of a night in this period, by the date at the start of its name. Staff can fill it in
    /// only after that night, so it is uploaded on the morning after. All other files are uploaded before the first night.
    /// </summary>
    private static bool IsWorklistOf(IncomingFile file, DateOnly from, DateOnly to) =>
        file.Container == Containers.Decisions
        && DateOnly.TryParseExact(
            Path.GetFileName(file.Name).PadRight(10)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var night)
        && from <= night && night <= to;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
