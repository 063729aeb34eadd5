using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>A trust lead sees where to act first, every school in counts and the summaries of past nights, and no child.</summary>
public sealed class TrustLeadPageTests(AzuriteFixture azurite)
{
    private const string Lead = "trust@trust.example";

    private static readonly string[] Upns = ["A1", "A2", "A3", "A4", "A5", "A6"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_school_that_lacks_a_roster_comes_first_and_the_reason_is_said()
    {
        await using var trust = await TrustAsync();

        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowTrust>(Lead, "A1")).Html;

        Assert.Contains("was not good: no roster of Hilltop School", page, StringComparison.Ordinal);
        Assert.Matches("<li><a href=\"/office/trust/schools/141235\">Hilltop School</a>: No roster has come in.</li>", page);
        Assert.True(
            page.IndexOf("Hilltop School</a></th>", StringComparison.Ordinal)
                < page.IndexOf("Riverside Primary School</a></th>", StringComparison.Ordinal));
        NamesNoChild(page);
    }

    [Fact]
    public async Task A_schools_page_is_in_counts_and_leads_only_who_has_a_role_there_to_its_children()
    {
        await using var trust = await TrustAsync();

        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowTrustSchool>(Lead, "A1")).Html;

        Assert.Contains("Riverside Primary School", page, StringComparison.Ordinal);
        Assert.Contains("What waits for people", page, StringComparison.Ordinal);
        Assert.Contains("Pupils at each stage", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You have a role at this school", page, StringComparison.Ordinal);
        NamesNoChild(page);

        await trust.PutAsync(
            Containers.Settings, "staff.csv",
            $"SignInName,Name,Role,Schools\n{Lead},Helen Marsh,trust lead,all\n{Lead},Helen Marsh,head,141234\n");
        Assert.Contains(
            "You have a role at this school",
            Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowTrustSchool>(Lead, "A1")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_is_handed_out_after_it_is_on_record_and_nothing_else_of_its_folder_is()
    {
        await using var trust = await TrustAsync();

        var list = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowTrustSummaries>(Lead, "A1")).Html;
        var page = Assert.IsType<OfficeFile>(await OpenAsync(trust, "2025-09-26", "school-year.html"));
        var workbook = Assert.IsType<OfficeFile>(await OpenAsync(trust, "2025-09-26", "week.xlsx"));

        Assert.Contains("/office/trust/summaries/2025-09-26/school-year.html", list, StringComparison.Ordinal);
        Assert.Contains("/office/trust/summaries/2025-09-26/week.xlsx", list, StringComparison.Ordinal);
        Assert.Equal("attendance-2025-09-26-school-year.html", page.Name);
        NamesNoChild(page.Content.ToString());
        Assert.Equal("PK"u8.ToArray(), workbook.Content.ToArray()[..2]);
        Assert.Equal(
            ["A summary of the trust that was opened: 2025-09-26, school year", "A summary of the trust that was opened: 2025-09-26, week"],
            (await trust.Get<AccessLog>().ReadOfTrustAsync(10, Token)).Select(look => look.Page).Order(StringComparer.Ordinal));

        foreach (var (night, name) in new[]
        {
            ("2025-09-26", "pupils.csv"), ("2025-09-26", "../pupils.csv"), ("2025-09-26", "schools"), ("2025-09-25", "school-year.html"),
            ("latest", "school-year.html"), ("2025-09-26", "year.html"), ("2025-09-26", ""),
        })
        {
            Assert.Equal(
                StatusCodes.Status404NotFound, Assert.IsType<OfficeAnswer>(await OpenAsync(trust, night, name)).Status);
        }
    }

    [Theory]
    [InlineData(Visitor.Office)]
    [InlineData(Visitor.Head)]
    [InlineData("systems@trust.example")]
    public async Task Nobody_else_opens_the_trusts_pages_and_the_attempt_is_on_record(string signInName)
    {
        await using var trust = await TrustAsync();

        Assert.Equal(
            StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowTrust>(signInName, "A1")).Status);
        Assert.Equal(
            (signInName, "The trust's schools", AccessOutcome.Refused),
            Assert.Single(
                (await trust.Get<AccessLog>().ReadOfTrustAsync(10, Token)).Select(look => (look.SignInName, look.Page, look.Outcome))));
    }

    private static void NamesNoChild(string html)
    {
        foreach (var personal in new[] { "Zoe", "Sample", "Alex", "07700" }.Concat(Upns.Select(upn => $">{upn}<")))
        {
            Assert.DoesNotContain(personal, html, StringComparison.Ordinal);
        }
    }

    private static Task<IResult> OpenAsync(TestTrust trust, string night, string name) => trust.GetAsync<OpenTrustSummary>(
        Lead, "A1", values: [(OfficePaths.NightValue, night), (OfficePaths.SummaryValue, name)]);

    /// <summary>Two schools, one with six pupils and a register of four weeks, after the night and the export.</summary>
    private async Task<TestTrust> TrustAsync()
    {
        var trust = await Visitor.TrustAsync(azurite, "odbst", "\"minimumCoverage\": 0,");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster([.. Upns.Select(upn => Sample.Pupil(upn))]));
        await trust.PutAsync(
            Containers.Registers, "141234/so-far.csv", Sample.MarksFile([.. Upns.Select(upn => Sample.Marks(upn, "2025-09-01", 6, 34))]));
        await trust.NightAsync("2025-09-26");
        await trust.ExportAsync("2025-09-29 06:30");
        return trust;
    }
}
