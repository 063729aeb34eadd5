using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What asks for something whatever the stage: the policy's triggers, and the regular look at the pupils of a stage.</summary>
internal static class TriggerRules
{
    /// <summary>School days back to which an absence without a reason is seen when its register comes late; the same as for an N to be settled (domain 0.7).</summary>
    private const int LateRegisterDays = 5;

    public static void Apply(CaseProgress progress, CaseDay day)
    {
        foreach (var trigger in day.Night.Policy.Triggers)
        {
            var last = progress.Current.Fired.FirstOrDefault(fired => fired.Fact == trigger.Fact)?.On ?? DateOnly.MinValue;
            if (Facts(day, trigger, last) is { Length: > 0 } facts)
            {
                Fire(progress, day, trigger, facts);
            }
        }

        Review(progress, day);
    }

    private static void Fire(CaseProgress progress, CaseDay day, Trigger trigger, string facts)
    {
        progress.Add(day, CaseEventKind.Triggered, progress.Current.Step.Stage, $"{CaseDescription.Sentence(trigger.Name)} {facts}", letters: trigger.Letters);
        progress.Quietly(current => current with
        {
            Fired = [.. current.Fired.Where(fired => fired.Fact != trigger.Fact), new(trigger.Fact, day.Date)],
        });
        // Each such absence is told of by itself (D1): yesterday's duty that stands open is another one.
        var isDaily = trigger.Fact == TriggerFact.UnexplainedAbsenceWithSocialWorker;
        progress.AddDuty(day, DutySource.Trigger, trigger.Duty.What, progress.DueOn(day.Date, trigger.Duty.WithinSchoolDays), isDaily);
    }

    /// <summary>The facts for which a trigger comes up, in words; empty if it does not.</summary>
    private static string Facts(CaseDay day, Trigger trigger, DateOnly last) => trigger.Fact switch
    {
        TriggerFact.PersistentAbsence => last == DateOnly.MinValue && day.Status is AttendanceStatus.Measured { IsPersistentAbsence: true } ? ToDate(day) : "",
        TriggerFact.SevereAbsence => last == DateOnly.MinValue && day.Status is AttendanceStatus.Measured { IsSevereAbsence: true } ? ToDate(day) : "",
        TriggerFact.UnexplainedAbsenceWithSocialWorker => day.Night.Pupil.Characteristics.SocialWorker ? Unexplained(day, last) : "",
        TriggerFact.Dip => Dip(day, trigger, last),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger.Fact, "Not a fact."),
    };

    private static string ToDate(CaseDay day) => $"Attendance in the year to {English.Day(day.Date)} is {CaseDescription.Of(day.ToDate)}.";

    private static string Unexplained(CaseDay day, DateOnly last)
    {
        var dates = day.Night.Calendar.SchoolDaysBackFrom(day.Date).Take(LateRegisterDays)
            .TakeWhile(date => date > last && date >= day.Night.Pupil.OnRoll.Admission)
            .Where(date => IsUnexplained(day.Night, date)).Reverse().Select(English.Day).ToList();
        return dates.Count > 0 ? $"Absent without a reason on {string.Join(" and ", dates)}." : "";
    }

    // D1: "any unexplained absences"; N is one whose reason is not known yet, O one for which none was accepted.
    private static bool IsUnexplained(CaseNight night, DateOnly date) =>
        night.Marks.Stated(date, date).Any(stated => stated.Mark.Code.Text is "N" or "O");

    // D4: "dips between monitoring points" of pupils below the target.
    private static string Dip(CaseDay day, Trigger trigger, DateOnly last)
    {
        if (day.Status is not AttendanceStatus.Measured measured || !measured.Rate.IsBelow(day.Night.Policy.Target))
        {
            return "";
        }

        var look = day.Night.On(ReviewDays.Last(day.Night.Policy.Ladder.Schedule, day.Night.Calendar, day.Date.AddDays(-1)));
        return last <= look.Date && look.Status is AttendanceStatus.Measured && look.ToDate.IsAbove(day.ToDate, trigger.Fall)
            ? $"{ToDate(day)} On {English.Day(look.Date)} it was {CaseDescription.Of(look.ToDate)}."
            : "";
    }

    private static void Review(CaseProgress progress, CaseDay day)
    {
        var (policy, stage) = (day.Night.Policy, progress.Current.Step.Stage);
        var isDue = stage > 0 && policy.StageAt(stage).Review switch
        {
            StageReview.Weekly => day.Night.Calendar.IsLastOfWeek(day.Date),
            StageReview.EndOfHalfTerm => day.Night.Calendar.IsLastOfHalfTerm(day.Date),
            _ => false,
        };
        // A duty that was done on this very night does not come up again when the night is repeated.
        if (isDue && progress.Current.Reviewed < day.Date)
        {
            progress.Quietly(current => current with { Reviewed = day.Date });
            progress.AddDuty(day, DutySource.Review, $"Review of attendance at {policy.NameOf(stage)}", progress.DueOn(day.Date, 1));
        }
    }
}
