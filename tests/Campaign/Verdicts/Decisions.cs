using System.Text;
using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Tests.Campaign.Trusts;
using Azure.Storage.Blobs;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>
/// What people decide about messages whose fate is unknown, with the providers' logs in hand: those that were accepted arrived, the
/// others are sent again.
/// </summary>
internal sealed class Decisions
{
    private const string Arrived = "arrived";
    private const string Resend = "resend";

    private readonly IReadOnlyList<(Nudge Row, string Decision)> _decided;

    private Decisions(IReadOnlyList<(Nudge Row, string Decision)> decided) => _decided = decided;

    public static async Task<Decisions> AboutAsync(Ground ground, CancellationToken cancellationToken)
    {
        var accepted = ground.AcceptedByKey();
        var unknown = await ground.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken);
        // The morning's note to the lead is on no school's worklist, and on another morning it is worth nothing.
        return new([.. unknown.Select(row => row.Value).Where(row => row.Rule.IsForParents())
            .Select(row => (row, accepted.ContainsKey(row.Lead.Key.ToString()) ? Arrived : Resend))]);
    }

    /// <summary>Puts the decisions into storage, a file for each school.</summary>
    public Task SendAsync(BlobServiceClient storage, CampaignTrust trust, CancellationToken cancellationToken) => Upload.RunAsync(
        storage,
        trust.Rosters.Keys.Select(school => IncomingFile.Of($"decisions/{school}/unknown.csv", Encoding.UTF8.GetBytes(FileOf(school)))),
        cancellationToken);

    /// <summary>Looks what came of them.</summary>
    public async Task<Resolution> OutcomeAsync(Ground ground, CancellationToken cancellationToken)
    {
        var accepted = ground.AcceptedByKey();
        var findings = accepted.Where(count => count.Value > 1).Select(count => $"{count.Key} was accepted {count.Value} times after people had decided.").ToList();
        var outOfReach = 0;
        foreach (var (row, decision) in _decided)
        {
            var after = await ground.Ledger.FindAsync(row.Place, cancellationToken) ?? throw new InvalidOperationException($"{row.Place.Key} is gone.");
            var sent = accepted.GetValueOrDefault(after.Value.Lead.Key.ToString());
            if (decision == Resend && sent == 0 && IsOutOfReach(after.Value))
            {
                outOfReach++;
            }
            else if (after.Value.State is not (NudgeState.Accepted or NudgeState.Delivered) || sent != 1)
            {
                findings.Add($"{row.Place.Key} was {decision}, is {after.Value.State} ({after.Value.Reason}) of {after.Value.Rule}, and its message was accepted {sent} times.");
            }
        }

        var left = (await ground.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken)).Select(row => row.Value).ToList();
        findings.AddRange(left.Where(row => row.Rule.IsForParents()).Select(row => $"{row.Place.Key} is Unknown after people had decided."));
        var messages = _decided.Where(row => row.Row.Lead == row.Row.Place).ToList();
        return new(
            messages.Count(row => row.Row.Channel == Channel.Text), messages.Count(row => row.Row.Channel == Channel.Email), _decided.Count - messages.Count,
            messages.Count(row => row.Decision == Arrived), messages.Count(row => row.Decision == Resend && accepted.ContainsKey(row.Row.Place.Key.ToString())), outOfReach, left.Count(row => !row.Rule.IsForParents()), findings);
    }

    // A provider has refused the number or address for good meanwhile, so nothing leaves for it any more (docs/decisions/0014).
    private static bool IsOutOfReach(Nudge row) => row is { State: NudgeState.Suppressed, Reason: SuppressionReason.NoUsableAddress };

    private string FileOf(SchoolId school) => string.Join(
        "\r\n",
        _decided.Where(row => row.Row.Place.School == school)
            .Select(row => $"{school},{row.Row.Upn},nudge,{row.Row.Place.Key},{row.Decision},Attendance officer,")
            .Prepend("School,UPN,Kind,Key,Decision,By,Note"));
}
