using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Cases that go on elsewhere: in a new school year, at another school of the trust, under another policy.</summary>
public static class CaseCarry
{
    /// <summary>The case in September, as the policy says: agreed steps go on to their review or end, informal stages begin anew with the year's rate.</summary>
    /// <param name="night">The first night of the new year that sees the pupil.</param>
    /// <param name="before">The case as last year left it.</param>
    /// <param name="sinceStep">The sessions of last year since its step.</param>
    public static Case IntoYear(CaseNight night, Case before, SessionCount sinceStep)
    {
        if (!IsUnder(night.Policy, before))
        {
            return UnderPolicy(night, before);
        }

        var september = night.Policy.YearEnd;
        var goesOn = september.KeepsFormalSteps && night.Policy.IsFormal(before.Step.Stage);
        var isFocus = september.FocusFamilies && before.Step.Stage > 0;
        var what = (goesOn, isFocus) switch
        {
            (true, _) => $"{night.Policy.NameOf(before.Step.Stage)}, agreed on {English.Day(before.Step.On)}, goes on in the new school year.",
            (false, true) => $"The last school year ended at {night.Policy.NameOf(before.Step.Stage)}: a focus family in the new one.",
            _ => "A new school year: attendance is counted anew.",
        };
        var afresh = Afresh(before) with
        {
            Step = goesOn ? before.Step with { Carried = before.Step.Carried + sinceStep } : Step.None,
            Duties = [.. before.Duties.Where(duty => duty.Source == DutySource.Statute || (goesOn && duty.Source == DutySource.Stage))],
            IsFocusFamily = isFocus,
        };
        return Begun(night, before, afresh, CaseEventKind.NewYear, what);
    }

    /// <summary>The case of a pupil who came from another school of the trust. A step that was agreed there goes on here where both follow one policy.</summary>
    /// <param name="night">The first night at the new school.</param>
    /// <param name="before">The case at the old one.</param>
    /// <param name="from">The old school.</param>
    /// <param name="sinceStep">The sessions there since its step.</param>
    public static Case FromSchool(CaseNight night, Case before, SchoolId from, SessionCount sinceStep)
    {
        if (!IsUnder(night.Policy, before))
        {
            return UnderPolicy(night, before);
        }

        var moved = Afresh(before) with
        {
            Step = before.Step with { Carried = before.Step.Carried + sinceStep },
            Duties = before.Duties,
            Fired = before.Fired,
            Written = before.Written,
            Done = before.Done,
            IsFocusFamily = before.IsFocusFamily,
        };
        return Begun(night, before, moved, CaseEventKind.Moved, $"The case came with the pupil from the school {from}, at {night.Policy.NameOf(before.Step.Stage)}.");
    }

    /// <summary>The case where the school follows another policy: a stage of one is no stage of the other (domain 7.0), so it begins anew, with its history.</summary>
    public static Case UnderPolicy(CaseNight night, Case before)
    {
        var what = $"The case was kept under the policy {before.PolicyId} and begins anew under {night.Policy.Name}. What was agreed before stands in its history; please look it through.";
        return Begun(night, before, Afresh(before) with { PolicyId = night.Policy.Id }, CaseEventKind.NewPolicy, what);
    }

    /// <summary>Whether the stages of a case are those of a policy, which a trust may have changed or shortened.</summary>
    public static bool IsUnder(Policy policy, Case current) =>
        current.PolicyId == policy.Id && Math.Max(current.Step.Stage, current.Proposal.Stage) <= policy.Stages.Count;

    /// <summary>
    /// Nothing stands but what the law counts, which knows no policy and no September; what people decided since is kept, for the night to say that it could not
    /// be carried out, and so are contacts: an absence goes on across the summer and a change of school.
    /// </summary>
    private static Case Afresh(Case before) => Case.New(before.Upn, before.PolicyId) with
    {
        Duties = [.. before.Duties.Where(duty => duty.Source == DutySource.Statute)],
        StatutoryActions = before.StatutoryActions,
        Notices = before.Notices,
        Events = before.Events,
        Night = before.Night,
        Latest = before.Latest,
        Decided = before.Decided,
        Contacts = before.Contacts,
    };

    private static Case Begun(CaseNight night, Case before, Case after, CaseEventKind kind, string what)
    {
        var day = night.On(night.Night);
        var progress = new CaseProgress(night, after with { Step = before.Step });
        if (before.Proposal.IsOpen)
        {
            progress.Add(
                day, CaseEventKind.Withdrawn, before.Step.Stage,
                $"What was proposed on {English.Day(before.Proposal.On)} is withdrawn: the case goes on elsewhere.", key: before.Proposal.Key);
        }

        progress.Add(day, kind, after.Step.Stage, what);
        var latest = before.Night == night.Night ? before.Latest.Concat(progress.Events) : progress.Events;
        return progress.Current with { Step = after.Step, Night = night.Night, Latest = [.. latest] };
    }
}
