using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>What the night verb was asked for.</summary>
/// <param name="Data">The folder with the trust's files.</param>
/// <param name="From">The first night; the same as the last one where only that is wanted.</param>
/// <param name="To">The last night.</param>
/// <param name="Output">The folder for results.</param>
/// <param name="Storage">A storage account's connection string; empty for an Azurite of the command's own.</param>
public sealed record NightRequest(string Data, DateOnly From, DateOnly To, string Output, string Storage);

/// <summary>The night verb: a folder of files goes in, results come out.</summary>
/// <param name="app">The app that is hosted.</param>
/// <param name="view">What a person sees.</param>
/// <param name="errors">Where faults are told.</param>
public sealed class NightCommand(IHostedApp app, INightView view, TextWriter errors)
{
    /// <summary>Runs the nights.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="MendableException">The folder or its settings cannot be used.</exception>
    public async Task<int> RunAsync(NightRequest request, CancellationToken cancellationToken)
    {
        if (request.From > request.To)
        {
            throw new MendableException($"--from {Iso(request.From)} is after --date {Iso(request.To)}.");
        }

        var data = DataFolder.Open(request.Data);
        var output = new OutputFolder(request.Output);
        var clock = new SimulatedClock(SimulatedNight.Start(request.From));
        await using var session = await HostSession.StartAsync(
            app, new SessionOptions(request.Storage, output, clock, Simulated: true), view, cancellationToken);

        var files = data.Files().ToLookup(file => IsWorklistOf(file, request.From, request.To));
        var uploaded = await Upload.RunAsync(session.Blobs, files[false], cancellationToken);
        view.Report($"{uploaded} files came in that were not in storage yet.");
        var nextSchoolDay = await app.ReadSchoolDaysAsync(session.Services, cancellationToken);
        if (nextSchoolDay(request.To.AddDays(-1)) != request.To)
        {
            throw new MendableException(
                $"{Iso(request.To)} is not a school day by settings/trust.json (a weekend, a closure, or outside the terms); give --date "
                + "a school day, or mend the terms.");
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

        return await new Ending(app, view, errors).RunAsync(session, output, request.To, cancellationToken);
    }

    /// <summary>
    /// Whether a decision file is the worklist of a night in these days, by the date that its name begins with: people can fill it
    /// in only when that night is over. Every other file is there from the beginning.
    /// </summary>
    private static bool IsWorklistOf(IncomingFile file, DateOnly from, DateOnly to) =>
        file.Container == Containers.Decisions
        && DateOnly.TryParseExact(
            Path.GetFileName(file.Name).PadRight(10)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var night)
        && from <= night && night <= to;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
