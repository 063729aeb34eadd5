using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>
/// Ends a simulated run: copies the results to the output folder, reports unfinished work and, last, the verdict on the night.
/// </summary>
internal sealed class RunReport(IHostedApp app, INightView view, TextWriter errors)
{
    /// <param name="session">The session that ran.</param>
    /// <param name="output">The folder that results are copied to.</param>
    /// <param name="night">The last night that was run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code, which says the verdict.</returns>
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

        view.Report($"Results and outbox: {output.Path}");

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
                $"{tally.FailedTicks} of {tally.Ticks} timer runs failed and {tally.PoisonedMessages} messages were moved to poison "
                + "queues; see the log above for the reasons.");
        }

        var verdict = await app.ReadVerdictAsync(session.Services, night, cancellationToken);
        if (verdict is not null)
        {
            view.Report(verdict.Sentence(night));
        }

        return !tally.Succeeded || unfinished.Count > 0 ? CommandLine.Failed : verdict?.Grade switch
        {
            NightGrade.GoodWithGaps => CommandLine.GoodWithGaps,
            NightGrade.NotGood => CommandLine.NotGood,
            _ => CommandLine.Done,
        };
    }
}
