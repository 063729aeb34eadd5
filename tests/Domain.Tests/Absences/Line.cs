using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>A statutory line, asked about a pupil of compulsory age whose authority wants what the regulation says.</summary>
internal static class Line
{
    public static StatutoryFacts Facts(MarkHistory history) => new(history, CompulsoryAge.Always, SchoolDays.TwoYears, AuthorityReturns.Usual("Oxfordshire"));

    public static StatutoryFacts Facts(DateOnly first, string days) => Facts(SchoolDays.From(first, days));

    public static bool IsCrossed(this StatutoryThreshold line, StatutoryFacts facts, DateOnly on, DateOnly after = default) => ThresholdSearch.TryFind(line, facts, on, after, out _);

    public static ThresholdCrossing Flag(this StatutoryThreshold line, StatutoryFacts facts, DateOnly on, DateOnly after = default) =>
        ThresholdSearch.TryFind(line, facts, on, after, out var flag) ? flag : throw new InvalidOperationException($"{line} is not crossed on {on:yyyy-MM-dd}.");
}
