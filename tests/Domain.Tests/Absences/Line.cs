using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Lines;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>A statutory line, asked about a pupil of compulsory age whose authority wants what the regulation says.</summary>
internal static class Line
{
    public static LineFacts Facts(MarkHistory history) => new(history, CompulsoryAge.Always, SchoolDays.TwoYears, AuthorityReturns.Usual("Oxfordshire"));

    public static LineFacts Facts(DateOnly first, string days) => Facts(SchoolDays.From(first, days));

    public static bool IsCrossed(this StatuteLine line, LineFacts facts, DateOnly on, DateOnly after = default) => StatuteLines.TryFind(line, facts, on, after, out _);

    public static LineFlag Flag(this StatuteLine line, LineFacts facts, DateOnly on, DateOnly after = default) =>
        StatuteLines.TryFind(line, facts, on, after, out var flag) ? flag : throw new InvalidOperationException($"{line} is not crossed on {on:yyyy-MM-dd}.");
}
