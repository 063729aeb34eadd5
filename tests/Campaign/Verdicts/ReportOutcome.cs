using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>The outcome of the delivery reports.</summary>
/// <param name="Messages">The number of messages on the queue sms-reports, including duplicates.</param>
/// <param name="UnknownBefore">The number of texts whose outcome was unknown before.</param>
/// <param name="Resolved">The number of these texts that are delivered now.</param>
/// <param name="Left">The number of texts whose outcome is still unknown, because no provider received them.</param>
/// <param name="Findings">One sentence for each violated expectation.</param>
public sealed record ReportOutcome(int Messages, int UnknownBefore, int Resolved, int Left, IReadOnlyList<string> Findings)
{
    /// <summary>The ledger places of texts whose outcome is unknown.</summary>
    internal static async Task<IReadOnlyList<LedgerPlace>> UnknownTextsAsync(
        CampaignEnvironment environment, CancellationToken cancellationToken) =>
        [.. TextsOf(await environment.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken)).Select(row => row.Place)];

    internal static async Task<ReportOutcome> OfAsync(
        CampaignEnvironment environment, IReadOnlyList<LedgerPlace> unknownBefore, int messages, CancellationToken cancellationToken)
    {
        var accepted = environment.AcceptedByKey();
        var findings = new List<string>();
        foreach (var state in new[]
        {
            NudgeState.Accepted,
            NudgeState.Claimed,
            NudgeState.Unknown,
            NudgeState.Planned,
            NudgeState.Joined,
            NudgeState.Expired,
            NudgeState.Undeliverable
        })
        {
            var rows = TextsOf(await environment.Ledger.ReadAsync(state, cancellationToken))
                .Where(row => accepted.ContainsKey(KeyOfMessage(row)));
            // A row that waits for another day may still refer to the accepted message that it was bundled in before.
            findings.AddRange(rows.Where(row => row.State is not (NudgeState.Planned or NudgeState.Expired) || row.Lead == row.Place)
                .Select(row => $"{row.Place.Key} is {row.State}, but its message was accepted and reported."));
        }

        var delivered = TextsOf(await environment.Ledger.ReadAsync(NudgeState.Delivered, cancellationToken)).ToList();
        findings.AddRange(
            delivered.Where(row => !accepted.ContainsKey(KeyOfMessage(row)))
                .Select(row => $"{row.Place.Key} is Delivered, but its message was never accepted."));
        var arrived = delivered.Select(row => row.Place).ToHashSet();
        var left = await UnknownTextsAsync(environment, cancellationToken);
        return new(messages, unknownBefore.Count, unknownBefore.Count(arrived.Contains), left.Count, findings);
    }

    private static IEnumerable<Nudge> TextsOf(IEnumerable<Versioned<Nudge>> rows) =>
        rows.Select(row => row.Value).Where(row => row.Channel == Channel.Text);

    private static string KeyOfMessage(Nudge row) => row.Lead.Key.ToString();
}
