using System.Globalization;
using AttendanceFunctions.Tests.Campaign.Fuzzing;

namespace AttendanceFunctions.Tests.EndToEnd.BadInput;

/// <summary>
/// Changed inputs for every reader of what comes in. The command <c>fuzz</c> of the campaign gives as many as wanted; the environment
/// variable FUZZ_SEED gives this short form another seed.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 2_000;

    private const long MostAllocated = 250L << 20;

    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("FUZZ_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given)
        ? given
        : 20251201;

    [Fact]
    public void Whatever_comes_in_is_used_or_refused_with_a_reason_and_every_row_is_accounted_for()
    {
        var report = new Fuzzer(MostAllocated, mostTime: null)
            .Run(Seed, Inputs, new Progress<string>(), TestContext.Current.CancellationToken);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {Seed} to {Seed + Inputs - 1}."));
        output.WriteLine(report.Text);
        Assert.Empty(report.Findings);
        Assert.All(report.Lines, line => Assert.True(line.Used > 0 && line.Refused > 0, line.Reader));
    }

    [Fact]
    public void A_seed_always_gives_the_same_input()
    {
        Assert.Equal(Fuzzer.InputOf(Seed).Input, Fuzzer.InputOf(Seed).Input);
        Assert.Equal(
            FuzzedReader.All.Count,
            Enumerable.Range(Seed, Inputs).Select(seed => Fuzzer.InputOf(seed).Reader.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Good_inputs_are_used() =>
        Assert.All(FuzzedReader.All, reader => Assert.All(reader.Inputs, input => Assert.Equal("Used", reader.Read(input).ToString())));
}
