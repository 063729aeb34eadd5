using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nudges;

/// <summary>Nudges leave on school days between 08:00 and 18:00 in London, never at weekends, in holidays or on closure days (domain 0.9).</summary>
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
    public async Task A_nudge_leaves_in_school_hours_alone(string at, bool leaves) => await HoldAsync(Sample.Settings(extra: Closure), at, leaves);

    [Theory]
    [InlineData("2025-09-29 11:59", false)]
    [InlineData("2025-09-29 12:00", true)]
    [InlineData("2025-09-29 12:59", true)]
    [InlineData("2025-09-29 13:00", false)]
    public async Task A_trust_may_choose_its_lunch_hour(string at, bool leaves) => await HoldAsync(Sample.Settings(extra: LunchHour), at, leaves);

    // Both doors are held: the tick that queues, and the sender that a message may reach late.
    private async Task HoldAsync(string settings, string at, bool leaves)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        var day = DateOnly.Parse(at[..10], System.Globalization.CultureInfo.InvariantCulture);
        var planned = Family.Planned("A1") with { FirstDay = day, LastDay = day };
        var queued = Family.Planned("A2") with { FirstDay = day, LastDay = day, QueuedAt = London.At(day, new TimeOnly(7, 0)) };
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom", Family.Parent(mobile: "07700 900002")));
        await trust.PutAsync(planned, queued);
        trust.Clock.Set(at);

        await trust.SendAsync(queued);
        await trust.ReleaseAsync(at);

        Assert.Equal(leaves ? ["+447700900002", "+447700900001"] : [], trust.Sent.Offered.Select(message => message.To));
        Assert.All([planned, queued], nudge => Assert.Equal(leaves ? NudgeState.Accepted : NudgeState.Planned, trust.StateAsync(nudge).Result));
    }
}
