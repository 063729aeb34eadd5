using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.BadInput;

/// <summary>Files that are not what they should be: the night ends well, and says of each what became of it and why.</summary>
public sealed class BadFilesTests(AzuriteFixture azurite)
{
    private const string Night = "2026-03-20";
    private const string Good = "141234";
    private const string BadRoster = "141235";
    private const string NoRoster = "141236";

    private static readonly string[] Upns = ["A990400000001", "A990400000002", "A990400000003"];

    [Fact]
    public async Task Each_bad_file_gets_a_sentence_and_the_night_ends_well()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        data.Write("settings/trust.json", SchoolYear.Settings("review", (Good, "odbst"), (BadRoster, "odbst"), (NoRoster, "odbst")));
        data.Write($"rosters/{Good}.csv", "UPN,Forename,Surname,YearGroup\n" + string.Concat(Upns.Select(upn => $"{upn},Zoe,Sample,4\n")));
        data.Write($"rosters/{BadRoster}.csv", "UPN,Forename,Surname\nB990400000001,Zoe,Sample\n");
        data.Write($"registers/{Good}/day.csv", Register() + "A990400000001,2026-03-20,PM,QZ\nC990400000009,2026-03-20,AM,/\n");
        data.Write($"registers/{Good}/empty.csv", "");
        data.Write($"registers/{Good}/picture.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0xFF, 0xFE, 0x81, 0x8D]);
        data.Write($"registers/{Good}/scores.csv", "Name,Score\nZoe,12\n");
        data.Write($"registers/{BadRoster}/day.csv", Register());
        data.Write($"registers/{NoRoster}/day.csv", Register());
        data.Write("registers/999999/day.csv", Register());
        data.Write("settings/letters/concern-letter.docx", "this is no Word document");

        var run = await HostProcess.RunAsync(
            "night", "--data", data.Path, "--date", Night, "--out", output.Path, "--storage", azurite.TakeAccount());

        run.Succeeded();
        var lines = run.Output.Split('\n');
        AssertSaid(lines, "settings/letters/concern-letter.docx cannot be used");
        AssertSaid(lines, $"registers/{Good}/day.csv: 3 of 5 rows applied, 2 sent back in rejected/{Good}/");
        AssertSaid(lines, "  line 5: ", "QZ");
        AssertSaid(lines, "  line 6: ", "roster");
        AssertSaid(lines, $"registers/{Good}/empty.csv, line 1: rejected. ", "empty");
        AssertSaid(lines, $"registers/{Good}/picture.csv, line 1: rejected. ");
        AssertSaid(lines, $"registers/{Good}/scores.csv, line 1: rejected. ", "\"Score\"");
        AssertSaid(lines, $"rosters/{BadRoster}.csv, line 1: rejected. ", "no column YearGroup");
        AssertSaid(lines, $"registers/{BadRoster}/day.csv: held. ", $"rosters/{BadRoster}.csv");
        AssertSaid(lines, $"registers/{NoRoster}/day.csv: held. ", $"rosters/{NoRoster}.csv");
        AssertSaid(lines, "registers/999999/day.csv: held. ", "trust.json");
        Assert.Contains("too_early", output.Read($"summaries/{Night}/trust.csv"), StringComparison.Ordinal);
        Assert.Equal(
            ["day.csv", "empty.csv", "picture.csv", "scores.csv"],
            output.FilesIn($"rejected/{Good}").Where(file => !file.Contains('/', StringComparison.Ordinal)));
    }

    /// <summary>What was held is taken in as soon as it can be, and what was mended too.</summary>
    [Fact]
    public async Task Held_registers_are_applied_once_the_roster_is_mended()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        data.Write("settings/trust.json", SchoolYear.Settings("review", (Good, "odbst")));
        data.Write($"rosters/{Good}.csv", "UPN,Forename,Surname\nA990400000001,Zoe,Sample\n");
        data.Write($"registers/{Good}/day.csv", Register());
        string[] night = ["night", "--data", data.Path, "--date", Night, "--out", output.Path, "--storage", azurite.TakeAccount()];

        Assert.Contains("held", (await HostProcess.RunAsync(night)).Succeeded().Output, StringComparison.Ordinal);
        data.Write($"rosters/{Good}.csv", "UPN,Forename,Surname,YearGroup\n" + string.Concat(Upns.Select(upn => $"{upn},Zoe,Sample,4\n")));
        var mended = (await HostProcess.RunAsync(night)).Succeeded();

        Assert.DoesNotContain("held", mended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("rejected.", mended.Output, StringComparison.Ordinal);
        var pupils = output.Read($"summaries/{Night}/pupils.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Upns.Select(upn => $"{Good},{upn},4,,1,1,0,0,0,0,100.0,,,,,0,0"), pupils[1..]);
    }

    private static string Register() => "UPN,Date,Session,Code\n" + string.Concat(Upns.Select(upn => $"{upn},2026-03-20,AM,/\n"));

    private static void AssertSaid(string[] lines, string beginning, string also = "") => Assert.True(
        lines.Any(
            line =>
                line.StartsWith(beginning, StringComparison.Ordinal) && line[beginning.Length..].Contains(also, StringComparison.Ordinal)),
        $"Nothing begins with \"{beginning}\" and holds \"{also}\" in:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
}
