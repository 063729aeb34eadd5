namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Moves a case by the rules of its policy and by people's decisions (domain 0.3): a pure function of what the night knows and the case
/// before. Repeating a night changes nothing. Catching up on several nights gives the same case as running them one by one, because each
/// school day since the last night is processed in order.
/// </summary>
public static class CaseEngine
{
    /// <summary>Runs one night of a case. The night's events are in <see cref="Case.Latest"/>.</summary>
    /// <param name="night">The night's data. On a day without school, or when the pupil is off roll, nothing happens.</param>
    /// <param name="lastNight">The last night that was run; school days since then are caught up. Null for a new pupil.</param>
    public static Case Run(CaseNight night, Case before, DateOnly? lastNight)
    {
        if (night.Night < lastNight)
        {
            return before;
        }

        var lastOfCase = lastNight;
        if (!CaseTransfer.IsUnder(night.Policy, before))
        {
            before = CaseTransfer.UnderPolicy(night, before);
            lastNight = null;
        }

        var progress = new CaseProgress(night, before);
        // Nobody was watching before the school started with this product (domain 0.22).
        foreach (var day in DaysSince(lastNight, night).Where(night.School.IsLive).Select(night.On))
        {
            if (day.IsPupilsSchoolDay && night.Entry?.MissingSince is null)
            {
                Pass(progress, day, lastOfCase);
            }
            else if (day.IsAfterLeaving)
            {
                // Nothing moves any more, but the authority and other adults may still have to be told.
                NotificationRules.Apply(progress, day);
            }
        }

        return Latest(progress, before, night.Night);
    }

    /// <summary>
    /// Carries out at once what people decided, before the day's night: by the marks of the last night, and without what the policy asks
    /// for besides, which the night does. On a day on which the pupil has no school nothing happens, and the next night carries it out.
    /// </summary>
    /// <param name="today">The day of the decision, later than the last night, with that night's marks.</param>
    public static Case Decide(CaseNight today, Case before)
    {
        var (progress, day) = (new CaseProgress(today, before), today.On(today.Night));
        if (!day.IsPupilsSchoolDay || today.Entry?.MissingSince is not null || !CaseTransfer.IsUnder(today.Policy, before))
        {
            return before;
        }

        AgeRules.WithdrawProposal(progress, day);
        PenaltyRules.EndByAge(progress, day);
        DecisionRules.Apply(progress, day);
        ChecklistRules.Apply(progress, day);
        return progress.Events.Count == 0 ? before
            : progress.Current with
            {
                Night = today.Night,
                Latest = before.EventsOf(today.Night, progress.Events),
                IsAheadOfNight = true,
            };
    }

    private static IEnumerable<DateOnly> DaysSince(DateOnly? lastNight, CaseNight night)
    {
        var missed = lastNight is not { } last || last >= night.Night
            ? []
            : night.Calendar.SchoolDaysFrom(last.AddDays(1)).TakeWhile(day => day < night.Night);
        return missed.Append(night.Night);
    }

    private static void Pass(CaseProgress progress, CaseDay day, DateOnly? lastNight)
    {
        AgeRules.WithdrawProposal(progress, day);
        PenaltyRules.EndByAge(progress, day);
        DecisionRules.Apply(progress, day);
        AgeRules.Follow(progress, day);
        CorrectionRules.Apply(progress, day);
        PauseRules.End(progress, day);
        BaselineRules.Apply(progress, day, lastNight);
        if (progress.Current.Baseline is not { Waits: true })
        {
            ProposalCheck.Recheck(progress, day);
            Advance(progress, day);
            TriggerRules.Apply(progress, day);
        }

        StatutoryRules.Apply(progress, day);
        PenaltyRules.Apply(progress, day);
        NotificationRules.Apply(progress, day);
        TimetableRules.Apply(progress, day);
        LeaveRequests.Check(progress, day);
        AgreementRules.Apply(progress, day);
        ChecklistRules.Apply(progress, day);
    }

    /// <summary>Applies the policy until it requests nothing more or makes a proposal; several informal stages may be passed.</summary>
    private static void Advance(CaseProgress progress, CaseDay day)
    {
        while (progress.Current.Proposal is null)
        {
            switch (PolicyRules.On(day, progress.Current))
            {
                case { } request when PauseRules.Blocks(day, request, progress.Current):
                    PauseRules.Begin(progress, day);
                    return;
                case RuleRequest.Propose formal when !day.IsOfCompulsoryAge:
                    AgeRules.SupportInformally(progress, day, formal);
                    return;
                case RuleRequest.Move move:
                    progress.MoveTo(day, move.Stage, move.Why);
                    break;
                case RuleRequest.Propose propose:
                    progress.Propose(day, propose);
                    break;
                default:
                    return;
            }
        }
    }

    private static Case Latest(CaseProgress progress, Case before, DateOnly night)
    {
        var after = before.IsAheadOfNight ? progress.Current with { IsAheadOfNight = false } : progress.Current;
        return after == before ? before : after with { Night = night, Latest = before.EventsOf(night, progress.Events) };
    }
}

/// <summary>
/// "Genuine reason" (D0, domain 0.14): a case does not escalate while a circumstance is on file or a part-time timetable lasts. Improvement
/// still takes effect.
/// </summary>
internal static class PauseRules
{
    public static bool Blocks(CaseDay day, RuleRequest request, Case current) =>
        request.Escalates(current.Stage) && Reason(day) is not null;

    /// <summary>Why a case does not escalate, as a clause; null if nothing keeps it back.</summary>
    public static string? Reason(CaseDay day) =>
        day.Night.Pupil.Circumstance.Length > 0 ? "a circumstance is on file"
        : day.Timetable is { } timetable ? CaseDescription.Of(timetable)
        : null;

    public static void Begin(CaseProgress progress, CaseDay day)
    {
        if (!progress.Current.IsPaused && Reason(day) is { } reason)
        {
            progress.Add(day, CaseEventKind.Paused, progress.Current.Stage, CaseDescription.Paused(reason));
            progress.Update(current => current with { IsPaused = true });
        }
    }

    public static void End(CaseProgress progress, CaseDay day)
    {
        if (progress.Current.IsPaused && Reason(day) is null)
        {
            progress.Add(
                day, CaseEventKind.Resumed, progress.Current.Stage,
                "Neither a circumstance on file nor a part-time timetable keeps the case back any more.");
            progress.Update(current => current with { IsPaused = false });
        }
    }
}

/// <summary>Records late corrections of marks on which a step was based. The case's history is never rewritten.</summary>
internal static class CorrectionRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        // A step carried over from an earlier year or school was based on sessions that are not among these marks.
        if (progress.Current.Step is not { } step || step.Carried != default)
        {
            return;
        }

        var now = day.Night.On(step.On).LadderSessions(progress.Current);
        if (now.Possible == 0 || now == step.Corrected)
        {
            return;
        }

        if (progress.Current.IsAheadOfNight && step.On == day.Date)
        {
            // It was agreed this day before the day's registers were there: they complete its figures and correct nothing.
            progress.Update(current => current with { Step = step with { Then = now, Corrected = now } });
            return;
        }

        if (day.Night.Policy.IsFormal(step.Stage))
        {
            progress.Add(day, CaseEventKind.Corrected, step.Stage, Describe(day, step, now));
        }

        progress.Update(current => current with { Step = step with { Corrected = now } });
    }

    private static string Describe(CaseDay day, Step step, SessionCount now) =>
        $"Marks up to {English.Day(step.On)} were corrected. {day.Night.Policy.NameOf(step.Stage)} was agreed on "
        + $"{CaseDescription.Attendance(step.Then)}, {Absences(step.Then)}; as the marks are now, it was "
        + $"{CaseDescription.Attendance(now)}, {Absences(now)}{Consequence(day, step, now)}.";

    private static string Absences(SessionCount sessions) => $"{sessions.Authorised} absences authorised and {sessions.Unauthorised} not";

    private static string Consequence(CaseDay day, Step step, SessionCount now) =>
        now.TryGetRate(out var rate) && step.Then.TryGetRate(out var before)
        && day.Night.Policy.Ladder.Covers(step.Stage, before) && !day.Night.Policy.Ladder.Covers(step.Stage, rate)
            ? ", which is above the threshold: please look at it"
            : "";
}
