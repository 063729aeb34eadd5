using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Contracts;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>docs/summaries.md names the tables that there are, and no others.</summary>
public sealed partial class SummariesDocumentTests(AzuriteFixture azurite)
{
    /// <summary>The files that are of no page's table.</summary>
    private static readonly string[] Others = ["pupils", "schools", "trust", "nudges", "annual-report"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_of_a_summary_is_in_the_document_and_every_one_there_is_made()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "docs", "summaries.md"), Token);
        var section = document[document.IndexOf("## The tables", StringComparison.Ordinal)..document.IndexOf(
            "## What the figures are", StringComparison.Ordinal)];
        var named = FirstCell().Matches(section).Select(match => match.Groups[1].Value);

        // Under one policy there are classes to celebrate, under the other a part for the trust; a second week has one to be compared with,
        // of the year something is expected, and the last night ends a term.
        const string expectation = ", \"expectations\": [ { \"schoolYear\": \"2025/26\", \"attendance\": 94.3, \"source\": \"report\" } ]";
        var settings = Sample.Settings(policy: "school-approach", extra: "\"minimumCoverage\": 0,",
            schools: $", {Sample.School("149999", "Hillside School", ", \"policy\": \"odst\"")}").Replace(
            Sample.School("141234", "Riverside Primary School"), Sample.School("141234", "Riverside Primary School", expectation),
            StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutRosterAsync(Registers.Upns(8));
        await trust.PutAsync(Containers.Rosters, "149999.csv", Sample.Roster("B1,Bea,Hill,4,4A,,,,,,,,,,,,"));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile([.. Registers.Upns(8).Select(upn => Sample.Marks(upn, "2025-09-01", 2, 48))]));
        foreach (var (night, morning) in new[]
        {
            ("2025-09-26", "2025-09-27 05:00"), ("2025-10-03", "2025-10-04 05:00"), ("2025-12-19", "2025-12-20 05:00"),
        })
        {
            await trust.NightAsync(night);
            await trust.ExportAsync(morning);
        }

        Assert.Equal((await TablesAsync(trust)).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static async Task<HashSet<string>> TablesAsync(TestTrust trust)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (
            var blob in trust.TrustStorage.Container(Containers.Summaries).GetBlobsAsync(BlobTraits.None, BlobStates.None, "", Token))
        {
            if (blob.Name.EndsWith(".csv", StringComparison.Ordinal))
            {
                names.Add(Path.GetFileNameWithoutExtension(blob.Name));
            }
        }

        names.ExceptWith(Others);
        return names;
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}
