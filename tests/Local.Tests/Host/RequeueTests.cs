using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>The <c>requeue</c> command puts failed work back on its queue and reports each row.</summary>
public sealed class RequeueTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly string _storage = azurite.TakeAccount();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TrustStorage Storage => TrustStorage.Open(_storage);

    private FailureRecord Record =>
        new(Storage, new StoppedAt(new(2025, 9, 29, 12, 0, 0, TimeSpan.Zero)), NullLogger<FailureRecord>.Instance);

    public async ValueTask InitializeAsync()
    {
        await Storage.CreateAsync(Token);
        await Record.RecordAsync(Queues.SchoolNights, "night", Token);
        await Record.RecordAsync(Queues.NudgeTexts, "text 1", Token);
        await Record.RecordAsync(Queues.NudgeTexts, "text 2", Token);
        await Record.RecordAsync(Queues.SmsReports, "no report", Token);
    }

    public ValueTask DisposeAsync()
    {
        _output.Dispose();
        _errors.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task All_puts_every_failure_back_and_removes_failures_without_a_message()
    {
        Assert.Equal(CommandLine.Done, await RunAsync("--all"));

        Assert.Equal(["night"], await BodiesAsync(Queues.SchoolNights));
        Assert.Equal(["text 1", "text 2"], await BodiesAsync(Queues.NudgeTexts));
        Assert.Empty(await BodiesAsync(Queues.SmsReports));
        Assert.Empty(await Record.ReadAllAsync(Token));
        Assert.Equal(3, _output.ToString().Split("failed on 29 September 2025: put back on its queue.").Length - 1);
        Assert.Contains(
            "removed from the record; its message was not kept, so it cannot be put back.",
            _output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("4 failures", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_or_a_key_limits_the_failures_that_are_put_back()
    {
        var failures = await Record.ReadAllAsync(Token);
        var night = failures.Single(failure => failure.Queue == Queues.SchoolNights);

        Assert.Equal(CommandLine.Done, await RunAsync("--queue", Queues.NudgeTexts));
        Assert.Equal(CommandLine.Done, await RunAsync("--key", night.Key));

        Assert.Equal(["text 1", "text 2"], await BodiesAsync(Queues.NudgeTexts));
        Assert.Equal(["night"], await BodiesAsync(Queues.SchoolNights));
        Assert.Equal([Queues.SmsReports], (await Record.ReadAllAsync(Token)).Select(failure => failure.Queue));
    }

    [Fact]
    public async Task The_recorded_command_of_a_failure_works()
    {
        var night = (await Record.ReadAllAsync(Token)).Single(failure => failure.Queue == Queues.SchoolNights);
        var command =
            night.WhatToDo[night.WhatToDo.IndexOf(
                "requeue", StringComparison.Ordinal)..night.WhatToDo.IndexOf(" (with", StringComparison.Ordinal)];

        Assert.Equal(CommandLine.Done, await RunAsync(command.Split(' ').Skip(1).Except(["--account", "NAME"])));

        Assert.Equal(["night"], await BodiesAsync(Queues.SchoolNights));
    }

    [Fact]
    public async Task An_unknown_key_is_a_failure_but_an_empty_queue_is_not()
    {
        Assert.Equal(CommandLine.Failed, await RunAsync("--key", "0123"));
        Assert.Contains("No failure with the key 0123 is recorded.", _errors.ToString(), StringComparison.Ordinal);

        Assert.Equal(CommandLine.Done, await RunAsync("--queue", Queues.NudgeEmails));
        Assert.Contains("0 failures", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give either --account", "--all")]
    [InlineData("Give either --account", "--all", "--storage", "UseDevelopmentStorage=true", "--account", "trustdata")]
    [InlineData("Give --queue, --key or both", "--account", "trustdata")]
    [InlineData("Give --queue, --key or both", "--account", "trustdata", "--all", "--queue", "nudge-texts")]
    [InlineData(
        "There is no queue nudge-texts-poison; the queues are school-nights, nudge-texts, nudge-emails, sms-reports.",
        "--account",
        "trustdata",
        "--queue",
        "nudge-texts-poison")]
    [InlineData("evil.example/x is not the name of a storage account", "--account", "evil.example/x", "--all")]
    [InlineData("The storage account cannot be used", "--storage", "nonsense", "--all")]
    public async Task Invalid_options_are_rejected_with_a_sentence(string message, params string[] arguments)
    {
        Assert.Equal(CommandLine.Failed, await RunCommandAsync(arguments));

        Assert.StartsWith(message, _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, (await Record.ReadAllAsync(Token)).Count);
    }

    private Task<int> RunAsync(params IEnumerable<string> arguments) => RunCommandAsync([.. arguments, "--storage", _storage]);

    private Task<int> RunCommandAsync(string[] arguments) =>
        new CommandLine(new AttendanceApp(), SampleDemo.Make, new LineView(_output, TimeProvider.System), _errors)
            .RunAsync(["requeue", .. arguments], Token);

    private async Task<IReadOnlyList<string>> BodiesAsync(string queue)
    {
        PeekedMessage[] messages = await Storage.Queue(queue).PeekMessagesAsync(32, Token);
        return [.. messages.Select(message => message.MessageText).Order(StringComparer.Ordinal)];
    }

    private sealed class StoppedAt(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
