using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>What came of a campaign: how often each state and cause occurred, and everything that is not as it has to be.</summary>
/// <param name="States">Rows of the ledger in each state.</param>
/// <param name="Unknown">Messages whose fate is unknown, by the cause.</param>
/// <param name="UnknownOf">The same, by what they are.</param>
/// <param name="Offered">Messages that were offered to a provider.</param>
/// <param name="Accepted">Messages that the providers accepted.</param>
/// <param name="Twice">Ledger keys of which the providers accepted more than one message, of texts and of emails.</param>
/// <param name="Lost">Messages that no provider accepted or refused, and of which nobody is told.</param>
/// <param name="Findings">A sentence for each thing that is not as it has to be.</param>
public sealed record Verdict(
    IReadOnlyDictionary<NudgeState, int> States, IReadOnlyDictionary<Cause, int> Unknown, IReadOnlyDictionary<MessageKind, int> UnknownOf,
    int Offered, int Accepted, (int Texts, int Emails) Twice, int Lost, IReadOnlyList<string> Findings)
{
    internal static async Task<Verdict> OfAsync(
        Ground ground, IReadOnlyList<LedgerPlace> planted, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = new List<Nudge>();
        foreach (var state in Enum.GetValues<NudgeState>())
        {
            rows.AddRange((await ground.Ledger.ReadAsync(state, cancellationToken)).Select(row => row.Value));
        }

        var notes = (await ground.Notes.ReadAllAsync(cancellationToken)).Select(note => note.Value).ToList();
        var accepted = ground.AcceptedByKey();
        var causes = ground.Observer.Written.ToDictionary(key => key, key => Causes.Of(key, ground.Observer), StringComparer.Ordinal);
        var check = new Check(rows, notes, causes, accepted, ground.Observer);
        var twice = check.Twice().ToHashSet(StringComparer.Ordinal);
        var texts = ground.Texts.Select(text => text.Key).ToHashSet(StringComparer.Ordinal);
        return new(
            Count(rows.Select(row => row.State)),
            Count(causes.Values.Where(cause => cause != Cause.None)),
            Count(rows.Where(row => row.State == NudgeState.Unknown && row.Lead == row.Place).Select(MessageKinds.Of)
                .Concat(notes.Where(note => note.State == LeadNoteState.Unknown).Select(_ => MessageKind.LeadNote))),
            ground.Observer.Offered.Count(),
            accepted.Values.Sum(),
            (twice.Count(texts.Contains), twice.Count(key => !texts.Contains(key))),
            check.Lost(planted, today).Count(),
            [.. check.All(planted, today)]);
    }

    private static Dictionary<T, int> Count<T>(IEnumerable<T> things)
        where T : notnull =>
            things.CountBy(thing => thing).OrderBy(count => count.Key).ToDictionary(count => count.Key, count => count.Value);
}
