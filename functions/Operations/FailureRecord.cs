using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Messages.Reports;
using Azure;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Operations;

/// <summary>One piece of work that failed too often.</summary>
/// <param name="Key">Its row's key: a hash of the message.</param>
/// <param name="Body">The message: ids and keys only; null where nothing of it may be kept.</param>
public sealed record Failure(string Queue, string Key, string? Body, DateOnly FailedOn, string WhatToDo);

/// <summary>
/// Writes down at once what failed for good. A poison message expires after seven days and would be gone after a holiday; its row, one
/// for the same body however often it is copied there, stays until the work was done or a person put it back.
/// </summary>
public sealed partial class FailureRecord(TrustStorage storage, TimeProvider time, ILogger<FailureRecord> log)
{
    private readonly TableClient _table = storage.Table(Tables.Failures);

    /// <summary>Writes down a message. A delivery report holds a parent's number, so it is reduced to what the ledger takes.</summary>
    public async Task RecordAsync(string queue, string body, CancellationToken cancellationToken)
    {
        var kept = queue != Queues.SmsReports ? body
            : ReportReader.TryRead(body, out var message) && DeliveryReport.Reduce(message.Reports) is { Length: > 0 } reports ? reports
            : null;
        var key = KeyOf(kept ?? body);
        var row = new TableEntity(queue, key)
        {
            ["Body"] = kept,
            ["FailedOn"] = TableKeys.Of(London.DateAt(time.GetUtcNow())),
            ["WhatToDo"] = WhatToDo(queue, key, isKept: kept is not null),
        };
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        LogFailed(queue, key);
    }

    /// <summary>All failures on record.</summary>
    public async Task<IReadOnlyList<Failure>> ReadAllAsync(CancellationToken cancellationToken) => await _table.ListAsync(
        TableRows.All,
        row => new Failure(row.PartitionKey, row.RowKey, row.GetString("Body"), row.Date("FailedOn"), row.Text("WhatToDo")),
        cancellationToken);

    /// <summary>Puts a failure's work back on its queue, and then deletes the row: dying in between does the work twice.</summary>
    /// <returns>Whether there was work to put back; a row that keeps nothing of its message is only deleted.</returns>
    public async Task<bool> PutBackAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Body is { } body)
        {
            await storage.Queue(failure.Queue).SendMessageAsync(body, cancellationToken);
        }

        await RemoveAsync(failure.Queue, failure.Key, cancellationToken);
        return failure.Body is not null;
    }

    /// <summary>Takes a message's failure off the record, if it has one, because its work was done since.</summary>
    public Task CloseAsync(string queue, string body, CancellationToken cancellationToken) =>
        RemoveWhereAsync(TableRows.At(queue, KeyOf(body)), _ => true, cancellationToken);

    /// <summary>Takes failures of a queue off the record whose work was done since.</summary>
    public Task CloseAsync(string queue, Func<string, bool> isDone, CancellationToken cancellationToken) =>
        RemoveWhereAsync(TableRows.InPartition(queue), isDone, cancellationToken);

    // Asked for first: there is hardly ever one, and a delete in vain shows as a fault in everything that watches requests.
    private async Task RemoveWhereAsync(string filter, Func<string, bool> isDone, CancellationToken cancellationToken)
    {
        await foreach (var row in _table.StreamAsync(filter, row => row, cancellationToken))
        {
            if (row.GetString("Body") is { } body && isDone(body))
            {
                await RemoveAsync(row.PartitionKey, row.RowKey, cancellationToken);
            }
        }
    }

    private static string WhatToDo(string queue, string key, bool isKept) => isKept
        ? $"{About(queue)} To put it back on its queue: {Command(queue, key)}"
        : "A message on sms-reports could not be read as a delivery report. Nothing of it is kept, because it may hold a number. "
            + "Let Event Grid's subscription send only SMSDeliveryReportReceived events, in its own schema or as CloudEvents. "
            + "To delete this row: " + Command(queue, key);

    private static string About(string queue) => queue switch
    {
        Queues.SchoolNights =>
            "This school's night was not worked out. Put right what the log says; the next tick of the evening tries it again by itself.",
        Queues.NudgeTexts or Queues.NudgeEmails =>
            "This message was not taken by its service. Put right what the log says; while its day lasts it is queued again by itself, "
            + "and after that it expires.",
        _ => "What became of a text could not be written down. Put right what the log says.",
    };

    private static string Command(string queue, string key) =>
        $"dotnet run --project local/Host -- requeue --account NAME --queue {queue} --key {key} "
        + "(with --storage and a connection string in place of --account where there is no Azure).";

    // A row that is gone already answers with a response and no exception.
    private Task<Response> RemoveAsync(string queue, string key, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(queue, key, ETag.All, cancellationToken);

    private static string KeyOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32];

    [LoggerMessage(Level = LogLevel.Error, Message = "Work from {Queue} failed for good; see row {Key} of Failures.")]
    private partial void LogFailed(string queue, string key);
}
