using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Triggers;

namespace AttendanceFunctions.Tests.Local.Host;

public sealed class SimulatedNightTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_lasts_from_18_00_to_18_00_on_the_next_school_day()
    {
        await using var host = await HostUnderTest.CreateAsync<HourlyFunctions>(azurite);

        await RunAsync(host, new DateOnly(2026, 1, 12), new DateOnly(2026, 1, 13));

        Assert.Equal(24, host.Journal.Entries.Count);
        Assert.Equal("2026-01-12 18:00", host.Journal.Entries[0]);
        Assert.Equal("2026-01-13 17:00", host.Journal.Entries[^1]);
        Assert.Equal(SimulatedNight.Start(new DateOnly(2026, 1, 13)), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_weekend_of_the_spring_clock_change_is_an_hour_shorter()
    {
        await using var host = await HostUnderTest.CreateAsync<HourlyFunctions>(azurite);

        await RunAsync(host, new DateOnly(2026, 3, 27), new DateOnly(2026, 3, 30));

        Assert.Equal((3 * 24) - 1, host.Journal.Entries.Count);
        Assert.Equal("2026-03-27 18:00", host.Journal.Entries[0]);
        Assert.Equal("2026-03-30 16:00", host.Journal.Entries[^1]);
    }

    [Fact]
    public async Task The_weekend_of_the_autumn_clock_change_is_an_hour_longer()
    {
        await using var host = await HostUnderTest.CreateAsync<HourlyFunctions>(azurite);

        await RunAsync(host, new DateOnly(2026, 10, 23), new DateOnly(2026, 10, 26));

        Assert.Equal((3 * 24) + 1, host.Journal.Entries.Count);
        Assert.Equal("2026-10-23 17:00", host.Journal.Entries[0]);
        Assert.Equal("2026-10-26 17:00", host.Journal.Entries[^1]);
    }

    [Fact]
    public async Task Consecutive_nights_have_every_tick_once()
    {
        await using var host = await HostUnderTest.CreateAsync<HourlyFunctions>(azurite);

        await RunAsync(host, new DateOnly(2026, 3, 26), new DateOnly(2026, 3, 27));
        await RunAsync(host, new DateOnly(2026, 3, 27), new DateOnly(2026, 3, 30));

        Assert.Equal(host.Journal.Entries.Distinct(), host.Journal.Entries);
        Assert.Equal(95, host.Journal.Entries.Count);
    }

    [Fact]
    public async Task Work_started_by_a_tick_ends_before_the_next_tick_and_a_failed_tick_does_not_stop_the_night()
    {
        await using var host = await HostUnderTest.CreateAsync<EveningFunctions>(azurite);

        var tally = await RunAsync(host, new DateOnly(2026, 1, 12), new DateOnly(2026, 1, 13));

        Assert.Equal(["A 19", "B"], host.Journal.Entries.Take(2));
        Assert.Equal(["C first 19", "C second 19", "C third 19"], host.Journal.Entries.Skip(2).Take(3).Order(StringComparer.Ordinal));
        Assert.Equal(["A 20"], host.Journal.Entries.Skip(5));
        Assert.Equal(new RunTally(Ticks: 3, FailedTicks: 2, Messages: 3, FailedInvocations: 0, PoisonedMessages: 0), tally);
        Assert.False(tally.Succeeded);
    }

    [Fact]
    public async Task A_night_cannot_begin_before_the_current_time()
    {
        await using var host = await HostUnderTest.CreateAsync<HourlyFunctions>(azurite);
        host.Clock.MoveTo(SimulatedNight.Start(new DateOnly(2026, 1, 12)).AddTicks(1));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => RunAsync(host, new DateOnly(2026, 1, 12), new DateOnly(2026, 1, 13)));
    }

    private static Task<RunTally> RunAsync(HostUnderTest host, DateOnly date, DateOnly nextSchoolDay) =>
        new SimulatedNight(host.Host, host.Clock)
            .RunAsync(date, nextSchoolDay, () => Task.CompletedTask, new Progress<NightTick>(), Cancellation);
}
