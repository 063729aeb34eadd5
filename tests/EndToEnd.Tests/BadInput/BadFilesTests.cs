using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.BadInput;

/// <summary>With invalid files a night still succeeds, and reports what happened to each file and why.</summary>
public sealed class BadFilesTests(AzuriteFixture azurite)
{
    private const string Night = "2026-03-20";
    private const string Good = "141234";
    private const string BadRoster = "141235";
    private const string NoRoster = "141236";

    private static readonly string[] Upns = ["A990400000001", "A990400000002", "A990400000003"];

    [Fact]
    public async Task Each_invalid_file_is_reported_and_the_night_succeeds()
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
        data.Write("settings/letters/concern-letter.docx", "this is not a Word document");

        var run = await HostCommand.RunAsync(
            "night", "--data", data.Path, "--date", Night, "--out", output.Path, "--storage", azurite.TakeAccount());

        run.Succeeded();
        var lines = run.Output.Split('\n');
        AssertReported(lines, "settings/letters/concern-letter.docx cannot be used");
        AssertReported(lines, $"registers/{Good}/day.csv: 3 of 5 rows applied, 2 rejected; see rejected/{Good}/");
        AssertReported(lines, "  line 5: ", "QZ");
        AssertReported(lines, "  line 6: ", "roster");
        AssertReported(lines, $"registers/{Good}/empty.csv, line 1: rejected. ", "empty");
        AssertReported(lines, $"registers/{Good}/picture.csv, line 1: rejected. ");
        AssertReported(lines, $"registers/{Good}/scores.csv, line 1: rejected. ", "\"Score\"");
        AssertReported(lines, $"rosters/{BadRoster}.csv, line 1: rejected. ", "no column YearGroup");
        AssertReported(lines, $"registers/{BadRoster}/day.csv: held. ", $"rosters/{BadRoster}.csv");
        AssertReported(lines, $"registers/{NoRoster}/day.csv: held. ", $"rosters/{NoRoster}.csv");
        AssertReported(lines, "registers/999999/day.csv: held. ", "trust.json");
        Assert.Contains("too_early", output.Read($"summaries/{Night}/trust.csv"), StringComparison.Ordinal);
        Assert.Equal(
            ["day.csv", "empty.csv", "picture.csv", "roster.csv", "scores.csv"],
            output.FilesIn($"rejected/{Good}").Where(file => !file.Contains('/', StringComparison.Ordinal)));
    }

    /// <summary>Held files are applied as soon as possible, and so are corrected files.</summary>
    [Fact]
    public async Task Held_registers_are_applied_after_the_roster_is_corrected()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        data.Write("settings/trust.json", SchoolYear.Settings("review", (Good, "odbst")));
        data.Write($"rosters/{Good}.csv", "UPN,Forename,Surname\nA990400000001,Zoe,Sample\n");
        data.Write($"registers/{Good}/day.csv", Register());
        string[] night = ["night", "--data", data.Path, "--date", Night, "--out", output.Path, "--storage", azurite.TakeAccount()];

        Assert.Contains("held", (await HostCommand.RunAsync(night)).Succeeded().Output, StringComparison.Ordinal);
        data.Write($"rosters/{Good}.csv", "UPN,Forename,Surname,YearGroup\n" + string.Concat(Upns.Select(upn => $"{upn},Zoe,Sample,4\n")));
        var corrected = (await HostCommand.RunAsync(night)).Succeeded();

        Assert.DoesNotContain("held", corrected.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("rejected.", corrected.Output, StringComparison.Ordinal);
        var pupils = output.Read($"summaries/{Night}/pupils.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Upns.Select(upn => $"{Good},{upn},4,,1,1,0,0,0,0,100.0,,,,,0,0"), pupils[1..]);
    }

    private static string Register() => "UPN,Date,Session,Code\n" + string.Concat(Upns.Select(upn => $"{upn},2026-03-20,AM,/\n"));

    private static void AssertReported(string[] lines, string start, string content = "") => Assert.True(
        lines.Any(
            line =>
                line.StartsWith(start, StringComparison.Ordinal) && line[start.Length..].Contains(content, StringComparison.Ordinal)),
        $"No line starts with \"{start}\" and contains \"{content}\" in:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
}
