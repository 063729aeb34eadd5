using System.Text;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Summaries;
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

    private readonly List<(Nudge Row, string Decision)> _decided = [];

    private List<(Nudge Row, string Decision)> _today = [];

    /// <summary>Decides about one unknown message of each pupil and contact, and about everything that travelled in it.</summary>
    /// <returns>Whether anything is decided today, or something that was is still to leave.</returns>
    public async Task<bool> DecideAsync(Ground ground, CancellationToken cancellationToken)
    {
        var accepted = ground.AcceptedByKey();
        var unknown = await ground.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken);
        _today = [.. unknown.Select(row => row.Value)
            .GroupBy(row => row.Lead)
            .GroupBy(message => message.Select(row => (row.Upn, row.ContactSlot)).Min())
            .SelectMany(family => family.OrderBy(message => message.Key.Key).First())
            .Select(row => (row, accepted.ContainsKey(row.Lead.Key.ToString()) ? Arrived : Resend))];
        _decided.AddRange(_today);
        return _today.Count > 0 || await AreSomeToLeaveAsync(ground, cancellationToken);
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
        var findings = accepted.Where(count => count.Value > 1)
            .Select(count => $"{count.Key} was accepted {count.Value} times after people had decided.")
            .ToList();
        var notAgain = new List<Nudge>();
        foreach (var (row, decision) in _decided)
        {
            var after = await ground.Ledger.FindAsync(row.Place, cancellationToken)
                ?? throw new InvalidOperationException($"{row.Place.Key} is gone.");
            var sent = accepted.GetValueOrDefault(after.Value.Lead.Key.ToString());
            // A row that travelled in another one's message and was taken out of it still names that one.
            if (decision == Resend && CouldNotLeave(after.Value) && (sent == 0 || after.Value.Lead != row.Place))
            {
                notAgain.Add(after.Value);
            }
            else if (after.Value.State is not (NudgeState.Accepted or NudgeState.Delivered) || sent != 1)
            {
                findings.Add(
                    $"{row.Place.Key} was {decision}, is {after.Value.State} ({after.Value.Reason}) of {after.Value.Kind}, and its "
                    + $"message was accepted {sent} times.");
            }
        }

        var left = (await ground.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken)).Select(row => row.Value).ToList();
        findings.AddRange(left.Select(row => $"{row.Place.Key} is Unknown after people had decided."));
        var notes = await ground.Notes.ReadAllAsync(cancellationToken);
        var messages = _decided.Where(row => row.Row.Lead == row.Row.Place).ToList();
        return new(
            messages.Count(row => row.Row.Channel == Channel.Text), messages.Count(row => row.Row.Channel == Channel.Email),
            _decided.Count - messages.Count,
            messages.Count(row => row.Decision == Arrived),
            messages.Count(row => row.Decision == Resend && accepted.ContainsKey(row.Row.Place.Key.ToString())),
            notAgain.Count(IsOutOfReach), notAgain.Count(IsNoLongerSo), notAgain.Count(row => row.State == NudgeState.Expired),
            notes.Count(note => note.Value.State == LeadNoteState.Unknown), findings);
    }

    private static bool CouldNotLeave(Nudge row) => IsOutOfReach(row) || IsNoLongerSo(row) || row.State == NudgeState.Expired;

    // A provider has refused the number or address for good meanwhile, so nothing leaves for it any more (docs/decisions/0014); or two
    // families share it.
    private static bool IsOutOfReach(Nudge row) =>
        row is { State: NudgeState.Suppressed, Reason: SuppressionReason.NoUsableAddress or SuppressionReason.SharedAddress };

    // A mark was corrected since: what the message would say is not so any more.
    private static bool IsNoLongerSo(Nudge row) =>
        row is { State: NudgeState.Suppressed, Reason: SuppressionReason.NoLongerSo or SuppressionReason.NoLongerInStage };

    private async Task<bool> AreSomeToLeaveAsync(Ground ground, CancellationToken cancellationToken)
    {
        var decided = _decided.Select(row => row.Row.Place).ToHashSet();
        var planned = await ground.Ledger.ReadAsync(NudgeState.Planned, cancellationToken);
        var joined = await ground.Ledger.ReadAsync(NudgeState.Joined, cancellationToken);
        return planned.Concat(joined).Any(row => decided.Contains(row.Value.Place));
    }

    private string FileOf(SchoolId school) => string.Join(
        "\r\n",
        _today.Where(row => row.Row.Place.School == school)
            .Select(row => $"{school},{row.Row.Upn},nudge,{row.Row.Place.Key},{row.Decision},Attendance officer,")
            .Prepend("School,UPN,Kind,Key,Decision,By,Note"));
}
