using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// Simulates how a school's staff handle their worklists. Of ten proposals they confirm seven, decline one (or close the case at a review),
/// extend one if possible, and confirm one after a week. They complete duties after some days, and take a penalty matter a step further: of
/// four, one is not appropriate, and the others get support, a Notice to Improve and, where that fails, a notice that is paid. Of four
/// meetings about a formal step three agree on a target. They answer requests for leave after two days, tell the adults who work with a
/// child on the next day, and visit homes on the day on which that is due.
/// </summary>
internal sealed class Office(School school, int pupil)
{
    private const int Week = 5;

    /// <summary>The school days from a formal step to its meeting.</summary>
    private const int DaysToMeeting = 5;

    /// <summary>The school days from a request for leave to its answer.</summary>
    private const int DaysToAnswer = 2;

    /// <summary>The notices within three years after which no other is issued (national framework, August 2024).</summary>
    private const int MostNotices = 2;

    private readonly Policy _policy = school.Policy;

    private readonly SchoolCalendar _calendar = school.Calendar;

    /// <summary>The school days after which staff tick an action off; one action in ten is forgotten.</summary>
    private const int DaysToTick = 4;

    /// <summary>Returns the case with what staff enter on the day of the next night.</summary>
    /// <param name="history">What happened in the case so far.</param>
    /// <param name="requests">The family's requests for leave.</param>
    public Case Enter(
        CaseNight nextNight, Case current, IReadOnlyList<CaseEvent> history, DateOnly night, IEnumerable<FamilyRequest> requests)
    {
        var today = nextNight.Night;
        foreach (var request in requests.Where(request => request.AskedOn == today))
        {
            current = Entered(LeaveRequests.Ask(nextNight, current, isNightDone: false, request.Asked, Clerk, lastYear: null));
        }

        if (current is { Step: { } step, Agreement: null } && _policy.IsFormal(step.Stage) && pupil % 4 != 3
            && IsTime(step.On, night, DaysToMeeting))
        {
            var agreed = new Agreement(
                today, Percentage.Of(95), [new("Come to the breakfast club", "The family", null)], ReviewOn: null, "Mother and head", Head);
            current = Entered(Agreements.Record(nextNight, current, isNightDone: false, agreed));
        }

        return Tick(nextNight, Tell(current, today, night), history, night);
    }

    /// <summary>
    /// What staff tick off: of ten actions, one does not apply. An action that an entry of the log fulfils is written down there.
    /// </summary>
    private Case Tick(CaseNight nextNight, Case current, IReadOnlyList<CaseEvent> history, DateOnly night)
    {
        var done = (from item in current.Checklist
                    let script = (item.On.DayNumber + item.Text.Length + pupil) % 10
                    where item.IsOpen && script != 9 && IsTime(item.On, night, DaysToTick + script)
                    select (Item: item, Applies: script != 8)).ToLookup(item => item.Applies ? item.Item.EntryKind : null);
        foreach (var kind in done.Where(kind => kind.Key is not null))
        {
            var entry = new LogEntry(
                kind.Key!, night, At: null, "Mother", "We agreed how it goes on.", "", ForReferral: true, Corrects: null);
            current = Entered(CaseLog.Write(nextNight, current, isNightDone: false, history, entry, Clerk));
        }

        return Entered(Checklist.Tick(nextNight, current, isNightDone: false, done[null].Select(item => new TickedAction(
            item.Item.Key, new(nextNight.Night, item.Applies, Clerk, item.Applies ? "" : "as agreed")))));
    }

    /// <summary>Tells whoever has to be told on the next day, and visits the homes where a visit was due that night.</summary>
    private static Case Tell(Case current, DateOnly today, DateOnly night) => current.Notifications
        .Where(matter => matter.IsOpen && matter.On <= night)
        .Aggregate(current, (updated, matter) =>
        {
            var (after, refusal) = Notifications.Record(updated, matter, new(today, Clerk, "Ms Sample"));
            Assert.Equal("", refusal);
            return after;
        });

    /// <summary>The case after a home visit, where one was due on the night.</summary>
    public Case Visit(CaseNight nextNight, Case current, DateOnly night)
    {
        var marks = MarkHistory.Of(nextNight.Marks, nextNight.Pupil.OnRoll);
        return UnexplainedAbsence.Find(marks, night, current.ContactOn) is { IsHomeVisitDue: true } absence && pupil % 2 == 0
            ? current with
            {
                Contacts = [.. current.Contacts, new(absence.KeyFor(school.Id, current.Upn), night, ContactMethod.Visited, Clerk, "")],
            }
            : current;
    }

    private static Case Entered((Case After, IReadOnlyList<string> Refusals) entered)
    {
        Assert.Empty(entered.Refusals);
        return entered.After;
    }

    /// <summary>Returns the case with the decisions that are made before the next night.</summary>
    /// <param name="requests">The family's requests for leave, by which the answers are known.</param>
    public Case Decide(
        Case current, IReadOnlyList<CaseEvent> history, DateOnly night, DateOnly nextNight, IReadOnlyList<FamilyRequest> requests)
    {
        var script = (pupil + history.Count(happened => happened.Kind == CaseEventKind.Proposed)) % 10;
        if (current.Proposal is { } proposal && IsTime(proposal.On, night, script == 9 ? Week : 1))
        {
            current = Decide(
                current, history, new(proposal.Key, ChoiceOf(current, proposal, script), nextNight, Head, ""));
        }

        current = current.Duties.Where(duty => IsTime(duty.On, night, 3 + pupil % 5))
            .Aggregate(
                current,
                (updated, duty) =>
                    Decide(updated, history, new(duty.Key, DecisionChoice.Done, nextNight, Clerk, "")));
        current = current.Leave.Where(request => request.Decided is null && IsTime(request.On, night, DaysToAnswer)
                && current.PendingDecisions.All(pending => pending.Key != request.Key))
            .Aggregate(current, (updated, request) => Decide(
                updated, history, new(
                    request.Key, requests.First(asked => asked.Asked == request.Asked).Answer, nextNight, Head, "as the policy says")));
        return PenaltySteps(current.Penalty, night).Aggregate(current, (updated, step) => Decide(
            updated, history,
            new(step.Key, step.Choice, nextNight, Head, "as agreed") { Happened = step.Happened }));
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
                    var isAsked = line.Parent.Slot == 1 && penalty.Notices.Count < MostNotices;
                    yield return (line.Key, isAsked ? DecisionChoice.NoticeRequested : DecisionChoice.NotAppropriate, null);
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
        var allowed = CaseDecisions.Allowed(_policy, current, proposal.Key);
        DecisionChoice[] wanted = script switch
        {
            7 => [DecisionChoice.Decline, DecisionChoice.Close],
            8 => [DecisionChoice.Extend],
            _ => [],
        };
        return wanted.Where(allowed.Contains).FirstOrDefault(DecisionChoice.Confirm);
    }

    private static Author.SignedIn Head { get; } = new("Headteacher", "office@example.org");

    private static Author.SignedIn Clerk { get; } = new("Attendance officer", "office@example.org");

    private Case Decide(Case current, IReadOnlyList<CaseEvent> history, Decision decision)
    {
        var (after, refusal) = CaseDecisions.Record(_policy, current, history, decision);
        Assert.Equal("", refusal);
        return after;
    }

    /// <summary>Whether something raised on one night is due for a decision after a number of school days.</summary>
    private bool IsTime(DateOnly raised, DateOnly night, int schoolDays) =>
        _calendar.SchoolDaysFrom(raised).TakeWhile(day => day <= night).Count() >= schoolDays;
}
