namespace AttendanceFunctions.Domain.Cases;

/// <summary>Transfers a case into a new school year, to another school of the trust, or to another policy.</summary>
public static class CaseTransfer
{
    /// <summary>The case in a new school year: the policy may keep a formal step until its review; informal stages restart.</summary>
    /// <param name="sinceStep">Last year's sessions since the step.</param>
    public static Case IntoYear(CaseNight night, Case before, SessionCount sinceStep)
    {
        if (!IsUnder(night.Policy, before))
        {
            return UnderPolicy(night, before) with { JointApproachOn = null };
        }

        var yearEnd = night.Policy.YearEnd;
        var kept = yearEnd.KeepsFormalSteps && night.Policy.IsFormal(before.Stage) ? before.Step : null;
        var isFocus = yearEnd.FocusFamilies && before.Stage > 0;
        var what = (kept, isFocus) switch
        {
            ({ } step, _) => $"{night.Policy.NameOf(step.Stage)}, agreed on {English.Day(step.On)}, goes on in the new school year.",
            (null, true) => $"The last school year ended at {night.Policy.NameOf(before.Stage)}: a focus family in the new one.",
            _ => "A new school year: attendance is counted anew.",
        };
        var after = Restart(before) with
        {
            JointApproachOn = null,
            Step = kept is null ? null : kept with { Carried = kept.Carried + sinceStep },
            Agreement = kept is null ? null : before.Agreement,
            Duties =
            [
                .. before.Duties.Where(duty => duty.Source == DutySource.Statute || (kept is not null && duty.Source == DutySource.Stage)),
            ],
            Checklist = kept is null ? [] : [.. before.Checklist.Where(item => item.Trigger is null)],
            IsFocusFamily = isFocus,
        };
        return Transferred(night, before, after, CaseEventKind.NewYear, what);
    }

    /// <summary>The case of a pupil from another school of the trust; its step continues where both follow the same policy.</summary>
    /// <param name="sinceStep">Sessions at the other school since the step.</param>
    public static Case FromSchool(CaseNight night, Case before, SchoolId from, SessionCount sinceStep)
    {
        if (!IsUnder(night.Policy, before))
        {
            return UnderPolicy(night, before);
        }

        var after = Restart(before) with
        {
            Step = before.Step is { } step ? step with { Carried = step.Carried + sinceStep } : null,
            Agreement = before.Agreement,
            // The other school's timetable and its register of a leave are not this one's: what the registers here say decides.
            Duties = [.. before.Duties.Where(duty => duty.Source is not (DutySource.Timetable or DutySource.Leave))],
            Checklist = before.Checklist,
            RaisedTriggers = before.RaisedTriggers,
            RequestedLetters = before.RequestedLetters,
            CompletedDuties = before.CompletedDuties,
            IsFocusFamily = before.IsFocusFamily,
            // The returns and the leaving of the other school are its own; of an absence, each adult is told once.
            Notifications = [.. before.Notifications.Where(known => known.Occasion == Occasion.Absence)],
        };
        var what = $"The case came with the pupil from the school {from}, at {night.Policy.NameOf(before.Stage)}.";
        return Transferred(night, before, after, CaseEventKind.Moved, what);
    }

    /// <summary>
    /// The case that a school has begun and the one that came with the pupil, as one: the further step stands, and open duties, statutory
    /// actions and contacts of both. Where the step of the other school stands, what was proposed here meanwhile is withdrawn.
    /// </summary>
    /// <param name="here">The school's own case, under the night's policy; without events if there is none.</param>
    /// <param name="brought">The case from the other school, with its events numbered after those of <paramref name="here"/>.</param>
    public static Case Join(CaseNight night, Case here, Case brought)
    {
        if (here.EventCount == 0)
        {
            return brought with
            {
                Leave = LeaveOf(here, brought),
                Contacts = ContactsOf(here, brought),
                Notifications = NotificationsOf(here, brought),
                JointApproachOn = here.JointApproachOn ?? brought.JointApproachOn,
            };
        }

        var isFurther = brought.Stage > here.Stage;
        var progress = new CaseProgress(night, brought);
        if (isFurther && here.Proposal is { } open)
        {
            progress.Add(
                night.On(night.Night), CaseEventKind.Withdrawn, brought.Stage,
                $"What was proposed here on {English.Day(open.On)} is withdrawn: the case came with the pupil from another school.",
                key: open.Key);
        }

        var (step, other) = isFurther ? (brought, here) : (here, brought);
        var actions = ActionsOf(here, brought);
        var replaced = brought.StatutoryActions.Select(action => action.Key).Except(actions.Select(action => action.Key)).ToHashSet();
        return progress.Current with
        {
            Step = step.Step,
            Agreement = step.Agreement,
            Proposal = isFurther ? null : here.Proposal,
            Declined = here.Declined,
            ClosedOn = here.ClosedOn,
            Baseline = here.Baseline,
            IsPaused = here.IsPaused,
            IsInformalByAge = here.IsInformalByAge,
            TimetableAskedOn = here.TimetableAskedOn,
            IsFocusFamily = here.IsFocusFamily || brought.IsFocusFamily,
            ReviewedOn = here.ReviewedOn,
            Duties = [.. step.Duties.Concat(other.Duties.Where(duty => duty.IsBesideLadder)).Where(duty => !replaced.Contains(duty.Key))],
            Checklist = [.. step.Checklist.Concat(other.Checklist.Where(item => item.Trigger is not null)).DistinctBy(item => item.Key)],
            RaisedTriggers =
            [
                .. here.RaisedTriggers.Concat(brought.RaisedTriggers)
                    .OrderByDescending(raised => raised.On).DistinctBy(raised => raised.Fact),
            ],
            RequestedLetters =
            [
                .. here.RequestedLetters.Concat(brought.RequestedLetters)
                    .OrderByDescending(asked => asked.On).DistinctBy(asked => asked.Letter),
            ],
            CompletedDuties = [.. here.CompletedDuties.Concat(brought.CompletedDuties).Distinct()],
            PendingDecisions = [.. here.PendingDecisions, .. brought.PendingDecisions],
            StatutoryActions = actions,
            Penalty = PenaltyRecord.Join(here.Penalty, brought.Penalty),
            Leave = LeaveOf(here, brought),
            Contacts = ContactsOf(here, brought),
            Notifications = NotificationsOf(here, brought),
            JointApproachOn = new[] { here.JointApproachOn, brought.JointApproachOn }.Max(),
            Brought = [.. here.Brought.Concat(brought.Brought).Distinct()],
            Night = night.Night,
            Latest = here.EventsOf(night.Night, brought.Latest.Concat(progress.Events)),
        };
    }

    /// <summary>One action of each threshold: an open one of this school, or of the other, before one that is done.</summary>
    private static IReadOnlyList<StatutoryAction> ActionsOf(Case here, Case brought) =>
    [
        .. here.StatutoryActions.Concat(brought.StatutoryActions).GroupBy(action => action.Threshold, (_, both) =>
        {
            var actions = both.ToList();
            return (actions.Find(action => action.Key is not null) ?? actions.MaxBy(action => action.SeenOn)!) with
            {
                CountedUntil = actions.Max(action => action.CountedUntil),
            };
        }),
    ];

    private static IReadOnlyList<LeaveRequest> LeaveOf(Case here, Case brought) =>
        [.. brought.Leave.Concat(here.Leave).DistinctBy(request => request.Key).OrderBy(request => request.On)];

    private static IReadOnlyList<FamilyContact> ContactsOf(Case here, Case brought) =>
        [.. brought.Contacts.Concat(here.Contacts).Distinct().OrderBy(contact => contact.On)];

    /// <summary>One of each matter: one that was told before one that is open.</summary>
    private static IReadOnlyList<Notification> NotificationsOf(Case here, Case brought) =>
    [
        .. brought.Notifications.Concat(here.Notifications).GroupBy(known => (known.Party, known.Occasion, known.About))
            .Select(same => same.FirstOrDefault(known => !known.IsOpen) ?? same.First()),
    ];

    /// <summary>The case under another policy, which has other stages (domain 7.0): it restarts, and keeps its history.</summary>
    public static Case UnderPolicy(CaseNight night, Case before)
    {
        var what = $"The case was kept under the policy {before.PolicyId} and begins anew under {night.Policy.Name}. "
            + "What was agreed before is in its history; please read it.";
        var after = Restart(before) with { PolicyId = night.Policy.Id, Baseline = before.Baseline };
        return Transferred(night, before, after, CaseEventKind.NewPolicy, what);
    }

    /// <summary>Whether a case fits a policy as it is now (a trust may shorten one): same id, and no stage beyond its last.</summary>
    public static bool IsUnder(Policy policy, Case current) =>
        current.PolicyId == policy.Id && Math.Max(current.Stage, current.Proposal?.Stage ?? 0) <= policy.Stages.Count;

    /// <summary>
    /// The case reduced to what does not depend on the policy, the year or the school: statutory actions, the penalty matter, contacts with
    /// the family (an absence continues across the summer), and pending decisions, so that the night can record that they could not be
    /// carried out.
    /// </summary>
    private static Case Restart(Case before) => new(before.Upn, before.PolicyId)
    {
        Duties = [.. before.Duties.Where(duty => duty.Source == DutySource.Statute)],
        StatutoryActions = before.StatutoryActions,
        Penalty = before.Penalty,
        Leave = before.Leave,
        EventCount = before.EventCount,
        Night = before.Night,
        Latest = before.Latest,
        PendingDecisions = before.PendingDecisions,
        Contacts = before.Contacts,
        ReasonsTold = before.ReasonsTold,
        Notifications = before.Notifications,
        Brought = before.Brought,
        JointApproachOn = before.JointApproachOn,
    };

    private static Case Transferred(CaseNight night, Case before, Case after, CaseEventKind kind, string what)
    {
        var day = night.On(night.Night);
        var progress = new CaseProgress(night, after with { Step = before.Step });
        if (before.Proposal is { } open)
        {
            progress.Add(
                day, CaseEventKind.Withdrawn, before.Stage,
                $"What was proposed on {English.Day(open.On)} is withdrawn: the case goes on elsewhere.", key: open.Key);
        }

        progress.AddEnded(
            day,
            before.Duties
                .Where(duty => duty.Source is DutySource.Stage or DutySource.Review or DutySource.Trigger or DutySource.Leave)
                .Except(after.Duties),
            before.Checklist.Where(item => item.IsOpen).Except(after.Checklist));
        progress.Add(day, kind, after.Stage, what);
        return progress.Current with { Step = after.Step, Night = night.Night, Latest = before.EventsOf(night.Night, progress.Events) };
    }
}
