using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>A night may be run twice, at the same time, late, or die anywhere: what stands in the tables is the same.</summary>
public sealed class RepeatedNightTests(AzuriteFixture azurite)
{
    private const string Before = "2025-09-25";
    private const string Night = "2025-09-26";

    /// <summary>More than one batch of rows.</summary>
    private static readonly IReadOnlyList<string> Everyone = Registers.Upns(102);

    /// <summary>So many of them are absent on the night and come to a stage, each with a history of its own.</summary>
    private const int Absent = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_that_was_killed_at_any_request_and_is_run_again_ends_as_an_undisturbed_one()
    {
        IReadOnlyList<string> undisturbed;
        await using (var trust = await StartAsync(new Obstacle()))
        {
            await trust.RunAsync(Night);
            undisturbed = await Dump.ComparableAsync(trust.TrustStorage);
        }

        var killed = 0;
        while (await IsKilledAsync(killed, undisturbed))
        {
            killed++;
        }

        Assert.InRange(killed, 20, 160);
    }

    [Fact]
    public async Task Two_runs_of_one_school_at_once_end_as_one()
    {
        await using var once = await StartAsync(new Obstacle());
        await once.RunAsync(Night);
        await using var twice = await StartAsync(new Obstacle());

        await Task.WhenAll(twice.RunAsync(Night), twice.RunAsync(Night));

        Assert.Equal(await Dump.ComparableAsync(once.TrustStorage), await Dump.ComparableAsync(twice.TrustStorage));
    }

    [Fact]
    public async Task A_night_that_is_repeated_writes_nothing()
    {
        await using var trust = await StartAsync(new Obstacle());
        await trust.RunAsync(Night);
        var before = await Dump.ExactAsync(trust.TrustStorage);

        await trust.RunAsync(Night);

        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
    }

    [Fact]
    public async Task A_message_of_a_night_before_the_last_is_dropped()
    {
        await using var trust = await StartAsync(new Obstacle());
        await trust.RunAsync(Night);
        var before = await Dump.ExactAsync(trust.TrustStorage);

        await trust.PutRegisterAsync("late.csv", Registers.Day(Everyone, "2025-09-24", "I"));
        await trust.RunAsync(Before);

        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
    }

    [Fact]
    public async Task A_row_that_another_run_wrote_meanwhile_is_not_written_over()
    {
        await using var trust = await StartAsync(new Obstacle());
        var table = trust.Get<AttendanceTable>();
        var year = new AcademicYear(2025);
        var read = await table.ReadAsync(TestTrust.School, year, Token);
        await trust.RunAsync(Night);
        var before = await Dump.ExactAsync(trust.TrustStorage);

        var conflict = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.WriteAsync(
            TestTrust.School, year, read, read.Values.Select(row => row.Value with { Stage = 4 }), Token));

        Assert.Equal(412, conflict.Status);
        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
    }

    [Fact]
    public async Task A_message_about_a_school_that_left_the_trust_fails_in_words()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var gone = new SchoolNightMessage(SchoolId.Parse("999999"), new(2025, 9, 26));

        var fault = await Assert.ThrowsAsync<UnworkableMessageException>(
            () => trust.InScopeAsync<SchoolNightRun>(run => run.RunAsync(gone, Token)));

        Assert.Contains("999999", fault.Message, StringComparison.Ordinal);
    }

    private async Task<bool> IsKilledAsync(int requests, IReadOnlyList<string> undisturbed)
    {
        var obstacle = new Obstacle();
        await using var trust = await StartAsync(obstacle);
        obstacle.KillAfter(requests);
        var killed = await Record.ExceptionAsync(() => trust.RunAsync(Night));
        obstacle.Remove();
        Assert.True(killed is null or KilledException, killed?.ToString());
        await BreakLeaseAsync(trust);

        await trust.RunAsync(Night);

        Assert.Equal(undisturbed, await Dump.ComparableAsync(trust.TrustStorage));
        return killed is not null;
    }

    /// <summary>What time does to the lease of a dead holder.</summary>
    private static async Task BreakLeaseAsync(TestTrust trust)
    {
        try
        {
            await trust.TrustStorage.Container(Containers.Leases)
                .GetBlobClient($"school-night-{TestTrust.School}")
                .GetBlobLeaseClient()
                .BreakAsync(TimeSpan.Zero, cancellationToken: Token);
        }
        catch (RequestFailedException free) when (free.Status is 404 or 409)
        {
            // It was killed before it held the lease, or after it let go.
        }
    }

    /// <summary>A night of everything: a joiner, a leaver, a day's marks, a correction, a file to hold, and rows to send back.</summary>
    private async Task<TestTrust> StartAsync(Obstacle obstacle)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(), obstacle);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster([.. Everyone.Select(upn => Sample.Pupil(upn))]));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile([.. Everyone.Select(upn => Sample.Marks(upn, "2025-09-01", 1, 37))]));
        await trust.RunAsync(Before);
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster([.. Everyone.Skip(1).Append("JOINER").Select(upn => Sample.Pupil(upn))]));
        await trust.PutRegisterAsync("b.csv", Registers.Day(Everyone.Skip(Absent), Night, "/"));
        await trust.PutRegisterAsync("b2.csv", Registers.Day(Everyone.Skip(1).Take(Absent - 1), Night, "I"));
        await trust.PutRegisterAsync("c.csv", Sample.LongFile("P002,2025-09-25,AM,G", "NOBODY,2025-09-25,AM,G"));
        await trust.PutRegisterAsync("d.csv", "Name,Telephone\n");
        await trust.PutRegisterAsync("e.csv", Sample.LongFile("JOINER,2025-09-22,AM,/"));
        return trust;
    }
}
