using AttendanceFunctions.Tests.Campaign.Offices;
using AttendanceFunctions.Tests.Campaign.Privacy;
using AttendanceFunctions.Tests.Campaign.Verdicts;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>The outcome of a campaign.</summary>
/// <param name="Options">The options of the campaign.</param>
/// <param name="Took">The duration in real time.</param>
/// <param name="Nights">The number of nights that were run, including fault-free nights.</param>
/// <param name="Killed">The number of workers that were killed.</param>
/// <param name="Crashed">The number of workers that ended with an error after a storage fault.</param>
/// <param name="StorageRequests">The number of requests to storage.</param>
/// <param name="Faults">The number of times that each fault was injected.</param>
/// <param name="Added">The number of ledger rows that the campaign added to those that the nights planned.</param>
/// <param name="FaultPhase">The check of the ledger after the fault phase.</param>
/// <param name="Reported">The check of the ledger after the delivery reports.</param>
/// <param name="Resolution">The outcome of people's decisions about messages that were still unknown.</param>
/// <param name="Office">The check of what people did in the office.</param>
/// <param name="Scan">The scan for personal data.</param>
internal sealed record CampaignOutcome(
    CampaignOptions Options, TimeSpan Took, int Nights, int Killed, int Crashed, int StorageRequests,
    IReadOnlyDictionary<string, int> Faults,
    int Added, Verdict FaultPhase, ReportOutcome Reported, Resolution Resolution, OfficeOutcome Office,
    ScanOutcome Scan)
{
    /// <summary>One sentence for each violated expectation.</summary>
    public IEnumerable<string> Findings =>
        [.. FaultPhase.Findings, .. Reported.Findings, .. Resolution.Findings, .. Office.Findings, .. Scan.Leaks.GroupBy(leak => leak)
            .Select(leak => $"{leak.Key.What} was found in {leak.Key.Where}, {leak.Count()} times.")];
}
