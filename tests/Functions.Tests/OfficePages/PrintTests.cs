using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>What a school prints, and the letters about a child, as people open them in the office; and the trust's colour there.</summary>
public sealed class PrintTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Friday = "2025-09-26";

    private static readonly IReadOnlyList<string> Others = Registers.Upns(8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Strangers => Visitor.Others;

    [Fact]
    public async Task The_prints_of_the_week_are_listed_and_open_and_each_opening_is_on_record()
    {
        await using var trust = await Visitor.AtFirstStageAsync(azurite, Ada, Others);

        var list = await PageAsync<ShowPrints>(trust, Visitor.Office);
        Assert.Contains("To 26 September 2025", list, StringComparison.Ordinal);
        Assert.Contains("href=\"/office/schools/141234/prints/2025-09-26/week-class-sheets\"", list, StringComparison.Ordinal);
        Assert.Contains("week-newsletter", list, StringComparison.Ordinal);
        var sheets = Assert.IsType<OfficeFile>(await OpenAsync(trust, Visitor.Office, Friday, "week-class-sheets"));
        Assert.Equal("class-sheets 2025-09-26.docx", sheets.Name);
        Assert.Equal("PK"u8.ToArray(), sheets.Content.ToArray()[..2]);
        Assert.Contains(
            await trust.TrustStorage.Table(Tables.AccessLog).QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token),
            row => row.GetString("Page") == "A print that was opened: class-sheets.docx of 2025-09-26"
                && row.GetString("Outcome") == "Seen");
    }

    [Theory]
    [InlineData("2025-09-25", "week-class-sheets")]
    [InlineData(Friday, "term-class-sheets")]
    [InlineData(Friday, "..")]
    [InlineData("yesterday", "week-class-sheets")]
    public async Task What_is_no_print_leads_to_nothing_and_is_on_record(string night, string word)
    {
        await using var trust = await Visitor.AtFirstStageAsync(azurite, Ada, Others);

        Assert.Equal(404, Assert.IsType<OfficeAnswer>(await OpenAsync(trust, Visitor.Office, night, word)).Status);
        Assert.Contains(
            await trust.TrustStorage.Table(Tables.AccessLog).QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token),
            row => row.GetString("Page") == "A print that was opened" && row.GetString("Outcome") == "Refused");
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nobody_else_opens_a_print(string stranger)
    {
        await using var trust = await Visitor.AtFirstStageAsync(azurite, Ada, Others);

        Assert.Equal(403, Assert.IsType<OfficeAnswer>(await OpenAsync(trust, stranger, Friday, "week-class-sheets")).Status);
    }

    [Fact]
    public async Task The_childs_page_leads_to_the_letters_about_the_child_and_to_nobody_elses()
    {
        await using var trust = await Visitor.AtFirstStageAsync(azurite, Ada, Others);

        var letters = await PageAsync<ShowChildLetters>(trust, Visitor.Office);

        var child = await PageAsync<ShowChild>(trust, Visitor.Office);
        Assert.Contains("/letters\">Letters about this child</a>", child, StringComparison.Ordinal);
        Assert.Contains("Letter about attendance", letters, StringComparison.Ordinal);
        Assert.Contains("26 September 2025", letters, StringComparison.Ordinal);
        Assert.Contains("/office/schools/141234/letters/2025-09-26/", letters, StringComparison.Ordinal);
        Assert.Contains(
            "No letter about this child has been made.",
            Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChildLetters>(Visitor.Office, Others[0])).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bar_is_in_the_colour_of_a_trust_that_names_one_and_the_style_stays_named_by_its_hash()
    {
        await using var trust = await Visitor.TrustAsync(azurite, "het", "\"colours\": { \"main\": \"#7A1F3D\" },");
        await using var plain = await Visitor.TrustAsync(azurite, "het");

        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowOffice>(Visitor.Office, Ada));
        var context = new DefaultHttpContext();
        await page.ExecuteAsync(context);

        Assert.Contains("<style>.bar{background:#7A1F3D;color:#fff}", page.Html, StringComparison.Ordinal);
        Assert.Equal(2, context.Response.Headers.ContentSecurityPolicy.ToString().Split("'sha256-").Length - 1);
        Assert.DoesNotContain(
            "<style>.bar{", Assert.IsType<OfficeAnswer>(await plain.GetAsync<ShowOffice>(Visitor.Office, Ada)).Html,
            StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync<TPage>(TestTrust trust, string person) =>
        Assert.IsType<OfficeAnswer>(await trust.GetAsync<TPage>(person, Ada)).Html;

    private static Task<IResult> OpenAsync(TestTrust trust, string person, string night, string word) => trust.GetAsync<OpenPrint>(
        person, Ada, values: [(OfficePaths.NightValue, night), (OfficePaths.FileValue, word)]);
}
