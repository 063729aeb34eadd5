using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Functions.Contracts;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Subjects;

/// <summary>
/// Nothing may be held that nobody thought of: a new table or container must say what it means for the people whom it is about.
/// </summary>
public sealed class DataInventoryTests(AzuriteFixture azurite)
{
    [Fact]
    public void Every_table_and_container_says_what_erasure_does_with_it()
    {
        Assert.Equal(
            Tables.All.Order(StringComparer.Ordinal), DataInventory.OfTables.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            Containers.All.Order(StringComparer.Ordinal),
            DataInventory.OfContainers.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_about_pupils_is_looked_through_and_nothing_else()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        var record = await trust.FindAsync();

        Assert.True(record.IsEmpty);
        Assert.Equal(AboutPupils(DataInventory.OfTables), record.Tables.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(AboutPupils(DataInventory.OfContainers), SubjectFiles.Searched.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_table_has_a_period() =>
        Assert.Equal(Tables.All.Order(StringComparer.Ordinal), Retention.Covered.Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_on_data_protection_says_the_same_periods()
    {
        var page = File.ReadAllText(Path.Combine(Sources.Root, "docs", "data-protection.md"));
        var registers = $"{RetentionPeriods.RegisterYears} years ({RetentionPeriods.RegisterFileDays:#,0} days) since";

        Assert.All(["registers", "decisions"], name => Assert.Contains(registers, Row(page, name), StringComparison.Ordinal));
        Assert.All(
            ["summaries", "worklists", "letters", "rejected", "Failures", "UnusableAddresses"],
            name => Assert.Contains($"| {RetentionPeriods.MorningDays} days", Row(page, name), StringComparison.Ordinal));
        Assert.All(
            ["Attendance", "Cases", "CaseEvents", "SchoolNights", "Intake", "Pupils"],
            name => Assert.Contains($"{RetentionPeriods.RegisterYears} years", Row(page, name), StringComparison.Ordinal));
        Assert.All(
            ["registers", "rosters", "settings", "decisions"],
            name => Assert.Contains(
                $"until {RetentionPeriods.VersionDays} days after they were written", Row(page, name), StringComparison.Ordinal));
    }

    private static string Row(string page, string name) =>
        page.Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));

    private static IEnumerable<string> AboutPupils(IEnumerable<InventoryEntry> entries) =>
        entries.Where(entry => entry.IsAboutPupils).Select(entry => entry.Name).Order(StringComparer.Ordinal);
}
