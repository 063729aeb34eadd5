using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Sentences that explain a case to school staff. Parents read letters, not these.</summary>
public static class CaseDescription
{
    /// <summary>A text that ends with one full stop, whether or not the policy file has it.</summary>
    public static string Sentence(string text) => $"{text.TrimEnd('.')}.";

    /// <summary>A part-time timetable, as a clause.</summary>
    public static string Of(PartTimeTimetable timetable) =>
        $"a part-time timetable is agreed (in the register from {English.Day(timetable.Since)} to {English.Day(timetable.Last)})";

    /// <summary>A part-time timetable, and why it is to be reviewed, in sentences.</summary>
    public static string Of(PartTimeTimetable timetable, IReadOnlyList<ReasonToReview> reasons) =>
        $"There is C2 in the register from {English.Day(timetable.Since)} to {English.Day(timetable.Last)}, "
        + $"{English.Count(timetable.SessionsPerWeek, "session")} a week."
        + (reasons.Count == 0 ? "" : $" A review is asked for: {English.List([.. reasons.Select(reason => reason.Why)])}.");

    /// <summary>That a case is paused for a reason, which is a clause.</summary>
    public static string Paused(string reason) =>
        $"{English.Capital(reason)}; the case does not escalate while it stands.";

    /// <summary>Why a formal step is not for a pupil, and from or until when it would have been.</summary>
    public static string OnlyOfCompulsoryAge(CaseDay day) =>
        $"Formal steps are only for pupils of compulsory school age. {day.Night.Age.Describe(day.Date)}";

    /// <summary>A rate with its sessions, such as 87.5% (140 of 160 sessions).</summary>
    public static string Attendance(SessionCount sessions) => sessions.TryGetRate(out var rate)
        ? string.Create(CultureInfo.InvariantCulture, $"{rate}% ({sessions.Attended} of {sessions.Possible} sessions)")
        : "no possible session";

    /// <summary>The year's attendance to a day, and how much of the absence was authorised.</summary>
    public static string AttendanceInYear(CaseDay day)
    {
        var sessions = day.ToDate;
        var absence = $"absent in {English.Count(sessions.Authorised, "session")} with authorisation and "
            + $"{English.Number(sessions.Unauthorised)} without";
        return $"{Attendance(sessions)} in the year to {English.Day(day.Date)}; {absence}.";
    }

    /// <summary>The attendance that the ladder counts.</summary>
    public static string LadderAttendance(CaseDay day, Case current) => current.ClosedOn is { } closed
        ? $"Attendance since the steps were ended on {English.Day(closed)} is {Attendance(day.LadderSessions(current))}"
        : $"Attendance in the year to {English.Day(day.Date)} is {Attendance(day.ToDate)}";

    /// <summary>That a pupil is in the baseline, and what that means.</summary>
    public static string InBaseline(CaseDay day, Baseline baseline)
    {
        var start = day.Night.School.GoingLive?.On ?? day.Date;
        return $"{StoodAt(day.Night.Policy, start, baseline)} The case waits until it is taken up from the baseline.";
    }

    /// <summary>The attendance on the day on which a school started with this product, and the stage that it was.</summary>
    public static string StoodAt(Policy policy, DateOnly start, Baseline baseline)
    {
        var stage = policy.Ladder is Ladder.ByBand ? $"that of {policy.NameOf(baseline.Stage)}" : "low enough for the first stage";
        return $"When the school started with this product on {English.Day(start)}, attendance in the year was "
            + $"{Attendance(baseline.Then)}, {stage}.";
    }

    /// <summary>Compares attendance since a step with attendance at the step. The year's rate would include older absence.</summary>
    public static string AttendanceSinceStep(Policy policy, Step step, SessionCount since, Points improvement, Agreement? agreement)
    {
        var expected = improvement.Hundredths == 1 ? "any rise" : $"{improvement} percentage points more";
        var measure = agreement?.Target is { } target
            ? $"on {English.Day(agreement.MetOn)} {target} or more was agreed."
            : $"the policy looks for {expected}.";
        return $"Attendance since {policy.NameOf(step.Stage)} was agreed on {English.Day(step.On)} is {Attendance(since)}. "
            + $"On that day it stood at {Attendance(step.Corrected)}; {measure}";
    }

    /// <summary>The threshold of a stage, such as below 90%.</summary>
    public static string Threshold(Ladder ladder, int stage) => ladder switch
    {
        Ladder.ByBand bands => bands.Thresholds[stage - 1].ToString(),
        Ladder.ByProcess process => process.Enter.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(ladder), ladder, "Not a ladder."),
    };
}
