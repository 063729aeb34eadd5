using System.Text.Json;
using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>
/// Whatever is wrong with a night, its file, the subject of the lead's email, the last line and the exit code say so: who reads only the
/// subject knows whom to call.
/// </summary>
public sealed class VerdictTests(AzuriteFixture azurite)
{
    private const string First = "Riverside Primary School";

    private const string Garbage = "\u0001\u0002\u0003not a register\u0000\u00ff\n\u0005";

    /// <summary>What is done to the files of two schools, and what has to be said.</summary>
    public static TheoryData<string, int, string> Troubles => new()
    {
        { "nothing", CommandLine.Done, "good" },
        { "no registers at all", CommandLine.NotGood, "not good (no registers from 2 schools" },
        { "one school's registers are missing", CommandLine.NotGood, $"not good (no registers from {First}" },
        { "a binary file beside the registers", CommandLine.GoodWithGaps, "good with gaps (1 file could not be used)" },
        {
            "a binary file in place of a school's register", CommandLine.NotGood,
            $"not good (no registers from {First}, 1 file could not be used"
        },
        { "a misspelt setting", CommandLine.GoodWithGaps, "good with gaps (1 entry of the settings not known)" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_night_with_a_trouble_says_it_everywhere(string trouble, int exitCode, string inShort)
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        await WriteAsync(data);
        Spoil(data, trouble);

        var run = await HostCommand.RunAsync(
            "night", "--data", data.Path, "--date", SampleFolder.Date, "--out", output.Path, "--storage", azurite.TakeAccount());

        Assert.True(exitCode == run.ExitCode, $"{run.ExitCode}{Environment.NewLine}{run.Output}{run.Errors}");
        AssertSaid(run, output, inShort);
    }

    [Fact]
    public async Task A_roster_that_is_cut_in_half_is_a_gap_and_the_pupils_stay()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        await WriteAsync(data);
        var storage = azurite.TakeAccount();
        (await HostCommand.RunAsync(
            "night", "--data", data.Path, "--date", "2026-03-19", "--out", output.Path, "--storage", storage)).Succeeded();
        var roster = data.FilesIn("rosters").Select(file => $"rosters/{file}").Order(StringComparer.Ordinal).First();
        var lines = data.Read(roster).Split('\n');
        data.Write(roster, string.Join('\n', lines[..(lines.Length / 3)]));

        var run = await HostCommand.RunAsync(
            "night", "--data", data.Path, "--date", SampleFolder.Date, "--out", output.Path, "--storage", storage);

        Assert.Equal(CommandLine.GoodWithGaps, run.ExitCode);
        AssertSaid(run, output, "good with gaps (1 file could not be used)");
    }

    private static void AssertSaid(HostRun run, TempFolder output, string inShort)
    {
        var sentence = run.Output.TrimEnd().Split('\n')[^1];
        var verdict = JsonDocument.Parse(output.Read($"summaries/{SampleFolder.Date}/verdict.json")).RootElement;
        var subject = File.ReadAllLines(output["outbox/email.jsonl"])
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(email => email.GetProperty("to").GetString() == "attendance.lead@example.org")
            .Select(email => email.GetProperty("subject").GetString()!).Last();

        Assert.StartsWith($"Attendance on Friday 20 March 2026: {inShort}", subject, StringComparison.Ordinal);
        Assert.EndsWith(verdict.GetProperty("sentence").GetString()!, sentence, StringComparison.Ordinal);
        Assert.StartsWith(verdict.GetProperty("verdict").GetString()!, inShort, StringComparison.Ordinal);
        Assert.Contains(
            verdict.GetProperty("sentence").GetString()!, output.Read($"summaries/{SampleFolder.Date}/glance.csv"),
            StringComparison.Ordinal);
    }

    /// <summary>Two schools whose files have no fault, with a register of their own for each of the last two nights.</summary>
    private static Task WriteAsync(TempFolder data)
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 7, 2, 40, SampleFolder.LastNight) { Faults = false });
        return SampleTrustWriter.WriteAsync(trust, new DirectoryInfo(data.Path), 2, TestContext.Current.CancellationToken);
    }

    private static void Spoil(TempFolder data, string trouble)
    {
        var last = data.FilesIn("registers").Where(file => Path.GetFileName(file).StartsWith(SampleFolder.Date, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(file => $"registers/{file}").ToList();
        switch (trouble)
        {
            case "no registers at all":
                last.ForEach(file => File.Delete(data[file]));
                break;
            case "one school's registers are missing":
                File.Delete(data[last[0]]);
                break;
            case "a binary file beside the registers":
                data.Write($"{Path.GetDirectoryName(last[0])}/scan.csv", Garbage);
                break;
            case "a binary file in place of a school's register":
                data.Write(last[0], Garbage);
                break;
            case "a misspelt setting":
                data.Write(
                    "settings/trust.json",
                    data.Read("settings/trust.json").Replace("\"mode\"", "\"modus\": 1,\n  \"mode\"", StringComparison.Ordinal));
                break;
        }
    }
}
