using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// Simulates how a school's staff handle their worklists. Of ten proposals they confirm seven, decline one (or close the case at a review),
/// extend one if possible, and confirm one after a week. They complete duties after some days, and take a penalty matter a step further: of
/// four, one is not appropriate, and the others get support, a Notice to Improve and, where that fails, a notice that is paid.
/// </summary>
internal sealed class Office(Policy policy, SchoolCalendar calendar, int pupil)
{
    private const int Week = 5;

    /// <summary>The school days after which staff tick an action off; one action in nine is forgotten.</summary>
    private const int DaysToTick = 4;

    /// <summary>Returns the case with what staff tick off on the day of the next night: of ten actions, one does not apply.</summary>
    public Case Tick(CaseNight nextNight, Case current, DateOnly night)
    {
        var done = from item in current.Checklist
                   let script = (item.On.DayNumber + item.Text.Length + pupil) % 10
                   where item.IsOpen && script != 9 && IsTime(item.On, night, DaysToTick + script)
                   select new TickedAction(
                       item.Key, new(nextNight.Night, script != 8, PersonNamed("Attendance officer"), script == 8 ? "as agreed" : ""));
        var (after, refusals) = Checklist.Tick(nextNight, current, isNightDone: false, done);
        Assert.Empty(refusals);
        return after;
    }

    /// <summary>Returns the case with the decisions that are made before the next night.</summary>
    public Case Decide(Case current, IReadOnlyList<CaseEvent> history, DateOnly night, DateOnly nextNight)
    {
        var script = (pupil + history.Count(happened => happened.Kind == CaseEventKind.Proposed)) % 10;
        if (current.Proposal is { } proposal && IsTime(proposal.On, night, script == 9 ? Week : 1))
        {
            current = Decide(
                current, history, new(proposal.Key, ChoiceOf(current, proposal, script), nextNight, PersonNamed("Headteacher"), ""));
        }

        current = current.Duties.Where(duty => IsTime(duty.On, night, 3 + pupil % 5))
            .Aggregate(
                current,
                (updated, duty) =>
                    Decide(updated, history, new(duty.Key, DecisionChoice.Done, nextNight, PersonNamed("Attendance officer"), "")));
        return PenaltySteps(current.Penalty, night).Aggregate(current, (updated, step) => Decide(
            updated, history,
            new(step.Key, step.Choice, nextNight, PersonNamed("Headteacher"), "as agreed") { Happened = step.Happened }));
    }

    /// <summary>The steps that are taken before the next night; a notice is issued on the night on which it is recorded.</summary>
    private IEnumerable<(CaseKey Key, DecisionChoice Choice, DateOnly? Happened)> PenaltySteps(PenaltyRecord penalty, DateOnly night)
    {
        if (penalty.Matter is { } matter && IsTime(matter.On, night, 3 + pupil % 5))
        {
            DecisionChoice? next = matter.State switch
            {
                PenaltyState.ThresholdMet => pupil % 4 == 0 ? DecisionChoice.NotAppropriate : DecisionChoice.SupportFirst,
                PenaltyState.SupportFirst support when IsTime(support.Considered.On, night, 2 * Week) => DecisionChoice.NoticeToImprove,
                PenaltyState.Improving improving => improving.Proposed,
                _ => null,
            };
            if (next is { } choice)
            {
                yield return (matter.Key, choice, null);
            }

            foreach (var line in matter.State is PenaltyState.Notice notice ? notice.Parents : [])
            {
                if (line.State is LineState.Undecided)
                {
                    yield return (line.Key, line.Parent.Slot == 1 ? DecisionChoice.NoticeRequested : DecisionChoice.NotAppropriate, null);
                }
                else if (line.State is LineState.Requested requested && IsTime(requested.Request.On, night, Week))
                {
                    yield return (line.Key, DecisionChoice.NoticeIssued, night);
                }
            }
        }

        foreach (var notice in penalty.Notices.Where(notice => notice.End is null && IsTime(notice.IssuedOn, night, Week)))
        {
            yield return (notice.Key, DecisionChoice.Paid, null);
        }
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

    private static Author.SignedIn PersonNamed(string name) => new(name, "office@example.org");

    private Case Decide(Case current, IReadOnlyList<CaseEvent> history, Decision decision)
    {
        var (after, refusal) = CaseDecisions.Record(policy, current, history, decision);
        Assert.Equal("", refusal);
        return after;
    }

    /// <summary>Whether something raised on one night is due for a decision after a number of school days.</summary>
    private bool IsTime(DateOnly raised, DateOnly night, int schoolDays) =>
        calendar.SchoolDaysFrom(raised).TakeWhile(day => day <= night).Count() >= schoolDays;
}
