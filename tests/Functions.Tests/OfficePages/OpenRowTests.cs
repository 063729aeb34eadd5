using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>The rows of night and morning by pupil, as the office reads them.</summary>
public sealed class OpenRowTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Friday = new(2025, 9, 26);

    private static readonly DateOnly Monday = new(2025, 9, 29);

    private static readonly Upn Ada = Upn.Parse("UPNADA111");

    private static readonly Upn Bea = Upn.Parse("UPNBEA222");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var row = Row(Ada, "To be decided.") with
        {
            Key = "key",
            Allowed = ["confirm", "decline"],
            NeedsSignIn = true,
            Why = "Because.",
            Actions = ["Call.", "Write."],
            Due = Monday,
            IsDuty = true,
            IsSafeguarding = true,
            Message = MessageKind.ThankYou,
            Pupil = new(
                Ada.ToString(), "Ada", "Sample", "4", "4A", Cell.Percent(Domain.Attendance.Rate.Of(9, 10)), 2, "Stage", "Case stage",
                Cell.Number(9.5m)),
        };

        await trust.Get<OpenRowTable>().WriteNightAsync(TestTrust.School, Friday, _ => [row], Token);
        var read = (await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Ada, Token)).OfNight.Single();

        Assert.Equal(row.Actions, read.Actions);
        Assert.Equal(row.Allowed, read.Allowed);
        Assert.Equal(row, read with { Actions = row.Actions, Allowed = row.Allowed });
    }

    [Fact]
    public async Task A_night_replaces_the_rows_of_the_night_before_and_ends_the_mornings()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<OpenRowTable>();
        await table.WriteNightAsync(TestTrust.School, Friday, _ => [Row(Ada, "Old."), Row(Bea, "Old.")], Token);
        await table.WriteMorningAsync(TestTrust.School, Monday, [Row(Bea, "Not seen.")], Token);

        await table.WriteNightAsync(TestTrust.School, Monday, _ => [Row(Ada, "New.")], Token);

        var open = await table.ReadAsync(TestTrust.School, Token);
        Assert.Equal(Monday, open.Night);
        Assert.Equal("New.", open.All.Single(rows => rows.Upn == Ada).OfNight.Single().What);
        Assert.DoesNotContain(open.All, rows => rows.Upn == Bea);
    }

    [Fact]
    public async Task A_morning_leaves_the_nights_rows_and_forgets_who_has_been_seen_since()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<OpenRowTable>();
        await table.WriteNightAsync(TestTrust.School, Friday, _ => [Row(Ada, "Of the night.")], Token);
        await table.WriteMorningAsync(TestTrust.School, Monday, [Row(Ada, "Not seen."), Row(Bea, "Not seen.")], Token);

        await table.WriteMorningAsync(TestTrust.School, Monday, [Row(Bea, "Not seen.")], Token);

        var (ada, bea) = (await table.FindAsync(TestTrust.School, Ada, Token), await table.FindAsync(TestTrust.School, Bea, Token));
        Assert.Equal(["Of the night."], ada.NightOn(Monday).Select(row => row.What));
        Assert.Empty(ada.MorningOf(Monday));
        Assert.Single(bea.MorningOf(Monday));
        Assert.Empty(bea.MorningOf(Monday.AddDays(1)));
    }

    [Fact]
    public async Task A_matter_that_the_morning_says_again_is_not_said_twice()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<OpenRowTable>();
        await table.WriteNightAsync(TestTrust.School, Friday, _ => [Row(Ada, "Visit.") with { Key = "visit" }, Row(Ada, "Other.")], Token);
        await table.WriteMorningAsync(TestTrust.School, Monday, [Row(Ada, "Visit, day 4.") with { Key = "visit" }], Token);

        var open = await table.FindAsync(TestTrust.School, Ada, Token);

        Assert.Equal(["Visit, day 4."], open.MorningOf(Monday).Select(row => row.What));
        Assert.Equal(["Other."], open.NightOn(Monday).Select(row => row.What));
    }

    [Fact]
    public async Task A_repeated_night_writes_nothing()
    {
        var obstacle = new Obstacle();
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(), obstacle);
        WorklistRow[] rows = [Row(Ada, "One."), new(TestTrust.School, WorklistKinds.File, "A file.")];
        await trust.Get<OpenRowTable>().WriteNightAsync(TestTrust.School, Friday, _ => rows, Token);

        var asked = await Contracts.StorageRequests.OfAsync(
            trust.TrustStorage, obstacle, () => trust.Get<OpenRowTable>().WriteNightAsync(TestTrust.School, Friday, _ => rows, Token));

        Assert.Equal(1, asked.Tables);
    }

    [Fact]
    public async Task Rows_longer_than_a_column_come_back_whole()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var rows = Enumerable.Range(0, 40).Select(number => Row(Ada, $"{number}: {new string('x', 4000)}")).ToList();

        await trust.Get<OpenRowTable>().WriteNightAsync(TestTrust.School, Friday, _ => rows, Token);

        Assert.Equal(
            rows.Select(row => row.What),
            (await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Ada, Token)).OfNight.Select(row => row.What));
    }

    private static WorklistRow Row(Upn upn, string what) =>
        new(TestTrust.School, WorklistKinds.Case, what) { Pupil = Sample.WorklistPupil(upn.ToString()) };
}
