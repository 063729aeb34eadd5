using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>The checklist of a case over nights, in the worklist, on the child's page and in a file of decisions.</summary>
public sealed class ChecklistTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Friday = "2025-09-26";

    private const string Monday = "2025-10-13";

    private static readonly IReadOnlyList<string> Others = Registers.Upns(8);

    public static TheoryData<string> Strangers => Visitor.Others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overdue_actions_come_up_once_a_pupil_in_the_worklist_and_in_Today()
    {
        await using var trust = await StartAsync();
        Assert.DoesNotContain(await trust.WorklistAsync(Friday), row => row["Kind"] == "action");

        await trust.NightAsync(Monday);

        var row = Assert.Single(await trust.WorklistAsync(Monday), row => row["Kind"] == "action");
        var open = (await trust.CaseAsync(Ada)).Checklist.Where(item => item.IsOpen).ToList();
        Assert.True(open.Count > 2);
        Assert.StartsWith(
            $"{open.Count} actions on the checklist are overdue, since 3 October 2025", row["What"], StringComparison.Ordinal);
        Assert.All(open, item => Assert.Contains(item.Text, row["Actions"], StringComparison.Ordinal));
        Assert.Equal(("2025-10-03", "", ""), (row["Due"], row["Key"], row["Allowed"]));
        var block = OpenBlock.Of(
            await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Upn.Parse(Ada), Token), Casework.Date("2025-10-14"),
            upn => AttendanceFunctions.Domain.Text.OpaqueKey.Of("test", upn.ToString()))!;
        Assert.Equal(OpenSection.Overdue, block.Section);
        Assert.Single(block.Matters, matter => matter.Section == OpenSection.Overdue && matter.Row.Kind == "action");
    }

    [Fact]
    public async Task A_form_ticks_several_actions_at_once_each_with_its_own_entry_in_the_history()
    {
        await using var trust = await StartAsync();
        await trust.NightAsync(Monday);
        trust.Clock.Set("2025-10-14 07:45");
        var items = (await trust.CaseAsync(Ada)).Checklist;

        var answer = await PostAsync(
            trust, Visitor.Office, (EntryFields.Done, new([$"{items[0].Key}", $"{items[1].Key}"])),
            (EntryFields.Because(items[2].Key), "In hospital until half term."), (EntryFields.On, "2025-10-10"),
            (EntryFields.Note, "By telephone."));

        Assert.IsType<SeeOther>(answer);
        var after = (await trust.CaseAsync(Ada)).Checklist.ToDictionary(item => item.Key);
        Assert.Equal(new(Casework.Date("2025-10-10"), true, JoHill, "By telephone."), after[items[0].Key].Tick);
        Assert.Equal(new(Casework.Date("2025-10-10"), true, JoHill, "By telephone."), after[items[1].Key].Tick);
        Assert.Equal(new(Casework.Date("2025-10-14"), false, JoHill, "In hospital until half term."), after[items[2].Key].Tick);
        Assert.Equal(3, (await trust.HistoryAsync(Ada)).Count(happened => happened.Kind == CaseEventKind.Ticked));
        var open = (await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Upn.Parse(Ada), Token)).OfNight;
        Assert.StartsWith(
            $"{items.Count - 3} action", Assert.Single(open, row => row.Kind == "action").What, StringComparison.Ordinal);
        var page = await PageAsync(trust);
        Assert.Contains("Ticked off: 3", page, StringComparison.Ordinal);
        Assert.Contains("does not apply, 14 October 2025, Jo Hill. Because: In hospital until half term.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_on_a_Saturday_counts_at_once_and_the_next_night_keeps_it()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-27 10:00");
        var item = (await trust.CaseAsync(Ada)).Checklist[0];
        await PostAsync(trust, Visitor.Office, (EntryFields.Done, $"{item.Key}"));
        Assert.Equal(CaseEventKind.Ticked, (await trust.HistoryAsync(Ada))[^1].Kind);

        await trust.NightAsync("2025-09-29");

        Assert.False((await trust.CaseAsync(Ada)).IsAheadOfNight);
        Assert.NotNull((await trust.CaseAsync(Ada)).Checklist.Single(known => known.Key == item.Key).Tick);
        Assert.Single(await trust.HistoryAsync(Ada), happened => happened.Key == item.Key);
    }

    [Fact]
    public async Task A_tick_after_the_night_keeps_the_nights_letters_when_the_night_is_repeated()
    {
        await using var trust = await StartAsync();
        var letters = await LettersAsync(trust);
        Assert.NotEmpty(letters);
        trust.Clock.Set($"{Friday} 20:30");
        await PostAsync(trust, Visitor.Office, (EntryFields.Done, $"{(await trust.CaseAsync(Ada)).Checklist[0].Key}"));

        await trust.NightAsync(Friday);

        Assert.Equal(letters, await LettersAsync(trust));
        Assert.Single(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Ticked);
    }

    [Fact]
    public async Task A_form_in_which_nothing_is_ticked_and_one_without_a_reason_say_so_and_change_nothing()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 07:45");
        var item = (await trust.CaseAsync(Ada)).Checklist[0];

        Assert.Contains("Nothing was ticked", await RefusedAsync(trust), StringComparison.Ordinal);
        Assert.Contains(
            "say in a few words why it does not apply", await RefusedAsync(trust, (EntryFields.Because(item.Key), "x")),
            StringComparison.Ordinal);
        Assert.Contains("in the future",
            await RefusedAsync(trust, (EntryFields.Done, $"{item.Key}"), (EntryFields.On, "2025-09-30")), StringComparison.Ordinal);
        Assert.Contains("its stage has ended",
            await RefusedAsync(trust, (EntryFields.Done, new string('0', 32))), StringComparison.Ordinal);
        Assert.All((await trust.CaseAsync(Ada)).Checklist, known => Assert.True(known.IsOpen));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nobody_else_ticks_anything_off(string signInName)
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 07:45");
        var item = (await trust.CaseAsync(Ada)).Checklist[0];

        var answer = await PostAsync(trust, signInName, (EntryFields.Done, $"{item.Key}"));

        Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answer).Status);
        Assert.All((await trust.CaseAsync(Ada)).Checklist, known => Assert.True(known.IsOpen));
    }

    [Fact]
    public async Task A_filled_in_checklist_in_the_folder_of_decisions_ticks_off_too()
    {
        await using var trust = await StartAsync();
        var sheet = await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/{Friday}-checklist.csv");
        var items = (await trust.CaseAsync(Ada)).Checklist;
        Assert.Equal(items.Count, Sheet.Read(sheet).Count(row => row["UPN"] == Ada));

        var filled = Sheet.Fill(sheet, $"{items[0].Key}", ("Decision", "done"), ("By", "J. Hill"));
        filled = Sheet.Fill(filled, $"{items[1].Key}", ("Decision", "Does not apply"), ("By", "J. Hill"));
        await trust.PutAsync(Containers.Decisions, $"{TestTrust.School}/checklist.csv", filled);
        await trust.NightAsync("2025-09-29");

        var tick = (await trust.CaseAsync(Ada)).Checklist.Single(item => item.Key == items[0].Key).Tick!;
        Assert.Equal(("J. Hill, as the file checklist.csv says", true), (tick.By.InWords(), tick.IsDone));
        Assert.True((await trust.CaseAsync(Ada)).Checklist.Single(item => item.Key == items[1].Key).IsOpen);
        Assert.Contains(
            "say in a few words why it does not apply",
            await trust.GetAsync(Containers.Rejected, $"{TestTrust.School}/decisions-checklist.csv"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_tick_at_the_same_time_lose_nothing()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 07:45");
        var items = (await trust.CaseAsync(Ada)).Checklist;

        await Task.WhenAll(items.Select(item => PostAsync(trust, Visitor.Office, (EntryFields.Done, $"{item.Key}"))));

        Assert.All((await trust.CaseAsync(Ada)).Checklist, item => Assert.False(item.IsOpen));
        Assert.Equal(items.Count, (await trust.HistoryAsync(Ada)).Count(happened => happened.Kind == CaseEventKind.Ticked));
    }

    private static AttendanceFunctions.Domain.Text.Author.SignedIn JoHill => new("Jo Hill", "office@trust.example");

    private Task<TestTrust> StartAsync() => Visitor.AtFirstStageAsync(azurite, Ada, Others);

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust) =>
        await trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"141234/{Friday}/", Token)
            .Select(blob => blob.Name).ToListAsync(Token);

    private static async Task<string> RefusedAsync(TestTrust trust, params (string Name, StringValues Value)[] fields)
    {
        var answer = Assert.IsType<OfficeAnswer>(await PostAsync(trust, Visitor.Office, fields));
        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        return answer.Html;
    }

    private static async Task<string> PageAsync(TestTrust trust) =>
        Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChild>(Visitor.Office, Ada)).Html;

    private static Task<IResult> PostAsync(TestTrust trust, string signInName, params (string Name, StringValues Value)[] fields) =>
        trust.PostAsync<TickChecklist>(signInName, Ada, fields);
}
