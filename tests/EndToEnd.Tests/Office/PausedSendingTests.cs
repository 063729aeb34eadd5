using System.Net;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.EndToEnd.Office;

/// <summary>
/// All sending is paused on a page: with the real senders nothing reaches the services, and afterwards each message does once.
/// </summary>
public sealed partial class PausedSendingTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Friday = new(2026, 3, 20);

    private static readonly DateOnly Monday = Friday.AddDays(3);

    private static readonly SchoolId[] Schools = [SchoolId.Parse("990101"), SchoolId.Parse("990102")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_leaves_while_sending_is_paused_and_afterwards_each_message_leaves_exactly_once()
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 1, Schools: 2, Pupils: 60, LastNight: Friday));
        var files = trust.Settings().Concat(trust.Rosters()).Concat(trust.RegistersBefore(Friday)).Concat(trust.RegistersOfNight(Friday));
        await using var office = await ServedOffice.StartAsync(
            azurite.TakeAccount(), SimulatedNight.Start(Friday), files.Select(file => IncomingFile.Of(file.Path, file.Content)));
        using var lead = await office.BrowserOfAsync("trust@riverside.example");
        using var officer = await office.BrowserOfAsync("office@riverside.example");

        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(lead, (SendingFields.Why, "The figures of Friday are wrong")));
        await RunAsync(office, Friday, Monday);

        Assert.Empty(office.Sent());
        Assert.Contains(
            "All sending is paused.", await officer.GetStringAsync(OfficePaths.Today(Schools[0]), Token), StringComparison.Ordinal);
        Assert.Contains("Helen Marsh", await officer.GetStringAsync(OfficePaths.Start, Token), StringComparison.Ordinal);
        var waiting = (await LedgerAsync(office))
            .Where(row => row is { State: NudgeState.Planned, IsReleased: true }).Select(row => row.Place).ToHashSet();
        Assert.True(waiting.Count > 5, $"Only {waiting.Count} messages wait.");

        var page = await lead.GetStringAsync(OfficePaths.Sending, Token);
        Assert.Equal(
            HttpStatusCode.SeeOther,
            await SendAsync(lead, (SendingFields.Why, "They are right"), (SendingFields.Ends, Ends().Match(page).Groups[1].Value)));
        await RunAsync(office, Monday, Monday.AddDays(1));

        var sent = office.Sent();
        Assert.NotEmpty(sent);
        Assert.Equal(sent.Select(message => message.Key).Distinct().Count(), sent.Count);
        Assert.DoesNotContain(
            "All sending is paused.", await officer.GetStringAsync(OfficePaths.Today(Schools[0]), Token), StringComparison.Ordinal);
        var after = (await LedgerAsync(office)).Where(row => waiting.Contains(row.Place)).ToList();
        // One message a day for each parent: what is left of a family with several leaves on a later day, and none has expired.
        Assert.DoesNotContain(after, row => row.State == NudgeState.Expired);
        Assert.Equal(
            after.Where(row => row.ProviderId is not null && row.Lead == row.Place).Select(row => row.Place.Key.ToString())
                .Order(StringComparer.Ordinal),
            sent.Select(message => message.Key).Where(key => after.Any(row => row.Place.Key.ToString() == key))
                .Order(StringComparer.Ordinal));
        Assert.True(after.Count(row => row.ProviderId is not null) > 5, "Hardly any message that waited has left.");
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient browser, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, OfficePaths.Sending) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private static async Task RunAsync(ServedOffice office, DateOnly from, DateOnly to) =>
        await new SimulatedNight(office.Session.Host, office.Clock)
            .RunAsync(from, to, () => Task.CompletedTask, new Progress<NightTick>(), Token);

    private static async Task<IReadOnlyList<Nudge>> LedgerAsync(ServedOffice office)
    {
        var ledger = office.Session.Services.GetRequiredService<NudgeLedger>();
        var rows = new List<Nudge>();
        foreach (var school in Schools)
        {
            rows.AddRange((await ledger.ReadAsync(school, AcademicYear.Of(Friday), Token)).Select(row => row.Value));
        }

        return rows;
    }

    [GeneratedRegex($"name=\"{SendingFields.Ends}\" value=\"([^\"]+)\"")]
    private static partial Regex Ends();
}
