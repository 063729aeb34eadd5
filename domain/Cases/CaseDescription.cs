using System.Globalization;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>The words in which a case gives its reasons to people at the school. Parents read letters, not these.</summary>
public static class CaseDescription
{
    /// <summary>How the history says that a penalty notice was issued.</summary>
    public const string NoticeIssued = "A penalty notice was issued.";

    /// <summary>Words with a full stop, whether a policy file ends them with one or not.</summary>
    public static string Sentence(string words) => $"{words.TrimEnd('.')}.";

    /// <summary>87.5% (140 of 160 sessions).</summary>
    public static string Of(SessionCount sessions) => sessions.TryGetRate(out var rate)
        ? string.Create(CultureInfo.InvariantCulture, $"{rate}% ({sessions.Attended} of {sessions.Possible} sessions)")
        : "no possible session";

    /// <summary>What was known on a day: the year's attendance, and how much of the absence was authorised.</summary>
    public static string Known(CaseDay day)
    {
        var sessions = day.ToDate;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(sessions)} in the year to {English.Day(day.Date)}; absent {sessions.Authorised} sessions with authorisation and {sessions.Unauthorised} without.");
    }

    /// <summary>Which attendance the ladder looks at.</summary>
    public static string LookedAt(CaseDay day, Case current) => current.IsClosed
        ? $"Attendance since the steps were ended on {English.Day(current.ClosedOn)} is {Of(day.LookedAt(current))}"
        : $"Attendance in the year to {English.Day(day.Date)} is {Of(day.ToDate)}";

    /// <summary>Attendance since a step, beside what it was then: never the year's rate, which remembers to July what was lost in September.</summary>
    public static string Since(Policy policy, Step step, SessionCount since, Points improvement) =>
        $"Attendance since {policy.NameOf(step.Stage)} was agreed on {English.Day(step.On)} is {Of(since)}. On that day it stood at {Of(step.Corrected)}; the policy looks for {(improvement.Hundredths == 1 ? "any rise" : $"{improvement} percentage points more")}.";

    public static string Line(Ladder ladder, int stage) => ladder switch
    {
        Ladder.ByBand bands => bands.Thresholds[stage - 1].ToString(),
        Ladder.ByProcess process => process.Enter.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(ladder), ladder, "Not a ladder."),
    };
}
