using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Messages.Reports;
using Azure;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Operations;

/// <summary>Work that failed too often.</summary>
/// <param name="Key">The key of its row: a hash of the message.</param>
/// <param name="Body">The message: ids and keys only; null if none of it may be stored.</param>
public sealed record Failure(string Queue, string Key, string? Body, DateOnly FailedOn, string WhatToDo);

/// <summary>
/// Records work that failed permanently. A poison message expires after seven days, which is shorter than a holiday; its row (one
/// per message body, however often it fails) stays until the work is done or a person puts it back on its queue.
/// </summary>
public sealed partial class FailureRecord(TrustStorage storage, TimeProvider time, ILogger<FailureRecord> log)
{
    /// <summary>The partition of rows about held pupils, by school; they have no message to put back.</summary>
    public const string HeldPupils = "held-pupils";

    private readonly TableClient _table = storage.Table(Tables.Failures);

    /// <summary>Records a message. Of a delivery report, which contains a number, only what the ledger needs is kept.</summary>
    public async Task RecordAsync(string queue, string body, CancellationToken cancellationToken)
    {
        var text = queue != Queues.SmsReports ? body
            : ReportReader.TryRead(body, out var message) ? DeliveryReport.Reduce(message.Reports)
            : "";
        var kept = text.Length is > 0 and <= Bounds.KeptMessage ? text : null;
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

    /// <summary>Records how many pupils of a school a night has held, or deletes an earlier night's record if there are none.</summary>
    /// <param name="faults">The kinds of faults and their places in the program, without data.</param>
    public async Task ReplaceHeldAsync(SchoolId school, DateOnly night, int pupils, string faults, CancellationToken cancellationToken)
    {
        var row = new TableEntity(HeldPupils, school.ToString())
        {
            ["FailedOn"] = TableKeys.Of(night),
            ["WhatToDo"] = $"{English.Count(pupils, "pupil")} of the school could not be worked out: {faults}. The school's worklist names "
                + "them. Correct the roster, the stored rows or the program; the next night that holds nobody deletes this row.",
        };
        if (pupils > 0)
        {
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        else if (await _table.FirstAsync(TableRows.At(HeldPupils, row.RowKey), found => found, cancellationToken) is not null)
        {
            await RemoveAsync(HeldPupils, row.RowKey, cancellationToken);
        }
    }

    /// <summary>All recorded failures.</summary>
    public async Task<IReadOnlyList<Failure>> ReadAllAsync(CancellationToken cancellationToken) => await _table.ListAsync(
        TableRows.All,
        row => new Failure(row.PartitionKey, row.RowKey, row.GetString("Body"), row.Date("FailedOn"), row.Text("WhatToDo")),
        cancellationToken);

    /// <summary>Puts the work back on its queue and then deletes the row; if interrupted in between, the work is done twice.</summary>
    /// <returns>Whether there was work to put back; a row without a stored message is only deleted.</returns>
    public async Task<bool> PutBackAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Body is { } body)
        {
            await storage.Queue(failure.Queue).SendMessageAsync(body, cancellationToken);
        }

        await RemoveAsync(failure.Queue, failure.Key, cancellationToken);
        return failure.Body is not null;
    }

    /// <summary>Deletes the failure of a message, if there is one, because the work has been done since.</summary>
    public Task CloseAsync(string queue, string body, CancellationToken cancellationToken) =>
        RemoveWhereAsync(TableRows.At(queue, KeyOf(body)), _ => true, cancellationToken);

    /// <summary>Deletes the failures of a queue whose work has been done since.</summary>
    public Task CloseAsync(string queue, Func<string, bool> isDone, CancellationToken cancellationToken) =>
        RemoveWhereAsync(TableRows.InPartition(queue), isDone, cancellationToken);

    // Read first: there is rarely one, and deleting a missing row shows as a fault in monitoring of requests.
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

    /// <summary>What failed work means, and what has to be corrected before it is tried again.</summary>
    /// <param name="isKept">Whether the message is stored, so that it can be put back.</param>
    public static string Explain(string queue, bool isKept) => isKept
        ? About(queue)
        : queue != Queues.SmsReports ? $"A message on {queue} is none of this product's, so nothing of it is kept. Find out what else "
            + "writes to this queue."
        : "A message on sms-reports could not be read as a delivery report. Nothing of it is kept, because it may hold a number. "
            + "Let Event Grid's subscription send only SMSDeliveryReportReceived events, in its own schema or as CloudEvents.";

    private static string WhatToDo(string queue, string key, bool isKept) =>
        $"{Explain(queue, isKept)} {(isKept ? "To put it back on its queue:" : "To delete this row:")} {Command(queue, key)}";

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

    // If the row is gone already, the service answers with a response and not with an exception.
    private Task<Response> RemoveAsync(string queue, string key, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(queue, key, ETag.All, cancellationToken);

    private static string KeyOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32];

    [LoggerMessage(Level = LogLevel.Error, Message = "Work from {Queue} failed for good; see row {Key} of Failures.")]
    private partial void LogFailed(string queue, string key);
}
