using System.Globalization;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>The people of a school see its children by stage, as many as the trust counts there, and nobody else sees the list.</summary>
public sealed partial class StagePageTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Friday = new(2025, 9, 26);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_stage_has_as_many_children_as_the_night_counts_there_the_worst_first()
    {
        await using var trust = await TrustAsync();

        var page = await PageAsync(trust);
        var night = await trust.Get<SchoolNightTable>().FindAsync(Friday, TestTrust.School, Token);

        var counts = Links().Matches(page).ToDictionary(
            link => link.Groups[1].Value, link => int.Parse(link.Groups[2].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.Equal(
            night!.Headcount.AtStage.Select((count, stage) => (stage, count)).Where(of => of.count > 0),
            counts.Where(of => of.Value > 0 && of.Key != "none")
                .Select(of => (int.Parse(of.Key, CultureInfo.InvariantCulture), of.Value)).Order());
        Assert.Equal(night.Headcount.TooEarly, counts.GetValueOrDefault("none"));
        Assert.Equal(counts.Keys.Where(key => key != "none").OrderDescending(), counts.Keys.Where(key => key != "none"));
    }

    [Fact]
    public async Task Without_a_choice_the_children_of_concern_are_shown_lowest_attendance_first()
    {
        await using var trust = await TrustAsync();

        var page = await PageAsync(trust);

        Assert.Equal(["Severe Sample", "Low Sample", "Middle Sample"], Names().Matches(page).Select(name => name.Groups[1].Value));
        Assert.Contains("3 children of 5 on roll.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?stage=0", "Full")]
    [InlineData("?stage=none", "New")]
    [InlineData("?year=5", "Low")]
    [InlineData("?stage=0&year=5", "")]
    [InlineData("?stage=99", "")]
    [InlineData("?stage=<b>", "")]
    public async Task A_choice_shows_its_children_alone(string query, string forename)
    {
        await using var trust = await TrustAsync();

        var page = await PageAsync(trust, query);

        Assert.Equal(
            forename.Length > 0 ? [$"{forename} Sample"] : Array.Empty<string>(),
            Names().Matches(page).Select(name => name.Groups[1].Value));
    }

    [Fact]
    public async Task A_look_at_the_list_is_on_record()
    {
        await using var trust = await TrustAsync();
        await PageAsync(trust);

        var look = Assert.Single(await trust.Get<AccessLog>().ReadAsync(TestTrust.School, 10, Token));

        Assert.Equal((Visitor.Head, StagePages.Children.Name, AccessOutcome.Seen), (look.SignInName, look.Page, look.Outcome));
    }

    [Theory]
    [MemberData(nameof(Visitor.Others), MemberType = typeof(Visitor))]
    public async Task Nobody_else_sees_the_list(string signInName)
    {
        await using var trust = await TrustAsync();

        var refused = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChildrenByStage>(signInName, "A1"));

        Assert.Equal(StatusCodes.Status403Forbidden, refused.Status);
        Assert.DoesNotContain("Sample", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_night_of_a_school_year_there_is_nobody()
    {
        await using var trust = await TrustAsync();
        trust.Clock.Set("2026-09-01 08:00");

        Assert.Contains("No night has worked out figures in this school year.", await PageAsync(trust), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(TestTrust trust, string query = "") =>
        Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChildrenByStage>(Visitor.Head, "A1", query)).Html;

    /// <summary>A school whose stages follow from attendance, with a child who left and one of whom it is too early to say.</summary>
    private async Task<TestTrust> TrustAsync()
    {
        var trust = await Visitor.TrustAsync(azurite, "odbst");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(
            Sample.Pupil("A1", "Full"), Sample.Pupil("A2", "Middle"),
            Sample.Pupil("A3", "Low").Replace(",4,4A,", ",5,5A,", StringComparison.Ordinal), Sample.Pupil("A4", "Severe"),
            Sample.Pupil("A5", "New"), Sample.Pupil("A6", "Gone", flags: ",,,2025-09-12")));
        await trust.PutAsync(Containers.Registers, "141234/so-far.csv", Sample.MarksFile(
            Sample.Marks("A1", "2025-09-01", 0, 40), Sample.Marks("A2", "2025-09-01", 4, 36), Sample.Marks("A3", "2025-09-01", 9, 31),
            Sample.Marks("A4", "2025-09-01", 24, 16), Sample.Marks("A5", "2025-09-22", 0, 10), Sample.Marks("A6", "2025-09-01", 0, 20)));
        await trust.NightAsync("2025-09-26");
        return trust;
    }

    [GeneratedRegex("children\\?stage=(\\w+)\">[^<]*</a>\\s*(\\d+)")]
    private static partial Regex Links();

    [GeneratedRegex("children/[0-9a-f]{32}\">([^<]+)</a>")]
    private static partial Regex Names();
}
