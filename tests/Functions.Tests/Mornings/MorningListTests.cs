using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>
/// Whom a person must see to this morning, in the order of urgency, each matter once, with why it is there and what makes it go away.
/// </summary>
public sealed class MorningListTests(AzuriteFixture azurite)
{
    private static readonly Pupil Zoe = Child("A1", "Zoe", 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_cannot_wait_stands_first()
    {
        await using var trust = await TrustAsync(
            Child("A1", "Texted", 1), Child("A2", "Unmarked", 2), Child("A3", "NoNumber", 3) with { Contacts = [] },
            Child("A4", "Visit", 4),
            Child("A5", "Worker", 5) with { Characteristics = new(Sen.None, false, false, false, SocialWorker: true) },
            Child("A6", "Present", 6), Child("A7", "Circumstance", 7) with { Circumstance = "bereavement" }, Child("A8", "Ill", 8));
        await trust.PutRegisterAsync(
            "before.csv", Sample.LongFile("A4,2025-09-25,AM,N", "A4,2025-09-25,PM,N", "A4,2025-09-26,AM,O", "A4,2025-09-26,PM,O"));
        await trust.PutMorningAsync("1.csv", "A1 N", "A3 N", "A4 N", "A5 N", "A6 /", "A7 N", "A8 I");

        await trust.MorningAsync("09:30");
        await trust.MorningAsync("09:35");

        var list = await trust.MorningListAsync();
        Assert.Equal(["Circumstance", "Worker", "Worker", "Visit", "NoNumber", "Texted", "Unmarked"], list.Select(row => row["Forename"]));
        Assert.Equal(
            [
                "Not seen this morning. Call: a circumstance is on file, so no text goes.",
                "Tell the social worker today of the absence that began on 29 September 2025.",
                "Not seen this morning. A text to Parent 5 left at 09:30.",
                "Home visit: day 3 of an absence that nobody has explained. A text to Parent 4 left at 09:30.",
                "Not seen this morning. Call: no contact with parental responsibility is on the roster, so no text can go.",
                "Not seen this morning. A text to Parent 1 left at 09:30.",
                "No mark this morning.",
            ],
            list.Select(row => row["What"]));
        Assert.Equal(["contact", "done", "contact", "visited or contact", "contact", "contact", ""], list.Select(row => row["Allowed"]));
        Assert.All(
            list,
            row => Assert.True(
                row["Why"].Length > 0
                    && row["Actions"].Contains(row["Kind"] == "case" ? "Goes when" : "This goes away when", StringComparison.Ordinal)
                    && row["Due"] == AMorning.Day));
        Assert.Equal(
            "Nobody knows why: N or O on 3 school days in a row, 25 September 2025, 26 September 2025, 29 September 2025.", list[3]["Why"]);
    }

    [Fact]
    public async Task The_list_changes_when_the_morning_does_and_is_not_written_again_otherwise()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.TickMorningAsync("09:30");
        Assert.EndsWith(
            "A text to Parent 1 is on its way.", Assert.Single(await trust.MorningListAsync())["What"], StringComparison.Ordinal);
        await trust.MorningAsync("09:35");
        await trust.MorningAsync("09:40");
        var versions = await VersionsAsync(trust);

        await trust.MorningAsync("09:45");
        Assert.Equal(versions, await VersionsAsync(trust));

        await trust.PutMorningAsync("2.csv", "A1 /");
        await trust.MorningAsync("09:50");
        Assert.Empty(await trust.MorningListAsync());
        Assert.All(versions.Zip(await VersionsAsync(trust)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task A_school_without_a_register_by_the_latest_time_stands_on_its_list_and_on_the_trusts()
    {
        await using var trust = await TrustAsync(Zoe, Child("A2", "Tom", 2));
        await trust.EnrolAsync(Family.OtherSchool, Child("B1", "Una", 3));
        await trust.PutMorningAsync("141235", "1.csv", ["B1 /"]);

        await trust.MorningAsync("10:55");
        var early = Assert.Single(await trust.MorningListAsync());
        Assert.Equal(
            "No register of this morning yet: 0 of 2 pupils have a mark. Of the others nobody knows whether they are in school, and "
            + "nobody was asked.",
            early["What"]);
        Assert.Equal("Registers close at 09:15. Families are asked by text until 11:00, once it is there.", early["Why"]);
        Assert.False(await trust.HasAsync($"trust/{AMorning.Day}-morning.csv"));

        await trust.MorningAsync("11:00");
        var row = Assert.Single(await trust.MorningListAsync());
        Assert.Equal(
            "No register of this morning: 0 of 2 pupils have a mark. Of the others nobody knows whether they are in school, and nobody "
            + "was asked.",
            row["What"]);
        var missing = Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"trust/{AMorning.Day}-morning.csv")));
        Assert.Equal(
            ("141234", "Riverside Primary School", "0", "2"), (missing["School"], missing["Name"], missing["Marked"], missing["Expected"]));
        Assert.Contains(
            trust.Logged.Lines,
            line => line.Contains(
                "School 141234: no register of this morning by its latest time; 0 of 2 pupils are in it.", StringComparison.Ordinal));

        await trust.PutMorningAsync("late.csv", "A1 /", "A2 I");
        await trust.MorningAsync("11:30");
        Assert.Empty(await trust.MorningListAsync());
        Assert.Empty(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"trust/{AMorning.Day}-morning.csv")));
    }

    [Fact]
    public async Task A_cut_off_register_is_no_register_and_who_is_marked_N_in_it_is_asked_after_all_the_same()
    {
        await using var trust = await TrustAsync(Zoe, Child("A2", "Tom", 2), Child("A3", "Una", 3));
        await trust.PutMorningAsync("1.csv", "A1 N");

        await trust.MorningAsync("09:30");
        await trust.MorningAsync("11:00");

        Assert.Single(trust.Sent.Offered);
        Assert.Equal(["register", "absence"], (await trust.MorningListAsync()).Select(row => row["Kind"]));
    }

    [Fact]
    public async Task A_contact_that_somebody_wrote_down_stops_the_text_and_takes_the_row_off()
    {
        await using var trust = await TrustAsync(Zoe, Child("A2", "Tom", 2));
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 N");
        await trust.TickMorningAsync("09:30");
        await trust.ReachedAsync("A1", "contact");
        // The file is put there by the real clock; what it ends is measured by the day on which it is read, if that was before.
        await trust.TickReleaseAsync($"{AMorning.Day} 09:30");

        await trust.SendQueuedAsync();
        await trust.MorningAsync("09:35");

        Assert.Equal("+447700900002", Assert.Single(trust.Sent.Offered).To);
        Assert.Equal("A2", Assert.Single(await trust.MorningListAsync())["UPN"]);
        Assert.Equal(
            ("J. Hill", Family.Monday),
            Assert.Single((await trust.CaseAsync("A1")).Contacts) is var contact ? (contact.By.Name, contact.On) : default);
    }

    [Fact]
    public async Task A_home_visit_stands_on_the_list_of_the_morning_and_of_the_night_until_somebody_went()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings);
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", mobile: "07700 900002")));
        await trust.PutRegisterAsync("before.csv", Sample.MarksFile("A1,2025-09-22,/\\/\\/\\NNNN", "A2,2025-09-22,/\\/\\/\\/\\/\\"));
        await trust.NightAsync("2025-09-26");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-26"), row => row["Kind"] == "absence");

        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 /");
        await trust.MorningAsync("09:30");
        await trust.PutRegisterAsync("afternoon.csv", Sample.LongFile($"A1,{AMorning.Day},PM,N", $"A2,{AMorning.Day},PM,\\"));
        await trust.NightAsync(AMorning.Day);

        var (morning, night) = (Assert.Single(await trust.MorningListAsync()), (await trust.WorklistAsync(AMorning.Day))[0]);
        Assert.StartsWith("Home visit: day 3", morning["What"], StringComparison.Ordinal);
        Assert.Equal(("absence", morning["Key"], "2025-09-30"), (night["Kind"], night["Key"], night["Due"]));
        Assert.Single(await trust.WorklistAsync(AMorning.Day), row => row["Kind"] == "absence");

        await trust.DecideAsync(AMorning.Day, night["Key"], "visited");
        await trust.RunAsync(AMorning.Day);
        Assert.DoesNotContain(await trust.WorklistAsync(AMorning.Day), row => row["Kind"] == "absence");

        await trust.PutRegisterAsync("tuesday.csv", Sample.LongFile("A1,2025-09-30,AM,N", "A2,2025-09-30,AM,/"));
        await trust.MorningAsync("09:30", "2025-09-30");
        var next = Assert.Single(await trust.MorningListAsync("2025-09-30"));
        Assert.StartsWith("Not seen this morning.", next["What"], StringComparison.Ordinal);
        Assert.NotEqual(night["Key"], next["Key"]);
    }

    [Theory]
    [InlineData("08:15", 1)]
    [InlineData("09:14", 1)]
    [InlineData("09:15", 0)]
    public async Task A_visit_that_comes_in_before_the_registers_close_does_not_answer_for_a_child_who_does_not_come_that_day(
        string time, int texts)
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.MorningAsync("09:30");
        await trust.ReachedAsync("A1", "visited");
        await trust.TickReleaseAsync($"2025-09-30 {time}");
        await trust.PutRegisterAsync("2.csv", Sample.LongFile("A1,2025-09-30,AM,N"));

        await trust.MorningAsync("09:30", "2025-09-30");

        Assert.Equal(texts, (await trust.MorningListAsync("2025-09-30")).Count);
        Assert.Equal(1 + texts, trust.Sent.Offered.Count);
    }

    [Fact]
    public async Task A_contact_of_the_first_days_of_September_is_kept_with_last_years_case_until_the_night_brings_it_over()
    {
        await using var trust = await TrustAsync(Zoe);
        var lastYear = new AcademicYear(2024);
        await trust.Get<CaseTable>().WriteAsync(
            TestTrust.School, lastYear, new Dictionary<Upn, Versioned<Case>>(), [new Case(Zoe.Upn, "odbst") { EventCount = 1 }], Token);
        await trust.PutRegisterAsync("1.csv", Sample.LongFile("A1,2025-09-02,AM,N"));
        await trust.MorningAsync("09:30", "2025-09-02");
        await trust.ReachedAsync("A1", "contact", "2025-09-02");

        await trust.TickReleaseAsync("2025-09-02 09:45");
        await trust.MorningAsync("09:50", "2025-09-02");

        Assert.Empty(await trust.MorningListAsync("2025-09-02"));
        Assert.Single((await trust.CaseAsync("A1", 2024)).Contacts);
        Assert.Empty((await trust.CaseAsync("A1", 2025)).Contacts);
    }

    [Theory]
    [InlineData("phoned", "cannot be decided about an absence: write visited or contact.")]
    [InlineData("release", "cannot be decided about an absence")]
    public async Task What_is_no_contact_comes_back_with_its_reason(string decision, string reason)
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.MorningAsync("09:30");
        await trust.ReachedAsync("A1", decision);

        await trust.TickReleaseAsync($"{AMorning.Day} 09:30");

        Assert.Contains(reason, await trust.RejectedAsync($"decisions-reached-A1-{AMorning.Day}.csv"), StringComparison.Ordinal);
        Assert.Empty((await trust.CaseAsync("A1")).Contacts);
    }

    [Fact]
    public async Task A_key_of_no_absence_comes_back_and_the_same_list_once_more_changes_nothing()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.MorningAsync("09:30");
        await trust.ReachedAsync("A1", "contact");
        await trust.PutAsync(
            Containers.Decisions,
            $"{TestTrust.School}/wrong.csv",
            $"School,UPN,Kind,Key,Decision,By\n141234,A1,absence,{new string('a', 32)},contact,J. Hill\n");
        await trust.TickReleaseAsync($"{AMorning.Day} 09:30");
        await trust.PutAsync(
            Containers.Decisions,
            $"{TestTrust.School}/again.csv",
            await trust.GetAsync(Containers.Decisions, $"{TestTrust.School}/reached-A1-{AMorning.Day}.csv"));
        await trust.TickReleaseAsync($"{AMorning.Day} 09:45");

        Assert.Contains("belongs to no absence of this pupil", await trust.RejectedAsync("decisions-wrong.csv"), StringComparison.Ordinal);
        Assert.Equal("", await trust.RejectedAsync("decisions-again.csv"));
        Assert.Single((await trust.CaseAsync("A1")).Contacts);
    }

    private static Pupil Child(string upn, string forename, int number) =>
        Family.Child(upn, forename, Family.Parent(1, $"Parent {number}", AMorning.Mobile(number)));

    private async Task<TestTrust> TrustAsync(params Pupil[] pupils)
    {
        var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings);
        await trust.EnrolAsync(pupils);
        return trust;
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(TestTrust trust)
    {
        var versions = new List<string>();
        foreach (var ending in new[] { "csv", "xlsx" })
        {
            var properties = await trust.TrustStorage.Container(Containers.Worklists)
                .GetBlobClient($"{TestTrust.School}/{AMorning.Day}-morning.{ending}")
                .GetPropertiesAsync(cancellationToken: Token);
            versions.Add(properties.Value.ETag.ToString());
        }

        return versions;
    }
}
