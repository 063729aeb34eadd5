using System.Text;
using System.Text.Json;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
        Assert.IsType<SeeOther>(await PostAsync<AskForLeave>(trust, "office@trust.example", Wedding));

        var row = await RowAsync(trust);
        Assert.StartsWith("Leave asked for, from 6 October 2025 to 7 October 2025, by Alex Sample.", row.What, StringComparison.Ordinal);
        Assert.Contains("95.0% (38 of 40 sessions), below 96%", row.Why, StringComparison.Ordinal);
        Assert.Contains("O in 2 sessions of the year: the policy refuses leave", row.Why, StringComparison.Ordinal);

        (string, StringValues)[] answer =
        [
            (DecideFields.Row, row.Key!), (DecideFields.Decision, "refuse leave"), (DecideFields.Note, "A holiday; truancy is known."),
        ];
        Assert.IsType<OfficeAnswer>(await PostAsync<DecideAboutChild>(trust, "office@trust.example", answer));
        Assert.Null((await trust.CaseAsync(Ada)).Leave.Single().Decided);
        Assert.IsType<SeeOther>(await PostAsync<DecideAboutChild>(trust, "lead@trust.example", answer));
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
        await PostAsync<AskForLeave>(trust, "office@trust.example", Wedding);

        var page = Assert.IsType<OfficeAnswer>(await RunAsync<ShowChild>(trust, await RequestAsync(trust, "office@trust.example"))).Html;

        Assert.Contains("6 October 2025 to 7 October 2025: waits for an answer", page, StringComparison.Ordinal);
        Assert.Contains("A wedding abroad", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_day_says_so_and_changes_nothing()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 08:10");

        var answer = Assert.IsType<OfficeAnswer>(
            await PostAsync<AskForLeave>(trust, "office@trust.example", [.. Wedding.Where(field => field.Name != EntryFields.To)]));

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

        var answer = await PostAsync<AskForLeave>(trust, signInName, Wedding);

        Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answer).Status);
        Assert.Empty((await trust.CaseAsync(Ada)).Leave);
    }

    private async Task<TestTrust> StartAsync()
    {
        var trust = await TestTrust.CreateAsync(
            azurite,
            Sample.Settings("millbrook", extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School("141235", "Hilltop School")),
            (OfficeOptions.SignInSetting, "True"), (OfficeOptions.TenantSetting, "11111111-2222-3333-4444-555555555555"));
        await trust.PutAsync(Containers.Settings, "staff.csv",
            "SignInName,Name,Role,Schools\noffice@trust.example,Jo Hill,office,141234\nlead@trust.example,Lee Fox,attendance lead,141234\n"
            + "elsewhere@trust.example,Di Hay,head,141235\ntrust@trust.example,Helen Marsh,trust lead,all\n"
            + "systems@trust.example,Sam Roe,operator,all\n");
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

    private static async Task<IResult> PostAsync<T>(TestTrust trust, string signInName, (string Name, StringValues Value)[] fields)
        where T : class
    {
        var request = await RequestAsync(trust, signInName);
        request.Method = "POST";
        request.Headers["Sec-Fetch-Site"] = "same-origin";
        request.ContentType = "application/x-www-form-urlencoded";
        request.Form = new FormCollection(fields.ToDictionary(field => field.Name, field => field.Value));
        return await RunAsync<T>(trust, request);
    }

    private static async Task<IResult> RunAsync<T>(TestTrust trust, HttpRequest request)
        where T : class
    {
        IResult? answer = null;
        await trust.InScopeAsync<IServiceProvider>(async services => answer = ActivatorUtilities.CreateInstance<T>(services) switch
        {
            AskForLeave ask => await ask.Run(request, Token),
            DecideAboutChild decide => await decide.Run(request, Token),
            ShowChild show => await show.Run(request, Token),
            var other => throw new ArgumentException($"{other} is no page of these tests.", nameof(request)),
        });
        return answer!;
    }

    private static async Task<HttpRequest> RequestAsync(TestTrust trust, string signInName)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        request.Headers[Principal.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            auth_typ = "aad",
            claims = new[]
            {
                new { typ = Principal.NameClaim, val = signInName },
                new { typ = Principal.TenantClaim, val = "11111111-2222-3333-4444-555555555555" },
            },
        })));
        request.RouteValues[OfficePaths.SchoolValue] = "141234";
        await trust.InScopeAsync<ChildKeys>(async keys =>
            request.RouteValues[OfficePaths.ChildValue] = (await keys.OfAsync(TestTrust.School, Token))(Upn.Parse(Ada)).ToString());
        return request;
    }
}
