using System.Diagnostics;
using System.Globalization;

namespace AttendanceFunctions.Tests.Campaign.Fuzzing;

/// <summary>What was found out about a reader.</summary>
/// <param name="SlowestBy">The seed of the slowest input, or the number of a known input.</param>
/// <param name="LargestBy">The same for the input for which most was allocated.</param>
internal sealed record FuzzLine(
    string Reader, int Inputs, int Used, int Refused, TimeSpan Slowest, string SlowestBy, long Largest, string LargestBy)
{
    public static FuzzLine Of(string reader) => new(reader, 0, 0, 0, TimeSpan.Zero, "", 0, "");

    public FuzzLine With(Reading reading, TimeSpan took, long allocated, string by) => this with
    {
        Inputs = Inputs + 1,
        Used = Used + (reading == Reading.Used ? 1 : 0),
        Refused = Refused + (reading == Reading.Refused ? 1 : 0),
        Slowest = took > Slowest ? took : Slowest,
        SlowestBy = took > Slowest ? by : SlowestBy,
        Largest = allocated > Largest ? allocated : Largest,
        LargestBy = allocated > Largest ? by : LargestBy,
    };
}

/// <summary>An input that ended in an exception, broke a promise or cost too much.</summary>
/// <param name="By">Its seed, or the number of a known input.</param>
internal sealed record FuzzFinding(string Reader, string By, byte[] Input, string What)
{
    public override string ToString() => $"{Reader}, {By}, {Input.Length} bytes: {What}";
}

/// <summary>The result of a run.</summary>
/// <param name="Findings">The inputs that ended in an exception, broke a promise or cost too much.</param>
internal sealed record FuzzReport(IReadOnlyList<FuzzLine> Lines, IReadOnlyList<FuzzFinding> Findings)
{
    /// <summary>The table for the console and for documents.</summary>
    public string Text => string.Concat(Lines.Select(Row).Prepend(
        "| reader | inputs | used | refused | slowest, ms | by | most allocated, MB | by |\n|---|---:|---:|---:|---:|---|---:|---|\n"));

    private static string Row(FuzzLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {line.Reader} | {line.Inputs} | {line.Used} | {line.Refused} | {line.Slowest.TotalMilliseconds:0} | {line.SlowestBy} | "
        + $"{line.Largest / (double)(1 << 20):0.0} | {line.LargestBy} |\n");
}

/// <summary>Gives changed inputs to every reader. The same seed gives the same input: seed 7 of one run is seed 7 of any other.</summary>
/// <param name="mostAllocated">The most bytes that reading one input may allocate; null where the process's own limit holds.</param>
/// <param name="mostTime">The most time of one input; null where other work shares the processor, so that times say nothing.</param>
internal sealed class Fuzzer(long? mostAllocated, TimeSpan? mostTime)
{
    private readonly Dictionary<string, FuzzLine> _lines =
        FuzzedReader.All.ToDictionary(reader => reader.Name, reader => FuzzLine.Of(reader.Name), StringComparer.Ordinal);

    private readonly List<FuzzFinding> _findings = [];

    /// <summary>Reads the known inputs, and then as many changed ones.</summary>
    public FuzzReport Run(int seed, int inputs, IProgress<string> progress, CancellationToken cancellationToken)
    {
        foreach (var (known, index) in KnownInputs.All.Select((known, index) => (known, index)))
        {
            Try(FuzzedReader.All.Single(reader => reader.Name == known.Reader), known.Input, $"known input {index + 1}");
        }

        for (var offset = 0; offset < inputs && !cancellationToken.IsCancellationRequested; offset++)
        {
            var (reader, input) = InputOf(seed + offset);
            Try(reader, input, $"seed {seed + offset}");
            if ((offset + 1) % 10_000 == 0)
            {
                progress.Report($"{offset + 1} inputs read, {_findings.Count} findings.");
            }
        }

        return new([.. FuzzedReader.All.Select(reader => _lines[reader.Name])], _findings);
    }

    /// <summary>The reader and the input of a seed.</summary>
    public static (FuzzedReader Reader, byte[] Input) InputOf(int seed)
    {
        var random = new Random(seed);
        var reader = FuzzedReader.All[random.Next(FuzzedReader.All.Count)];
        return (reader, Mutation.Of(random, reader.Inputs));
    }

    private void Try(FuzzedReader reader, byte[] input, string by)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            var reading = reader.Read(input);
            var (took, allocated) = (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
            _lines[reader.Name] = _lines[reader.Name].With(reading, took, allocated, by);
            if (allocated > mostAllocated || took > mostTime)
            {
                Find(reader, input, by, string.Create(
                    CultureInfo.InvariantCulture, $"took {took.TotalMilliseconds:0} ms and {allocated >> 20} MB"));
            }
        }
        catch (Exception undeclared)
        {
            // Whatever a reader throws is what this looks for.
            _lines[reader.Name] = _lines[reader.Name].With(Reading.Refused, TimeSpan.Zero, 0, by);
            Find(reader, input, by, undeclared.ToString());
        }
    }

    private void Find(FuzzedReader reader, byte[] input, string by, string what) =>
        _findings.Add(new(reader.Name, by, input, what));
}
