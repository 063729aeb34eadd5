using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>The result of a ledger check: the counts of states and causes, and every violated expectation.</summary>
/// <param name="States">The number of ledger rows in each state.</param>
/// <param name="Unknown">The number of messages with an unknown outcome, by cause.</param>
/// <param name="UnknownOf">The number of messages with an unknown outcome, by kind.</param>
/// <param name="Offered">The number of messages that were sent to a provider.</param>
/// <param name="Accepted">The number of messages that the providers accepted.</param>
/// <param name="Twice">The number of ledger keys with more than one accepted text, and with more than one accepted email.</param>
/// <param name="Lost">The number of messages that no provider accepted or rejected, without any report to a person.</param>
/// <param name="Findings">One sentence for each violated expectation.</param>
public sealed record Verdict(
    IReadOnlyDictionary<NudgeState, int> States, IReadOnlyDictionary<Cause, int> Unknown,
    IReadOnlyDictionary<UnknownMessageKind, int> UnknownOf,
    int Offered, int Accepted, (int Texts, int Emails) Twice, int Lost, IReadOnlyList<string> Findings)
{
    internal static async Task<Verdict> OfAsync(
        CampaignEnvironment environment, IReadOnlyList<LedgerPlace> added, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = new List<Nudge>();
        foreach (var state in Enum.GetValues<NudgeState>())
        {
            rows.AddRange((await environment.Ledger.ReadAsync(state, cancellationToken)).Select(row => row.Value));
        }

        var notes = (await environment.Notes.ReadAllAsync(cancellationToken)).Select(note => note.Value).ToList();
        var accepted = environment.AcceptedByKey();
        var causes = environment.Observer.Written.ToDictionary(
            key => key, key => Causes.Of(key, environment.Observer), StringComparer.Ordinal);
        var check = new LedgerCheck(rows, notes, causes, accepted, environment.Observer);
        var twice = check.Twice().ToHashSet(StringComparer.Ordinal);
        var texts = environment.Texts.Select(text => text.Key).ToHashSet(StringComparer.Ordinal);
        return new(
            Count(rows.Select(row => row.State)),
            Count(causes.Values.Where(cause => cause != Cause.None)),
            Count(rows.Where(row => row.State == NudgeState.Unknown && row.Lead == row.Place).Select(UnknownMessageKinds.Of)
                .Concat(notes.Where(note => note.State == MorningNoteState.Unknown).Select(_ => UnknownMessageKind.MorningNote))),
            environment.Observer.Offered.Count(),
            accepted.Values.Sum(),
            (twice.Count(texts.Contains), twice.Count(key => !texts.Contains(key))),
            check.Lost(added, today).Count(),
            [.. check.All(added, today)]);
    }

    private static Dictionary<T, int> Count<T>(IEnumerable<T> things)
        where T : notnull =>
            things.CountBy(thing => thing).OrderBy(count => count.Key).ToDictionary(count => count.Key, count => count.Value);
}
