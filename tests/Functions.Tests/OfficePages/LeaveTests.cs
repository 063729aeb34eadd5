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

/// <summary>A request for leave from the child's page to the register afterwards.</summary>
public sealed class LeaveTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Friday = "2025-09-26";

    private static readonly (string Name, StringValues Value)[] Wedding =
    [
        (EntryFields.AskedBy, "Alex Sample"), (EntryFields.From, "2025-10-06"), (EntryFields.To, "2025-10-07"),
        (EntryFields.Reason, "A wedding abroad"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_waits_at_once_is_refused_by_the_lead_and_the_register_is_compared_afterwards()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 08:10");
        Assert.IsType<SeeOther>(await trust.PostAsync<AskForLeave>("office@trust.example", Ada, Wedding));

        var row = await RowAsync(trust);
        Assert.StartsWith("Leave asked for, from 6 October 2025 to 7 October 2025, by Alex Sample.", row.What, StringComparison.Ordinal);
        Assert.Contains("95.0% (38 of 40 sessions), below 96%", row.Why, StringComparison.Ordinal);
        Assert.Contains("O in 2 sessions of the year: the policy refuses leave", row.Why, StringComparison.Ordinal);

        (string, StringValues)[] answer =
        [
            (DecideFields.Row, row.Key!), (DecideFields.Decision, "refuse leave"), (DecideFields.Note, "A holiday; truancy is known."),
        ];
        Assert.IsType<OfficeAnswer>(await trust.PostAsync<DecideAboutChild>("office@trust.example", Ada, answer));
        Assert.Null((await trust.CaseAsync(Ada)).Leave.Single().Decided);
        Assert.IsType<SeeOther>(await trust.PostAsync<DecideAboutChild>("lead@trust.example", Ada, answer));
        Assert.Equal(LeaveAnswer.Refused, (await trust.CaseAsync(Ada)).Leave.Single().Decided!.Answer);

        await trust.NightAsync("2025-09-29");
        Assert.NotEmpty(await LettersAsync(trust, "2025-09-29"));

        await trust.PutRegisterAsync("z-away.csv", Sample.LongFile(
            [.. new[] { "2025-10-06", "2025-10-07" }.SelectMany(day => new[] { $"{Ada},{day},AM,I", $"{Ada},{day},PM,I" })]));
        await trust.NightAsync("2025-10-07");
        Assert.DoesNotContain((await trust.CaseAsync(Ada)).Duties, duty => duty.Source == DutySource.Leave);
        await trust.NightAsync("2025-10-08");
        Assert.Contains(
            await trust.WorklistAsync("2025-10-08"),
            row => row["What"].StartsWith("Compare the register with the answer about leave", StringComparison.Ordinal));
        Assert.Contains(
            "I in 4 sessions", (await trust.HistoryAsync(Ada)).Last(happened => happened.Kind == CaseEventKind.Due).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_childs_page_shows_the_request_and_what_became_of_it()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 08:10");
        await trust.PostAsync<AskForLeave>("office@trust.example", Ada, Wedding);

        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChild>("office@trust.example", Ada)).Html;

        Assert.Contains("6 October 2025 to 7 October 2025: waits for an answer", page, StringComparison.Ordinal);
        Assert.Contains("A wedding abroad", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_day_says_so_and_changes_nothing()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 08:10");

        var answer = Assert.IsType<OfficeAnswer>(
            await trust.PostAsync<AskForLeave>("office@trust.example", Ada, [.. Wedding.Where(field => field.Name != EntryFields.To)]));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Contains("Give the first and the last day of the leave.", answer.Html, StringComparison.Ordinal);
        Assert.Empty((await trust.CaseAsync(Ada)).Leave);
    }

    [Theory]
    [InlineData("elsewhere@trust.example")]
    [InlineData("trust@trust.example")]
    [InlineData("systems@trust.example")]
    [InlineData("stranger@trust.example")]
    public async Task Nobody_else_writes_a_request_down(string signInName)
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 08:10");

        var answer = await trust.PostAsync<AskForLeave>(signInName, Ada, Wedding);

        Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answer).Status);
        Assert.Empty((await trust.CaseAsync(Ada)).Leave);
    }

    private async Task<TestTrust> StartAsync()
    {
        var trust = await Visitor.TrustAsync(azurite, "millbrook", extra: "\"minimumCoverage\": 0,");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil(Ada)));
        await trust.PutRegisterAsync("so-far.csv", Sample.MarksFile(Sample.Marks(Ada, "2025-09-01", 2, 38, 'O')));
        await trust.NightAsync(Friday);
        return trust;
    }

    private static async Task<WorklistRow> RowAsync(TestTrust trust) =>
        (await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Upn.Parse(Ada), Token)).OfNight
            .Single(row => row.What.StartsWith("Leave asked for", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust, string night) =>
        await trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"141234/{night}/", Token)
            .Select(blob => blob.Name)
            .Where(name => name.EndsWith(".docx", StringComparison.Ordinal) && name.Contains("leave-decision", StringComparison.Ordinal))
            .ToListAsync(Token);
}
