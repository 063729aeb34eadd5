using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>The trust, and nobody else, is told of a number that stands under different names at two schools (domain 0.21).</summary>
public sealed class SharedNumbersTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static readonly string File = $"{Night}/{SummaryExport.SharedFile}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trusts_summary_lists_the_contacts_and_the_note_counts_the_numbers()
    {
        await using var trust = await ExportedAsync("Somebody Else");

        var rows = Sheet.Read(await trust.GetAsync(Containers.Summaries, File));
        Assert.Equal(
            [("1", "text", "141234", "A1", "1"), ("1", "text", "141235", "B1", "1")],
            rows.Select(row => (row["number"], row["channel"], row["school"], row["upn"], row["contact"])));
        var note = Assert.Single(trust.Sent.Offered);
        Assert.Contains("under different names at two schools: 1.", note.Plain, StringComparison.Ordinal);
        Assert.Contains(File, note.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_number_address_or_name_is_in_it_and_no_page_or_school_has_it()
    {
        await using var trust = await ExportedAsync("Somebody Else");

        var text = await trust.GetAsync(Containers.Summaries, File);
        Assert.All(
            new[] { "7700", "Somebody", "Parent", "Sample" },
            word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        var names = await trust.TrustStorage.Container(Containers.Summaries).GetBlobsAsync(cancellationToken: Token)
            .Select(blob => blob.Name).ToListAsync(Token);
        Assert.Equal(File, Assert.Single(names, name => name.EndsWith(SummaryExport.SharedFile, StringComparison.Ordinal)));
        Assert.DoesNotContain(
            "different names", await trust.GetAsync(Containers.Summaries, $"{Night}/summary.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_name_at_both_schools_is_no_news()
    {
        await using var trust = await ExportedAsync(parent: null);

        Assert.False(await trust.TrustStorage.Container(Containers.Summaries).GetBlobClient(File).ExistsAsync(Token));
        Assert.DoesNotContain("different names", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
    }

    /// <summary>A night's summary where another school has the number of A1's parent under a name; null for the same name.</summary>
    private async Task<TestTrust> ExportedAsync(string? parent)
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School("141235", "Hill School")));
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1")));
        await trust.PutAsync(
            Containers.Rosters, "141235.csv", Sample.Roster(parent is null ? Sample.Pupil("B1") : Sample.Pupil("B1", parent: parent)));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 05:00");
        return trust;
    }
}
