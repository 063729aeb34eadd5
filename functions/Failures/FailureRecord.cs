using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Failures;

/// <summary>One piece of work that failed too often.</summary>
/// <param name="Queue">The queue that it came from.</param>
/// <param name="Body">The message: ids and keys only.</param>
/// <param name="FailedOn">The day on which it was given up.</param>
/// <param name="WhatToDo">What a person should do.</param>
public sealed record Failure(string Queue, string Body, DateOnly FailedOn, string WhatToDo);

/// <summary>
/// Writes down at once what failed for good. A poison message expires after seven days and would be gone after a holiday; its
/// row stays. A message may be copied to the poison queue twice: the same body is the same row.
/// </summary>
public sealed partial class FailureRecord(Storehouse storehouse, TimeProvider time, ILogger<FailureRecord> log)
{
    private readonly TableClient _table = storehouse.Table(Tables.Failures);

    public async Task RecordAsync(string queue, string body, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32];
        var row = new TableEntity(queue, key)
        {
            ["Body"] = body,
            ["FailedOn"] = TableKeys.Of(London.DateAt(time.GetUtcNow())),
            ["WhatToDo"] = WhatToDo(queue),
        };
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        LogFailed(queue, key);
    }

    /// <summary>All failures on record.</summary>
    public async Task<IReadOnlyList<Failure>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            failures.Add(new(row.PartitionKey, row.Text("Body"), row.Date("FailedOn"), row.Text("WhatToDo")));
        }

        return failures;
    }

    private static string WhatToDo(string queue) => queue switch
    {
        Queues.SchoolNights => "This school's night was not worked out. Mend what the log says; the next tick of the evening tries it again by itself.",
        Queues.NudgeTexts or Queues.NudgeEmails => "This message was not taken by its service. Mend what the log says; while its day lasts it is queued again by itself, and after that it expires.",
        _ => "Mend what the log says and put the message back on its queue.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Work from {Queue} failed for good; see row {Key} of Failures.")]
    private partial void LogFailed(string queue, string key);
}
