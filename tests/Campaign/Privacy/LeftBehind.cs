using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Campaign.Trusts;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Tests.Campaign.Privacy;

/// <summary>What was looked through, and what was found.</summary>
/// <param name="QueueMessages">Different messages on queues.</param>
/// <param name="LogLines">Lines that the workers logged.</param>
/// <param name="Failures">Rows in Failures.</param>
/// <param name="Names">Names of leases and keys of rows.</param>
/// <param name="Leaks">What was found.</param>
public sealed record ScanOutcome(int QueueMessages, int LogLines, int Failures, int Names, IReadOnlyList<Leak> Leaks);

/// <summary>Looks through everything that a campaign leaves behind and that must hold nothing of a person.</summary>
internal static class LeftBehind
{
    private static readonly string[] KeyedTables = [Tables.Nudges, Tables.SentTexts, Tables.UnusableAddresses];

    public static async Task<ScanOutcome> ScanAsync(CampaignTrust trust, Ground ground, string logFile, CancellationToken cancellationToken)
    {
        var sent = ground.Texts.Select(text => text.Body).Concat(ground.Emails.SelectMany(email => new[] { email.Subject, email.Body }));
        var scan = new PrivacyScan([.. trust.Rosters.Values.SelectMany(pupils => pupils)], sent);
        // What Event Grid puts on sms-reports holds the number by its nature.
        var queued = ground.Observer.Messages.Where(message => !message.Queue.StartsWith(Queues.SmsReports, StringComparison.Ordinal))
            .ToList();
        var logged = await File.ReadAllLinesAsync(logFile, cancellationToken);
        var failures = await new FailureRecord(ground.Storehouse, TimeProvider.System, NullLogger<FailureRecord>.Instance)
            .ReadAllAsync(cancellationToken);
        var names = await NamesAsync(ground, cancellationToken);
        var leaks = queued.SelectMany(message => scan.Of($"a message on {message.Queue}", message.Body))
            .Concat(logged.SelectMany(line => scan.Of("a log line", line)))
            .Concat(failures.SelectMany(failure => scan.Of("a row of Failures", $"{failure.Queue} {failure.Body} {failure.WhatToDo}")))
            .Concat(names.SelectMany(name => scan.Of(name.Where, name.Name)));
        return new(queued.Count, logged.Length, failures.Count, names.Count, [.. leaks]);
    }

    private static async Task<List<(string Where, string Name)>> NamesAsync(Ground ground, CancellationToken cancellationToken)
    {
        var names = new List<(string Where, string Name)>();
        await foreach (var blob in ground.Blobs.GetBlobContainerClient(Containers.Leases)
            .GetBlobsAsync(cancellationToken: cancellationToken))
        {
            names.Add(("the name of a lease", blob.Name));
        }

        foreach (var table in KeyedTables)
        {
            await foreach (var row in ground.Storehouse.Table(table)
                .QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            {
                names.Add(($"a key of {table}", $"{row.PartitionKey} {row.RowKey}"));
            }
        }

        return names;
    }
}
