using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>Checks the ledger against what was observed from outside.</summary>
/// <param name="rows">All ledger rows.</param>
/// <param name="notes">All notes to the trust lead.</param>
/// <param name="causes">The observed cause of an unknown outcome, by ledger key.</param>
/// <param name="accepted">The number of messages that the providers accepted, by ledger key.</param>
/// <param name="observer">The observed requests.</param>
internal sealed class LedgerCheck(
    IReadOnlyList<Nudge> rows, IReadOnlyList<MorningNote> notes, IReadOnlyDictionary<string, Cause> causes,
    IReadOnlyDictionary<string, int> accepted,
    Observer observer)
{
    private readonly Dictionary<LedgerPlace, Nudge> _byPlace = rows.ToDictionary(row => row.Place);

    /// <summary>The keys with more than one accepted message.</summary>
    public IEnumerable<string> Twice() => accepted.Where(count => count.Value > 1).Select(count => count.Key);

    /// <summary>
    /// The keys of lost messages: no provider accepted or rejected them and no person is told, because the ledger has no row, a row that no
    /// longer moves, or a row that wrongly says accepted.
    /// </summary>
    public IEnumerable<string> Lost(IReadOnlyList<LedgerPlace> added, DateOnly today) =>
    [
        .. added.Where(place => !_byPlace.ContainsKey(place)).Select(place => place.Key.ToString()),
        .. rows.Where(
            row => IsStuck(row, today)
                || (row.Lead == row.Place && row.State is NudgeState.Accepted or NudgeState.Delivered && !accepted.ContainsKey(KeyOf(row))))
                    .Select(KeyOf),
        .. notes.Where(note => IsStuck(note, today) || (note.State == MorningNoteState.Accepted && !accepted.ContainsKey(note.Key)))
            .Select(note => note.Key),
    ];

    /// <summary>One sentence for each violated expectation.</summary>
    public IEnumerable<string> All(IReadOnlyList<LedgerPlace> added, DateOnly today) =>
    [
        .. Twice().Select(key => $"{key} was accepted {accepted[key]} times."),
        .. added.Where(place => !_byPlace.ContainsKey(place))
            .Select(place => $"{place.Key} was planned but is no longer in the ledger."),
        .. accepted.Keys.Except(rows.Select(KeyOf))
            .Except(notes.Select(note => note.Key))
            .Select(key => $"{key} was accepted but is not in the ledger."),
        .. rows.SelectMany(row => Of(row, today)),
        .. notes.SelectMany(note => Of(note, today)),
    ];

    private static string KeyOf(Nudge row) => row.Place.Key.ToString();

    private IEnumerable<string> Of(Nudge row, DateOnly today)
    {
        var key = KeyOf(row);
        var cause = causes.GetValueOrDefault(key);
        var count = accepted.GetValueOrDefault(key);
        var isBundled = row.Lead != row.Place;
        if (IsStuck(row, today))
        {
            yield return $"{key} is {row.State} and no process will move it on.";
        }

        if (isBundled && row.State is NudgeState.Accepted or NudgeState.Unknown or NudgeState.Failed or NudgeState.Delivered
            && (!_byPlace.TryGetValue(row.Lead, out var lead) || lead.State != row.State))
        {
            yield return $"{key} is {row.State} but its bundled message has another state.";
        }

        if (!isBundled && (row.State == NudgeState.Unknown) != (cause != Cause.None))
        {
            yield return $"{key} is {row.State}, but the observed cause is {cause}: {History(key)}.";
        }

        if (cause == Cause.Unexplained)
        {
            yield return $"{key} was claimed and not settled, and no observed fault explains this: {History(key)}.";
        }

        if (row.State is NudgeState.Accepted && !isBundled && count != 1)
        {
            yield return $"{key} is Accepted, but the providers accepted {count} messages.";
        }

        if (count > 0 && row.State is not (NudgeState.Accepted or NudgeState.Unknown or NudgeState.Delivered))
        {
            yield return $"{key} was accepted by a provider but is {row.State}: {History(key)}.";
        }

        if (row.State == NudgeState.Failed
            && !isBundled
            && (observer.RequestsOf(key) is not [.., var last] || Causes.AnswerOf(last) != ProviderAnswer.No))
        {
            yield return $"{key} is Failed, but no provider rejected it: {History(key)}.";
        }
    }

    private IEnumerable<string> Of(MorningNote note, DateOnly today)
    {
        var cause = causes.GetValueOrDefault(note.Key);
        var count = accepted.GetValueOrDefault(note.Key);
        if (IsStuck(note, today))
        {
            yield return $"The note about {note.Key} is {note.State} and no process will move it on.";
        }

        if ((note.State == MorningNoteState.Unknown) != (cause != Cause.None) || cause == Cause.Unexplained)
        {
            yield return $"The note about {note.Key} is {note.State}, but the observed cause is {cause}: {History(note.Key)}.";
        }

        if (note.State == MorningNoteState.Accepted ? count != 1 : count > 0 && note.State != MorningNoteState.Unknown)
        {
            yield return $"The note about {note.Key} is {note.State}, but the provider accepted {count} messages: {History(note.Key)}.";
        }

        if (note.State == MorningNoteState.Failed
            && (observer.RequestsOf(note.Key) is not [.., var last] || Causes.AnswerOf(last) != ProviderAnswer.No))
        {
            yield return $"The note about {note.Key} is Failed, but no provider rejected it: {History(note.Key)}.";
        }
    }

    private static bool IsStuck(MorningNote note, DateOnly today) =>
        note.State == MorningNoteState.Claimed || (note.State == MorningNoteState.Planned && note.Morning < today);

    private bool IsStuck(Nudge row, DateOnly today) => row.State switch
    {
        NudgeState.Claimed => true,
        NudgeState.Planned => row.LastDay < today,
        NudgeState.Joined => !_byPlace.TryGetValue(row.Lead, out var lead) || lead.State != NudgeState.Planned || lead.LastDay < today,
        _ => false,
    };

    private string History(string key) =>
        $"requests {string.Join(", ", observer.RequestsOf(key).Select(fault => fault?.ToString() ?? "no fault"))}; writes "
        + $"{string.Join(", ", observer.WritesOf(key))}";
}
