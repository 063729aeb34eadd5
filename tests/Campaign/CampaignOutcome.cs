using AttendanceFunctions.Tests.Campaign.Privacy;
using AttendanceFunctions.Tests.Campaign.Verdicts;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>What came of a campaign.</summary>
/// <param name="Options">What it was made from.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Nights">Nights that were run, the quiet ones among them.</param>
/// <param name="Killed">Workers that were killed.</param>
/// <param name="Fallen">Workers that a fault of storage ended.</param>
/// <param name="StorageRequests">Requests to storage.</param>
/// <param name="Faults">How often each fault fell.</param>
/// <param name="Planted">Rows that the campaign planted beside those that the nights planned.</param>
/// <param name="Storm">What stood in the ledger when the storm was over.</param>
/// <param name="Reported">What stood in it when the delivery reports had come.</param>
/// <param name="Resolution">What became of what was open even then.</param>
/// <param name="Scan">What was looked through for anything of a person.</param>
internal sealed record CampaignOutcome(
    CampaignOptions Options, TimeSpan Took, int Nights, int Killed, int Fallen, int StorageRequests,
    IReadOnlyDictionary<string, int> Faults,
    int Planted, Verdict Storm, ReportOutcome Reported, Resolution Resolution, ScanOutcome Scan)
{
    /// <summary>A sentence for each thing that is not as it has to be.</summary>
    public IEnumerable<string> Findings =>
        [.. Storm.Findings, .. Reported.Findings, .. Resolution.Findings, .. Scan.Leaks.GroupBy(leak => leak)
            .Select(leak => $"{leak.Key.What} stands in {leak.Key.Where}, {leak.Count()} times.")];
}
