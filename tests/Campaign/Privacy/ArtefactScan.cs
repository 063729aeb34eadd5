using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Campaign.Trusts;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Tests.Campaign.Privacy;

/// <summary>The outcome of a scan for personal data.</summary>
/// <param name="QueueMessages">The number of different queue messages scanned.</param>
/// <param name="LogLines">The number of log lines scanned.</param>
/// <param name="Failures">The number of rows of the table Failures scanned.</param>
/// <param name="Names">The number of lease names and row keys scanned.</param>
/// <param name="Leaks">The personal data found.</param>
public sealed record ScanOutcome(int QueueMessages, int LogLines, int Failures, int Names, IReadOnlyList<Leak> Leaks);

/// <summary>Scans queue messages, logs, failures, lease names and row keys for personal data, which must not be in any of them.</summary>
internal static class ArtefactScan
{
    private static readonly string[] KeyedTables = [Tables.Nudges, Tables.SentTexts, Tables.UnusableAddresses];

    public static async Task<ScanOutcome> ScanAsync(
        CampaignTrust trust, CampaignEnvironment environment, string logFile, CancellationToken cancellationToken)
    {
        IReadOnlyList<Pupil> pupils = [.. trust.Rosters.Values.SelectMany(roster => roster)];
        var parents = pupils.SelectMany(pupil => pupil.Contacts).Select(contact => contact.Email)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Emails to staff say nothing about a child, and share sentences with the log, such as the verdict on a night.
        var sent = environment.Texts.Select(text => text.Body)
            .Concat(environment.Emails.Where(email => parents.Contains(email.To)).SelectMany(email => new[] { email.Subject, email.Body }));
        var scan = new PrivacyScan(pupils, sent);
        // Event Grid's messages on sms-reports contain the telephone number by design.
        var queued = environment.Observer.Messages.Where(message => !message.Queue.StartsWith(Queues.SmsReports, StringComparison.Ordinal))
            .ToList();
        var logged = await File.ReadAllLinesAsync(logFile, cancellationToken);
        var failures = await new FailureRecord(environment.Storage, TimeProvider.System, NullLogger<FailureRecord>.Instance)
            .ReadAllAsync(cancellationToken);
        var names = await NamesAsync(environment, cancellationToken);
        var leaks = queued.SelectMany(message => scan.Find($"a message on {message.Queue}", message.Body))
            .Concat(logged.SelectMany(line => scan.Find("a log line", line)))
            .Concat(failures.SelectMany(failure => scan.Find("a row of Failures", $"{failure.Queue} {failure.Body} {failure.WhatToDo}")))
            .Concat(names.SelectMany(name => scan.Find(name.Where, name.Name)));
        return new(queued.Count, logged.Length, failures.Count, names.Count, [.. leaks]);
    }

    private static async Task<List<(string Where, string Name)>> NamesAsync(
        CampaignEnvironment environment, CancellationToken cancellationToken)
    {
        var names = new List<(string Where, string Name)>();
        await foreach (var blob in environment.Blobs.GetBlobContainerClient(Containers.Leases)
            .GetBlobsAsync(cancellationToken: cancellationToken))
        {
            names.Add(("the name of a lease", blob.Name));
        }

        foreach (var table in KeyedTables)
        {
            await foreach (var row in environment.Storage.Table(table)
                .QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            {
                names.Add(($"a key of {table}", $"{row.PartitionKey} {row.RowKey}"));
            }
        }

        return names;
    }
}
