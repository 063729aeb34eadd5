using static System.FormattableString;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>What a penalty notice for absence costs, and how many there may be, from a day on. The local authority decides.</summary>
/// <remarks>
/// Education (Penalty Notices) (England) Regulations 2007 (SI 2007/1867), reg. 4, as amended by SI 2024/210 from 19 August 2024, and the
/// national framework for penalty notices (Working together to improve school attendance, August 2024, chapter on legal intervention).
/// </remarks>
/// <param name="From">The first day on which notices are issued by these figures.</param>
/// <param name="Pounds">The amount of a first notice.</param>
/// <param name="PoundsIfPaidEarly">The amount of a first notice that is paid within <paramref name="EarlyDays"/>.</param>
/// <param name="EarlyDays">Days from the day on which the parent received it, that day included.</param>
/// <param name="Days">Days by whose end it is to be paid, counted likewise.</param>
/// <param name="SecondPounds">The amount of a second notice, with nothing off.</param>
/// <param name="Most">The number of notices to one parent for one child within <paramref name="Years"/>.</param>
/// <param name="Years">The years, ending with the day of the new notice, within which notices are counted together.</param>
public sealed record PenaltyFigures(
    DateOnly From, int Pounds, int PoundsIfPaidEarly, int EarlyDays, int Days, int SecondPounds, int Most, int Years)
{
    /// <summary>All figures, the oldest first.</summary>
    public static IReadOnlyList<PenaltyFigures> All { get; } = [new(new(2024, 8, 19), 160, 80, 21, 28, 160, 2, 3)];

    /// <summary>The figures by which a notice of this day is issued; the oldest ones for an earlier day.</summary>
    public static PenaltyFigures On(DateOnly date) => All.LastOrDefault(figures => figures.From <= date) ?? All[0];

    /// <summary>The days, in order, of those of a parent's notices for a child that count on a date: earlier schemes do not.</summary>
    /// <param name="issued">The days on which notices were issued that were not withdrawn.</param>
    public static IReadOnlyList<DateOnly> Counting(IEnumerable<DateOnly> issued, DateOnly date) =>
        [.. issued.Where(on => All[0].From <= on && on <= date && on > date.AddYears(-On(date).Years)).Order()];

    /// <summary>Whether there may be another notice to a parent on a date.</summary>
    public static bool MayBeAnother(IEnumerable<DateOnly> issued, DateOnly date) => Counting(issued, date).Count < On(date).Most;

    /// <summary>Describes the notice that would follow the ones already issued to a parent about a child.</summary>
    public static string Describe(IEnumerable<DateOnly> issued, DateOnly date)
    {
        var (figures, counting) = (On(date), Counting(issued, date));
        return counting.Count == 0
            ? Invariant($"It would be the first notice: £{figures.Pounds}, or £{figures.PoundsIfPaidEarly} if it is paid within ")
                + Invariant($"{figures.EarlyDays} days.")
            : counting.Count < figures.Most
            ? Invariant($"A notice was issued on {English.Day(counting[^1])}; another within {figures.Years} years of it is the second: ")
                + Invariant($"£{figures.SecondPounds}, with nothing off for paying soon.")
            : Invariant($"{counting.Count} notices were issued within {figures.Years} years, on ")
                + $"{English.List([.. counting.Select(English.Day)])}: "
                + "no further one may be, and the local authority considers other steps.";
    }
}
