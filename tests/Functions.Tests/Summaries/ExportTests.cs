using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

public sealed class ExportTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static readonly string TwoSchools = Sample.Settings(
        extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School("999999", "=HYPERLINK(1)"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_exported_before_a_night_is_done_and_the_lead_is_told_at_half_past_six()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.ExportAsync("2025-09-27 06:29");
        Assert.Empty(trust.Sent.Offered);

        await trust.ExportAsync("2025-09-27 06:30");

        Assert.Empty(await BlobsAsync(trust));
        Assert.EndsWith(
            ": not good (Riverside Primary School not worked out)", Assert.Single(trust.Sent.Offered).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-09-27 04:59", false)]
    [InlineData("2025-09-27 05:00", true)]
    public async Task A_summary_is_made_from_five_in_the_morning_on(string london, bool made)
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.NightAsync(Night);
        await trust.ExportAsync(london);
        Assert.Equal(made, (await BlobsAsync(trust)).Count > 0);
    }

    [Fact]
    public async Task A_summary_waits_for_missing_schools_until_half_past_six_and_is_made_again_when_they_are_done()
    {
        await using var trust = await StartAsync(TwoSchools);
        await trust.RunAsync(Night);
        await trust.ExportAsync("2025-09-27 06:29");
        Assert.Empty(await BlobsAsync(trust));

        await trust.ExportAsync("2025-09-27 06:30");
        Assert.Equal(["141234"], await SchoolsAsync(trust));
        Assert.Contains("Schools worked out 1 of 2", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);

        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 07:00");
        Assert.Equal(["141234", "999999"], await SchoolsAsync(trust));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task Exporting_again_changes_nothing_and_tells_nobody_twice()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:00");
        var (blobs, tables) = (await BlobsAsync(trust), await Dump.ExactAsync(trust.TrustStorage));

        await trust.ExportAsync("2025-09-27 05:15");
        await trust.ExportAsync("2025-09-29 05:15");

        Assert.Equal(blobs, await BlobsAsync(trust));
        Assert.Equal(tables, await Dump.ExactAsync(trust.TrustStorage));
        Assert.Single(trust.Sent.Offered);
    }

    [Theory]
    [InlineData("A1,2025-09-25,AM,/", "A2,2025-09-25,AM,I", "4A")]
    [InlineData("A1,2025-09-25,AM,I", "A2,2025-09-25,AM,/", "4B")]
    public async Task A_night_that_was_redone_is_exported_anew_even_where_all_counts_are_as_they_were(
        string first, string second, string otherClass)
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A2,2025-09-25,AM,/"));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:00");
        var before = await trust.PupilsAsync(Night);

        await trust.PutRegisterAsync("a.csv", Sample.LongFile(first, second));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster,
            Registers.RosterOf(["A1", "A2"]).Replace("A1,Zoe,Sample,4,4A", $"A1,Zoe,Sample,4,{otherClass}", StringComparison.Ordinal));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:15");

        var after = await trust.PupilsAsync(Night);
        Assert.NotEqual(before["A1"].Values, after["A1"].Values);
        Assert.Equal(otherClass, after["A1"]["class"]);
    }

    // Stages, names of stages, hours lost and classes are those of the night, in every file of a morning.
    [Fact]
    public async Task A_change_of_policy_or_roster_after_the_night_changes_no_file_of_its_morning()
    {
        var (twin, changed) = (await MorningAsync(change: false), await MorningAsync(change: true));

        Assert.Equal(twin, changed);
        Assert.Contains("Attendance Contract", changed.Pupils, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_that_is_exported_after_a_later_one_says_what_it_said_itself()
    {
        await using var trust = await StartAsync(TwoSchools);
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A2,2025-09-25,AM,/"));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 06:30");
        var before = await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.PupilsFile}");
        Assert.Contains("A2", before, StringComparison.Ordinal);

        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-29,AM,I", "A2,2025-09-29,AM,I"));
        await trust.NightAsync("2025-09-29");
        await trust.TrustStorage.Container(Containers.Summaries).DeleteBlobAsync(
            $"{Night}/{SummaryExport.TrustFile}", cancellationToken: Token);
        await trust.ExportAsync("2025-09-29 05:15");

        Assert.Equal(before, await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.PupilsFile}"));
    }

    private async Task<(string Pupils, string Schools)> MorningAsync(bool change)
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutRosterAsync(Registers.Upns(6));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile([.. Registers.Upns(6).Select(upn => Sample.Marks(upn, "2025-09-01", 6, 34))]));
        await trust.NightAsync(Night);
        if (change)
        {
            await trust.PutAsync(
                Containers.Settings, SettingsReader.TrustFile,
                Sample.Settings(policy: "school-approach", extra: "\"minimumCoverage\": 0,"));
            await trust.PutRosterAsync(Registers.Upns(2));
        }

        await trust.ExportAsync("2025-09-27 05:00");
        return (
            await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.PupilsFile}"),
            await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.SchoolsFile}"));
    }

    [Fact]
    public async Task The_lead_is_told_counts_and_a_link_and_no_pupil()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Registers.RosterOf(Registers.Upns(6)));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile([.. Registers.Upns(6).Select(upn => Sample.Marks(upn, "2025-09-01", 6, 34))]));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:00");

        var email = Assert.Single(trust.Sent.Offered);
        Assert.Equal("lead@example.org", email.To);
        Assert.Contains("Attendance 85.0% of 240 possible sessions; 6 pupils on roll", email.Plain, StringComparison.Ordinal);
        Assert.Contains("Persistently absent 6, severely absent 0, too early to say 0", email.Plain, StringComparison.Ordinal);
        Assert.Equal(7, email.Plain.TrimEnd('\n').Split('\n').Length);
        Assert.Matches(
            $"The summary, which opens without signing in until 30 September 2025: http\\S+/summaries/{Night}/summary\\.html\\?\\S*sig=",
            email.Plain);
        Assert.Matches($"<a href=\"http[^\"]+/summaries/{Night}/summary\\.html\\?[^\"]*sig=[^\"]+\">Open the summary</a>", email.Html);
        Assert.DoesNotContain("P00", email.Plain + email.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoe", email.Plain + email.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "", "")]
    [InlineData(5, "10", "100.0")]
    public async Task A_group_of_fewer_than_five_pupils_shows_no_rate(int pupils, string attended, string percent)
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutRosterAsync(Registers.Upns(pupils));
        await trust.PutRegisterAsync("a.csv", Registers.Day(Registers.Upns(pupils), "2025-09-25"));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:00");

        foreach (var file in new[] { SummaryExport.SchoolsFile, SummaryExport.TrustFile })
        {
            var row = Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Night}/{file}")));
            Assert.Equal((attended, percent), (row["attended"], row["percent"]));
        }

        Assert.Contains(
            pupils < 5 ? "No rate is shown for fewer than 5 pupils" : "100.0%", trust.Sent.Offered[^1].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_cell_of_an_export_is_a_formula()
    {
        await using var trust = await StartAsync(TwoSchools);
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster,
            "UPN,Forename,Surname,YearGroup,Class\nA1,-sum,-cmd,4,+1+1\nA2,Zoe,Sample,4,-5\nA3,Zoe,Sample,4,-5+1\n");
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile([.. new[] { "A1", "A2", "A3" }.Select(upn => Sample.Marks(upn, "2025-09-01", 2, 38))]));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:00");

        var pupils = await trust.PupilsAsync(Night);
        Assert.Equal(["'+1+1", "-5", "'-5+1"], pupils.Values.Select(pupil => pupil["class"]));
        Assert.Contains(
            "'=HYPERLINK(1)", await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.SchoolsFile}"), StringComparison.Ordinal);
        Assert.Contains(
            await trust.WorklistAsync(Night), row => (row["Forename"], row["Surname"], row["Class"]) == ("'-sum", "'-cmd", "'+1+1"));
    }

    private async Task<TestTrust> StartAsync(string settings)
    {
        var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutRosterAsync(["A1", "A2"]);
        return trust;
    }

    private static async Task<IEnumerable<string>> SchoolsAsync(TestTrust trust) =>
        Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.SchoolsFile}")).Select(row => row["school"]);

    private static async Task<List<string>> BlobsAsync(TestTrust trust)
    {
        var blobs = new List<string>();
        await foreach (var blob in trust.TrustStorage.Container(Containers.Summaries).GetBlobsAsync(cancellationToken: Token))
        {
            // A school's own cut is made in its night.
            blobs.AddRange(SummaryFolder.IsOfAnySchool(blob.Name) ? [] : [$"{blob.Name} {blob.Properties.ETag}"]);
        }

        return blobs;
    }
}
