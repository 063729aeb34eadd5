using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>A pupil is not seen and nobody knows why: the family is asked once, in time, or a person calls.</summary>
public sealed class FirstDayTests(AzuriteFixture azurite)
{
    private static readonly Pupil Zoe = Family.Child("A1");
    private static readonly Pupil Tom = Family.Child("A2", "Tom", Family.Parent(1, "Sam Other", "07700 900002"));

    [Fact]
    public async Task The_family_of_a_pupil_marked_N_is_asked_once_when_the_grace_is_over()
    {
        await using var trust = await TrustAsync(Zoe, Tom);
        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 /");

        await trust.MorningAsync("09:29");
        Assert.Empty(trust.Sent.Offered);
        Assert.False(await trust.HasAsync($"141234/{AMorning.Day}-morning.csv"));

        await trust.MorningAsync("09:30");
        await trust.MorningAsync("09:35");
        await trust.MorningAsync("10:55");
        var text = Assert.Single(trust.Sent.Offered);
        Assert.Equal(
            ("+447700900001", "Dear Alex Sample, we have not seen Zoe this morning and do not know why. Please call Riverside Primary "
                + "School on 01632 960001."),
            (text.To, text.Plain));
        var row = Assert.Single(await trust.TextsAsync());
        Assert.Equal((NudgeState.Accepted, Family.At("09:30"), true, 1), (row.State, row.MovedAt, row.IsReleased, row.Segments));
    }

    [Theory]
    [InlineData("2025-10-24")]
    [InlineData("2025-10-27")]
    [InlineData("2026-03-27")]
    [InlineData("2026-03-30")]
    public async Task The_window_is_Londons_before_and_after_both_changes_of_the_clock(string day)
    {
        var terms = AMorning.Settings.Replace("2025-10-24", "2025-10-31", StringComparison.Ordinal)
            .Replace("2026-03-27", "2026-04-02", StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, terms);
        await trust.EnrolAsync(Zoe);
        await trust.PutRegisterAsync("day.csv", Sample.LongFile($"A1,{day},AM,N"));

        await trust.MorningAsync("09:29", day);
        Assert.Empty(trust.Sent.Offered);
        await trust.TickMorningAsync("10:59", day);
        trust.Clock.Set($"{day} 11:00");
        await trust.SendQueuedAsync();
        Assert.Empty(trust.Sent.Offered);

        trust.Clock.Set($"{day} 10:59");
        await trust.SendAsync(Assert.Single(await trust.TextsAsync()));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task The_morning_writes_no_marks_and_takes_in_no_file()
    {
        await using var trust = await TrustAsync(Zoe, Tom);
        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 /", "A3 /");
        var before = await MarksAndIntakeAsync(trust);

        await trust.MorningAsync("09:30");

        Assert.Single(trust.Sent.Offered);
        Assert.Equal(before, await MarksAndIntakeAsync(trust));
        Assert.Equal("", await trust.RejectedAsync("monday.csv"));
    }

    [Theory]
    [InlineData("I")]
    [InlineData("L")]
    [InlineData("U")]
    [InlineData("/")]
    [InlineData("-")]
    public async Task What_the_register_says_by_the_time_the_text_leaves_stops_it(string mark)
    {
        await using var trust = await TrustAsync(Zoe, Tom);
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 N");
        await trust.TickMorningAsync("09:30");

        await trust.PutMorningAsync("2.csv", $"A1 {mark}");
        await trust.SendQueuedAsync();

        Assert.Equal("+447700900002", Assert.Single(trust.Sent.Offered).To);
        Assert.Equal(
            (NudgeState.Suppressed, SuppressionReason.NoLongerSo),
            (await trust.TextsAsync())[0] is var row ? (row.State, row.Reason) : default);
    }

    [Fact]
    public async Task A_pupil_who_seemed_to_be_there_and_is_not_is_asked_after_all_the_same()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.TickMorningAsync("09:30");
        await trust.PutMorningAsync("2.csv", "A1 /");
        await trust.MorningAsync("09:35");
        Assert.Empty(trust.Sent.Offered);

        await trust.PutMorningAsync("3.csv", "A1 N");
        await trust.MorningAsync("09:40");
        await trust.MorningAsync("09:45");

        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_register_that_comes_late_is_caught_up_with_until_the_latest_time()
    {
        await using var trust = await TrustAsync(Zoe, Tom);
        await trust.MorningAsync("09:30");
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.MorningAsync("10:20");
        await trust.PutMorningAsync("2.csv", "A2 N");
        await trust.MorningAsync("11:00");
        await trust.MorningAsync("11:30");

        Assert.Equal("+447700900001", Assert.Single(trust.Sent.Offered).To);
        Assert.StartsWith(
            "Not seen this morning. Call: the register came too late for a text",
            (await trust.MorningListAsync()).Single(row => row["UPN"] == "A2")["What"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_could_not_leave_in_time_expires_and_a_person_calls()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.TickMorningAsync("10:55");
        await trust.MorningAsync("11:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(NudgeState.Expired, Assert.Single(await trust.TextsAsync()).State);
        Assert.Equal(
            "Not seen this morning. Call: A text to Alex Sample could not leave by 11:00.",
            Assert.Single(await trust.MorningListAsync())["What"]);
    }

    [Fact]
    public async Task Siblings_of_one_tick_share_a_text_also_where_they_are_at_two_schools()
    {
        await using var trust = await TrustAsync(Zoe, Family.Child("A2", "Tom"));
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una"));
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 N");
        await trust.PutMorningAsync("141235", "1.csv", ["B1 N"]);

        await trust.MorningAsync("09:30");

        Assert.StartsWith(
            "Dear Alex Sample, we have not seen Tom, Una and Zoe this morning",
            Assert.Single(trust.Sent.Offered).Plain,
            StringComparison.Ordinal);
        Assert.All(await trust.TextsAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
    }

    [Fact]
    public async Task A_sibling_whose_own_school_has_stopped_asking_meanwhile_is_left_to_a_person()
    {
        var settings = AMorning.Settings;
        var last = settings.LastIndexOf("11:00", StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, $"{settings[..last]}10:00{settings[(last + 5)..]}");
        await trust.EnrolAsync(Zoe);
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una"));
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.PutMorningAsync("141235", "1.csv", ["B1 N"]);
        await trust.TickMorningAsync("09:55");

        trust.Clock.Set($"{AMorning.Day} 10:00");
        await trust.SendQueuedAsync();

        Assert.StartsWith(
            "Dear Alex Sample, we have not seen Zoe this morning", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
        Assert.Equal(NudgeState.Accepted, Assert.Single(await trust.TextsAsync()).State);
        var other = await trust.Get<NudgeLedger>()
            .ReadAsync(Family.OtherSchool, new AcademicYear(2025), TestContext.Current.CancellationToken);
        Assert.Equal(NudgeState.Expired, Assert.Single(other).Value.State);
    }

    [Fact]
    public async Task A_sibling_who_was_seen_meanwhile_is_left_out_and_one_who_leads_lets_the_other_go()
    {
        await using var trust = await TrustAsync(Zoe, Family.Child("A2", "Tom"));
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 N");
        await trust.TickMorningAsync("09:30");
        var lead = (await trust.TextsAsync()).Single(row => row.Lead == row.Place).Upn.ToString();
        await trust.PutMorningAsync("2.csv", $"{lead} /");

        await trust.SendQueuedAsync();
        Assert.Empty(trust.Sent.Offered);
        await trust.MorningAsync("09:35");
        Assert.Contains(
            lead == "A1" ? "seen Tom this" : "seen Zoe this", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
        Assert.Equal([NudgeState.Accepted, NudgeState.Suppressed], (await trust.TextsAsync()).Select(row => row.State).Order());
    }

    [Fact]
    public async Task Opting_out_and_a_social_worker_keep_no_text_back_and_a_circumstance_does()
    {
        await using var trust = await TrustAsync(
            Zoe with { NudgesOff = true }, Tom with { Characteristics = new(Sen.None, false, false, true, true) },
            Family.Child("A3", "Una", Family.Parent(1, "Kim Third", "07700 900003")) with { Circumstance = "bereavement" });
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 N", "A3 N");

        await trust.MorningAsync("09:30");

        Assert.Equal(["+447700900001", "+447700900002"], trust.Sent.Offered.Select(text => text.To).Order());
    }

    private async Task<TestTrust> TrustAsync(params Pupil[] pupils)
    {
        var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings);
        await trust.EnrolAsync(pupils);
        return trust;
    }

    private static async Task<IReadOnlyList<string>> MarksAndIntakeAsync(TestTrust trust) =>
        [.. (await Dump.ExactAsync(trust.TrustStorage)).Where(
            line =>
                line.StartsWith(Tables.Attendance, StringComparison.Ordinal) || line.StartsWith(Tables.Intake, StringComparison.Ordinal))];
}
