using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>
/// Checks, after the campaign, that what people did in the office counts once, and that each case agrees with its history.
/// </summary>
internal sealed class OfficeCheck
{
    private const string Withhold = "withhold";

    private static readonly HashSet<CaseEventKind> Decided =
        [CaseEventKind.Confirmed, CaseEventKind.Declined, CaseEventKind.Extended, CaseEventKind.Closed, CaseEventKind.Done];

    private readonly List<string> _findings = [];
    private readonly IReadOnlySet<string> _told;
    private readonly ILookup<string, CaseEvent> _eventsByKey;
    private readonly ILookup<string, CaseEvent> _entriesByText;
    private readonly Dictionary<string, Nudge> _messages;
    private readonly IReadOnlyDictionary<string, int> _accepted;
    private int _cases;
    private int _releases;
    private int _entries;

    private OfficeCheck(
        IReadOnlyList<CaseEvent> events, IReadOnlySet<string> told, IEnumerable<Nudge> messages, IReadOnlyDictionary<string, int> accepted)
    {
        _told = told;
        _eventsByKey = events.Where(happened => happened.Key is not null).ToLookup(happened => happened.Key!.Value.ToString());
        _entriesByText = events.Where(happened => happened.Entry is not null).ToLookup(happened => happened.Entry!.Text);
        _messages = messages.ToDictionary(row => row.Place.Key.ToString(), StringComparer.Ordinal);
        _accepted = accepted;
    }

    /// <summary>Checks everything that people did.</summary>
    public static async Task<OfficeOutcome> RunAsync(
        CampaignEnvironment environment, IEnumerable<SchoolId> schools, DateOnly today, IReadOnlyList<OfficeAct> acts,
        CancellationToken cancellationToken)
    {
        var (findings, events, told) = (new List<string>(), new List<CaseEvent>(), new HashSet<string>(StringComparer.Ordinal));
        var (cases, history) = (new CaseTable(environment.Storage), new CaseEventTable(environment.Storage));
        foreach (var school in schools)
        {
            var stored = await cases.ReadAsync(school, AcademicYear.Of(today), cancellationToken);
            told.UnionWith(
                from current in stored.Values
                from matter in current.Value.Notifications
                where !matter.IsOpen
                select matter.KeyFor(school, current.Value.Upn).ToString());
            foreach (var pupil in await history.ReadAllAsync(school, cancellationToken))
            {
                events.AddRange(pupil);
                findings.AddRange(stored.TryGetValue(pupil.Key, out var row) ? Of(row.Value, [.. pupil]) : ["A history has no case."]);
            }
        }

        var messages = new List<Nudge>();
        foreach (var state in Enum.GetValues<NudgeState>())
        {
            messages.AddRange((await environment.Ledger.ReadAsync(state, cancellationToken)).Select(row => row.Value));
        }

        var check = new OfficeCheck(events, told, messages, environment.AcceptedByKey());
        check.Check(acts);
        return new(
            acts.Count, acts.Count(act => act.Answer == FormAnswer.Refused), check._cases, check._releases, check._entries,
            [.. findings, .. check._findings]);
    }

    /// <summary>What is wrong with a case and its history: its events have numbers without a gap, and lead to its stage.</summary>
    private static IEnumerable<string> Of(Case current, IReadOnlyList<CaseEvent> history)
    {
        if (!history.Select(happened => happened.Number).SequenceEqual(Enumerable.Range(1, current.EventCount)))
        {
            yield return $"A case counts {current.EventCount} events, and its history has other numbers: "
                + $"{string.Join(' ', history.Select(happened => happened.Number))}.";
        }

        var stage = history.LastOrDefault(happened => happened.IsMove)?.To ?? 0;
        if (stage != current.Stage)
        {
            yield return $"A case is at stage {current.Stage}, and its history led it to stage {stage}.";
        }
    }

    private void Check(IReadOnlyList<OfficeAct> acts)
    {
        foreach (var about in acts.Where(act => act[DecideFields.Row].Length > 0).GroupBy(act => act[DecideFields.Row]))
        {
            if (_messages.TryGetValue(about.Key, out var message))
            {
                CheckMessage(message, [.. about]);
            }
            else
            {
                CheckCase(about.Key, [.. about]);
            }
        }

        foreach (var act in acts.Where(act => act[EntryFields.Text].Length > 0))
        {
            CheckEntry(act);
        }
    }

    private void CheckMessage(Nudge message, IReadOnlyList<OfficeAct> acts)
    {
        var done = acts.Where(act => act.Answer == FormAnswer.Done).ToList();
        _releases += done.Count;
        foreach (var act in done.Where(act => act[DecideFields.Decision] == Withhold))
        {
            Expect(
                message.State == NudgeState.Withheld && !_accepted.ContainsKey(message.Place.Key.ToString()),
                $"{message.Place.Key} was withheld, and is {message.State}.");
        }

        foreach (var act in done.Where(act => act[DecideFields.Decision] == "release"))
        {
            Expect(
                message.DecidedBy is not null && message.State != NudgeState.Withheld,
                $"{message.Place.Key} was released by {act.Person}, is {message.State}, and was decided by {message.DecidedBy?.Name}.");
        }
    }

    private void CheckCase(string key, IReadOnlyList<OfficeAct> acts)
    {
        var decided = _eventsByKey[key].Where(happened => happened.By is not null && Decided.Contains(happened.Kind)).ToList();
        var done = acts.Where(act => act.Answer == FormAnswer.Done).ToList();
        var counts = decided.Count + (_told.Contains(key) ? 1 : 0);
        _cases += counts;
        Expect(counts <= 1, $"{key} was decided {counts} times.");
        Expect(
            done.Count == 0 || counts == 1 || _eventsByKey[key].Any(happened => happened.Kind == CaseEventKind.Withdrawn),
            $"{key} was decided by {string.Join(", ", done.Select(act => act.Person))}, and its history does not have it: "
            + $"{string.Join(", ", _eventsByKey[key].Select(happened => happened.Kind))}.");
        Expect(
            done.Select(act => act[DecideFields.Decision]).Distinct().Count() <= 1,
            $"{key}: two people were told that different decisions count.");
    }

    private void CheckEntry(OfficeAct act)
    {
        var written = _entriesByText[act[EntryFields.Text]].Count();
        _entries += written;
        Expect(
            act.Answer == FormAnswer.Done ? written == 1 : written <= 1,
            $"An entry in the log, answered {act.Answer}, was written {written} times.");
    }

    private void Expect(bool isSo, string finding)
    {
        if (!isSo)
        {
            _findings.Add(finding);
        }
    }
}

/// <summary>What came of the work in the office.</summary>
/// <param name="Acts">What people did, a message of several that were decided together for itself.</param>
/// <param name="Refused">What the office refused, with the reason.</param>
/// <param name="Cases">The decisions about cases that count.</param>
/// <param name="Messages">The decisions about messages, one by one, that count.</param>
/// <param name="Entries">The entries in logs.</param>
/// <param name="Findings">One sentence for each violated expectation.</param>
public sealed record OfficeOutcome(
    int Acts, int Refused, int Cases, int Messages, int Entries, IReadOnlyList<string> Findings)
{
    /// <summary>The processes of the office that were killed in the middle of a form.</summary>
    public int Killed { get; init; }
}
