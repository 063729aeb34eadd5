using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A case while a night works on it: each change is written down as an event, with what was known.</summary>
internal sealed class CaseProgress(CaseNight night, Case current)
{
    /// <summary>Possible sessions at a stage, of which a letter of thanks has something to say: five school days.</summary>
    private const int WorthThanks = 10;

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
            number, day.Date, kind, Current.Step.Stage, to, what, CaseDescription.Known(day), decision?.By ?? CaseEvent.ByPolicy, decision?.Note ?? "", key, [.. letters ?? []]));
        _current = _current with { Events = number };
    }

    /// <summary>The case comes to another stage: by the policy, or by a person's decision.</summary>
    public void MoveTo(CaseDay day, int stage, string why, Decision? decision = null)
    {
        var from = Current.Step.Stage;
        var isWorse = stage > from;
        var kind = decision is not null ? CaseEventKind.Confirmed : isWorse ? CaseEventKind.Entered : CaseEventKind.Improved;
        var called = isWorse ? Policy.StageAt(stage).Letters : from > 0 && day.Since(Current.Step).Possible >= WorthThanks ? Policy.StageAt(from).LettersOnImprovement : [];
        var letters = decision is null ? NotYetWritten(day, called) : called;
        Add(day, kind, stage, $"{(isWorse ? "To" : "Back to")} {Policy.NameOf(stage)}. {why}", decision, decision?.Key ?? default, letters);
        _current = _current with
        {
            Step = stage == 0 ? Step.None : Step.At(stage, day.Date, day.LookedAt(Current)),
            // A decline outlives the informal stages, which come and go with the rate; it ends with the ladder, and with another decision.
            Declined = decision is null && stage > 0 ? Current.Declined : Declined.None,
            Written = [.. Current.Written.Where(written => !letters.Contains(written.Letter)), .. letters.Select(letter => new CalledForLetter(letter, day.Date))],
            Duties = [.. Current.Duties.Where(duty => duty.IsBesideLadder)],
        };
        var due = isWorse ? Policy.StageAt(stage).Duties.Where(rule => decision is not null || !IsDone(day, rule.What)) : [];
        foreach (var rule in due)
        {
            AddDuty(day, DutySource.Stage, rule.What, DueOn(day.Date, rule.WithinSchoolDays));
        }
    }

    /// <summary>A person did a duty.</summary>
    public void Finish(CaseDay day, Duty duty, Decision decision)
    {
        var isNotice = decision.Word == DecisionChoice.NoticeIssued;
        Add(day, CaseEventKind.Done, Current.Step.Stage, $"{CaseDescription.Sentence(duty.What)} {(isNotice ? CaseDescription.NoticeIssued : "Done.")}", decision, duty.Key);
        _current = _current with
        {
            Duties = [.. Current.Duties.Where(other => other != duty)],
            StatutoryActions = [.. Current.StatutoryActions.Select(matter => matter.Key == duty.Key ? matter with { Key = CaseKey.None, After = matter.Last } : matter)],
            Notices = isNotice ? [.. Current.Notices, decision.On] : Current.Notices,
            Done = [.. Current.Done.Where(done => done.On >= HalfTermOf(day) && done.What != duty.What), new(duty.What, day.Date)],
        };
    }

    /// <summary>A stage that is come to again in the same half term asks for nothing that was done, and calls for no letter that was made.</summary>
    private bool IsDone(CaseDay day, string what) => Current.Done.Any(done => done.What == what && done.On >= HalfTermOf(day));

    private List<LetterKind> NotYetWritten(CaseDay day, IReadOnlyList<LetterKind> letters) =>
        [.. letters.Where(letter => !Current.Written.Any(written => written.Letter == letter && written.On >= HalfTermOf(day)))];

    private DateOnly HalfTermOf(CaseDay day) => night.Calendar.TryFindHalfTerm(day.Date, out var halfTerm) ? halfTerm.From : day.Date;

    public void Open(CaseDay day, RuleRequest.Propose want)
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

    /// <summary>A duty comes up, unless the same one stands open already: of the same day, where each day has its own.</summary>
    public void AddDuty(CaseDay day, DutySource source, string what, DateOnly due, bool isDaily = false, string why = "")
    {
        var stage = source is DutySource.Trigger or DutySource.Statute ? 0 : Current.Step.Stage;
        if (Current.Duties.Any(duty => duty.Source == source && duty.What == what && (!isDaily || duty.On == day.Date)))
        {
            return;
        }

        var key = NextKey;
        Add(day, CaseEventKind.Due, Current.Step.Stage, $"{CaseDescription.Sentence(what)} Due by {English.Day(due)}.{(why.Length > 0 ? $" {why}" : "")}", key: key);
        _current = _current with { Duties = [.. Current.Duties, new(key, source, stage, what, day.Date, due)] };
    }

    /// <summary>The newest matter of a statutory line, in place of the one before.</summary>
    public void Keep(StatutoryAction matter)
    {
        if (!Current.StatutoryActions.Contains(matter))
        {
            _current = _current with { StatutoryActions = [.. Current.StatutoryActions.Where(other => other.Threshold != matter.Threshold), matter] };
        }
    }

    /// <summary>A statutory duty that nobody did is not due any more. Its days may be counted again.</summary>
    public void Lapse(CaseDay day, StatutoryAction matter, string why)
    {
        var duty = Current.Duties.First(open => open.Key == matter.Key);
        Add(day, CaseEventKind.Withdrawn, Current.Step.Stage, $"{CaseDescription.Sentence(duty.What)} Withdrawn: {why}", key: matter.Key);
        _current = _current with { Duties = [.. Current.Duties.Where(other => other != duty)] };
        Keep(matter with { Key = CaseKey.None });
    }

    /// <summary>So many school days after a night; the same day for none.</summary>
    public DateOnly DueOn(DateOnly date, int schoolDays) => schoolDays == 0
        ? date
        : night.Calendar.SchoolDaysFrom(date.AddDays(1)).Take(schoolDays).LastOrDefault(date);
}
