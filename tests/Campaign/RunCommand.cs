using System.CommandLine;
using System.Runtime.InteropServices;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Naive;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>
/// The <c>run</c> command: runs the campaign and, in parallel, the campaign of the naive sender. Ctrl+C, SIGTERM or the time limit ends the
/// fault phase, and the results so far are checked.
/// </summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var kills = new Option<int>("--kills") { Description = "The number of workers to kill.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "The seed of the random choices.", DefaultValueFactory = _ => 20250902 };
        var nights = new Option<int>("--nights")
        {
            Description = "The number of school nights of the autumn term.",
            DefaultValueFactory = _ => 60
        };
        var schools = new Option<int>("--schools") { Description = "The number of schools of the trust.", DefaultValueFactory = _ => 3 };
        var pupils = new Option<int>("--pupils")
        {
            Description = "The number of pupils in all schools together.",
            DefaultValueFactory = _ => 120
        };
        var minutes = new Option<int>("--minutes")
        {
            Description = "The time limit of the fault phase, in minutes.",
            DefaultValueFactory = _ => 24 * 60
        };
        var parts = new Option<int>("--parts")
        {
            Description = "The number of parts of the term that run in parallel, each with its own trust.",
            DefaultValueFactory = _ => 1
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for results and logs.",
            DefaultValueFactory = _ => "out/campaign"
        };
        var command = new Command("run", "Runs a campaign.") { kills, seed, nights, schools, pupils, parts, minutes, output };
        command.SetAction((given, cancellation) => RunAsync(
            new(
                given.GetValue(seed),
                given.GetValue(kills),
                given.GetValue(nights),
                given.GetValue(schools),
                given.GetValue(pupils),
                FaultRates.Default),
            given.GetValue(parts), TimeSpan.FromMinutes(given.GetValue(minutes)), Directory.CreateDirectory(given.GetRequiredValue(output)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CampaignOptions options, int parts, TimeSpan timeLimit, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var progress = new ConsoleLines();
        using var endEarly = new CancellationTokenSource(timeLimit);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndEarly);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, EndEarly);
        // One Azurite for each campaign, so that they do not slow each other down.
        await using var first = await AzuriteServer.StartAsync(progress, cancellationToken);
        await using var second = await AzuriteServer.StartAsync(progress, cancellationToken);
        var naive = new NaiveCampaign(options.Parts(4)[0], second.TakeSpareAccount(), folder, progress)
            .RunAsync(endEarly.Token, cancellationToken);
        var product = Task.WhenAll(options.Parts(parts).Select((part, index) => FaultCampaign.RunAsync(
            part, first.TakeSpareAccount(), folder.CreateSubdirectory($"part-{index + 1}"), progress, endEarly.Token, cancellationToken)));
        await Task.WhenAll(naive, product);
        var report = new CampaignReport(await product, await naive);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "summary.csv"), report.Csv, cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "findings.txt"), report.Findings, cancellationToken);
        await Console.Out.WriteLineAsync(report.Text);
        return report.Findings.Count > 0 || (await product).Sum(part => part.Killed) < options.Kills ? 1 : 0;

        void EndEarly(PosixSignalContext signal)
        {
            signal.Cancel = true;
            progress.Report("Ending the fault phase.");
            endEarly.Cancel();
        }
    }
}
