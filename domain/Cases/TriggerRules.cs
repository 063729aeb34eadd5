using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What asks for something whatever the stage: the policy's triggers, and the regular look at the pupils of a stage.</summary>
internal static class TriggerRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        foreach (var trigger in day.Night.Policy.Triggers.Where(trigger => IsUp(progress.Current, day, trigger)))
        {
            progress.Add(day, CaseEventKind.Triggered, progress.Current.Step.Stage, $"{trigger.Name}.", letters: trigger.Letters);
            progress.Quietly(current => current with
            {
                Fired = [.. current.Fired.Where(fired => fired.Fact != trigger.Fact), new(trigger.Fact, day.Date)],
            });
            progress.AddDuty(day, DutySource.Trigger, trigger.Duty.What, progress.DueOn(day.Date, trigger.Duty.WithinSchoolDays));
        }

        Review(progress, day);
        NoteLook(progress, day);
    }

    private static bool IsUp(Case current, CaseDay day, Trigger trigger)
    {
        var last = current.Fired.FirstOrDefault(fired => fired.Fact == trigger.Fact)?.On ?? DateOnly.MinValue;
        return trigger.Fact switch
        {
            TriggerFact.PersistentAbsence => last == DateOnly.MinValue && day.Reading is Reading.Measured { IsPersistentAbsence: true },
            TriggerFact.SevereAbsence => last == DateOnly.MinValue && day.Reading is Reading.Measured { IsSevereAbsence: true },
            TriggerFact.UnexplainedAbsenceWithSocialWorker => last < day.Date && day.Night.Pupil.Characteristics.SocialWorker && IsUnexplained(day),
            TriggerFact.Dip => last == DateOnly.MinValue && IsDip(current, day, trigger),
            _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger.Fact, "Not a fact."),
        };
    }

    // D1: "any unexplained absences"; N is one whose reason is not known yet, O one for which none was accepted.
    private static bool IsUnexplained(CaseDay day) =>
        Enum.GetValues<HalfDay>().Select(half => day.Night.Marks.At(new(day.Date, half))).Any(mark => !mark.IsMissing && mark.Code.Text is "N" or "O");

    private static bool IsDip(Case current, CaseDay day, Trigger trigger) =>
        day.Reading is Reading.Measured measured && measured.Rate.IsBelow(day.Night.Policy.Target)
        && current.Looked.IsAbove(day.ToDate, trigger.Fall);

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
            progress.AddDuty(day, DutySource.Review, $"Review of attendance at {policy.NameOf(stage)}.", progress.DueOn(day.Date, 1));
        }
    }

    /// <summary>From a look on, a dip is measured from there.</summary>
    private static void NoteLook(CaseProgress progress, CaseDay day)
    {
        var policy = day.Night.Policy;
        if (policy.Triggers.Any(trigger => trigger.Fact == TriggerFact.Dip) && Looks.IsDue(policy.Ladder.Looks, day))
        {
            progress.Quietly(current => current with
            {
                Looked = day.ToDate,
                Fired = [.. current.Fired.Where(fired => fired.Fact != TriggerFact.Dip)],
            });
        }
    }
}
