using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>
/// The adults outside the school who work with a pupil are told of an unexplained absence the same day, under every policy: a row of the
/// morning and of the night for each, which ends when somebody writes whom they told.
/// </summary>
public sealed class OutsideAdultTests(AzuriteFixture azurite)
{
    private const string Tuesday = "2025-09-30";

    private const string Header = "UPN,Forename,Surname,YearGroup,Class,DateOfBirth,SocialWorker,SocialWorkerName,YouthOffendingWorker,"
        + "YouthOffendingWorkerName,LookedAfter,VirtualSchoolName,Leaving";

    /// <summary>One with a social worker, one with a youth offending team worker too, one looked after, and one with nobody.</summary>
    private static readonly string[] Roster =
    [
        "A1,Zoe,Worker,4,4A,2016-05-04,yes,\"Jo Field, 01632 960111\",no,,no,,",
        "A2,Tom,Both,4,4A,2016-05-04,yes,,yes,Sam Reed,no,,",
        "A3,Una,Care,4,4A,2022-05-04,no,,no,,yes,,",
        "A4,Ida,None,4,4A,2016-05-04,no,,no,,no,,",
    ];

    public static TheoryData<string> EveryPack => ["odbst", "odst", "millbrook", "het", "school-approach"];

    private static Task PutRosterAsync(TestTrust trust, params string[] rows) => trust.PutAsync(
        Containers.Rosters, Registers.Roster, string.Join("\n", rows.Prepend(Header)) + "\n");

    private async Task<TestTrust> StartAsync(string pack)
    {
        var trust = await TestTrust.CreateAsync(
            azurite, AMorning.Settings.Replace("\"policy\": \"odbst\"", $"\"policy\": \"{pack}\"", StringComparison.Ordinal));
        await PutRosterAsync(trust, Roster);
        await trust.PutRegisterAsync("friday.csv", Registers.Day(["A1", "A2", "A3", "A4"], "2025-09-26"));
        await trust.NightAsync("2025-09-26");
        return trust;
    }

    /// <summary>A day on which the others are there; a register of one child alone would be held as cut off.</summary>
    private static string WithZoe(string day, string code) => Registers.Day(["A1"], day, code)
        + string.Concat(new[] { "A2", "A3", "A4" }.Select(upn => $"{upn},{day},AM,/\n{upn},{day},PM,\\\n"));

    private static List<(string Upn, string What)> Told(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        [.. rows.Where(row => row["What"].StartsWith("Tell ", StringComparison.Ordinal)).Select(row => (row["UPN"], row["What"])).Order()];

    private static async Task TellsAsync(TestTrust trust, string list, string upn, string note, string file)
    {
        var csv = await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{list}.csv");
        var key = Sheet.Read(csv).First(row => row["UPN"] == upn && row["What"].StartsWith("Tell ", StringComparison.Ordinal))["Key"];
        await trust.PutAsync(
            Containers.Decisions, $"{TestTrust.School}/{file}.csv",
            Sheet.Fill(csv, key, ("Decision", "done"), ("By", "J. Hill"), ("Note", note)));
    }

    [Theory]
    [MemberData(nameof(EveryPack))]
    public async Task Each_adult_is_a_row_of_the_morning_and_of_the_night_with_the_same_key_under_every_policy(string pack)
    {
        await using var trust = await StartAsync(pack);
        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 N", "A3 O", "A4 N");
        await trust.MorningAsync("09:30");
        await trust.PutRegisterAsync("evening.csv", Registers.Day(["A1", "A2", "A3", "A4"], AMorning.Day, "O"));
        await trust.NightAsync(AMorning.Day);

        var (morning, night) = (await trust.MorningListAsync(), await trust.WorklistAsync(AMorning.Day));
        (string, string)[] expected =
        [
            ("A1", "Tell the social worker (Jo Field, 01632 960111) today of the absence that began on 29 September 2025."),
            ("A2", "Tell the social worker today of the absence that began on 29 September 2025."),
            ("A2", "Tell the youth offending team worker (Sam Reed) today of the absence that began on 29 September 2025."),
            ("A3", "Tell the social worker today of the absence that began on 29 September 2025."),
            ("A3", "Tell the virtual school today of the absence that began on 29 September 2025."),
        ];
        Assert.Equal(expected, Told(morning));
        Assert.Equal(expected, Told(night));
        Assert.Equal(
            morning.Where(row => row["Kind"] == "case").Select(row => row["Key"]).Order(StringComparer.Ordinal),
            night.Where(row => row["What"].StartsWith("Tell ", StringComparison.Ordinal)).Select(row => row["Key"])
                .Order(StringComparer.Ordinal));
        // They stand before everything else.
        Assert.Equal(5, night.TakeWhile(row => row["What"].StartsWith("Tell ", StringComparison.Ordinal)).Count());
    }

    [Fact]
    public async Task It_ends_in_both_lists_when_somebody_writes_whom_they_told_and_does_not_come_again_for_this_absence()
    {
        await using var trust = await StartAsync("het");
        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 /", "A3 /", "A4 /");
        await trust.MorningAsync("09:30");
        await TellsAsync(trust, $"{AMorning.Day}-morning", "A1", note: "", "without-name");
        await trust.TickReleaseAsync($"{AMorning.Day} 09:45");

        Assert.Contains("write the person's name", await trust.RejectedAsync("decisions-without-name.csv"), StringComparison.Ordinal);
        Assert.Single(Told(await trust.MorningListAsync()));

        await TellsAsync(trust, $"{AMorning.Day}-morning", "A1", note: "Jo Field, by phone", "with-name");
        await trust.TickReleaseAsync($"{AMorning.Day} 10:00");
        await trust.MorningAsync("10:05");
        Assert.Empty(Told(await trust.MorningListAsync()));

        await trust.PutRegisterAsync("evening.csv", Registers.Day(["A1"], AMorning.Day, "N"));
        await trust.NightAsync(AMorning.Day);
        await trust.PutRegisterAsync("tuesday.csv", WithZoe(Tuesday, "N"));
        await trust.MorningAsync("09:30", Tuesday);
        await trust.NightAsync(Tuesday);

        Assert.Empty(Told(await trust.WorklistAsync(AMorning.Day)));
        Assert.Empty(Told(await trust.MorningListAsync(Tuesday)));
        Assert.Empty(Told(await trust.WorklistAsync(Tuesday)));
        Assert.Equal("Jo Field, by phone", Assert.Single((await trust.CaseAsync("A1")).Notifications).Told?.Note);

        // The next absence is another one.
        await trust.PutRegisterAsync("later.csv", WithZoe("2025-10-01", "/"));
        await trust.PutRegisterAsync("later-still.csv", WithZoe("2025-10-02", "N"));
        await trust.NightAsync("2025-10-02");
        Assert.Single(Told(await trust.WorklistAsync("2025-10-02")));
    }

    [Fact]
    public async Task A_reason_in_the_register_takes_the_rows_away()
    {
        await using var trust = await StartAsync("odbst");
        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 /", "A3 /", "A4 /");
        await trust.NightAsync(AMorning.Day);
        Assert.Single(Told(await trust.WorklistAsync(AMorning.Day)));

        await trust.PutRegisterAsync("reason.csv", Registers.Day(["A1"], AMorning.Day, "I"));
        await trust.RunAsync(AMorning.Day);
        Assert.Empty(Told(await trust.WorklistAsync(AMorning.Day)));
    }

    [Theory]
    [MemberData(nameof(EveryPack))]
    public async Task Coming_off_the_roll_is_told_in_advance_and_after_the_child_has_left_until_it_is_done(string pack)
    {
        await using var trust = await StartAsync(pack);
        await PutRosterAsync(trust, [.. Roster.Select((row, index) => index == 1 ? $"{row}{AMorning.Day}" : row)]);
        await trust.NightAsync(AMorning.Day);
        await trust.NightAsync(Tuesday);

        Assert.Equal(
            [
                "Tell the social worker that the pupil comes off the roll after 29 September 2025.",
                "Tell the youth offending team worker (Sam Reed) that the pupil comes off the roll after 29 September 2025.",
            ],
            Told(await trust.WorklistAsync(AMorning.Day)).Select(row => row.What));
        Assert.Equal(
            [
                "Tell the social worker that the pupil came off the roll after 29 September 2025. Overdue.",
                "Tell the youth offending team worker (Sam Reed) that the pupil came off the roll after 29 September 2025. Overdue.",
            ],
            Told(await trust.WorklistAsync(Tuesday)).Select(row => row.What));

        await TellsAsync(trust, Tuesday, "A2", "Jo Field", "first");
        await trust.NightAsync("2025-10-01");
        await TellsAsync(trust, "2025-10-01", "A2", "Sam Reed", "second");
        await trust.NightAsync("2025-10-02");
        Assert.Empty(Told(await trust.WorklistAsync("2025-10-02")));
    }

    [Fact]
    public async Task The_row_has_the_policys_own_sentence()
    {
        await using var trust = await StartAsync("odst");
        await trust.PutMorningAsync("monday.csv", "A1 N", "A2 /", "A3 /", "A4 /");
        await trust.MorningAsync("09:30");

        Assert.Contains(
            "Inform the social worker of any unexplained absence, and if the pupil's name is to be deleted from the register",
            (await trust.MorningListAsync()).First(row => row["Kind"] == "case")["Actions"], StringComparison.Ordinal);
    }
}
