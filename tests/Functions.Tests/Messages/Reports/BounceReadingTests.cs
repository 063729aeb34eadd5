using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using static AttendanceFunctions.Domain.Messages.Ledger.NudgeState;

namespace AttendanceFunctions.Tests.Functions.Messages.Reports;

/// <summary>Emails that came back for good: their addresses are marked, and the emails themselves did not arrive.</summary>
public sealed class BounceReadingTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Dead = "gone@example.org";

    private static readonly Nudge Email = Sent("A1");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attendance-bounces-");
    private readonly SetClock _service = new();
    private EmailProvider? _provider;

    private EmailProvider Provider => _provider ?? throw new InvalidOperationException("The provider has not been started.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service.Set("2025-09-29 10:00");
        _provider = await EmailProvider.StartAsync(Path.Combine(_folder.FullName, "email.jsonl"), _service, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_hard_bounce_marks_its_address_for_every_school_and_settles_its_email_and_all_that_travelled()
    {
        await using var trust = await TrustAsync();
        var bundled = Family.Planned("A2", channel: Channel.Email).Stored(state: Accepted, movedAt: Email.MovedAt, lead: Email.Place);
        await trust.PutAsync(Email.Stored(bundled: new([bundled.Place])), bundled);
        Provider.Bounces.Add("Gone@Example.ORG");

        await ReadAsync(trust, "2025-09-29 16:00");

        Assert.Equal((Undeliverable, Undeliverable), (await trust.StateAsync(Email), await trust.StateAsync(bundled)));
        foreach (var school in new[] { TestTrust.School, Family.OtherSchool })
        {
            var found = Assert.Single(await MarksAsync(trust, school));
            Assert.Equal((Channel.Email, Family.Monday, "emails to it come back for good"), (found.Channel, found.Since, found.Why));
        }
    }

    [Theory]
    [InlineData("5.1.1", "", true)]
    [InlineData("5.2.1", "", true)]
    [InlineData("", "550 5.1.1 The account does not exist", true)]
    [InlineData("4.2.2", "452 4.2.2 The mailbox is full, which 5.1.1 is not", false)]
    [InlineData("", "452 4.2.2 The mailbox is full", false)]
    [InlineData("", "550 No such user", false)]
    [InlineData("", "", false)]
    public async Task Only_what_came_back_for_good_marks_an_address(string status, string reason, bool isHard)
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Email);
        Provider.Bounces.Add(Dead, status, reason);

        await ReadAsync(trust, "2025-09-29 16:00");

        Assert.Equal(isHard ? 1 : 0, (await MarksAsync(trust, TestTrust.School)).Count);
        Assert.Equal(isHard ? Undeliverable : Accepted, await trust.StateAsync(Email));
    }

    [Fact]
    public async Task A_bounce_settles_only_emails_of_the_days_before_it_to_that_address()
    {
        await using var trust = await TrustAsync();
        var (old, later) = (Sent("A3").Stored(movedAt: Family.At("09:00").AddDays(-5)), Sent("A4").Stored(movedAt: Family.At("10:06")));
        var (elsewhere, unknown) = (Sent("A5"), Sent("A6").Stored(state: Unknown));
        await trust.PutAsync(old, later, elsewhere, unknown);
        Provider.Bounces.Add(Dead);

        await ReadAsync(trust, "2025-09-29 16:00");

        Assert.Equal(
            [Accepted, Accepted, Accepted, Undeliverable],
            [await trust.StateAsync(old), await trust.StateAsync(later), await trust.StateAsync(
                elsewhere), await trust.StateAsync(unknown)]);
    }

    [Fact]
    public async Task A_list_of_many_pages_is_read_to_its_end()
    {
        await using var trust = await TrustAsync();
        for (var number = 0; number < (2 * BounceList.PageSize) + 1; number++)
        {
            Provider.Bounces.Add($"gone{number}@example.org");
        }

        await ReadAsync(trust, "2025-09-29 16:00");

        Assert.Equal((2 * BounceList.PageSize) + 1, (await MarksAsync(trust, TestTrust.School)).Count);
    }

    [Fact]
    public async Task It_goes_on_where_it_was_and_looks_at_the_day_before_again()
    {
        await using var trust = await TrustAsync();
        _service.Set("2024-08-20 10:00");
        Provider.Bounces.Add("before-everything@example.org");
        await ReadAsync(trust, "2025-09-29 16:00");
        Assert.Empty(await MarksAsync(trust, TestTrust.School));

        _service.Set("2025-09-28 15:59");
        Provider.Bounces.Add("too-late@example.org");
        _service.Set("2025-09-28 16:00");
        Provider.Bounces.Add("a-day-late@example.org");
        _service.Set("2025-09-30 09:00");
        Provider.Bounces.Add("new@example.org");
        await ReadAsync(trust, "2025-09-30 16:00");

        Assert.Equal(2, (await MarksAsync(trust, TestTrust.School)).Count);
    }

    [Fact]
    public async Task The_same_tick_again_writes_nothing()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Email);
        Provider.Bounces.Add(Dead);
        await ReadAsync(trust, "2025-09-29 16:00");
        var before = await RowsAsync(trust);

        await ReadAsync(trust, "2025-09-29 16:00");

        Assert.Equal(2, before.Count);
        Assert.Equal(before, await RowsAsync(trust));
    }

    [Fact]
    public async Task A_reading_that_dies_half_way_is_read_again()
    {
        var obstacle = new Obstacle();
        await using var trust = await TrustAsync(obstacle);
        await trust.PutAsync(Email);
        Provider.Bounces.Add(Dead);
        for (var requests = 4; (await RowsAsync(trust)).Count < 2; requests++)
        {
            obstacle.KillAfter(requests);
            await KilledAsync(() => ReadAsync(trust, "2025-09-29 16:00"));
            obstacle.Remove();
            await BreakLeaseAsync(trust);
        }

        Assert.Equal(Undeliverable, await trust.StateAsync(Email));
        Assert.Single(await MarksAsync(trust, TestTrust.School));
    }

    [Fact]
    public async Task A_service_that_refuses_is_no_empty_list()
    {
        await using var trust = await TrustAsync(new(), ("Email:ApiKey", "another key"));

        var refusal = await Assert.ThrowsAsync<BouncesNotReadException>(() => ReadAsync(trust, "2025-09-29 16:00"));

        Assert.StartsWith("SendGrid answered 401 when it was asked for bounced emails.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync(trust));
    }

    [Fact]
    public async Task No_address_stands_in_the_table_or_in_the_log()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Email);
        Provider.Bounces.Add(Dead);

        await ReadAsync(trust, "2025-09-29 16:00");

        Assert.DoesNotContain(await RowsAsync(trust), row => row.Contains("gone", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(trust.Logged.Lines, line => line.Contains("gone@", StringComparison.OrdinalIgnoreCase));
    }

    private static Nudge Sent(string upn) =>
        Family.Queued(upn, Channel.Email).Stored(state: Accepted, movedAt: Family.At("09:00"), providerId: "id-1");

    private static async Task ReadAsync(TestTrust trust, string at)
    {
        trust.Clock.Set(at);
        await trust.InScopeAsync<BounceReading>(bounces => bounces.TickAsync(Token));
    }

    /// <summary>What time does to the lease of a dead holder.</summary>
    private static async Task BreakLeaseAsync(TestTrust trust)
    {
        try
        {
            await trust.TrustStorage.Container(Containers.Leases)
                .GetBlobClient("read-bounces")
                .GetBlobLeaseClient()
                .BreakAsync(TimeSpan.Zero, cancellationToken: Token);
        }
        catch (RequestFailedException free) when (free.Status is 404 or 409)
        {
            // It was killed before it held the lease, or after it let go.
        }
    }

    private static async Task KilledAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (KilledException)
        {
            // Where the host is killed is what the test tries out.
        }
    }

    private static async Task<IReadOnlyList<UnusableAddress>> MarksAsync(TestTrust trust, SchoolId school)
    {
        var marks = new List<UnusableAddress>();
        await foreach (var row in trust.TrustStorage.Table(Tables.UnusableAddresses)
            .QueryAsync<TableEntity>("PartitionKey eq 'trust'", cancellationToken: Token))
        {
            marks.Add(new(AddressKey.Parse(row.RowKey), row.Word<Channel>("Channel"), row.Date("Since"), row.Text("Why")));
        }

        var known = await trust.Get<UnusableAddressTable>().ReadAsync(school, Token);
        Assert.Equal(
            marks.Any(mark => mark.Key == AddressKey.Of(TestSecret.Value, new(Channel.Email, Dead))),
            known.Find(new(Channel.Email, Dead)).Any());
        return marks;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TestTrust trust)
    {
        var rows = new List<string>();
        await foreach (var row in trust.TrustStorage.Table(Tables.UnusableAddresses).QueryAsync<TableEntity>(cancellationToken: Token))
        {
            rows.Add($"{row.ETag} {string.Join(' ', row.Select(column => $"{column.Key}={column.Value}"))}");
        }

        return rows;
    }

    private Task<TestTrust> TrustAsync() => TrustAsync(new());

    private async Task<TestTrust> TrustAsync(Obstacle obstacle, params (string Name, string Value)[] app)
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(schools: $", {Sample.School(Family.OtherSchool.ToString(), "Hillside School")}"), obstacle,
            [("Email:Host", Provider.Host), ("Email:ApiKey", Provider.ApiKey), .. app]);
        var parent = Family.Parent(mobile: "", email: Dead);
        await trust.EnrolAsync(
            Family.Child("A1", "Zoe", parent), Family.Child("A2", "Tom", parent), Family.Child("A3", "Una", parent),
            Family.Child("A4", "Kit", parent),
            Family.Child("A5", "Ola", Family.Parent(mobile: "", email: "alive@example.org")), Family.Child("A6", "Ria", parent));
        return trust;
    }
}
