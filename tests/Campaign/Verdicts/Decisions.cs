using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Campaign.Offices;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>
/// Simulates people's decisions about messages with an unknown outcome. They look them up in the providers' logs: accepted messages
/// are recorded as arrived, and the others are sent again.
/// </summary>
internal sealed class Decisions
{
    private const string Arrived = "arrived";
    private const string Resend = "resend";

    private readonly List<(Nudge Row, string Decision)> _decided = [];

    private List<(Nudge Row, string Decision)> _today = [];

    /// <summary>Decides about one unknown message of each pupil and contact, with all rows that are bundled in it.</summary>
    /// <returns>Whether there are decisions today, or decided messages that are still to be sent.</returns>
    public async Task<bool> DecideAsync(CampaignEnvironment environment, CancellationToken cancellationToken)
    {
        var accepted = environment.AcceptedByKey();
        var unknown = await environment.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken);
        _today = [.. unknown.Select(row => row.Value)
            .GroupBy(row => row.Lead)
            .GroupBy(message => message.Select(row => (row.Upn, row.ContactSlot)).Min())
            .SelectMany(family => family.OrderBy(message => message.Key.Key).First())
            .Select(row => (row, accepted.ContainsKey(row.Lead.Key.ToString()) ? Arrived : Resend))];
        _decided.AddRange(_today);
        return _today.Count > 0 || await IsAnyToBeSentAsync(environment, cancellationToken);
    }

    /// <summary>Decides in the office.</summary>
    public Task SendAsync(CampaignOffice office, DateOnly day, CancellationToken cancellationToken) =>
        office.DecideAsync(day, _today, cancellationToken);

    /// <summary>Checks the results of the decisions.</summary>
    public async Task<Resolution> OutcomeAsync(CampaignEnvironment environment, CancellationToken cancellationToken)
    {
        var accepted = environment.AcceptedByKey();
        var findings = accepted.Where(count => count.Value > 1)
            .Select(count => $"{count.Key} was accepted {count.Value} times after the decisions.")
            .ToList();
        var notSentAgain = new List<Nudge>();
        foreach (var (row, decision) in _decided)
        {
            var after = await environment.Ledger.FindAsync(row.Place, cancellationToken)
                ?? throw new InvalidOperationException($"{row.Place.Key} is no longer in the ledger.");
            var sent = accepted.GetValueOrDefault(after.Value.Lead.Key.ToString());
            // A row that was bundled in another row's message and then removed still refers to that row as its lead.
            if (decision == Resend && CannotBeSent(after.Value) && (sent == 0 || after.Value.Lead != row.Place))
            {
                notSentAgain.Add(after.Value);
            }
            else if (after.Value.State is not (NudgeState.Accepted or NudgeState.Delivered) || sent != 1)
            {
                findings.Add(
                    $"{row.Place.Key} was decided as {decision}, is {after.Value.State} ({after.Value.Reason}, {after.Value.Kind}), and "
                    + $"its message was accepted {sent} times.");
            }
        }

        var left = (await environment.Ledger.ReadAsync(NudgeState.Unknown, cancellationToken)).Select(row => row.Value).ToList();
        findings.AddRange(left.Select(row => $"{row.Place.Key} is still Unknown after the decisions."));
        var notes = await environment.Notes.ReadAllAsync(cancellationToken);
        var messages = _decided.Where(row => row.Row.Lead == row.Row.Place).ToList();
        return new(
            messages.Count(row => row.Row.Channel == Channel.Text), messages.Count(row => row.Row.Channel == Channel.Email),
            _decided.Count - messages.Count,
            messages.Count(row => row.Decision == Arrived),
            messages.Count(row => row.Decision == Resend && accepted.ContainsKey(row.Row.Place.Key.ToString())),
            notSentAgain.Count(IsUnreachable), notSentAgain.Count(IsOutdated), notSentAgain.Count(row => row.State == NudgeState.Expired),
            notes.Count(note => note.Value.State == MorningNoteState.Unknown), findings);
    }

    private static bool CannotBeSent(Nudge row) => IsUnreachable(row) || IsOutdated(row) || row.State == NudgeState.Expired;

    // A provider has permanently rejected the number or address, so nothing is sent to it any more (docs/decisions/0014).
    private static bool IsUnreachable(Nudge row) =>
        row is { State: NudgeState.Suppressed, Reason: SuppressionReason.NoUsableAddress };

    // A mark was corrected, so the message is no longer true; or a person confirmed a formal step, and writes to the family now.
    private static bool IsOutdated(Nudge row) =>
        row is
        {
            State: NudgeState.Suppressed,
            Reason: SuppressionReason.NoLongerSo or SuppressionReason.NoLongerInStage or SuppressionReason.CaseWithPeople
        };

    private async Task<bool> IsAnyToBeSentAsync(CampaignEnvironment environment, CancellationToken cancellationToken)
    {
        var decided = _decided.Select(row => row.Row.Place).ToHashSet();
        var planned = await environment.Ledger.ReadAsync(NudgeState.Planned, cancellationToken);
        var joined = await environment.Ledger.ReadAsync(NudgeState.Joined, cancellationToken);
        return planned.Concat(joined).Any(row => decided.Contains(row.Value.Place));
    }
}
