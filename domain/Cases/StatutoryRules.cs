using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The statutory thresholds of returns as duties of the case: checked on every school night, whatever the policy, the stage and the
/// circumstances. A duty stays open until it is done, or until corrected marks no longer reach the threshold.
/// </summary>
internal static class StatutoryRules
{
    /// <summary>School days until a duty is due. Returns are due monthly or sooner (reg. 13); a week leaves room for local rules.</summary>
    private const int DueWithin = 5;

    public static void Apply(CaseProgress progress, CaseDay day)
    {
        if (!day.IsOfCompulsoryAge)
        {
            foreach (var open in progress.Current.StatutoryActions.Where(action => action.Key is not null).ToList())
            {
                progress.Withdraw(day, open, CaseDescription.OnlyOfCompulsoryAge(day));
            }

            return;
        }

        var facts = FactsOf(day.Night, progress.Current);
        foreach (var open in progress.Current.StatutoryActions.Where(action => action.Key is not null).ToList())
        {
            Recheck(progress, day, facts, open);
        }

        foreach (var threshold in StatutoryThresholds.OfReturns.Where(threshold => !IsOpen(progress.Current, threshold)))
        {
            // What was complete before the school started with this product was for others to return (domain 0.22).
            if (ThresholdSearch.Find(threshold, facts, day.Date) is { } crossing && day.Night.School.IsLive(crossing.Last))
            {
                Raise(progress, day, facts, crossing);
            }
        }
    }

    /// <summary>What thresholds are counted from on a night, with the returns of the case that were made.</summary>
    public static StatutoryFacts FactsOf(CaseNight night, Case current) => new(
        MarkHistory.Of(night.Marks, night.Pupil.OnRoll).And(night.Earlier),
        night.Age, night.Calendar, night.School.Returns)
    {
        Returned = current.StatutoryActions.GroupBy(action => action.Threshold, action => action.CountedUntil)
            .Select(counted => (Threshold: counted.Key, Until: counted.Max()))
            .Where(counted => counted.Until is not null)
            .ToDictionary(counted => counted.Threshold, counted => counted.Until!.Value),
    };

    private static bool IsOpen(Case current, StatutoryThreshold threshold) =>
        current.StatutoryActions.Any(action => action.Threshold == threshold && action.Key is not null);

    private static void Raise(CaseProgress progress, CaseDay day, StatutoryFacts facts, ThresholdCrossing crossing)
    {
        var (key, evidence) = (progress.NextKey, StatutoryDescription.Evidence(crossing));
        var duty = StatutoryDescription.Duty(crossing.Threshold, facts.Returns);
        progress.AddDuty(day, DutySource.Statute, duty, progress.DueOn(day.Date, DueWithin), why: evidence);
        progress.Record(new(
            crossing.Threshold, key, facts.CountedUntil(crossing.Threshold), crossing.First, crossing.Last, day.Date, evidence));
    }

    /// <summary>Counts an open action again with the current marks: it has grown, is unchanged, or is withdrawn.</summary>
    private static void Recheck(CaseProgress progress, CaseDay day, StatutoryFacts facts, StatutoryAction open)
    {
        // It cannot be recounted without the marks of its first days, and a decided action stays until the decision is carried out.
        if (!facts.History.Knows(open.First) || progress.Current.PendingDecisions.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        if (open.Threshold == StatutoryThreshold.IllnessOnCourse
            && ThresholdSearch.Find(StatutoryThreshold.Illness, facts, day.Date) is not null)
        {
            progress.Withdraw(day, open, "the threshold itself is reached.");
        }
        else if (FindGrown(facts, day.Date, open) is { } grown)
        {
            progress.Record(Recounted(open, grown, day.Date));
        }
        else if (ThresholdSearch.Find(open.Threshold, facts, open.SeenOn) is { } same)
        {
            // Nothing new since: it is recounted for the night on which it was seen, because the ten school weeks have moved on.
            progress.Record(Recounted(open, same, open.SeenOn));
        }
        else
        {
            progress.Withdraw(day, open, "the marks, as they are now, no longer reach the threshold.");
        }
    }

    private static ThresholdCrossing? FindGrown(StatutoryFacts facts, DateOnly date, StatutoryAction open) =>
        ThresholdSearch.Find(open.Threshold, facts, date) is { } crossing
        && crossing.First <= open.Last && crossing.Last > open.Last
            ? crossing
            : null;

    private static StatutoryAction Recounted(StatutoryAction open, ThresholdCrossing crossing, DateOnly seenOn) =>
        open with { First = crossing.First, Last = crossing.Last, SeenOn = seenOn, Evidence = StatutoryDescription.Evidence(crossing) };
}
