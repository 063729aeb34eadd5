using System.Diagnostics.CodeAnalysis;
using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Lines;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The statutory lines as duties of the case: looked at on every school night, whatever the policy, the stage and the circumstances. A duty stands until somebody
/// did it, and lapses where corrected marks no longer come to the line.
/// </summary>
internal static class StatuteRules
{
    /// <summary>School days to act in. Returns are due at least monthly (reg. 13); a week leaves room for whatever was agreed with the authority.</summary>
    private const int DueWithin = 5;

    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var facts = FactsOf(day.Night);
        foreach (var open in progress.Current.Lines.Where(matter => matter.IsOpen).ToList())
        {
            Recheck(progress, day, facts, open);
        }

        foreach (var line in StatuteLines.All.Where(line => !IsOpen(progress.Current, line)))
        {
            var after = After(progress.Current, line);
            if (StatuteLines.TryFind(line, facts, day.Date, after, out var flag))
            {
                Raise(progress, day, facts, flag, after);
            }
        }
    }

    private static LineFacts FactsOf(CaseNight night) => new(
        MarkHistory.Of(night.Marks, night.Pupil.OnRoll).And(night.Earlier), CompulsoryAge.Of(night.Pupil.DateOfBirth, night.Calendar), night.Calendar, night.School.Returns);

    private static bool IsOpen(Case current, StatuteLine line) => current.Lines.Any(matter => matter.Line == line && matter.IsOpen);

    private static DateOnly After(Case current, StatuteLine line) =>
        current.Lines.Where(matter => matter.Line == line || IsPastBy(line, matter.Line)).Select(matter => matter.After).DefaultIfEmpty(DateOnly.MinValue).Max();

    // Whether to make a return is no question once it was made, also where corrected marks fall below its line again.
    private static bool IsPastBy(StatuteLine line, StatuteLine done) => line == StatuteLine.IllnessOnCourse && done == StatuteLine.Illness;

    private static void Raise(CaseProgress progress, CaseDay day, LineFacts facts, LineFlag flag, DateOnly after)
    {
        var (key, evidence) = (progress.NextKey, LineWords.Evidence(flag));
        progress.AddDuty(day, DutySource.Statute, LineWords.What(flag.Line, facts.Returns), progress.DueOn(day.Date, DueWithin), why: evidence);
        progress.Keep(new(flag.Line, key, after, flag.First, flag.Last, day.Date, evidence));
    }

    private static bool TryFindGrown(LineFacts facts, DateOnly date, LineMatter open, [NotNullWhen(true)] out LineFlag? flag) =>
        StatuteLines.TryFind(open.Line, facts, date, open.After, out flag) && flag.First <= open.Last && flag.Last > open.Last;

    /// <summary>An open matter as the marks are now: it has grown, or stands as it did, or is gone.</summary>
    private static void Recheck(CaseProgress progress, CaseDay day, LineFacts facts, LineMatter open)
    {
        // Where the marks of its first days are not looked at any more nothing new can be said; and what somebody has decided on stands until that is carried out.
        if (!facts.History.Knows(open.First) || progress.Current.Decided.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        if (open.Line == StatuteLine.IllnessOnCourse && StatuteLines.TryFind(StatuteLine.Illness, facts, day.Date, DateOnly.MinValue, out _))
        {
            progress.Lapse(day, open, "the line itself is reached.");
        }
        else if (TryFindGrown(facts, day.Date, open, out var grown))
        {
            progress.Keep(StandsAs(open, grown, day.Date));
        }
        else if (StatuteLines.TryFind(open.Line, facts, open.SeenOn, open.After, out var same))
        {
            // Nothing new since: it stands as it stood then, though weeks have passed.
            progress.Keep(StandsAs(open, same, open.SeenOn));
        }
        else
        {
            progress.Lapse(day, open, "the marks, as they are now, no longer come to it.");
        }
    }

    private static LineMatter StandsAs(LineMatter open, LineFlag flag, DateOnly seenOn) =>
        open with { First = flag.First, Last = flag.Last, SeenOn = seenOn, Evidence = LineWords.Evidence(flag) };
}
