using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Nights;

/// <summary>A night on a realistic folder with pupils exactly at, just above and just below every threshold of two policies.</summary>
public sealed class BoundaryNightTests(AzuriteFixture azurite)
{
    private const string Night = "2026-07-17";

    private const string Header =
        "school,upn,year_group,class,possible,attended,authorised,unauthorised,late_before_close,late_after_close,"
        + "percent,stage,stage_name,persistent_absence,severe_absence,days_lost,hours_lost";

    private static readonly (string Id, string Policy, string Prefix)[] Schools = [("141234", "odbst", "A"), ("141235", "het", "B")];

    [Fact]
    public async Task All_layouts_encodings_and_corrections_give_the_expected_figures_at_every_threshold()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        var days = SchoolYear.DaysUpTo(SchoolYear.Day(Night));
        data.Write("settings/trust.json", SchoolYear.Settings("review", [.. Schools.Select(school => (school.Id, school.Policy))]));
        var expected = new List<string> { Header };
        foreach (var (id, policy, prefix) in Schools)
        {
            var pupils = BoundaryPupil.Of(prefix, days);
            data.Write(
                $"rosters/{id}.csv",
                string.Concat(
                    pupils.Select(pupil => $"{pupil.Upn},Zoë,Brontë,5,5A\r\n").Prepend("UPN,Forename,Surname,Year Group,Class\r\n")));
            new BoundaryRegisters(id, pupils, days).Write(data);
            expected.AddRange(pupils.Select(pupil => pupil.Line(id, policy, "5", "5A")));
        }

        var run = await HostCommand.RunAsync(
            "night", "--data", data.Path, "--date", Night, "--out", output.Path, "--storage", azurite.TakeAccount());

        run.Succeeded();
        var actual = output.Read($"summaries/{Night}/pupils.csv");
        Assert.Equal(expected, actual.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Golden.AssertSame("boundary-pupils.csv", actual);
        foreach (var (id, _, _) in Schools)
        {
            AssertRejected(id, run.Output, output.Read($"rejected/{id}/04-corrections.csv"));
        }

        Assert.DoesNotContain("held", run.Output, StringComparison.Ordinal);
        // The pupils' UPNs have no check letter, so each roster is returned with remarks as well.
        Assert.Equal(2 * Schools.Length, output.FilesIn("rejected").Count);
    }

    /// <summary>Checks that the faulty rows were rejected with line and reason, and that all other rows were applied.</summary>
    private static void AssertRejected(string school, string output, string rejected)
    {
        var rows = rejected.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(BoundaryRegisters.FaultyRows, rows.Length);
        Assert.Contains("H was withdrawn on 19 August 2024", rows[0], StringComparison.Ordinal);
        Assert.Contains("Y was withdrawn on 19 August 2024", rows[1], StringComparison.Ordinal);
        Assert.Contains("QZ", rows[2], StringComparison.Ordinal);
        Assert.Contains("not an attendance code", rows[2], StringComparison.Ordinal);
        Assert.Contains("roster", rows[3], StringComparison.Ordinal);

        var sentence = output.Split('\n')
            .Single(line => line.StartsWith($"registers/{school}/04-corrections.csv: ", StringComparison.Ordinal));
        var counts = sentence.Split(' ', ',')
            .Where(word => word.All(char.IsAsciiDigit) && word.Length > 0)
            .Select(word => int.Parse(word, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(counts[1], counts[0] + counts[2]);
        Assert.Equal(BoundaryRegisters.FaultyRows, counts[2]);
        foreach (var row in rows)
        {
            Assert.Contains($"  line {row.Split(',')[0].Trim('"')}: ", output, StringComparison.Ordinal);
        }
    }
}
