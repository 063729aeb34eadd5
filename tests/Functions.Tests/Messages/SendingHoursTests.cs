using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>
/// Nudges leave on school days between 08:00 and 18:00 in London, never at weekends, in holidays or on closure days (domain 0.9).
/// </summary>
public sealed class SendingHoursTests(AzuriteFixture azurite)
{
    private const string Closure = "\"closures\": [ \"2025-09-30\" ],";
    private const string LunchHour = "\"sending\": { \"from\": \"12:00\", \"to\": \"13:00\" },";

    [Theory]
    [InlineData("2025-09-29 07:59", false)]
    [InlineData("2025-09-29 08:00", true)]
    [InlineData("2025-09-29 17:59", true)]
    [InlineData("2025-09-29 18:00", false)]
    [InlineData("2025-12-15 07:59", false)]
    [InlineData("2025-12-15 08:00", true)]
    [InlineData("2025-12-15 17:59", true)]
    [InlineData("2025-12-15 18:00", false)]
    [InlineData("2025-09-30 12:00", false)] // closure
    [InlineData("2025-10-04 12:00", false)] // Saturday
    [InlineData("2025-10-05 12:00", false)] // Sunday
    [InlineData("2025-10-28 12:00", false)] // half-term holiday
    public async Task A_nudge_leaves_in_school_hours_alone(string at, bool leaves) =>
        await HoldAsync(Sample.Settings(extra: Closure), at, leaves);

    // Terms in which the Friday before and the Monday after both changes of the clock are school days: 26 October and 29 March.
    [Theory]
    [InlineData("2025-10-24 07:59", false)]
    [InlineData("2025-10-24 08:00", true)]
    [InlineData("2025-10-24 17:59", true)]
    [InlineData("2025-10-24 18:00", false)]
    [InlineData("2025-10-27 07:59", false)]
    [InlineData("2025-10-27 08:00", true)]
    [InlineData("2025-10-27 17:59", true)]
    [InlineData("2025-10-27 18:00", false)]
    [InlineData("2026-03-27 07:59", false)]
    [InlineData("2026-03-27 08:00", true)]
    [InlineData("2026-03-27 17:59", true)]
    [InlineData("2026-03-27 18:00", false)]
    [InlineData("2026-03-30 07:59", false)]
    [InlineData("2026-03-30 08:00", true)]
    [InlineData("2026-03-30 17:59", true)]
    [InlineData("2026-03-30 18:00", false)]
    public async Task The_hours_are_Londons_before_and_after_both_changes_of_the_clock(string at, bool leaves) => await HoldAsync(
        Sample.Settings()
            .Replace("2025-10-24", "2025-10-31", StringComparison.Ordinal)
            .Replace("2026-03-27", "2026-04-02", StringComparison.Ordinal), at, leaves);

    [Fact]
    public async Task A_school_that_is_closed_today_writes_to_nobody_while_another_does()
    {
        var settings = Sample.Settings(schools: "," + Sample.School("141235", "Hill School", """, "closures": [ "2025-09-29" ]"""));
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        var closed = Family.Planned("B1", Family.OtherSchool);
        await trust.EnrolAsync(Family.Child("A1"));
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una", Family.Parent(mobile: "07700 900002")));
        await trust.PutAsync(Family.Planned("A1"), closed);

        await trust.ReleaseAsync("2025-09-29 10:00");
        Assert.Equal(["+447700900001"], trust.Sent.Offered.Select(message => message.To));
        await trust.ReleaseAsync("2025-09-30 10:00");

        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(closed));
    }

    [Fact]
    public async Task A_message_whose_day_is_over_expires_and_does_not_arrive_late()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var yesterday = Family.Planned("A1") with { FirstDay = Family.Monday.AddDays(-3), LastDay = Family.Monday.AddDays(-3) };
        await trust.EnrolAsync(Family.Child("A1"));
        await trust.PutAsync(yesterday);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(NudgeState.Expired, await trust.StateAsync(yesterday));
    }

    [Theory]
    [InlineData("2025-09-29 11:59", false)]
    [InlineData("2025-09-29 12:00", true)]
    [InlineData("2025-09-29 12:59", true)]
    [InlineData("2025-09-29 13:00", false)]
    public async Task A_trust_may_choose_its_lunch_hour(string at, bool leaves) =>
        await HoldAsync(Sample.Settings(extra: LunchHour), at, leaves);

    // Both doors are held: the tick that queues, and the sender that a message may reach late.
    private async Task HoldAsync(string settings, string at, bool leaves)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        var day = DateOnly.Parse(at[..10], System.Globalization.CultureInfo.InvariantCulture);
        var planned = Family.Planned("A1") with { FirstDay = day, LastDay = day };
        var queued = Family.Planned("A2").Stored(queuedAt: London.At(day, new TimeOnly(7, 0))) with { FirstDay = day, LastDay = day };
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom", Family.Parent(mobile: "07700 900002")));
        await trust.PutAsync(planned, queued);
        trust.Clock.Set(at);

        await trust.SendAsync(queued);
        await trust.ReleaseAsync(at);

        Assert.Equal(leaves ? ["+447700900002", "+447700900001"] : [], trust.Sent.Offered.Select(message => message.To));
        Assert.All(
            [planned, queued], nudge => Assert.Equal(leaves ? NudgeState.Accepted : NudgeState.Planned, trust.StateAsync(nudge).Result));
    }
}
