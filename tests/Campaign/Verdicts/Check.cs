using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>Holds the ledger against what was seen from outside.</summary>
/// <param name="rows">All rows of the ledger.</param>
/// <param name="notes">All notes to the trust lead.</param>
/// <param name="causes">Why nobody can know what became of a message, by its key.</param>
/// <param name="accepted">How many messages the providers accepted, by key.</param>
/// <param name="observer">What was seen.</param>
internal sealed class Check(
    IReadOnlyList<Nudge> rows, IReadOnlyList<LeadNote> notes, IReadOnlyDictionary<string, Cause> causes,
    IReadOnlyDictionary<string, int> accepted,
    Observer observer)
{
    private readonly Dictionary<LedgerPlace, Nudge> _byPlace = rows.ToDictionary(row => row.Place);

    /// <summary>Keys of which more than one message was accepted.</summary>
    public IEnumerable<string> Twice() => accepted.Where(count => count.Value > 1).Select(count => count.Key);

    /// <summary>
    /// Keys of messages of which the ledger claims more than is so, or of which it knows nothing any more: no provider accepted or refused
    /// them, and nobody is told.
    /// </summary>
    public IEnumerable<string> Lost(IReadOnlyList<LedgerPlace> planted, DateOnly today) =>
    [
        .. planted.Where(place => !_byPlace.ContainsKey(place)).Select(place => place.Key.ToString()),
        .. rows.Where(
            row => IsStuck(row, today)
                || (row.Lead == row.Place && row.State is NudgeState.Accepted or NudgeState.Delivered && !accepted.ContainsKey(KeyOf(row))))
                    .Select(KeyOf),
        .. notes.Where(note => IsStuck(note, today) || (note.State == LeadNoteState.Accepted && !accepted.ContainsKey(note.Key)))
            .Select(note => note.Key),
    ];

    /// <summary>A sentence for each thing that is not as it has to be.</summary>
    public IEnumerable<string> All(IReadOnlyList<LedgerPlace> planted, DateOnly today) =>
    [
        .. Twice().Select(key => $"{key} was accepted {accepted[key]} times."),
        .. planted.Where(place => !_byPlace.ContainsKey(place))
            .Select(place => $"{place.Key} was planned and is not in the ledger any more."),
        .. accepted.Keys.Except(rows.Select(KeyOf))
            .Except(notes.Select(note => note.Key))
            .Select(key => $"{key} was accepted and is not in the ledger."),
        .. rows.SelectMany(row => Of(row, today)),
        .. notes.SelectMany(note => Of(note, today)),
    ];

    private static string KeyOf(Nudge row) => row.Place.Key.ToString();

    private IEnumerable<string> Of(Nudge row, DateOnly today)
    {
        var key = KeyOf(row);
        var cause = causes.GetValueOrDefault(key);
        var count = accepted.GetValueOrDefault(key);
        var travels = row.Lead != row.Place;
        if (IsStuck(row, today))
        {
            yield return $"{key} is {row.State} and nobody will move it.";
        }

        if (travels && row.State is NudgeState.Accepted or NudgeState.Unknown or NudgeState.Failed or NudgeState.Delivered
            && (!_byPlace.TryGetValue(row.Lead, out var lead) || lead.State != row.State))
        {
            yield return $"{key} is {row.State} and travelled with a message that is not.";
        }

        if (!travels && (row.State == NudgeState.Unknown) != (cause != Cause.None))
        {
            yield return $"{key} is {row.State}, and the cause that was seen is {cause}: {Told(key)}.";
        }

        if (cause == Cause.Unexplained)
        {
            yield return $"{key} was claimed and not settled, and nothing that was seen explains it: {Told(key)}.";
        }

        if (row.State is NudgeState.Accepted && !travels && count != 1)
        {
            yield return $"{key} is Accepted, and the providers accepted {count}.";
        }

        if (count > 0 && row.State is not (NudgeState.Accepted or NudgeState.Unknown or NudgeState.Delivered))
        {
            yield return $"{key} was accepted by a provider and is {row.State}: {Told(key)}.";
        }

        if (row.State == NudgeState.Failed
            && !travels
            && (observer.RequestsOf(key) is not [.., var last] || Causes.AnswerOf(last) != Answer.No))
        {
            yield return $"{key} is Failed, and no provider refused it: {Told(key)}.";
        }
    }

    private IEnumerable<string> Of(LeadNote note, DateOnly today)
    {
        var cause = causes.GetValueOrDefault(note.Key);
        var count = accepted.GetValueOrDefault(note.Key);
        if (IsStuck(note, today))
        {
            yield return $"The note about {note.Key} is {note.State} and nobody will move it.";
        }

        if ((note.State == LeadNoteState.Unknown) != (cause != Cause.None) || cause == Cause.Unexplained)
        {
            yield return $"The note about {note.Key} is {note.State}, and the cause that was seen is {cause}: {Told(note.Key)}.";
        }

        if (note.State == LeadNoteState.Accepted ? count != 1 : count > 0 && note.State != LeadNoteState.Unknown)
        {
            yield return $"The note about {note.Key} is {note.State}, and the provider accepted {count}: {Told(note.Key)}.";
        }

        if (note.State == LeadNoteState.Failed
            && (observer.RequestsOf(note.Key) is not [.., var last] || Causes.AnswerOf(last) != Answer.No))
        {
            yield return $"The note about {note.Key} is Failed, and no provider refused it: {Told(note.Key)}.";
        }
    }

    private static bool IsStuck(LeadNote note, DateOnly today) =>
        note.State == LeadNoteState.Claimed || (note.State == LeadNoteState.Planned && note.Morning < today);

    private bool IsStuck(Nudge row, DateOnly today) => row.State switch
    {
        NudgeState.Claimed => true,
        NudgeState.Planned => row.LastDay < today,
        NudgeState.Joined => !_byPlace.TryGetValue(row.Lead, out var lead) || lead.State != NudgeState.Planned || lead.LastDay < today,
        _ => false,
    };

    private string Told(string key) =>
        $"requests {string.Join(", ", observer.RequestsOf(key).Select(fault => fault?.ToString() ?? "fine"))}; writes "
        + $"{string.Join(", ", observer.WritesOf(key))}";
}
