using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Campaign;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Privacy;
using AttendanceFunctions.Tests.Campaign.Trusts;
using AttendanceFunctions.Tests.Campaign.Workers;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Tests.EndToEnd.Campaigns;

/// <summary>The campaign's scan for personal data finds added data and nothing else.</summary>
public sealed class PrivacyScanTests(AzuriteFixture azurite)
{
    private const string Message = "Your child has missed nine days since September. Please call us if we can help.";

    private static readonly CampaignOptions Options = new(20250902, Kills: 0, Nights: 1, Schools: 1, Pupils: 20, FaultRates.Default);
    private static readonly CampaignTrust Trust = CampaignTrust.Of(Options);
    private static readonly Pupil Pupil = Trust.Rosters.Values.First()
        .First(pupil => pupil.Contacts is [{ Mobile.Length: > 0, Email.Length: > 0 }, ..]);
    private static readonly Contact Parent = Pupil.Contacts[0];
    private static readonly PrivacyScan Scan = new([Pupil], [Message]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> PersonalData => new()
    {
        { "a pupil's name", $"Working out {Pupil.Forename}." },
        { "a pupil's name", $"{{\"pupil\":\"{Pupil.Surname}\"}}" },
        { "a pupil's number", $"key={Pupil.Upn}" },
        { "a parent's name", $"Dear {Parent.Name}," },
        { "an address", $"sent to <{Parent.Email}>" },
        { "a telephone number", $"sent to {Parent.Mobile}" },
        { "a telephone number", $"+44{National()}" },
        { "a telephone number", $"0{National()[..4]} {National()[4..7]} {National()[7..]}" },
        { "the text of a message", "body: YOUR CHILD HAS MISSED NINE days" },
    };

    [Theory]
    [MemberData(nameof(PersonalData))]
    public void Personal_data_is_found(string what, string line) =>
        Assert.Contains(new Leak(what, "a line"), Scan.Find("a line", line));

    [Theory]
    [InlineData("Message 0bc41acc557b2651880efc12b480565b is Accepted.")]
    [InlineData("{\"v\":1,\"school\":\"primary-1\",\"year\":\"2025\",\"key\":\"17eb72b5ef1d2f07c7ddbb0ff7fe3a7e\"}")]
    [InlineData("Night 2025-09-02 is summarised: 3 of 3 schools.")]
    [InlineData("Your child has missed four days.")]
    public void Text_without_personal_data_has_no_findings(string line) => Assert.Empty(Scan.Find("a line", line));

    [Fact]
    public async Task The_scan_covers_every_place_in_which_a_campaign_stores_data()
    {
        using var folder = new TempFolder();
        var logFile = Path.Combine(folder.Path, "workers.log");
        await File.WriteAllTextAsync(logFile, $"info: for {Parent.Email}\nmetric attendance.reports 1 to={Parent.Mobile}\n", Token);
        await using var environment = await CampaignEnvironment.StartAsync(
            azurite.TakeAccount(), Options, WorkerKind.Product, new DirectoryInfo(folder.Path), Token);
        environment.PauseFaults(true);
        await new QueueClient(environment.Proxy.ConnectionString, Queues.NudgeTexts, new() { MessageEncoding = QueueMessageEncoding.None })
            .SendMessageAsync($"{{\"name\":\"{Pupil.Surname}\"}}", Token);
        await new FailureRecord(environment.Storage, TimeProvider.System, NullLogger<FailureRecord>.Instance)
            .RecordAsync(Queues.NudgeTexts, $"for {Pupil.Upn}", Token);
        await environment.Storage.Table(Tables.Nudges).AddEntityAsync(new TableEntity("primary-1:2025", Pupil.Upn.ToString()), Token);
        await environment.Storage.Container(Containers.Leases).GetBlobClient($"night-{Pupil.Upn}").UploadAsync(BinaryData.Empty, Token);

        var scan = await ArtefactScan.ScanAsync(Trust, environment, logFile, Token);

        Assert.Equal(
            ["a key of Nudges", "a log line", "a log line", "a message on nudge-texts", "a row of Failures", "the name of a lease"],
            scan.Leaks.Select(leak => leak.Where).Order(StringComparer.Ordinal));
    }

    private static string National() => string.Concat(Parent.Mobile.Where(char.IsAsciiDigit))[^10..];
}
