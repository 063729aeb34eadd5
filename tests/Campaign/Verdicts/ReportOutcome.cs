using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>What came of the delivery reports.</summary>
/// <param name="Messages">Messages on the queue sms-reports, with those that came twice.</param>
/// <param name="UnknownBefore">Texts whose fate was unknown before.</param>
/// <param name="Resolved">Those of them that have arrived.</param>
/// <param name="Left">Texts whose fate is unknown still, because there is nothing to report of them.</param>
/// <param name="Findings">A sentence for each thing that is not as it has to be.</param>
public sealed record ReportOutcome(int Messages, int UnknownBefore, int Resolved, int Left, IReadOnlyList<string> Findings)
{
    /// <summary>The places of texts whose fate is unknown.</summary>
    internal static async Task<IReadOnlyList<LedgerPlace>> UnknownTextsAsync(Ground ground, CancellationToken cancellationToken) =>
        [.. TextsOf(await ground.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken)).Select(row => row.Place)];

    internal static async Task<ReportOutcome> OfAsync(
        Ground ground, IReadOnlyList<LedgerPlace> unknownBefore, int messages, CancellationToken cancellationToken)
    {
        var accepted = ground.AcceptedByKey();
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
            var rows = TextsOf(await ground.Ledger.ReadAsync(state, cancellationToken))
                .Where(row => accepted.ContainsKey(KeyOfMessage(row)));
            // What waits for a day of its own may have waited beside a message that was accepted.
            findings.AddRange(rows.Where(row => row.State is not (NudgeState.Planned or NudgeState.Expired) || row.Lead == row.Place)
                .Select(row => $"{row.Place.Key} is {row.State}, and its message was accepted and reported."));
        }

        var delivered = TextsOf(await ground.Ledger.ReadAsync(NudgeState.Delivered, cancellationToken)).ToList();
        findings.AddRange(
            delivered.Where(row => !accepted.ContainsKey(KeyOfMessage(row)))
                .Select(row => $"{row.Place.Key} is Delivered, and its message was never accepted."));
        var arrived = delivered.Select(row => row.Place).ToHashSet();
        var left = await UnknownTextsAsync(ground, cancellationToken);
        return new(messages, unknownBefore.Count, unknownBefore.Count(arrived.Contains), left.Count, findings);
    }

    private static IEnumerable<Nudge> TextsOf(IEnumerable<Versioned<Nudge>> rows) =>
        rows.Select(row => row.Value).Where(row => row.Channel == Channel.Text);

    private static string KeyOfMessage(Nudge row) => row.Lead.Key.ToString();
}
