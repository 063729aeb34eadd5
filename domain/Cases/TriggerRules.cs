namespace AttendanceFunctions.Domain.Cases;

/// <summary>Raises duties that do not depend on the stage: the policy's triggers, and the regular review of a stage's pupils.</summary>
internal static class TriggerRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        foreach (var trigger in day.Night.Policy.Triggers)
        {
            var last = progress.Current.RaisedTriggers.FirstOrDefault(raised => raised.Fact == trigger.Fact)?.On;
            if (trigger.Contacts is { } asked)
            {
                ContactRules.Apply(progress, day, trigger, asked, last);
            }
            else if (Evidence(day, trigger, last) is { } evidence)
            {
                Raise(progress, day, trigger, evidence);
            }
        }

        Review(progress, day);
    }

    private static void Raise(CaseProgress progress, CaseDay day, Trigger trigger, string evidence)
    {
        progress.Add(
            day, CaseEventKind.Triggered, progress.Current.Stage,
            $"{CaseDescription.Sentence(trigger.Name)} {evidence}",
            letters: trigger.Fact == TriggerFact.Lateness || day.IsOfTimeWatched(rate => IsSo(day, trigger, rate)) ? trigger.Letters : []);
        progress.Update(current => current with
        {
            RaisedTriggers = [.. current.RaisedTriggers.Where(raised => raised.Fact != trigger.Fact), new(trigger.Fact, day.Date)],
        });
        progress.AddDuty(day, DutySource.Trigger, trigger.Duty);
    }

    /// <summary>The evidence for raising a trigger, as text; null if it is not raised.</summary>
    /// <param name="last">The last night this year on which the trigger was raised; null if never.</param>
    private static string? Evidence(CaseDay day, Trigger trigger, DateOnly? last) => trigger.Fact switch
    {
        TriggerFact.PersistentAbsence =>
            last is null && day.Status is AttendanceStatus.Measured { IsPersistentAbsence: true } ? ToDate(day) : null,
        TriggerFact.SevereAbsence => last is null && day.Status is AttendanceStatus.Measured { IsSevereAbsence: true } ? ToDate(day) : null,
        TriggerFact.Dip => Dip(day, trigger, last),
        TriggerFact.Lateness => trigger.Late is { } often ? LatenessRules.Evidence(day, often, last) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger.Fact, "Not a fact."),
    };

    /// <summary>Whether a rate alone is what a trigger is about.</summary>
    private static bool IsSo(CaseDay day, Trigger trigger, Rate rate) => trigger.Fact switch
    {
        TriggerFact.PersistentAbsence => rate.IsPersistentAbsence,
        TriggerFact.SevereAbsence => rate.IsSevereAbsence,
        _ => rate.IsBelow(day.Night.Policy.Target),
    };

    private static string ToDate(CaseDay day) =>
        $"Attendance in the year to {English.Day(day.Date)} is {CaseDescription.Attendance(day.ToDate)}.";

    // D4: "dips between monitoring points" of pupils below the target.
    private static string? Dip(CaseDay day, Trigger trigger, DateOnly? last)
    {
        if (day.Status is not AttendanceStatus.Measured measured || !measured.Rate.IsBelow(day.Night.Policy.Target)
            || ReviewDays.Last(day.Night.Policy.Ladder.Schedule, day.Night.Calendar, day.Date.AddDays(-1)) is not { } reviewDay
            || last > reviewDay || reviewDay < day.Night.School.GoingLive?.On)
        {
            return null;
        }

        var review = day.Night.On(reviewDay);
        return review.Status is AttendanceStatus.Measured && review.ToDate.IsAbove(day.ToDate, trigger.Fall)
            ? $"{ToDate(day)} On {English.Day(reviewDay)} it was {CaseDescription.Attendance(review.ToDate)}."
            : null;
    }

    private static void Review(CaseProgress progress, CaseDay day)
    {
        var (policy, stage) = (day.Night.Policy, progress.Current.Stage);
        if (stage == 0 || policy.StageAt(stage).Review is not { } review)
        {
            return;
        }

        var isDue = review switch
        {
            StageReview.Weekly => day.Night.Calendar.IsLastOfWeek(day.Date),
            StageReview.EndOfHalfTerm => day.Night.Calendar.IsLastOfHalfTerm(day.Date),
            _ => throw new ArgumentOutOfRangeException(nameof(day), review, "Not a review."),
        };
        // A duty completed on this night is not raised again when the night is repeated.
        if (isDue && !(progress.Current.ReviewedOn >= day.Date))
        {
            progress.Update(current => current with { ReviewedOn = day.Date });
            progress.AddDuty(
                day, DutySource.Review, Duty.ReviewOf + policy.NameOf(stage), progress.DueOn(day.Date, ReviewDays.DaysToHold(review)));
        }
    }
}
