using AttendanceFunctions.Functions.Failures;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Failures;

/// <summary>What failed for good is on record at once, because a poison message is gone after seven days.</summary>
public sealed class FailureRecordTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_message_is_one_row_however_often_it_was_copied()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        trust.Clock.Set("2025-09-29 23:30");
        await RecordAsync(trust, Queues.NudgeTexts, "one");
        await RecordAsync(trust, Queues.NudgeTexts, "one");
        await RecordAsync(trust, Queues.NudgeTexts, "two");
        await RecordAsync(trust, Queues.NudgeEmails, "one");

        var failures = await ReadAsync(trust);

        Assert.Equal(3, failures.Count);
        Assert.Equal(["one", "two"], failures.Where(failure => failure.Queue == Queues.NudgeTexts).Select(failure => failure.Body).Order(StringComparer.Ordinal));
        Assert.All(failures, failure => Assert.Equal(Family.Monday, failure.FailedOn));
    }

    [Theory]
    [InlineData(Queues.SchoolNights, "This school's night was not worked out.")]
    [InlineData(Queues.NudgeTexts, "This message was not taken by its service.")]
    [InlineData(Queues.NudgeEmails, "This message was not taken by its service.")]
    public async Task A_row_says_what_a_person_should_do(string queue, string whatToDo)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        await RecordAsync(trust, queue, "body");

        Assert.StartsWith(whatToDo, Assert.Single(await ReadAsync(trust)).WhatToDo, StringComparison.Ordinal);
    }

    private static Task RecordAsync(TestTrust trust, string queue, string body) =>
        trust.InScopeAsync<FailureRecord>(record => record.RecordAsync(queue, body, Token));

    private static async Task<IReadOnlyList<Failure>> ReadAsync(TestTrust trust)
    {
        IReadOnlyList<Failure> failures = [];
        await trust.InScopeAsync<FailureRecord>(async record => failures = await record.ReadAllAsync(Token));
        return failures;
    }
}
