using System.Diagnostics.Metrics;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>
/// Records the outcome of texts by the ledger key in their delivery reports. Event Grid delivers at least once and in any order, and
/// the queue may contain anything: a message that is not one of our reports is counted, logged and dropped.
/// </summary>
public sealed partial class DeliveryRecord(
    SentTexts sent, DeliverySettlement settlement, UnusableAddressTable contacts, ReportMeter meter, TimeProvider time,
    ILogger<DeliveryRecord> log)
{
    /// <summary>Records the reports in one message of the queue.</summary>
    /// <exception cref="InvalidOperationException">Other runs kept changing a row; try again.</exception>
    public async Task RecordAsync(ReportMessage message, CancellationToken cancellationToken)
    {
        Count(ReportOutcome.Foreign, message.Others, LogForeign);
        // A tag that is not one of our keys could contain anything, so it is not logged.
        Count(ReportOutcome.NoKey, message.Reports.Count(report => !NudgeKey.TryParse(report.Tag, out _)), LogNoKey);
        foreach (var report in message.Reports)
        {
            if (NudgeKey.TryParse(report.Tag, out var key))
            {
                meter.Count(await RecordAsync(key, report, cancellationToken), 1);
            }
        }
    }

    private void Count(ReportOutcome outcome, int count, Action<int> write)
    {
        if (count > 0)
        {
            meter.Count(outcome, count);
            write(count);
        }
    }

    private async Task<ReportOutcome> RecordAsync(NudgeKey key, DeliveryReport report, CancellationToken cancellationToken)
    {
        if (report.Status == DeliveryStatus.NotFinal)
        {
            LogNotFinal(key);
            return ReportOutcome.NotFinal;
        }

        var hasArrived = report.Status == DeliveryStatus.Delivered;
        if (await sent.FindAsync(key, cancellationToken) is not { } text
            || await settlement.SettleAsync(text.Place, hasArrived, report.ProviderId, cancellationToken) is not { } lead)
        {
            LogUnknown(key);
            return ReportOutcome.NoRow;
        }

        if (report.Fault is { } fault && lead.State == NudgeState.Undeliverable)
        {
            // The number that the text was sent to, which may differ from the one on the current roster.
            await contacts.MarkAsync(
                lead, new(text.To, Channel.Text, London.DateAt(time.GetUtcNow()), fault.Why), cancellationToken);
        }

        LogRecorded(key, lead.State);
        return hasArrived ? ReportOutcome.Delivered : ReportOutcome.Failed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Key} is {State}, as its provider reports.")]
    private partial void LogRecorded(NudgeKey key, NudgeState state);

    [LoggerMessage(Level = LogLevel.Information, Message = "A report about message {Key} says nothing final and was dropped.")]
    private partial void LogNotFinal(NudgeKey key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report about message {Key}, which the ledger does not have, was dropped.")]
    private partial void LogUnknown(NudgeKey key);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} reports whose tag is no key of the ledger were dropped: the service sends texts of others too, or its events "
            + "come from another resource.")]
    private partial void LogNoKey(int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} events that are no delivery reports were dropped: let Event Grid's subscription send SMSDeliveryReportReceived "
            + "alone.")]
    private partial void LogForeign(int count);
}

/// <summary>How a delivery report was handled.</summary>
public enum ReportOutcome
{
    /// <summary>The message arrived.</summary>
    Delivered,

    /// <summary>The message cannot be delivered.</summary>
    Failed,

    /// <summary>The report is not final.</summary>
    NotFinal,

    /// <summary>The tag is not a key of the ledger.</summary>
    NoKey,

    /// <summary>The ledger has no row with that key.</summary>
    NoRow,

    /// <summary>The event has another type.</summary>
    Foreign,
}

/// <summary>Counts delivery reports by how they were handled: the metric attendance.reports.</summary>
public sealed class ReportMeter : IDisposable
{
    /// <summary>The name of the meter, under which its metrics are exported.</summary>
    public const string Name = "AttendanceFunctions";

    private readonly Meter _meter = new(Name);
    private readonly Counter<int> _reports;

    public ReportMeter() =>
        _reports = _meter.CreateCounter<int>("attendance.reports", "{report}", "Delivery reports by what was made of them.");

    public void Count(ReportOutcome outcome, int reports) =>
        _reports.Add(reports, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Dispose() => _meter.Dispose();
}
