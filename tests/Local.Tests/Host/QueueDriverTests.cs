using AttendanceFunctions.Local.Host.Triggers;

namespace AttendanceFunctions.Tests.Local.Host;

public sealed class QueueDriverTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_always_fails_is_moved_to_the_poison_queue_for_seven_days_after_the_last_attempt()
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
    public async Task A_message_whose_workers_died_is_moved_to_the_poison_queue_without_another_attempt()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite, messages: "oak");
        for (var attempt = 0; attempt < HostUnderTest.Settings.MaxDequeueCount; attempt++)
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
    public async Task A_message_that_succeeds_at_last_is_not_a_failure()
    {
        await using var host = await HostUnderTest.CreateAsync<RecoveringFunctions>(azurite, messages: "oak");

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(["oak 1", "oak 2", "oak 3"], host.Journal.Entries);
        Assert.Empty(await host.PoisonAsync());
        Assert.Equal(0, await host.LengthAsync());
        Assert.True(host.Host.Tally.Succeeded);
    }

    [Fact]
    public async Task A_failed_message_of_a_poison_queue_stays_hidden_in_that_queue()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite, "-poison", messages: "oak");

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(["oak 1"], host.Journal.Entries);
        Assert.False(await host.Poison.ExistsAsync(Cancellation));
        Assert.Equal(1, await host.LengthAsync());
        Assert.False(host.Host.Tally.Succeeded);
    }

    [Fact]
    public async Task Every_invocation_has_its_own_scope()
    {
        await using var host = await HostUnderTest.CreateAsync<ScopedFunctions>(azurite, messages: ["oak", "elm", "ash"]);

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(3, host.Journal.Entries.Distinct().Count());
        Assert.All(host.Journal.Entries, entry => Assert.EndsWith("True", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_most_a_batch_and_the_threshold_run_at_the_same_time()
    {
        string[] messages = [.. Enumerable.Range(0, 20).Select(number => $"{number}")];
        await using var host = await HostUnderTest.CreateAsync<CrowdedFunctions>(azurite, messages: messages);

        await host.Host.DrainAsync(Cancellation);

        Assert.Equal(20, host.Journal.Entries.Count);
        Assert.Equal("6", host.Journal.Entries.Max(StringComparer.Ordinal));
        Assert.Equal(20, host.Host.Tally.Messages);
    }

    [Fact]
    public async Task A_stopped_host_returns_its_messages_to_the_queue()
    {
        await using var host = await HostUnderTest.CreateAsync<WaitingFunctions>(azurite, messages: "oak");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var draining = host.Host.DrainAsync(stop.Token);
        await host.Journal.Started.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draining);
        Assert.Empty(await host.PoisonAsync());
        Assert.Equal(2, (await host.Queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value.DequeueCount);
        Assert.Equal(RunTally.Empty, host.Host.Tally);
    }

    [Fact]
    public async Task The_message_of_a_long_invocation_stays_hidden_and_is_deleted_with_its_latest_receipt()
    {
        var clock = new ManualTimers();
        await using var host = await HostUnderTest.CreateAsync<WaitingFunctions>(azurite, realClock: clock, messages: "oak");
        var draining = host.Host.DrainAsync(Cancellation);
        await host.Journal.Started.Task;

        clock.Fire(TimeSpan.FromMinutes(5));
        host.Journal.Released.SetResult();
        await draining;

        Assert.Equal(0, await host.LengthAsync());
        Assert.Equal(["oak 1"], host.Journal.Entries);
        Assert.Equal(1, host.Host.Tally.Messages);
    }

    [Fact]
    public async Task A_running_host_processes_new_messages_until_it_is_cancelled()
    {
        await using var host = await HostUnderTest.CreateAsync<WaitingFunctions>(azurite);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = host.Host.RunAsync(TimeProvider.System, stop.Token);

        await host.Queue.SendMessageAsync("oak", Cancellation);
        await host.Journal.Started.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, await host.LengthAsync());
    }

    [Fact]
    public async Task A_missing_queue_counts_as_empty()
    {
        await using var host = await HostUnderTest.CreateAsync<FailingFunctions>(azurite);
        await host.Queue.DeleteAsync(Cancellation);

        await host.Host.DrainAsync(Cancellation);

        Assert.Empty(host.Journal.Entries);
    }
}
