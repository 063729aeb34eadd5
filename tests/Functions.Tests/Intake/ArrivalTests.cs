using System.Text;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>
/// Which of several statements about a session stands in the end (domain 0.8). Files of one second follow each other by name.
/// </summary>
public sealed class ArrivalTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static readonly string[] Everyone = ["A1", "A2"];

    [Fact]
    public async Task The_later_file_wins_and_what_it_does_not_state_stays()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A1,2025-09-25,PM,I", "A2,2025-09-25,AM,I"));
        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-25,AM,L"));

        await trust.NightAsync(Night);

        Assert.Equal("LI", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal("I-", await trust.MarksAsync("A2", "2025-09-25"));
    }

    [Fact]
    public async Task A_correction_of_a_later_night_wins_and_a_dash_clears_a_mark()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone, "2025-09-25", "I"));
        await trust.NightAsync("2025-09-25");
        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-25,AM,-", "A1,2025-09-25,PM,G"));
        await trust.NightAsync(Night);

        Assert.Equal("-G", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal("II", await trust.MarksAsync("A2", "2025-09-25"));
    }

    [Fact]
    public async Task A_replaced_file_says_its_last_word_on_what_it_states_and_nothing_on_the_rest()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone, "2025-09-25", "I"));
        await trust.NightAsync("2025-09-25");
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,L"));
        await trust.NightAsync(Night);

        Assert.Equal("LI", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal("II", await trust.MarksAsync("A2", "2025-09-25"));
    }

    [Fact]
    public async Task An_older_file_that_is_read_late_does_not_undo_a_later_one()
    {
        var obstacle = new Obstacle();
        await using var trust = await StartAsync(obstacle);
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone, "2025-09-25", "I"));
        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-25,AM,L"));
        obstacle.Hide(new HashSet<string> { "141234/a.csv" });
        await trust.NightAsync("2025-09-25");
        Assert.Equal("L-", await trust.MarksAsync("A1", "2025-09-25"));

        obstacle.Remove();
        await trust.NightAsync(Night);

        Assert.Equal("LI", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal(new DateOnly(2025, 9, 25), (await trust.IntakeAsync())["registers/141234/b.csv"].Night);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_result_never_depends_on_the_order_of_arrival(int seed)
    {
        var dice = new Random(seed);
        var files = Enumerable.Range(0, 7).Select(number => ($"{number}.csv", Rows: Statements(dice))).ToList();
        var obstacle = new Obstacle();
        await using var trust = await StartAsync(obstacle);
        foreach (var (name, rows) in files)
        {
            await trust.PutRegisterAsync(name, Sample.LongFile([.. rows.Select(row => $"{row.Upn},{row.Date},{row.Half},{row.Code}")]));
        }

        var waiting = files.Select(file => $"141234/{file.Item1}").ToHashSet();
        foreach (var night in new[] { "2025-09-24", "2025-09-25", Night })
        {
            waiting.ExceptWith(night == Night ? [.. waiting] : waiting.Where(_ => dice.Next(2) == 0).ToList());
            obstacle.Hide(waiting.ToHashSet());
            await trust.NightAsync(night);
        }

        var said = files.SelectMany(file => file.Rows).ToLookup(row => (row.Upn, row.Date, row.Half), row => row.Code);
        foreach (var (upn, date) in Everyone.SelectMany(upn => Days.Select(date => (upn, date))))
        {
            var expected = string.Concat(new[] { "AM", "PM" }.Select(half => said[(upn, date, half)].LastOrDefault("-")));
            Assert.Equal(expected, await trust.MarksAsync(upn, date));
        }
    }

    [Fact]
    public async Task A_night_without_news_is_not_worked_out_again_and_one_that_is_changes_nothing()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "NOBODY,2025-09-25,AM,I"));
        await trust.NightAsync(Night);
        var before = await Dump.ExactAsync(trust.TrustStorage);

        await trust.NightAsync(Night);
        await trust.RunAsync(Night);

        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
    }

    [Fact]
    public async Task The_same_file_sent_again_changes_nothing_but_its_version_in_the_ledger()
    {
        await using var trust = await StartAsync();
        var content = Registers.Day(Everyone, "2025-09-25", "I");
        await trust.PutRegisterAsync("a.csv", content);
        await trust.NightAsync(Night);
        var before = await Dump.ExactAsync(trust.TrustStorage);
        var comparable = await Dump.ComparableAsync(trust.TrustStorage);

        await trust.PutRegisterAsync("a.csv", content);
        await trust.NightAsync(Night);

        Assert.Equal(comparable, await Dump.ComparableAsync(trust.TrustStorage));
        var changed = Assert.Single((await Dump.ExactAsync(trust.TrustStorage)).Except(before));
        Assert.StartsWith(Tables.Intake, changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_not_read()
    {
        await using var trust = await StartAsync();
        var files = trust.Get<SchoolFiles>();
        var token = TestContext.Current.CancellationToken;
        await trust.PutRegisterAsync("a.csv", "first");
        var first = Assert.Single(await files.ListAsync(Containers.Registers, TestTrust.School, token));
        await trust.PutRegisterAsync("a.csv", "second");
        var second = Assert.Single(await files.ListAsync(Containers.Registers, TestTrust.School, token));

        Assert.Null(await files.ReadAsync(first, token));
        Assert.Equal("second"u8.ToArray(), (await files.ReadAsync(second, token))?.Bytes);
        Assert.Null(await files.ReadAsync(second with { Path = "141234/gone.csv" }, token));
    }

    [Theory]
    [InlineData("7f9c2a11-0000-4000-8000-000000000001")]
    [InlineData(null)]
    public async Task Storage_that_knows_who_put_a_file_there_is_believed(string? owner)
    {
        // Azurite has no hierarchical namespace; this server answers as the service does that has one.
        await using var server = await LoopbackServer.StartAsync(
            async request =>
            {
                request.Response.Headers.ETag = "\"0x1\"";
                request.Response.Headers["x-ms-blob-type"] = "BlockBlob";
                request.Response.Headers.LastModified = "Mon, 29 Sep 2025 08:00:00 GMT";
                if (owner is not null)
                {
                    request.Response.Headers["x-ms-owner"] = owner;
                }

                request.Response.ContentLength = 3;
                await request.Response.Body.WriteAsync("UPN"u8.ToArray());
            },
            TestContext.Current.CancellationToken);
        var storage = TrustStorage.Open(
            $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint={server.Address}a;QueueEndpoint={server.Address}a;"
            + $"TableEndpoint={server.Address}a");
        var files = new SchoolFiles(storage, Microsoft.Extensions.Logging.Abstractions.NullLogger<SchoolFiles>.Instance);

        var content = await files.ReadAsync(
            new(Containers.Decisions, "141234/monday.csv", "\"0x1\"", default, 3), TestContext.Current.CancellationToken);

        Assert.Equal(("UPN", owner), (Encoding.UTF8.GetString(content!.Bytes), content.Uploader));
    }

    [Fact]
    public async Task A_file_that_is_being_overwritten_waits_for_the_next_tick_of_the_same_night()
    {
        var obstacle = new Obstacle();
        await using var trust = await StartAsync(obstacle);
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone, "2025-09-25", "I"));
        obstacle.Hide(new HashSet<string> { "141234/a.csv" });
        await trust.NightAsync(Night);
        Assert.DoesNotContain("registers/141234/a.csv", (await trust.IntakeAsync()).Keys);

        obstacle.Remove();
        await trust.NightAsync(Night);

        Assert.Equal("II", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal(2, (await trust.SchoolNightAsync(Night)).Intake.FilesApplied);
    }

    private static readonly string[] Days = ["2025-09-22", "2025-09-23", "2025-09-24"];

    private static List<(string Upn, string Date, string Half, string Code)> Statements(Random dice) =>
        [.. Enumerable.Range(0, 5).Select(_ => (
            Everyone[dice.Next(2)], Days[dice.Next(3)], dice.Next(2) == 0 ? "AM" : "PM",
            new[] { "I", "L", "G", "-", "O", "M" }[dice.Next(6)]))];

    private async Task<TestTrust> StartAsync(Obstacle? obstacle = null)
    {
        var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage, obstacle ?? new Obstacle());
        await trust.PutRosterAsync(Everyone);
        return trust;
    }
}
