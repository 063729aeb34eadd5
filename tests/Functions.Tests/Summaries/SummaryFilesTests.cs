using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>Where the files of a summary lie, and whose they are.</summary>
public sealed class SummaryFilesTests(AzuriteFixture azurite)
{
    private const string Thursday = "2025-09-25";

    private const string Friday = "2025-09-26";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_has_the_page_the_workbook_and_the_tables_beside_the_files_that_it_always_had()
    {
        await using var trust = await StartAsync();
        await SummariseAsync(trust, Friday, "2025-09-27 05:00");

        var files = await FilesAsync(trust, $"{Friday}/");

        Assert.All(
            new[]
            {
                "summary.html", "summary.xlsx", "glance.csv", "by-school.csv", "weeks.csv", "pupils.csv", "schools.csv", "trust.csv",
                "nudges.csv", "verdict.json",
            },
            name => Assert.Contains($"{Friday}/{name}", files.Keys));
        // The rows of pupils are streamed, and have a type that every browser saves.
        Assert.All(
            files.Where(file => !file.Key.EndsWith("/pupils.csv", StringComparison.Ordinal)),
            file => Assert.Equal(TypeOf(file.Key), file.Value));
    }

    [Fact]
    public async Task The_files_that_a_night_always_had_keep_their_columns()
    {
        await using var trust = await StartAsync();
        await SummariseAsync(trust, Friday, "2025-09-27 05:00");

        Assert.StartsWith(
            "school,upn,year_group,class,possible,attended,", await trust.GetAsync(Containers.Summaries, $"{Friday}/pupils.csv"),
            StringComparison.Ordinal);
        foreach (var name in new[] { "schools.csv", "trust.csv" })
        {
            Assert.StartsWith(
                "school,name,pupils,possible,attended,authorised,unauthorised,percent,",
                await trust.GetAsync(Containers.Summaries, $"{Friday}/{name}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_night_that_ends_a_week_has_a_pack_of_it_and_one_in_the_middle_has_none()
    {
        await using var trust = await StartAsync();
        await SummariseAsync(trust, Thursday, "2025-09-26 05:00");
        await SummariseAsync(trust, Friday, "2025-09-27 05:00");

        Assert.Empty(await FilesAsync(trust, $"{Thursday}/week/"));
        var pack = await FilesAsync(trust, $"{Friday}/week/");
        Assert.All(new[] { "summary.html", "summary.xlsx", "glance.csv" }, name => Assert.Contains($"{Friday}/week/{name}", pack.Keys));
        Assert.Contains(
            "The week from 22 to 26 September 2025", await trust.GetAsync(Containers.Summaries, $"{Friday}/week/summary.html"),
            StringComparison.Ordinal);
        Assert.Empty(await FilesAsync(trust, $"{Friday}/half-term/"));
    }

    [Fact]
    public async Task The_last_night_of_a_half_term_has_a_pack_of_it_for_the_trust_and_the_school()
    {
        await using var trust = await StartAsync();
        await SummariseAsync(trust, "2025-10-24", "2025-10-25 05:00");

        foreach (var folder in new[] { "2025-10-24", $"2025-10-24/schools/{TestTrust.School}" })
        {
            Assert.Contains(
                "The half term from 1 September to 24 October 2025",
                await trust.GetAsync(Containers.Summaries, $"{folder}/half-term/summary.html"), StringComparison.Ordinal);
            Assert.Empty(await FilesAsync(trust, $"{folder}/term/"));
        }
    }

    [Fact]
    public async Task Latest_holds_the_newest_night_and_says_which_and_has_no_pupil()
    {
        await using var trust = await StartAsync();
        await SummariseAsync(trust, Thursday, "2025-09-26 05:00");
        await SummariseAsync(trust, Friday, "2025-09-27 05:00");

        var files = await FilesAsync(trust, "latest/");

        Assert.Equal($"{Friday}\n", await trust.GetAsync(Containers.Summaries, "latest/night.txt"));
        Assert.DoesNotContain("latest/pupils.csv", files.Keys);
        foreach (var name in files.Keys.Select(path => path["latest/".Length..]).Where(name => name != SummaryFolder.NightFile))
        {
            Assert.Equal(
                (await trust.DownloadAsync(Containers.Summaries, $"{Friday}/{name}")).ToArray(),
                (await trust.DownloadAsync(Containers.Summaries, $"latest/{name}")).ToArray());
        }

        Assert.All(
            new[] { "summary.html", "summary.xlsx", "schools.csv", "trust.csv", "nudges.csv", "glance.csv" },
            name => Assert.Contains($"latest/{name}", files.Keys));
    }

    [Fact]
    public async Task An_older_night_that_is_made_again_does_not_become_the_newest()
    {
        await using var trust = await StartAsync();
        var file = SummaryFile.Text("a.txt", "old");
        await trust.InScopeAsync<SummaryFolder>(async folder =>
        {
            await folder.ReplaceLatestAsync(
                new(2025, 9, 26), [SummaryFile.Text("a.txt", "first"), SummaryFile.Text("gone.txt", "")], Token);
            await folder.ReplaceLatestAsync(new(2025, 9, 25), [file], Token);
            Assert.Equal("first", await trust.GetAsync(Containers.Summaries, "latest/a.txt"));

            // The same night again, and the next: what they do not have any more goes.
            await folder.ReplaceLatestAsync(new(2025, 9, 26), [SummaryFile.Text("a.txt", "again")], Token);
        });

        Assert.Equal(["latest/a.txt", "latest/night.txt"], (await FilesAsync(trust, "latest/")).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("again", await trust.GetAsync(Containers.Summaries, "latest/a.txt"));
        Assert.Equal("2025-09-26\n", await trust.GetAsync(Containers.Summaries, "latest/night.txt"));
    }

    [Fact]
    public async Task Pupils_are_named_in_their_schools_own_cut_and_nowhere_else()
    {
        await using var trust = await StartAsync();
        await SummariseAsync(trust, Friday, "2025-09-27 05:00");
        var cut = SummaryFolder.OfSchool(new(2025, 9, 26), TestTrust.School, PeriodKind.Year);

        var named = new List<string>();
        foreach (var path in (await FilesAsync(trust, "")).Keys.Where(path => !path.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            var text = await trust.GetAsync(Containers.Summaries, path);
            var namesPupil = text.Contains("Zoe", StringComparison.Ordinal) || text.Contains("P001", StringComparison.Ordinal);
            named.AddRange(namesPupil ? [path] : []);
        }

        Assert.Equal("2025-09-26/schools/141234", cut);
        Assert.Contains($"{cut}/pupil-attendance.csv", named);
        Assert.Contains($"{cut}/summary.html", named);
        Assert.All(
            named,
            path => Assert.True(
                path == $"{Friday}/{SummaryExport.PupilsFile}" || path.StartsWith(cut + "/", StringComparison.Ordinal), path));
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".txt" => "text/plain; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        _ => "text/csv; charset=utf-8",
    };

    private async Task<TestTrust> StartAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(Registers.Upns(8));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile([.. Registers.Upns(8).Select((upn, index) => Sample.Marks(upn, "2025-09-01", index, 38 - index))]));
        return trust;
    }

    private static async Task SummariseAsync(TestTrust trust, string night, string morning)
    {
        await trust.NightAsync(night);
        await trust.ExportAsync(morning);
    }

    private static async Task<Dictionary<string, string>> FilesAsync(TestTrust trust, string prefix)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in trust.TrustStorage.Container(Containers.Summaries).GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, prefix, Token))
        {
            files[blob.Name] = blob.Properties.ContentType;
        }

        return files;
    }
}
