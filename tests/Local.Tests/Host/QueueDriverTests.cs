using AttendanceFunctions.Local.Host.Triggers;

namespace AttendanceFunctions.Tests.Local.Host;

public sealed class QueueDriverTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_always_fails_comes_as_often_as_allowed_and_is_then_set_aside_for_seven_days()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite, messages: "oak");

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(["oak 1", "oak 2", "oak 3"], host.Journal.Entries);
        var poison = Assert.Single(await host.PoisonAsync());
        Assert.Equal("oak", poison.Body.ToString());
        Assert.Equal(TimeSpan.FromDays(7), poison.ExpiresOn - poison.InsertedOn);
        Assert.Equal(0, await host.LengthAsync());
        Assert.Equal(new RunTally(0, 0, 0, FailedInvocations: 3, PoisonedMessages: 1), host.Host.Tally);
    }

    [Fact]
    public async Task A_message_that_killed_its_workers_is_set_aside_without_another_try()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite, messages: "oak");
        for (var death = 0; death < HostUnderTest.Settings.MaxDequeueCount; death++)
        {
            var message = (await host.Queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
            await host.Queue.UpdateMessageAsync(
                message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancellation);
        }

        await host.Host.DrainAsync(Cancellation);

        Assert.Empty(host.Journal.Entries);
        Assert.Equal("oak", Assert.Single(await host.PoisonAsync()).Body.ToString());
        Assert.Equal(0, await host.LengthAsync());
    }

    [Fact]
    public async Task A_message_that_succeeds_in_the_end_is_no_failure()
    {
        await using var host = await HostUnderTest.CreateAsync<RecoveringFunctions>(azurite, messages: "oak");

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(["oak 1", "oak 2", "oak 3"], host.Journal.Entries);
        Assert.Empty(await host.PoisonAsync());
        Assert.Equal(0, await host.LengthAsync());
        Assert.True(host.Host.Tally.Succeeded);
    }

    [Fact]
    public async Task A_poison_queue_has_no_poison_queue_of_its_own_and_its_message_rests()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite, "-poison", messages: "oak");

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(["oak 1"], host.Journal.Entries);
        Assert.False(await host.Poison.ExistsAsync(Cancellation));
        Assert.Equal(1, await host.LengthAsync());
        Assert.False(host.Host.Tally.Succeeded);
    }

    [Fact]
    public async Task Every_invocation_has_a_scope_of_its_own()
    {
        await using var host = await HostUnderTest.CreateAsync<ScopedFunctions>(azurite, messages: ["oak", "elm", "ash"]);

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(3, host.Journal.Entries.Distinct().Count());
        Assert.All(host.Journal.Entries, entry => Assert.EndsWith("True", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_than_a_batch_and_the_threshold_run_at_once()
    {
        string[] messages = [.. Enumerable.Range(0, 20).Select(number => $"{number}")];
        await using var host = await HostUnderTest.CreateAsync<CrowdedFunctions>(azurite, messages: messages);

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(20, host.Journal.Entries.Count);
        Assert.Equal("6", host.Journal.Entries.Max(StringComparer.Ordinal));
        Assert.Equal(20, host.Host.Tally.Messages);
    }

    [Fact]
    public async Task A_stopped_host_leaves_what_it_was_working_on_for_the_next_one()
    {
        await using var host = await HostUnderTest.CreateAsync<WaitingFunctions>(azurite, messages: "oak");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var draining = host.Host.DrainAsync(stop.Token);
        await host.Journal.Begun.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draining);
        Assert.Empty(await host.PoisonAsync());
        Assert.Equal(2, (await host.Queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value.DequeueCount);
        Assert.Equal(RunTally.Empty, host.Host.Tally);
    }

    [Fact]
    public async Task A_long_invocation_stays_hidden_and_is_deleted_by_its_newest_receipt()
    {
        var clock = new ManualTimers();
        await using var host = await HostUnderTest.CreateAsync<WaitingFunctions>(azurite, realClock: clock, messages: "oak");
        var draining = host.Host.DrainAsync(Cancellation);
        await host.Journal.Begun.Task;

        clock.Fire(TimeSpan.FromMinutes(5));
        host.Journal.MayEnd.SetResult();
        await draining;

        Assert.Equal(0, await host.LengthAsync());
        Assert.Equal(["oak 1"], host.Journal.Entries);
        Assert.Equal(1, host.Host.Tally.Messages);
    }

    [Fact]
    public async Task A_live_host_works_on_what_arrives_until_it_is_cancelled()
    {
        await using var host = await HostUnderTest.CreateAsync<WaitingFunctions>(azurite);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = host.Host.RunAsync(TimeProvider.System, stop.Token);

        await host.Queue.SendMessageAsync("oak", Cancellation);
        await host.Journal.Begun.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, await host.LengthAsync());
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_is_an_empty_one()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite);
        await host.Queue.DeleteAsync(Cancellation);

        await host.Host.DrainAsync(Cancellation);

        Assert.Empty(host.Journal.Entries);
    }
}
