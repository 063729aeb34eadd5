using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>A school that sends nothing says so itself, every night: an alert reads these lines.</summary>
public sealed class SilenceTests(AzuriteFixture azurite)
{
    private static readonly IReadOnlyList<string> Pupils = Registers.Upns(10);

    [Fact]
    public async Task A_day_whose_registers_came_ends_the_silence()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("wednesday.csv", Registers.Day(Pupils, "2025-09-24"));
        await trust.NightAsync("2025-09-24");
        await trust.NightAsync("2025-09-25");
        await trust.NightAsync("2025-09-26");
        await trust.PutRegisterAsync("friday.csv", Registers.Day(Pupils, "2025-09-26"));
        await trust.NightAsync("2025-09-26");

        Assert.Equal([0, 1, 2, 0], Days(trust));
    }

    [Fact]
    public async Task A_weekend_is_no_silence()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("friday.csv", Registers.Day(Pupils, "2025-09-26"));
        await trust.NightAsync("2025-09-26");
        await trust.NightAsync("2025-09-29");

        Assert.Equal([0, 1], Days(trust));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    public async Task Leave_that_was_planned_for_a_few_is_no_register_of_the_day(int pupils, int days)
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Registers.Day(Pupils, "2025-09-24"));
        await trust.PutRegisterAsync("leave.csv", Registers.Day(Pupils.Take(pupils), "2025-09-25", "C"));
        await trust.NightAsync("2025-09-24");
        await trust.NightAsync("2025-09-25");

        Assert.Equal([0, days], Days(trust));
    }

    [Fact]
    public async Task A_school_without_a_roster_is_silent_since_September()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.NightAsync("2025-09-03");

        Assert.Equal([3], Days(trust));
    }

    private async Task<TestTrust> StartAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutRosterAsync(Pupils);
        return trust;
    }

    private static IEnumerable<int> Days(TestTrust trust) => trust.Logged.Lines
        .Where(line => line.Contains("school days without registers", StringComparison.Ordinal))
        .Select(line => line.Split("Days=")[1].Split(' ')[0]).Select(int.Parse);
}
