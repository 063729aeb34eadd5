using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.Operations;

/// <summary>A message that can never succeed fails once; what may pass comes back.</summary>
public sealed class QueueWorkTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(Queues.SchoolNights, "no JSON", true)]
    [InlineData(Queues.SchoolNights, """{"V":1,"School":"999999","Night":"2025-09-26"}""", true)]
    [InlineData(Queues.SchoolNights, """{"V":1,"School":"141234","Night":"yesterday"}""", true)]
    [InlineData(Queues.NudgeTexts, """{"V":1,"Nudge":"nowhere"}""", true)]
    [InlineData(Queues.NudgeTexts, """{"V":1,"Nudge":"141234:99999999999:0123456789abcdef0123456789abcdef"}""", true)]
    [InlineData(Queues.NudgeTexts, """{"V":1,"Nudge":"141234:9999:0123456789abcdef0123456789abcdef"}""", true)]
    [InlineData(Queues.NudgeEmails, """{"V":1,"Nudge":"141234:12025:0123456789abcdef0123456789abcdef"}""", true)]
    [InlineData(Queues.NudgeEmails, """{"V":2}""", true)]
    [InlineData(Queues.SmsReports, "07700 900123", false)]
    public async Task What_can_never_succeed_is_on_record_after_one_attempt_and_completed(string queue, string body, bool isKept)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        await TriggerAsync(trust, queue, body);

        await trust.InScopeAsync<FailureRecord>(async record =>
        {
            var failure = Assert.Single(await record.ReadAllAsync(Token));
            Assert.Equal((queue, isKept ? body : null), (failure.Queue, failure.Body));
            Assert.Contains(failure.Key, failure.WhatToDo, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(trust.Logged.Lines, line => line.Contains("07700", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_that_may_pass_goes_up_to_the_queue_and_is_not_on_record()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        await trust.InScopeAsync<QueueWork>(work => Assert.ThrowsAsync<RequestFailedException>(() => work.RunAsync(
            Queues.NudgeTexts, "body", body => body, (_, _) => throw new RequestFailedException(503, "busy"), Token)));
        // The work itself may meet what looks like a bad message; only the message's own reading is the same at every attempt.
        await trust.InScopeAsync<QueueWork>(work => Assert.ThrowsAsync<FormatException>(() => work.RunAsync(
            Queues.NudgeTexts, "body", body => body, (_, _) => throw new FormatException(), Token)));
        await trust.InScopeAsync<FailureRecord>(async record => Assert.Empty(await record.ReadAllAsync(Token)));
    }

    private static Task TriggerAsync(TestTrust trust, string queue, string body)
    {
        var message = QueuesModelFactory.QueueMessage("id", "receipt", body, 1);
        return trust.InScopeAsync<IServiceProvider>(services => queue switch
        {
            Queues.SchoolNights => ActivatorUtilities.CreateInstance<RunSchoolNight>(services).Run(message, Token),
            Queues.NudgeTexts => ActivatorUtilities.CreateInstance<SendText>(services).Run(message, Token),
            Queues.NudgeEmails => ActivatorUtilities.CreateInstance<SendEmail>(services).Run(message, Token),
            _ => ActivatorUtilities.CreateInstance<RecordDelivery>(services).Run(message, Token),
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
