using System.Globalization;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

public sealed class ClockTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Summer time ends on 26 October 2025 at 01:00 UTC and begins on 29 March 2026 at 01:00 UTC.
    [Theory]
    [InlineData("2025-09-26T16:59:59Z", "")]
    [InlineData("2025-09-26T17:00:00Z", "2025-09-26")]
    [InlineData("2025-09-26T23:00:00Z", "2025-09-26")]
    [InlineData("2025-09-27T03:59:59Z", "2025-09-26")]
    [InlineData("2025-09-27T04:00:00Z", "")]
    [InlineData("2025-10-25T17:00:00Z", "2025-10-25")]
    [InlineData("2025-10-26T00:30:00Z", "2025-10-25")]
    [InlineData("2025-10-26T01:30:00Z", "2025-10-25")]
    [InlineData("2025-10-26T04:59:59Z", "2025-10-25")]
    [InlineData("2025-10-26T05:00:00Z", "")]
    [InlineData("2025-10-26T17:00:00Z", "")]
    [InlineData("2025-10-26T18:00:00Z", "2025-10-26")]
    [InlineData("2026-03-28T18:00:00Z", "2026-03-28")]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-28")]
    [InlineData("2026-03-29T03:59:59Z", "2026-03-28")]
    [InlineData("2026-03-29T04:00:00Z", "")]
    [InlineData("2026-03-29T17:00:00Z", "2026-03-29")]
    public void A_night_runs_from_six_in_the_evening_to_five_in_the_morning_in_London(string instant, string night)
    {
        var isNight = SchoolNightClock.TryNightAt(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), out var found);
        Assert.Equal(night, isNight ? Sample.Date(found) : "");
    }

    [Theory]
    [InlineData("2025-09-26 05:00", "2025-09-25")]
    [InlineData("2025-09-27 05:00", "2025-09-26")]
    [InlineData("2025-09-28 05:00", "2025-09-26")]
    [InlineData("2025-09-29 05:00", "2025-09-26")]
    [InlineData("2025-11-03 05:00", "2025-10-24")]
    [InlineData("2025-11-04 05:00", "2025-11-03")]
    [InlineData("2026-08-15 05:00", "2026-07-21")]
    [InlineData("2025-09-01 05:00", "")]
    public void The_night_to_summarise_is_the_last_school_days(string london, string night)
    {
        var trust = Assert.IsType<Checked<Trust>.Valid>(new TrustReader([]).Read(Sample.Settings())).Value;
        var clock = new SetClock();
        clock.Set(london);

        var found = SchoolNightClock.NightToSummarise(trust, clock.GetUtcNow());

        Assert.Equal(night, found is { } due ? Sample.Date(due) : "");
    }

    [Theory]
    [InlineData("2025-09-26 17:59", 0)]
    [InlineData("2025-09-26 18:00", 2)]
    [InlineData("2025-09-27 04:59", 2)]
    [InlineData("2025-09-27 05:00", 0)]
    [InlineData("2025-09-27 18:00", 0)]
    [InlineData("2025-10-27 18:00", 0)]
    [InlineData("2025-09-25 18:00", 0)]
    [InlineData("2025-09-24 18:00", 2)]
    public async Task A_tick_queues_every_school_where_any_is_open(string london, int messages)
    {
        var settings = Sample.Settings(
            extra: "\"closures\": [\"2025-09-25\"],",
            schools: "," + Sample.School("999999", "Hilltop School", ", \"closures\": [\"2025-09-24\"]"));
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        trust.Clock.Set(london);

        await trust.InScopeAsync<RegisterPull>(pull => pull.TickAsync(Token));

        var queued = (await trust.TrustStorage.Queue(Queues.SchoolNights).PeekMessagesAsync(32, Token)).Value;
        Assert.Equal(messages, queued.Length);
        Assert.All(
            queued,
            message => Assert.Contains(SchoolNightMessage.Read(message.MessageText).School.ToString(), new[] { "141234", "999999" }));
    }

    [Fact]
    public async Task Two_ticks_at_once_lead_to_one_outcome()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        trust.Clock.Set("2025-09-26 18:00");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => trust.InScopeAsync<RegisterPull>(pull => pull.TickAsync(Token))));
        await trust.NightAsync("2025-09-26");

        Assert.Equal(1, (await trust.SchoolNightAsync("2025-09-26")).Headcount.Pupils);
    }
}
