using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace AttendanceFunctions.Tests.Campaign.Fuzzing;

/// <summary>
/// The <c>fuzz</c> command: gives changed inputs to every reader and prints what came of them. With DOTNET_GCHeapHardLimit the process
/// holds no more than that, and an input that needs more is a finding.
/// </summary>
internal static class FuzzCommand
{
    /// <summary>What one input may take at most.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    public static Command Make()
    {
        var inputs = new Option<int>("--inputs") { Description = "The number of inputs.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed")
        {
            Description = "The seed of the first input; each further one has the next number.",
            DefaultValueFactory = _ => 20251201,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for the inputs with findings.",
            DefaultValueFactory = _ => "out/fuzz"
        };
        var command = new Command("fuzz", "Gives changed inputs to every reader.") { inputs, seed, output };
        command.SetAction((given, cancellation) => RunAsync(
            given.GetValue(seed), given.GetValue(inputs), Directory.CreateDirectory(given.GetRequiredValue(output)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int seed, int inputs, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var report = new Fuzzer(mostAllocated: null, MostTime).Run(seed, inputs, new Lines(), cancellationToken);
        using var self = Process.GetCurrentProcess();
        await Console.Out.WriteLineAsync(report.Text);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Seeds {seed} to {seed + inputs - 1}; {report.Findings.Count} findings; the heap may have "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MB; the process held {self.PeakWorkingSet64 >> 20} MB at most."));
        foreach (var finding in report.Findings)
        {
            await Console.Out.WriteLineAsync(finding.ToString());
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, finding.By), finding.Input, cancellationToken);
        }

        return report.Findings.Count > 0 ? 1 : 0;
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Out.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {value}");
    }
}
