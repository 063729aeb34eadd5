using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Tests.Functions.Storage;

public sealed class LeaseTests(AzuriteFixture azurite)
{
    private static readonly LeaseTimes Patient = new(
        TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(60));

    private static readonly LeaseTimes Impatient = Patient with { Timeout = TimeSpan.Zero };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_at_once_each_runs_and_none_beside_another()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var (inside, most, runs) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Leases(trust.TrustStorage, Patient).RunAsync(
            "one",
            async token =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await trust.TrustStorage.Container(Containers.Leases).ExistsAsync(token);
                Interlocked.Decrement(ref inside);
                runs++;
            },
            Token)));

        Assert.Equal((1, 4), (most, runs));
    }

    [Fact]
    public async Task One_who_waits_longer_than_a_dead_holder_could_hold_gives_up()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var leases = new Leases(trust.TrustStorage, Impatient);

        await leases.RunAsync(
            "one",
            async _ =>
            {
                await Assert.ThrowsAsync<LeaseHeldException>(
                    () => leases.RunAsync("one", _ => throw new InvalidOperationException("It ran."), Token));
                await leases.RunAsync("another", _ => Task.CompletedTask, Token);
            },
            Token);
    }

    [Fact]
    public async Task A_lease_is_free_once_its_work_is_over_however_it_ended()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var leases = new Leases(trust.TrustStorage, Impatient);

        await leases.RunAsync("one", _ => Task.CompletedTask, Token);
        await Assert.ThrowsAsync<FormatException>(() => leases.RunAsync("one", _ => throw new FormatException(), Token));

        var ran = false;
        await leases.RunAsync("one", _ => Task.FromResult(ran = true), Token);
        Assert.True(ran);
    }

    [Fact]
    public async Task A_lost_lease_stops_the_work()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        var work = new Leases(trust.TrustStorage, Patient).RunAsync(
            "one",
            async token =>
            {
                await trust.TrustStorage.Container(Containers.Leases)
                    .GetBlobClient("one")
                    .GetBlobLeaseClient()
                    .BreakAsync(TimeSpan.Zero, cancellationToken: Token);
                await Task.Delay(TimeSpan.FromMinutes(1), token);
            },
            Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.False(Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Storage_that_cannot_be_reached_stops_the_work_and_the_fault_of_the_work_is_what_comes_out()
    {
        var obstacle = new Obstacle();
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(), obstacle);

        var work = new Leases(trust.TrustStorage, Patient).RunAsync(
            "one",
            async token =>
            {
                obstacle.CutOff();
                await Task.Delay(TimeSpan.FromMinutes(1), token);
            },
            Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public async Task A_caller_who_stops_does_not_wait_for_the_lease()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var leases = new Leases(trust.TrustStorage, Patient);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await leases.RunAsync(
            "one",
            async _ =>
            {
                var waiting = leases.RunAsync("one", _ => Task.CompletedTask, stop.Token);
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            },
            Token);
    }
}
