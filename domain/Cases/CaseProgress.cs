using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A case while a night works on it: each change is written down as an event, with what was known.</summary>
internal sealed class CaseProgress(CaseNight night, Case current)
{
    private readonly List<CaseEvent> _events = [];
    private Case _current = current;

    public Case Current => _current;

    public IReadOnlyList<CaseEvent> Events => _events;

    private Policy Policy => night.Policy;

    /// <summary>The key of what comes up with the next event.</summary>
    public CaseKey NextKey => CaseKey.Of(night.School.Id, Current.Upn, Current.Events + 1);

    /// <summary>Changes what needs no event.</summary>
    public void Quietly(Func<Case, Case> change) => _current = change(_current);

    public void Add(CaseDay day, CaseEventKind kind, int to, string what, Decision? decision = null, CaseKey key = default, IEnumerable<LetterKind>? letters = null)
    {
        var number = Current.Events + 1;
        _events.Add(new(
            number, day.Date, kind, Current.Step.Stage, to, what, CaseWords.Known(day), decision?.By ?? CaseEvent.ByPolicy, decision?.Note ?? "", key, [.. letters ?? []]));
        _current = _current with { Events = number };
    }

    /// <summary>The case comes to another stage: by the policy, or by a person's decision.</summary>
    public void MoveTo(CaseDay day, int stage, string why, Decision? decision = null)
    {
        var from = Current.Step.Stage;
        var isWorse = stage > from;
        var kind = decision is not null ? CaseEventKind.Confirmed : isWorse ? CaseEventKind.Entered : CaseEventKind.Improved;
        var called = isWorse ? Policy.StageAt(stage).Letters : from > 0 ? Policy.StageAt(from).LettersOnImprovement : [];
        var letters = decision is null ? NotYetWritten(day, called) : called;
        Add(day, kind, stage, $"{(isWorse ? "To" : "Back to")} {Policy.NameOf(stage)}. {why}", decision, decision?.Key ?? default, letters);
        _current = _current with
        {
            Step = stage == 0 ? Step.None : Step.At(stage, day.Date, day.LookedAt(Current)),
            Declined = Declined.None,
            Written = [.. Current.Written.Where(written => !letters.Contains(written.Letter)), .. letters.Select(letter => new Written(letter, day.Date))],
            Duties = [.. Current.Duties.Where(duty => duty.Source == DutySource.Trigger)],
        };
        foreach (var rule in isWorse ? Policy.StageAt(stage).Duties : [])
        {
            AddDuty(day, DutySource.Stage, rule.What, DueOn(day.Date, rule.WithinSchoolDays));
        }
    }

    private List<LetterKind> NotYetWritten(CaseDay day, IReadOnlyList<LetterKind> letters)
    {
        var since = night.Calendar.TryFindHalfTerm(day.Date, out var halfTerm) ? halfTerm.From : day.Date;
        return [.. letters.Where(letter => !Current.Written.Any(written => written.Letter == letter && written.On >= since))];
    }

    public void Open(CaseDay day, Want.Propose want)
    {
        var key = NextKey;
        Add(day, CaseEventKind.Proposed, want.Stage, $"{CaseProposals.InWords(Policy, want.Kind, want.Stage)} {want.Why}", key: key);
        _current = _current with { Proposal = new(key, want.Kind, want.Stage, day.Date, want.IsReview, want.IsUrgent, want.Why) };
    }

    public void Withdraw(CaseDay day, string why)
    {
        var open = Current.Proposal;
        Add(day, CaseEventKind.Withdrawn, Current.Step.Stage, $"{CaseProposals.InWords(Policy, open.Kind, open.Stage)} Withdrawn: {why}", key: open.Key);
        _current = _current with { Proposal = Proposal.None };
    }

    /// <summary>A duty comes up, unless the same one stands open already.</summary>
    public void AddDuty(CaseDay day, DutySource source, string what, DateOnly due)
    {
        var stage = source == DutySource.Trigger ? 0 : Current.Step.Stage;
        if (Current.Duties.Any(duty => duty.Source == source && duty.What == what))
        {
            return;
        }

        var key = NextKey;
        Add(day, CaseEventKind.Due, Current.Step.Stage, $"{what} Due by {CaseWords.Date(due)}.", key: key);
        _current = _current with { Duties = [.. Current.Duties, new(key, source, stage, what, day.Date, due)] };
    }

    /// <summary>So many school days after a night; the same day for none.</summary>
    public DateOnly DueOn(DateOnly date, int schoolDays) => schoolDays == 0
        ? date
        : night.Calendar.SchoolDaysFrom(date.AddDays(1)).Take(schoolDays).LastOrDefault(date);
}
