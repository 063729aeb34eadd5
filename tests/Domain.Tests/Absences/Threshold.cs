using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>Checks statutory thresholds for a pupil of compulsory age whose authority requires what the regulation says.</summary>
internal static class Threshold
{
    public static StatutoryFacts Facts(MarkHistory history) =>
        new(history, CompulsoryAge.Always, SchoolDays.TwoYears, AuthorityReturns.Usual("Oxfordshire"));

    public static StatutoryFacts Facts(DateOnly first, string days) => Facts(SchoolDays.From(first, days));

    /// <summary>The same, after a return was made that counted to a day; null for none.</summary>
    public static StatutoryFacts After(this StatutoryFacts facts, StatutoryThreshold threshold, DateOnly? returned) => returned is { } day
        ? facts with { Returned = facts.Returned.Append(new(threshold, day)).ToDictionary() }
        : facts;

    public static bool IsReached(this StatutoryThreshold threshold, StatutoryFacts facts, DateOnly on, DateOnly? countedUntil = null) =>
        Find(threshold, facts, on, countedUntil) is not null;

    public static ThresholdCrossing Crossing(
        this StatutoryThreshold threshold, StatutoryFacts facts, DateOnly on, DateOnly? countedUntil = null) =>
        Find(threshold, facts, on, countedUntil)
            ?? throw new InvalidOperationException($"{threshold} is not reached on {on:yyyy-MM-dd}.");

    private static ThresholdCrossing? Find(StatutoryThreshold threshold, StatutoryFacts facts, DateOnly on, DateOnly? countedUntil) =>
        threshold == StatutoryThreshold.PenaltyNotice
            ? PenaltySearch.Find(facts, on, PenaltyPast.None)
            : ThresholdSearch.Find(threshold, facts.After(threshold, countedUntil), on);
}
