using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>What a signed-in person decides on a page takes effect at once, and the night finds it done.</summary>
public sealed class DecidingTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Friday = "2025-09-26";

    private const string Monday = "2025-09-29";

    private static readonly IReadOnlyList<string> Others = Registers.Upns(8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_confirmed_step_moves_the_case_at_once_and_stands_in_its_history()
    {
        await using var trust = await FridayAsync();
        var row = await ProposalAsync(trust);

        Assert.Null(await DecideAsync(trust, row.Key!, "confirm", note: "Met the parents."));

        var current = await trust.CaseAsync(Ada);
        Assert.Null(current.Proposal);
        Assert.Empty(current.PendingDecisions);
        Assert.Equal(new DateOnly(2025, 9, 29), current.Step!.On);
        var last = (await trust.HistoryAsync(Ada)).Single(happened => happened.Kind == CaseEventKind.Confirmed);
        Assert.Equal(("Ann Lee", "Met the parents."), (last.By!.Name, last.Note));
        Assert.Equal("head@trust.example", Assert.IsType<Domain.Text.Author.SignedIn>(last.By).SignInName);
        Assert.DoesNotContain((await RowsAsync(trust)).OfNight, open => open.Key == row.Key);
    }

    [Fact]
    public async Task The_night_finds_it_done_and_ends_as_if_it_had_carried_it_out_itself()
    {
        await using var atOnce = await FridayAsync();
        await using var atNight = await FridayAsync();
        Assert.Null(await DecideAsync(atOnce, (await ProposalAsync(atOnce)).Key!, "confirm"));
        Assert.Null(await atNight.DecideAsync(new(
            Ada, "case", (await ProposalAsync(atNight)).Key!, "confirm",
            new Domain.Text.Author.SignedIn("Ann Lee", "head@trust.example"), "")));

        foreach (var trust in new[] { atOnce, atNight })
        {
            await trust.PutAsync(Containers.Registers, "141234/monday.csv", Registers.Day([Ada, .. Others], Monday));
            await trust.NightAsync(Monday);
        }

        var (here, there) = (await atOnce.CaseAsync(Ada), await atNight.CaseAsync(Ada));
        Assert.False(here.IsAheadOfNight);
        Assert.Equal(there.Step, here.Step);
        Assert.Equal(there.Duties.Select(duty => duty.What), here.Duties.Select(duty => duty.What));
        Assert.Equal(
            (await atNight.HistoryAsync(Ada)).Select(happened => (happened.Number, happened.On, happened.Kind, happened.What)),
            (await atOnce.HistoryAsync(Ada)).Select(happened => (happened.Number, happened.On, happened.Kind, happened.What)));
        Assert.Equal(await LettersAsync(atNight), await LettersAsync(atOnce));
    }

    [Fact]
    public async Task A_missed_night_is_caught_up_with_after_a_decision_in_between()
    {
        await using var trust = await FridayAsync();
        Assert.Null(await DecideAsync(trust, (await ProposalAsync(trust)).Key!, "confirm"));

        await trust.PutAsync(Containers.Registers, "141234/monday.csv", Registers.Day([Ada, .. Others], Monday));
        await trust.PutAsync(Containers.Registers, "141234/tuesday.csv", Registers.Day([Ada, .. Others], "2025-09-30"));
        await trust.NightAsync("2025-09-30");

        Assert.Equal(new DateOnly(2025, 9, 29), (await trust.CaseAsync(Ada)).Step!.On);
        Assert.DoesNotContain(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Corrected);
        Assert.NotEmpty(await LettersAsync(trust, "2025-09-30"));
    }

    [Fact]
    public async Task The_office_decides_no_formal_step()
    {
        await using var trust = await FridayAsync();
        var row = await ProposalAsync(trust);

        var refusal = await DecideAsync(trust, row.Key!, "confirm", StaffRole.Office);

        Assert.Contains("Only the attendance lead or the head", refusal, StringComparison.Ordinal);
        Assert.NotNull((await trust.CaseAsync(Ada)).Proposal);
    }

    [Fact]
    public async Task The_second_person_learns_that_somebody_else_did_it()
    {
        await using var trust = await FridayAsync();
        var row = await ProposalAsync(trust);
        Assert.Null(await DecideAsync(trust, row.Key!, "decline", note: "Family is moving."));

        Assert.Contains("somebody else did it", await DecideAsync(trust, row.Key!, "confirm"), StringComparison.Ordinal);
        Assert.Equal(CaseEventKind.Declined, (await trust.HistoryAsync(Ada))[^1].Kind);
    }

    [Fact]
    public async Task A_word_that_the_row_does_not_allow_changes_nothing()
    {
        await using var trust = await FridayAsync();
        var row = await ProposalAsync(trust);

        Assert.NotNull(await DecideAsync(trust, row.Key!, "close"));
        Assert.NotNull((await trust.CaseAsync(Ada)).Proposal);
    }

    [Fact]
    public async Task Of_two_who_decide_at_the_same_time_one_counts()
    {
        await using var trust = await FridayAsync();
        var row = await ProposalAsync(trust);

        var answers = await Task.WhenAll(DecideAsync(trust, row.Key!, "confirm"), DecideAsync(trust, row.Key!, "decline"));

        Assert.Single(answers, answer => answer is null);
        Assert.Single(
            await trust.HistoryAsync(Ada), happened => happened.Kind is CaseEventKind.Confirmed or CaseEventKind.Declined);
    }

    private async Task<TestTrust> FridayAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "review"));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster([Sample.Pupil(Ada), .. Others.Select(upn => Sample.Pupil(upn))]));
        await trust.PutAsync(Containers.Registers, "141234/so-far.csv", Sample.MarksFile(
            [Sample.Marks(Ada, "2025-09-01", 10, 30), .. Others.Select(upn => Sample.Marks(upn, "2025-09-01", 0, 40))]));
        await trust.NightAsync(Friday);
        trust.Clock.Set($"{Monday} 07:45");
        return trust;
    }

    private static Task<OpenRows> RowsAsync(TestTrust trust) =>
        trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Upn.Parse(Ada), Token);

    private static async Task<WorklistRow> ProposalAsync(TestTrust trust) =>
        (await RowsAsync(trust)).OfNight.Single(row => row.Allowed.Contains("confirm"));

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust, string night = Monday) =>
        await trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"141234/{night}/", Token)
            .Select(blob => blob.Name).ToListAsync(Token);

    private static async Task<string?> DecideAsync(
        TestTrust trust, string key, string word, StaffRole role = StaffRole.Head, string note = "")
    {
        var settings = await trust.SettingsAsync();
        var person = new StaffMember("head@trust.example", "Ann Lee", [new(role, null)]);
        string? refusal = null;
        await trust.InScopeAsync<Deciding>(async deciding => refusal = await deciding.DecideAsync(
            new(new DefaultHttpContext().Request, settings, person, settings.Schools[0]), Upn.Parse(Ada), new(key, word, note, null),
            Token));
        return refusal;
    }
}
