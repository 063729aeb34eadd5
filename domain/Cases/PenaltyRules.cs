using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The penalty matter of a child (domain 0.15): what a night finds, counts and proposes. People decide every step. The threshold, the
/// Notice to Improve and the number of notices are those of the national framework (Working together to improve school attendance, August
/// 2024, chapter on legal intervention).
/// </summary>
internal static class PenaltyRules
{
    /// <summary>School days within which people consider what came up.</summary>
    public const int DueWithin = 5;

    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var facts = StatutoryRules.FactsOf(day.Night, progress.Current);
        foreach (var notice in progress.Current.Penalty.Notices.Where(notice => notice.Stands).ToList())
        {
            Recheck(progress, day, facts, notice);
        }

        if (progress.Current.Penalty.Matter is not { } matter)
        {
            Raise(progress, day, facts);
        }
        else if (matter.IsRequested)
        {
            RecheckRequest(progress, day, facts, matter);
        }
        else if (facts.History.Knows(matter.Sessions[0].Date) && !IsDecided(progress.Current, matter))
        {
            Recount(progress, day, facts, matter);
        }
    }

    /// <summary>
    /// Withdraws a matter of which no notice was requested when the pupil is not of compulsory school age; a decision on it cannot be
    /// carried out any more.
    /// </summary>
    public static void EndByAge(CaseProgress progress, CaseDay day)
    {
        if (!day.IsOfCompulsoryAge && progress.Current.Penalty.Matter is { IsRequested: false } matter)
        {
            Withdraw(progress, day, matter, CaseDescription.OnlyOfCompulsoryAge(day));
        }
    }

    /// <summary>Changes the record.</summary>
    public static void Update(CaseProgress progress, Func<PenaltyRecord, PenaltyRecord> change) =>
        progress.Update(current => current with { Penalty = change(current.Penalty) });

    /// <summary>Ends the matter. Its sessions may count again, unless a notice uses them.</summary>
    /// <param name="on">The day from which on what comes up is another matter.</param>
    public static void Settle(CaseProgress progress, PenaltyMatter matter, DateOnly on) =>
        Update(progress, penalty => penalty with { Matter = null, Settled = new(on, matter.Sessions) });

    private static void Raise(CaseProgress progress, CaseDay day, StatutoryFacts facts)
    {
        if (!day.IsOfCompulsoryAge || Find(facts, day.Date, PastOf(progress.Current.Penalty, day)) is not { } crossing)
        {
            return;
        }

        var (key, due) = (progress.NextKey, progress.DueOn(day.Date, DueWithin));
        var matter = new PenaltyMatter(
            key, day.Date, due, [.. crossing.Sessions.Select(counted => counted.Session)], StatutoryDescription.Evidence(crossing),
            new PenaltyState.ThresholdMet());
        progress.Add(
            day, CaseEventKind.Due, progress.Current.Stage,
            $"{PenaltyDescription.Of(matter)} Due by {English.Day(due)}. {matter.Evidence}", key: key);
        Update(progress, penalty => penalty with { Matter = matter });
    }

    /// <summary>What counts for a new matter: windows of weeks that ended before the school started with this product do not.</summary>
    private static PenaltyPast PastOf(PenaltyRecord penalty, CaseDay day) =>
        penalty.Past is var past && day.Night.School.GoingLive is { } start
            ? past with { Since = new[] { past.Since, start.On.AddDays(-1) }.Max() }
            : past;

    private static void Recount(CaseProgress progress, CaseDay day, StatutoryFacts facts, PenaltyMatter matter)
    {
        if (CountAgain(facts, day.Date, progress.Current.Penalty.Past, matter) is not { } crossing)
        {
            var told = matter.State is PenaltyState.Improving
                ? " Tell the parents that the Notice to Improve has no ground any more."
                : "";
            Withdraw(progress, day, matter, $"the marks, as they are now, no longer reach the threshold.{told}");
            return;
        }

        var state = matter.State switch
        {
            PenaltyState.Improving improving => Count(progress, day, facts, matter, improving),
            PenaltyState.Notice notice => notice with { Parents = LinesTonight(matter, notice, day.Night.Pupil) },
            var other => other,
        };
        var due = matter.State is PenaltyState.Improving { Proposed: null } && state is PenaltyState.Improving { Proposed: not null }
            ? progress.DueOn(day.Date, DueWithin)
            : matter.Due;
        Keep(progress, matter, matter with
        {
            Sessions = [.. crossing.Sessions.Select(counted => counted.Session)],
            StillUnauthorised = crossing.Sessions.Count,
            Evidence = StatutoryDescription.Evidence(crossing),
            State = state,
            Due = due,
        });
    }

    /// <summary>
    /// The sessions of an open matter by the marks as they are now. Where its own no longer reach the threshold, but others do, it goes on
    /// with those: there is one matter, and what people decided in it stays.
    /// </summary>
    private static ThresholdCrossing? CountAgain(StatutoryFacts facts, DateOnly date, PenaltyPast past, PenaltyMatter matter) =>
        PenaltySearch.Recount(facts, matter.Sessions[0].Date, date, past) ?? Find(facts, date, past);

    /// <summary>
    /// The sessions that raise a matter: those of the newest window, and all after its first one, which count from the next night on too.
    /// A night that is repeated therefore finds what it found.
    /// </summary>
    private static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, PenaltyPast past) =>
        PenaltySearch.Find(facts, date, past) is { } found ? PenaltySearch.Recount(facts, found.First, date, past) : null;

    /// <summary>Counts the improvement period and, from its last night on, proposes its end.</summary>
    private static PenaltyState.Improving Count(
        CaseProgress progress, CaseDay day, StatutoryFacts facts, PenaltyMatter matter, PenaltyState.Improving improving)
    {
        var missed = facts.Sessions(improving.From, Dates.Earlier(improving.Until, day.Date), StatutoryFacts.IsUnauthorised);
        var counted = improving with
        {
            Missed = missed.Count,
            Unsettled = missed.Count(session => StatutoryFacts.IsUnsettled(session.Mark)),
            Proposed = day.Date < improving.Until ? null : missed.Count == 0 ? DecisionChoice.Met : DecisionChoice.Failed,
        };
        if (counted.Proposed is not null && counted.Proposed != improving.Proposed)
        {
            progress.Add(
                day, CaseEventKind.PenaltyProposed, progress.Current.Stage, PenaltyDescription.Of(matter with { State = counted }),
                key: matter.Key);
        }

        return counted;
    }

    /// <summary>The lines of the parents on tonight's roster; what was decided of another parent stays.</summary>
    private static IReadOnlyList<ParentLine> LinesTonight(PenaltyMatter matter, PenaltyState.Notice notice, Pupil pupil)
    {
        var tonight = PenaltyDecisions.LinesOf(matter.Key, pupil);
        var kept = notice.Parents.Where(line =>
            line.State is not LineState.Undecided || tonight.Any(other => other.Parent.IsSame(line.Parent))).ToList();
        var added = tonight.Where(line => !kept.Exists(other => other.Parent.IsSame(line.Parent))).ToList();
        return added.Count == 0 && kept.Count == notice.Parents.Count ? notice.Parents : [.. kept, .. added];
    }

    private static void RecheckRequest(CaseProgress progress, CaseDay day, StatutoryFacts facts, PenaltyMatter matter)
    {
        if (Still(facts, matter.Sessions) is { } still && still != matter.StillUnauthorised)
        {
            Tell(progress, day, matter.Key, "the request of a penalty notice", still, matter.Sessions.Count);
            Update(progress, penalty => penalty with { Matter = matter with { StillUnauthorised = still } });
        }
    }

    private static void Recheck(CaseProgress progress, CaseDay day, StatutoryFacts facts, PenaltyNotice notice)
    {
        if (Still(facts, notice.Sessions) is { } still && still != notice.StillUnauthorised)
        {
            var about = $"the penalty notice of {English.Day(notice.IssuedOn)} to {notice.Parent.InWords()}";
            Tell(progress, day, notice.Key, about, still, notice.Sessions.Count);
            Update(progress, penalty => penalty with
            {
                Notices =
                [
                    .. penalty.Notices.Select(other => other.Key == notice.Key ? other with { StillUnauthorised = still } : other),
                ],
            });
        }
    }

    /// <summary>How many of some sessions are unauthorised by the marks as they are now; null where some marks are not known.</summary>
    private static int? Still(StatutoryFacts facts, IReadOnlyList<Session> sessions) =>
        sessions.All(session => facts.History.Knows(session.Date))
            ? sessions.Count(session => StatutoryFacts.IsUnauthorised(facts.History.At(session)))
            : null;

    private static void Tell(CaseProgress progress, CaseDay day, CaseKey key, string about, int still, int sessions) => progress.Add(
        day, CaseEventKind.Corrected, progress.Current.Stage, PenaltyDescription.Corrected(about, still, sessions), key: key);

    private static void Withdraw(CaseProgress progress, CaseDay day, PenaltyMatter matter, string why)
    {
        progress.Add(
            day, CaseEventKind.Withdrawn, progress.Current.Stage, $"{PenaltyDescription.Of(matter)} Withdrawn: {why}", key: matter.Key);
        Update(progress, penalty => penalty with { Matter = null });
    }

    /// <summary>Whether a decision waits for its night, which a correction does not anticipate.</summary>
    private static bool IsDecided(Case current, PenaltyMatter matter) =>
        current.PendingDecisions.Any(decision => PenaltyDecisions.Allowed(current.Penalty, decision.Key).Count > 0
            && (decision.Key == matter.Key || matter.State is PenaltyState.Notice));

    /// <summary>Records the matter where anything changed: a night that brings nothing new leaves the case as it was.</summary>
    private static void Keep(CaseProgress progress, PenaltyMatter before, PenaltyMatter after)
    {
        if (!after.Sessions.SequenceEqual(before.Sessions) || after with { Sessions = before.Sessions } != before)
        {
            Update(progress, penalty => penalty with { Matter = after });
        }
    }
}
