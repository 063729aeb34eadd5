using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.EndToEnd.BadInput;

/// <summary>Permanently failed work is reported and recorded until a command puts it back or removes it.</summary>
public sealed class FailedWorkTests(AzuriteFixture azurite)
{
    private const string Number = "+447700900777";

    [Fact]
    public async Task Failed_work_is_reported_until_a_person_resolves_it_and_then_a_night_succeeds()
    {
        using var data = new TempFolder();
        using var output = new TempFolder();
        await SampleFolder.WriteAsync(data, schools: 1, pupils: 30, nights: 1);
        var storage = azurite.TakeAccount();
        var first = await RunAsync(data, output, storage);
        first.Succeeded();
        await new QueueClient(storage, Queues.SmsReports).SendMessageAsync($"to: {Number}", TestContext.Current.CancellationToken);
        await new QueueClient(storage, Queues.SchoolNights)
            .SendMessageAsync("""{"V":1,"School":"999999","Night":"2026-03-20"}""", TestContext.Current.CancellationToken);

        var failed = await RunAsync(data, output, storage);
        var again = await RunAsync(data, output, storage);

        Assert.Equal(1, failed.ExitCode);
        // Neither message can ever succeed, so both are recorded at the first attempt and do not reach a poison queue.
        Assert.DoesNotContain("poison queues", failed.Errors, StringComparison.Ordinal);
        foreach (var run in new[] { failed, again })
        {
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("Work from the queue sms-reports failed permanently", run.Errors, StringComparison.Ordinal);
            Assert.Contains("Work from the queue school-nights failed permanently", run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("7700900777", run.Errors + run.Output, StringComparison.Ordinal);
        }

        var requeued = (await HostCommand.RunAsync("requeue", "--storage", storage, "--queue", Queues.SmsReports)).Succeeded();
        Assert.Contains("removed from the record", requeued.Output, StringComparison.Ordinal);
        await new TableServiceClient(storage)
            .GetTableClient(Tables.Failures)
            .DeleteEntityAsync(Queues.SchoolNights, await KeyAsync(storage));
        (await RunAsync(data, output, storage)).Succeeded();
    }

    private static Task<HostRun> RunAsync(TempFolder data, TempFolder output, string storage) =>
        HostCommand.RunAsync("night", "--data", data.Path, "--date", SampleFolder.Date, "--out", output.Path, "--storage", storage);

    private static async Task<string> KeyAsync(string storage)
    {
        await foreach (var row in new TableServiceClient(storage)
            .GetTableClient(Tables.Failures)
            .QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            return row.RowKey;
        }

        throw new InvalidOperationException("Nothing failed.");
    }
}
