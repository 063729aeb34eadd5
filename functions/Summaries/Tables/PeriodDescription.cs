using System.Globalization;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Days and spans, as people read them.</summary>
internal static class PeriodDescription
{
    /// <summary>20 November 2025.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:d MMMM yyyy}");

    /// <summary>Thursday 20 November 2025.</summary>
    public static string Weekday(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:dddd d MMMM yyyy}");

    /// <summary>"1 September to 20 November 2025"; what is the same stands once: "15 to 19 December 2025", "20 November 2025".</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        from == to ? Day(to)
        : (from.Year, from.Month) == (to.Year, to.Month) ? string.Create(CultureInfo.InvariantCulture, $"{from.Day} to {to:d MMMM yyyy}")
        : from.Year == to.Year ? string.Create(CultureInfo.InvariantCulture, $"{from:d MMMM} to {to:d MMMM yyyy}")
        : $"{Day(from)} to {Day(to)}";

    /// <summary>The span with its days: "The half term from 3 November to 19 December 2025".</summary>
    public static string Period(FigurePeriod span) => $"The {NameOf(span.Kind)} from {Days(span.From, span.To)}";

    /// <summary>"school year", "week", "half term", "term".</summary>
    public static string NameOf(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => "school year",
        PeriodKind.Week => "week",
        PeriodKind.HalfTerm => "half term",
        PeriodKind.Term => "term",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a span."),
    };

    /// <summary>The span where a figure stands beside its name: "this half term", "the year so far".</summary>
    public static string ThisOne(PeriodKind kind) => kind == PeriodKind.Year ? "the year so far" : $"this {NameOf(kind)}";

    /// <summary>1,234.</summary>
    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 pupil", "1,234 pupils".</summary>
    public static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
