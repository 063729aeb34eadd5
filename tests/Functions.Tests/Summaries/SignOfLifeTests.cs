using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>Every tick of the morning says how the last night stands: an alert takes silence for a pipeline that does not run.</summary>
public sealed class SignOfLifeTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    [Fact]
    public async Task Every_tick_says_it_again_and_the_holidays_too()
    {
        await using var trust = await StartAsync("");
        await trust.NightAsync(Night);
        foreach (var at in new[] { "2025-09-27 05:00", "2025-09-27 05:15", "2025-09-28 06:30" })
        {
            await trust.ExportAsync(at);
        }

        Assert.Equal(Enumerable.Repeat("Night 2025-09-26 is summarised: 1 of 1 schools.", 3), Signs(trust));
    }

    [Fact]
    public async Task A_night_that_is_not_done_gives_no_sign_and_one_that_lacks_a_school_says_how_many()
    {
        await using var trust = await StartAsync("," + Sample.School("999999", "Hill"));
        await trust.ExportAsync("2025-09-27 06:30");
        await trust.RunAsync(Night);
        await trust.ExportAsync("2025-09-27 06:29");
        Assert.Empty(Signs(trust));

        await trust.ExportAsync("2025-09-27 06:30");
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-27 06:45");
        Assert.Equal(["Night 2025-09-26 is summarised: 1 of 2 schools.", "Night 2025-09-26 is summarised: 2 of 2 schools."], Signs(trust));
    }

    [Fact]
    public async Task Before_the_first_school_day_there_is_nothing_to_summarise_and_that_is_said()
    {
        await using var trust = await StartAsync("");
        trust.Clock.Set("2025-08-20 06:30");
        await trust.TickExportAsync();

        Assert.Equal(["There is no school night to summarise yet."], Signs(trust));
    }

    private Task<TestTrust> StartAsync(string schools) =>
        TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,", schools: schools));

    private static IEnumerable<string> Signs(TestTrust trust) => trust.Logged.Lines
        .Select(line => line.Split(" Information ", 2)).Where(parts => parts.Length == 2).Select(parts => parts[1])
        .Where(said => said.StartsWith("Night ", StringComparison.Ordinal) || said.StartsWith(
            "There is no school night", StringComparison.Ordinal))
        .Select(said => said[..(said.IndexOf('.', StringComparison.Ordinal) + 1)]);
}
