using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Asks for a review of a part-time timetable that has no end, is past its end, or has lasted long (domain 0.14).</summary>
internal static class TimetableRules
{
    /// <summary>What staff have to do.</summary>
    private const string Review = "Review the part-time timetable with the family";

    /// <summary>School days until it is due.</summary>
    private const int DueWithin = 5;

    /// <summary>Asks once for each reason; the duty goes when it is done, and when nothing is to be reviewed any more.</summary>
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var reasons = day.Timetable?.ReviewsDue(day.Night.Pupil, day.Night.School.Returns.TimetableReviewWeeks, day.Date) ?? [];
        var open = progress.Current.Duties.FirstOrDefault(duty => duty.Source == DutySource.Timetable);
        if (open is not null && reasons.Count == 0)
        {
            if (progress.Current.PendingDecisions.All(decision => decision.Key != open.Key))
            {
                progress.Withdraw(day, open, day.Timetable is null ? NoLonger : "the roster has an end that is not past.");
            }
        }
        else if (open is null && day.Timetable is { } timetable
            && reasons.Any(reason => !(reason.From <= progress.Current.TimetableAskedOn)))
        {
            progress.Update(current => current with { TimetableAskedOn = day.Date });
            progress.AddDuty(
                day, DutySource.Timetable, Review, progress.DueOn(day.Date, DueWithin), why: CaseDescription.Of(timetable, reasons));
        }
    }

    private static string NoLonger => $"there is no C2 in the last {PartTimeTimetable.DaysThatCount} possible school days.";
}
