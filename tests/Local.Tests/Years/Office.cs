using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// What a school's people do with their worklists, by a script: of ten proposals they confirm seven, decline one (or end the steps,
/// where it is a review), extend one where that is possible, and leave one waiting for a week; duties are done after some days.
/// </summary>
internal sealed class Office(Policy policy, SchoolCalendar calendar, int pupil)
{
    private const int Week = 5;

    /// <summary>The case with what comes back from tonight's worklist before the next night.</summary>
    public Case Answer(Case current, IReadOnlyList<CaseEvent> history, DateOnly night, DateOnly nextNight)
    {
        var script = (pupil + history.Count(happened => happened.Kind == CaseEventKind.Proposed)) % 10;
        if (current.Proposal is { } proposal && IsTime(proposal.On, night, script == 9 ? Week : 1))
        {
            current = Decide(current, history, new(proposal.Key, ChoiceOf(current, proposal, script), nextNight, "Headteacher", ""));
        }

        return current.Duties.Where(duty => IsTime(duty.On, night, 3 + pupil % 5))
            .Aggregate(
                current,
                (answered, duty) => Decide(answered, history, new(duty.Key, DecisionChoice.Done, nextNight, "Attendance officer", "")));
    }

    private DecisionChoice ChoiceOf(Case current, Proposal proposal, int script)
    {
        var allowed = CaseDecisions.Allowed(policy, current, proposal.Key);
        DecisionChoice[] wanted = script switch
        {
            7 => [DecisionChoice.Decline, DecisionChoice.Close],
            8 => [DecisionChoice.Extend],
            _ => [],
        };
        return wanted.Where(allowed.Contains).FirstOrDefault(DecisionChoice.Confirm);
    }

    private Case Decide(Case current, IReadOnlyList<CaseEvent> history, Decision decision)
    {
        var (after, refusal) = CaseDecisions.Record(policy, current, history, decision);
        Assert.Equal("", refusal);
        return after;
    }

    /// <summary>Whether something that came up on one night is answered in time for the night after another.</summary>
    private bool IsTime(DateOnly raised, DateOnly night, int schoolDays) =>
        calendar.SchoolDaysFrom(raised).TakeWhile(day => day <= night).Count() >= schoolDays;
}
