using System.Diagnostics.Metrics;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>What was made of a delivery report.</summary>
public enum ReportOutcome
{
    /// <summary>The message arrived.</summary>
    Delivered,

    /// <summary>The message cannot arrive.</summary>
    Failed,

    /// <summary>It says nothing final.</summary>
    NotFinal,

    /// <summary>Its tag is no key of the ledger.</summary>
    NoKey,

    /// <summary>The ledger has no row of that key.</summary>
    NoRow,

    /// <summary>It is an event of another type.</summary>
    Foreign,
}

/// <summary>Counts delivery reports by what was made of them: the metric attendance.reports.</summary>
public sealed class ReportMeter : IDisposable
{
    /// <summary>The meter's name, by which metrics are exported.</summary>
    public const string Name = "AttendanceFunctions";

    private readonly Meter _meter = new(Name);
    private readonly Counter<int> _reports;

    public ReportMeter() =>
        _reports = _meter.CreateCounter<int>("attendance.reports", "{report}", "Delivery reports by what was made of them.");

    public void Count(ReportOutcome outcome, int reports) =>
        _reports.Add(reports, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Dispose() => _meter.Dispose();
}
