using System.CommandLine;
using System.Runtime.InteropServices;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Naive;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>
/// Runs the campaign and the naive sender's beside it. Ctrl+C, SIGTERM or the end of its time ends the storm, and what was done until
/// then is held against what was seen.
/// </summary>
internal static class RunVerb
{
    public static Command Make()
    {
        var kills = new Option<int>("--kills") { Description = "How many workers are killed.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "Another seed is another campaign.", DefaultValueFactory = _ => 20250902 };
        var nights = new Option<int>("--nights") { Description = "School nights of the autumn term.", DefaultValueFactory = _ => 60 };
        var schools = new Option<int>("--schools") { Description = "Schools of the trust.", DefaultValueFactory = _ => 3 };
        var pupils = new Option<int>("--pupils") { Description = "Pupils of all schools.", DefaultValueFactory = _ => 120 };
        var minutes = new Option<int>("--minutes")
        {
            Description = "After so many the storm ends, however far it is.",
            DefaultValueFactory = _ => 24 * 60
        };
        var parts = new Option<int>("--parts")
        {
            Description = "Parts of the term that run side by side, each in a trust of its own.",
            DefaultValueFactory = _ => 1
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for what is left.",
            DefaultValueFactory = _ => "out/campaign"
        };
        var verb = new Command("run", "Runs a campaign.") { kills, seed, nights, schools, pupils, parts, minutes, output };
        verb.SetAction((given, cancellation) => RunAsync(
            new(
                given.GetValue(seed),
                given.GetValue(kills),
                given.GetValue(nights),
                given.GetValue(schools),
                given.GetValue(pupils),
                FaultRates.Usual),
            given.GetValue(parts), TimeSpan.FromMinutes(given.GetValue(minutes)), Directory.CreateDirectory(given.GetRequiredValue(output)),
            cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(
        CampaignOptions options, int parts, TimeSpan atMost, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var progress = new Lines();
        using var enough = new CancellationTokenSource(atMost);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        // One for each, so that neither waits for the other's requests.
        await using var first = await AzuriteServer.StartAsync(progress, cancellationToken);
        await using var second = await AzuriteServer.StartAsync(progress, cancellationToken);
        var naive = new NaiveCampaign(options.Parts(4)[0], second.TakeSpareAccount(), folder, progress)
            .RunAsync(enough.Token, cancellationToken);
        var product = Task.WhenAll(options.Parts(parts).Select((part, index) => FaultCampaign.RunAsync(
            part, first.TakeSpareAccount(), folder.CreateSubdirectory($"part-{index + 1}"), progress, enough.Token, cancellationToken)));
        await Task.WhenAll(naive, product);
        var report = new CampaignReport(await product, await naive);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "summary.csv"), report.Csv, cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "findings.txt"), report.Findings, cancellationToken);
        await Console.Out.WriteLineAsync(report.Text);
        return report.Findings.Count > 0 || (await product).Sum(part => part.Killed) < options.Kills ? 1 : 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            progress.Report("The storm ends here.");
            enough.Cancel();
        }
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Out.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {value}");
    }
}
