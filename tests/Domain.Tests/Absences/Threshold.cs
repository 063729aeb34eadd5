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

    public static bool IsReached(this StatutoryThreshold threshold, StatutoryFacts facts, DateOnly on, DateOnly? countedUntil = null) =>
        ThresholdSearch.Find(threshold, facts, on, countedUntil) is not null;

    public static ThresholdCrossing Crossing(
        this StatutoryThreshold threshold, StatutoryFacts facts, DateOnly on, DateOnly? countedUntil = null) =>
        ThresholdSearch.Find(threshold, facts, on, countedUntil)
            ?? throw new InvalidOperationException($"{threshold} is not reached on {on:yyyy-MM-dd}.");
}
