using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>How a simulated run ends: results are copied out, what is unfinished is said, and the exit code follows from it.</summary>
internal sealed class Ending(IHostedApp app, INightView view, TextWriter errors)
{
    /// <param name="session">What was run.</param>
    /// <param name="output">Where results are copied to.</param>
    /// <param name="night">The last night that was run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(HostSession session, OutputFolder output, DateOnly night, CancellationToken cancellationToken)
    {
        var files = await output.DownloadAsync(session.Blobs, cancellationToken);
        if (output.SummaryPage(night) is { Exists: true } page)
        {
            view.Report($"Open this file first: {page.FullName}");
        }

        foreach (var (container, count) in files)
        {
            view.Report($"{container}: {count} files");
        }

        view.Report($"Results and outbox are in {output.Path}");

        foreach (var sentence in await app.DescribeIntakeAsync(session.Services, cancellationToken))
        {
            view.Report(sentence);
        }

        var unfinished = await app.FindUnfinishedAsync(session.Services, cancellationToken);
        foreach (var sentence in unfinished)
        {
            await errors.WriteLineAsync(sentence);
        }

        var tally = session.Host.Tally;
        if (!tally.Succeeded)
        {
            await errors.WriteLineAsync(
                $"{tally.FailedTicks} of {tally.Ticks} ticks failed and {tally.PoisonedMessages} messages were given up; "
                + "the log above says why.");
        }

        return tally.Succeeded && unfinished.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }
}
