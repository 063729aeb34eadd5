using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>What a meeting agreed is recorded on the child's page, and the next night's contract has it.</summary>
public sealed class AgreementTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private static readonly (string Name, StringValues Value)[] Fields =
    [
        (EntryFields.On, "2025-09-29"), (EntryFields.Target, "95.5"), (EntryFields.Review, "2025-10-20"),
        (EntryFields.AgreedBy, "Ms Sample and Ann Lee"), (EntryFields.What(1), "Come to breakfast club"), (EntryFields.Who(1), "Zoe"),
        (EntryFields.By(1), "2025-10-06"), (EntryFields.What(3), "Call each morning"), (EntryFields.Who(3), "Jo Hill"),
        (EntryFields.By(3), ""),
    ];

    public static TheoryData<string> Strangers => [.. Visitor.Others.Select(row => row.Data), Visitor.Office];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_records_it_and_the_next_nights_contract_prints_it()
    {
        await using var trust = await StartAsync();

        Assert.IsType<SeeOther>(await trust.PostAsync<RecordAgreement>(Visitor.Head, Ada, Fields));

        var agreement = (await trust.CaseAsync(Ada)).Agreement!;
        Assert.Equal(
            (Percentage.Of(95.5m), Casework.Date("2025-10-20"), "Ms Sample and Ann Lee"),
            (agreement.Target!.Value, agreement.ReviewOn!.Value, agreement.AgreedBy));
        Assert.Equal(
            [new AgreedAction("Come to breakfast club", "Zoe", Casework.Date("2025-10-06")), new("Call each morning", "Jo Hill", null)],
            agreement.Actions);
        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChild>(Visitor.Office, Ada)).Html;
        Assert.Contains("95.5% or more", page, StringComparison.Ordinal);

        await trust.NightAsync("2025-09-30");
        Assert.True((await trust.CaseAsync(Ada)).Agreement!.IsPrepared);
        Assert.Contains(await LettersAsync(trust, "2025-09-30"), name => name.Contains("attendance-contract-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_recorded_after_the_night_has_its_contract_the_next_night()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 20:30");
        Assert.IsType<SeeOther>(await trust.PostAsync<RecordAgreement>(Visitor.Head, Ada, Fields));

        await trust.NightAsync("2025-09-30");

        Assert.Contains(await LettersAsync(trust, "2025-09-30"), name => name.Contains("attendance-contract-1", StringComparison.Ordinal));
        Assert.Single(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Agreed);
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nobody_but_the_attendance_lead_and_the_head_records_it(string signInName)
    {
        await using var trust = await StartAsync();

        var answer = Assert.IsType<OfficeAnswer>(await trust.PostAsync<RecordAgreement>(signInName, Ada, Fields));

        Assert.Equal(StatusCodes.Status403Forbidden, answer.Status);
        Assert.Null((await trust.CaseAsync(Ada)).Agreement);
    }

    [Theory]
    [InlineData(EntryFields.Target, "100.1", "The target is a number of per cent")]
    [InlineData(EntryFields.Target, "lots", "The target is a number of per cent")]
    [InlineData(EntryFields.On, "", "Give the day of the meeting")]
    [InlineData(EntryFields.On, "2025-10-02", "The meeting is in the future")]
    [InlineData(EntryFields.Review, "soon", "A day cannot be read")]
    [InlineData(EntryFields.AgreedBy, "see http://example.org", "may hold")]
    public async Task What_cannot_be_recorded_comes_back_as_it_was_filled_in(string field, string value, string reason)
    {
        await using var trust = await StartAsync();

        var answer = Assert.IsType<OfficeAnswer>(await trust.PostAsync<RecordAgreement>(
            Visitor.Head, Ada, [.. Fields.Where(filled => filled.Name != field), (field, value)]));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Contains(reason, answer.Html, StringComparison.Ordinal);
        Assert.Contains("Come to breakfast club", answer.Html, StringComparison.Ordinal);
        Assert.Null((await trust.CaseAsync(Ada)).Agreement);
    }

    /// <summary>A trust under ODBST on the morning after Contract 1 was confirmed for Ada.</summary>
    private async Task<TestTrust> StartAsync()
    {
        var trust = await Visitor.TrustAsync(azurite, "odbst");
        var others = Registers.Upns(8);
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster([Sample.Pupil(Ada), .. others.Select(upn => Sample.Pupil(upn))]));
        await trust.PutAsync(Containers.Registers, "141234/so-far.csv", Sample.MarksFile(
            [Sample.Marks(Ada, "2025-09-01", 10, 32), .. others.Select(upn => Sample.Marks(upn, "2025-09-01", 0, 42))]));
        await trust.NightAsync("2025-09-26");
        await trust.DecideAsync("2025-09-26", (await trust.CaseAsync(Ada)).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync("2025-09-29");
        trust.Clock.Set("2025-09-30 07:45");
        return trust;
    }

    private static async Task<IReadOnlyList<string>> LettersAsync(TestTrust trust, string night) =>
        await trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"141234/{night}/", Token)
            .Select(blob => blob.Name).ToListAsync(Token);
}
