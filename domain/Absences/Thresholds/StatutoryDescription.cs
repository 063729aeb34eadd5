using System.Globalization;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>The words in which a line is told to people at the school, with the local authority's own where it has some.</summary>
public static class StatutoryDescription
{
    /// <summary>What is to be done.</summary>
    public static string What(StatutoryThreshold line, AuthorityReturns returns) => Text(line switch
    {
        StatutoryThreshold.UnauthorisedDays => $"{returns.UnauthorisedReturn}: {returns.UnauthorisedDays} {(returns.Counting == DayCounting.Consecutive ? "consecutive school days of unauthorised absence" : "school days of unauthorised absence in the school year")}",
        StatutoryThreshold.Illness => $"{returns.SicknessReturn}: {returns.IllnessDays} school days of illness in the school year",
        StatutoryThreshold.IllnessOnCourse => $"{returns.SicknessReturn}, to consider: {returns.IllnessOnCourse} school days of illness, on course for {returns.IllnessDays} in the school year",
        StatutoryThreshold.PenaltyNotice => $"Penalty notice, to consider: {PenaltyRule.Sessions} unauthorised sessions in {SchoolWeeks.InWindow} school weeks",
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "Not a line."),
    });

    /// <summary>The arithmetic: how many, from when to when, which sessions of which weeks, and whether it may change yet.</summary>
    public static string Evidence(ThresholdCrossing flag)
    {
        var count = flag.Sessions.Count;
        var days = count % 2 == 0 ? Text($"{count / 2} days") : Text($"{count / 2}½ days");
        var counted = flag.Threshold switch
        {
            StatutoryThreshold.PenaltyNotice => Text($"{count} unauthorised sessions within {SchoolWeeks.InWindow} school weeks, from {English.Day(flag.First)} to {English.Day(flag.Last)}"),
            StatutoryThreshold.UnauthorisedDays => Text($"{count} unauthorised sessions on {flag.Sessions.Select(session => session.Session.Date).Distinct().Count()} school days from {English.Day(flag.First)} to {English.Day(flag.Last)}"),
            _ => Text($"{days} ({count} sessions) of illness from {English.Day(flag.First)} to {English.Day(flag.Last)}"),
        };
        var provisional = flag.IsProvisional ? Text($" Provisional: it rests on {English.Count(flag.Unsettled, "session")} of N, whose reason is not established yet.") : "";
        return $"{counted}. {SessionDescription.ByWeek(flag.Sessions)}.{provisional}";
    }

    /// <summary>What people may want to know beside the arithmetic, and what takes the line off.</summary>
    public static IReadOnlyList<string> Advice(StatutoryThreshold line) => line switch
    {
        StatutoryThreshold.PenaltyNotice =>
        [
            "Never by itself: support comes first, and a Notice to Improve may come before a notice.",
            "Goes when somebody writes \"done\" (looked at, no notice) or \"notice issued\", or when corrected marks no longer come to it.",
        ],
        StatutoryThreshold.IllnessOnCourse =>
        [
            "The return is made where there are reasonable grounds to believe that the pupil will miss that many days.",
            "Goes when somebody writes \"done\", when the line itself is reached, or when corrected marks no longer come to it.",
        ],
        _ => ["Goes when somebody writes \"done\" (the return was made), or when corrected marks no longer come to it."],
    };

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
