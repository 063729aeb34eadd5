using System.Diagnostics.CodeAnalysis;
using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The statutory lines as duties of the case: looked at on every school night, whatever the policy, the stage and the circumstances. A duty stands until somebody
/// did it, and lapses where corrected marks no longer come to the line.
/// </summary>
internal static class StatutoryRules
{
    /// <summary>School days to act in. Returns are due at least monthly (reg. 13); a week leaves room for whatever was agreed with the authority.</summary>
    private const int DueWithin = 5;

    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var facts = FactsOf(day.Night);
        foreach (var open in progress.Current.StatutoryActions.Where(matter => matter.IsOpen).ToList())
        {
            Recheck(progress, day, facts, open);
        }

        foreach (var line in StatutoryThresholds.All.Where(line => !IsOpen(progress.Current, line)))
        {
            var after = After(progress.Current, line);
            if (ThresholdSearch.TryFind(line, facts, day.Date, after, out var flag))
            {
                Raise(progress, day, facts, flag, after);
            }
        }
    }

    private static StatutoryFacts FactsOf(CaseNight night) => new(
        MarkHistory.Of(night.Marks, night.Pupil.OnRoll).And(night.Earlier), CompulsoryAge.Of(night.Pupil.DateOfBirth, night.Calendar), night.Calendar, night.School.Returns);

    private static bool IsOpen(Case current, StatutoryThreshold line) => current.StatutoryActions.Any(matter => matter.Threshold == line && matter.IsOpen);

    private static DateOnly After(Case current, StatutoryThreshold line) =>
        current.StatutoryActions.Where(matter => matter.Threshold == line || IsPastBy(line, matter.Threshold)).Select(matter => matter.After).DefaultIfEmpty(DateOnly.MinValue).Max();

    // Whether to make a return is no question once it was made, also where corrected marks fall below its line again.
    private static bool IsPastBy(StatutoryThreshold line, StatutoryThreshold done) => line == StatutoryThreshold.IllnessOnCourse && done == StatutoryThreshold.Illness;

    private static void Raise(CaseProgress progress, CaseDay day, StatutoryFacts facts, ThresholdCrossing flag, DateOnly after)
    {
        var (key, evidence) = (progress.NextKey, StatutoryDescription.Evidence(flag));
        progress.AddDuty(day, DutySource.Statute, StatutoryDescription.What(flag.Threshold, facts.Returns), progress.DueOn(day.Date, DueWithin), why: evidence);
        progress.Keep(new(flag.Threshold, key, after, flag.First, flag.Last, day.Date, evidence));
    }

    private static bool TryFindGrown(StatutoryFacts facts, DateOnly date, StatutoryAction open, [NotNullWhen(true)] out ThresholdCrossing? flag) =>
        ThresholdSearch.TryFind(open.Threshold, facts, date, open.After, out flag) && flag.First <= open.Last && flag.Last > open.Last;

    /// <summary>An open matter as the marks are now: it has grown, or stands as it did, or is gone.</summary>
    private static void Recheck(CaseProgress progress, CaseDay day, StatutoryFacts facts, StatutoryAction open)
    {
        // Where the marks of its first days are not looked at any more nothing new can be said; and what somebody has decided on stands until that is carried out.
        if (!facts.History.Knows(open.First) || progress.Current.Decided.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        if (open.Threshold == StatutoryThreshold.IllnessOnCourse && ThresholdSearch.TryFind(StatutoryThreshold.Illness, facts, day.Date, DateOnly.MinValue, out _))
        {
            progress.Lapse(day, open, "the line itself is reached.");
        }
        else if (TryFindGrown(facts, day.Date, open, out var grown))
        {
            progress.Keep(StandsAs(open, grown, day.Date));
        }
        else if (ThresholdSearch.TryFind(open.Threshold, facts, open.SeenOn, open.After, out var same))
        {
            // Nothing new since: it stands as it stood then, though weeks have passed.
            progress.Keep(StandsAs(open, same, open.SeenOn));
        }
        else
        {
            progress.Lapse(day, open, "the marks, as they are now, no longer come to it.");
        }
    }

    private static StatutoryAction StandsAs(StatutoryAction open, ThresholdCrossing flag, DateOnly seenOn) =>
        open with { First = flag.First, Last = flag.Last, SeenOn = seenOn, Evidence = StatutoryDescription.Evidence(flag) };
}
