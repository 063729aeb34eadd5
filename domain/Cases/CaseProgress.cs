namespace AttendanceFunctions.Domain.Cases;

/// <summary>A case while a night changes it. Each change is recorded as an event, with the attendance known at that time.</summary>
internal sealed class CaseProgress(CaseNight night, Case current)
{
    /// <summary>Minimum possible sessions at a stage, five school days, before a letter about improvement is prepared.</summary>
    private const int WorthThanks = 10;

    private readonly List<CaseEvent> _events = [];
    private Case _current = current;

    public Case Current => _current;

    public IReadOnlyList<CaseEvent> Events => _events;

    private Policy Policy => night.Policy;

    /// <summary>The key of the proposal or duty that the next event raises.</summary>
    public CaseKey NextKey => CaseKey.Of(night.School.Id, Current.Upn, Current.EventCount + 1);

    /// <summary>Changes the case without an event.</summary>
    public void Update(Func<Case, Case> change) => _current = change(_current);

    /// <summary>Records an event, with the person and note of a decision; without a decision, the policy acted.</summary>
    public void Add(
        CaseDay day, CaseEventKind kind, int to, string what,
        Decision? decision = null, CaseKey? key = null, IEnumerable<LetterKind>? letters = null) =>
        Add(new(
            0, day.Date, kind, Current.Stage, to, what, CaseDescription.AttendanceInYear(day), decision?.By, decision?.Note ?? "", key,
            [.. LettersFor(day, letters ?? [])]));

    /// <summary>Records what a person ticks off.</summary>
    public void Tick(CaseDay day, ChecklistItem item, Tick tick)
    {
        var what = $"{(tick.IsDone ? "Done" : "Does not apply")}: {CaseDescription.Sentence(item.ToString())}"
            + (tick.On == day.Date ? "" : $" It was on {English.Day(tick.On)}.");
        Add(new(
            0, day.Date, CaseEventKind.Ticked, Current.Stage, Current.Stage, what, CaseDescription.AttendanceInYear(day), tick.By,
            tick.Note, item.Key, []));
        _current = Current with
        {
            JointApproachOn = item.EntryKind == EntryKinds.JointApproach ? tick.On : Current.JointApproachOn,
            Checklist =
            [
                // Of a repeated action, the history keeps the earlier ticks.
                .. Current.Checklist.Where(other => other.IsOpen || !IsSame(other, item))
                    .Select(other => other.Key == item.Key ? item with { Tick = tick } : other),
            ],
        };
    }

    /// <summary>Records what a person writes into the log.</summary>
    public void Log(CaseDay day, LogEntry entry, Author by)
    {
        Add(new(
            0, day.Date, CaseEventKind.Logged, Current.Stage, Current.Stage, entry.ToString(), CaseDescription.AttendanceInYear(day), by,
            "", Key: null, [])
        {
            Entry = entry,
        });
        if (entry.Kind == EntryKinds.JointApproach)
        {
            _current = Current with { JointApproachOn = entry.On };
        }
    }

    /// <summary>Records what was agreed at the current step.</summary>
    public void Agree(CaseDay day, Agreement agreement)
    {
        Add(new(
            0, day.Date, CaseEventKind.Agreed, Current.Stage, Current.Stage, agreement.ToString(), CaseDescription.AttendanceInYear(day),
            agreement.By, "", Key: null, []));
        _current = Current with { Agreement = agreement };
    }

    /// <summary>The case after what a person entered; the next night adds to the history what a run that died here did not.</summary>
    /// <param name="isNightDone">Whether the night of the day has been worked out.</param>
    public Case Entered(Case before, bool isNightDone) => Events.Count == 0 ? before
        : Current with
        {
            Night = night.Night,
            Latest = before.EventsOf(night.Night, Events),
            // Where the case has the events of this very night, the night has been worked out for it, even if it is not done yet.
            IsAheadOfNight = before.IsAheadOfNight || !(isNightDone || before.Night == night.Night),
        };

    /// <summary>Ends what nobody did at the current stage, before the case leaves it. The history says what it was.</summary>
    public void EndStage(CaseDay day)
    {
        var (duties, actions) = (Current.Duties.Where(duty => !duty.IsBesideLadder).ToList(),
            Current.Checklist.Where(item => item.IsOpen && item.Trigger is null).ToList());
        AddEnded(day, duties, actions, $" with {Policy.NameOf(Current.Stage)}");
        _current = Current with
        {
            Agreement = null,
            Duties = [.. Current.Duties.Except(duties)],
            Checklist =
            [
                .. Current.Checklist.Except(actions)
                    .Where(item => item.Tick is not { } tick || item.Trigger is not null || tick.On >= HalfTermStart(day.Date)),
            ],
        };
    }

    /// <summary>Records that duties and actions ended without anybody having done them; nothing if there were none.</summary>
    /// <param name="with">With what they ended, after a space; may be empty.</param>
    public void AddEnded(CaseDay day, IEnumerable<Duty> duties, IEnumerable<ChecklistItem> actions, string with = "")
    {
        string[] open = [.. duties.Select(duty => duty.What), .. actions.Select(item => item.ToString())];
        if (open.Length > 0)
        {
            Add(
                day, CaseEventKind.Ended, Current.Stage,
                $"What nobody had done ends{with}: {CaseDescription.Sentence(string.Join("; ", open))}");
        }
    }

    /// <summary>Moves the case to another stage: by the policy, or by a person's decision.</summary>
    public void MoveTo(CaseDay day, int stage, string why, Decision? decision = null)
    {
        EndStage(day);
        var isWorse = stage > Current.Stage;
        var kind = decision is not null ? CaseEventKind.Confirmed : isWorse ? CaseEventKind.Entered : CaseEventKind.Improved;
        IReadOnlyList<LetterKind> requested = [.. LettersFor(day, LettersOf(day, stage))];
        var letters = decision is not null ? requested
            : isWorse && !day.IsOfTimeWatched(rate => Policy.Ladder.Covers(stage, rate)) ? []
            : NotYetRequested(day, requested);
        Add(day, kind, stage, $"{(isWorse ? "To" : "Back to")} {Policy.NameOf(stage)}. {why}", decision, decision?.Key, letters);
        _current = Current with
        {
            Step = stage == 0 ? null : Step.At(stage, day.Date, day.LadderSessions(Current)),
            IsInformalByAge = isWorse && Current.IsInformalByAge,
            // A decline stays valid while the rate moves the case between informal stages; it ends above the ladder, and with
            // another decision.
            Declined = decision is null && stage > 0 ? Current.Declined : null,
            RequestedLetters =
            [
                .. Current.RequestedLetters.Where(earlier => !letters.Contains(earlier.Letter)),
                .. letters.Select(letter => new RequestedLetter(letter, day.Date)),
            ],
        };
        var due = isWorse ? Policy.StageAt(stage).Duties.Where(rule => decision is not null || !IsCompleted(day, rule.What)) : [];
        foreach (var rule in due)
        {
            AddDuty(day, DutySource.Stage, rule);
        }
    }

    public void Propose(CaseDay day, RuleRequest.Propose request)
    {
        var proposal = new Proposal(NextKey, request.Kind, request.Stage, day.Date, request.IsReview, request.IsUrgent, request.Why);
        Add(day, CaseEventKind.Proposed, request.Stage, $"{proposal.Describe(Policy)} {request.Why}", key: proposal.Key);
        _current = Current with { Proposal = proposal };
    }

    public void Withdraw(CaseDay day, Proposal open, string why)
    {
        Add(day, CaseEventKind.Withdrawn, Current.Stage, $"{open.Describe(Policy)} Withdrawn: {why}", key: open.Key);
        _current = Current with { Proposal = null };
    }

    /// <summary>Adds a duty of the policy, or informal support if the duty is only for pupils of compulsory school age.</summary>
    public void AddDuty(CaseDay day, DutySource source, DutyRule rule)
    {
        if (day.IsOfCompulsoryAge || !rule.CompulsoryAgeOnly)
        {
            AddDuty(day, source, rule.What, DueOn(day.Date, rule.WithinSchoolDays));
        }
        else
        {
            AgeRules.AddSupport(this, day);
        }
    }

    /// <summary>Adds a duty, unless the same one is open already.</summary>
    public void AddDuty(CaseDay day, DutySource source, string what, DateOnly due, string why = "")
    {
        if (Current.Duties.Any(duty => duty.Source == source && duty.What == what))
        {
            return;
        }

        var duty = new Duty(NextKey, source, Current.Stage, what, day.Date, due) { Why = why };
        duty = duty.IsBesideLadder ? duty with { Stage = 0 } : duty;
        var reason = why.Length > 0 ? $" {why}" : "";
        Add(day, CaseEventKind.Due, Current.Stage, $"{CaseDescription.Sentence(what)} Due by {English.Day(due)}.{reason}", key: duty.Key);
        _current = Current with { Duties = [.. Current.Duties, duty] };
    }

    public void Complete(CaseDay day, Duty duty, Decision decision)
    {
        Add(day, CaseEventKind.Done, Current.Stage, $"{CaseDescription.Sentence(duty.What)} Done.", decision, duty.Key);
        _current = Current with
        {
            Duties = [.. Current.Duties.Where(other => other != duty)],
            StatutoryActions =
            [
                .. Current.StatutoryActions.Select(action =>
                    action.Key == duty.Key ? action with { Key = null, CountedUntil = action.Last } : action),
            ],
            CompletedDuties =
            [
                .. Current.CompletedDuties.Where(done => done.On >= HalfTermStart(day.Date) && done.What != duty.What),
                new(duty.What, day.Date),
            ],
        };
    }

    /// <summary>Records the newest action of a statutory threshold, replacing the previous one.</summary>
    public void Record(StatutoryAction action)
    {
        if (!Current.StatutoryActions.Contains(action))
        {
            _current = Current with
            {
                StatutoryActions = [.. Current.StatutoryActions.Where(other => other.Threshold != action.Threshold), action],
            };
        }
    }

    /// <summary>Withdraws an open statutory action. Its days may be counted again.</summary>
    public void Withdraw(CaseDay day, StatutoryAction action, string why)
    {
        Withdraw(day, Current.Duties.First(open => open.Key == action.Key), why);
        Record(action with { Key = null });
    }

    /// <summary>Withdraws an open duty.</summary>
    public void Withdraw(CaseDay day, Duty duty, string why)
    {
        Add(day, CaseEventKind.Withdrawn, Current.Stage, $"{CaseDescription.Sentence(duty.What)} Withdrawn: {why}", key: duty.Key);
        _current = Current with { Duties = [.. Current.Duties.Where(other => other != duty)] };
    }

    /// <summary>The date a number of school days after a night; the same day for 0.</summary>
    public DateOnly DueOn(DateOnly date, int schoolDays) => night.Calendar.SchoolDayAfter(date, schoolDays);

    /// <summary>The letters that may be prepared for the pupil: formal ones only for a pupil of compulsory school age.</summary>
    private static IEnumerable<LetterKind> LettersFor(CaseDay day, IEnumerable<LetterKind> letters) =>
        letters.Where(letter => day.IsOfCompulsoryAge || !letter.IsFormal());

    /// <summary>The letters for entering a stage or, on improvement, for leaving one.</summary>
    private IReadOnlyList<LetterKind> LettersOf(CaseDay day, int stage) =>
        stage > Current.Stage ? Policy.StageAt(stage).Letters
        : Current.Step is { } left && day.SessionsSince(left).Possible >= WorthThanks ? Policy.StageAt(left.Stage).LettersOnImprovement
        : [];

    // A stage that begins again in the same half term does not repeat completed duties or requested letters.
    private bool IsCompleted(CaseDay day, string what) =>
        Current.CompletedDuties.Any(done => done.What == what && done.On >= HalfTermStart(day.Date));

    private List<LetterKind> NotYetRequested(CaseDay day, IReadOnlyList<LetterKind> letters) =>
    [
        .. letters.Where(letter =>
            !Current.RequestedLetters.Any(earlier => earlier.Letter == letter && earlier.On >= HalfTermStart(day.Date))),
    ];

    /// <summary>The first day of the half term of a date; the date itself in holidays.</summary>
    public DateOnly HalfTermStart(DateOnly date) => night.Calendar.TryFindHalfTerm(date, out var halfTerm) ? halfTerm.From : date;

    private static bool IsSame(ChecklistItem one, ChecklistItem other) =>
        (one.Stage, one.Trigger, one.Text, one.Role) == (other.Stage, other.Trigger, other.Text, other.Role);

    private void Add(CaseEvent happened)
    {
        var number = Current.EventCount + 1;
        _events.Add(happened with { Number = number });
        _current = Current with { EventCount = number };
    }
}
