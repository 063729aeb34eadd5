namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>The kinds of period.</summary>
public enum PeriodKind
{
    /// <summary>The school year so far.</summary>
    Year,

    /// <summary>A week that is over.</summary>
    Week,

    /// <summary>A half term that is over.</summary>
    HalfTerm,

    /// <summary>A term that is over.</summary>
    Term,
}

/// <summary>The days whose sessions are counted together, first and last included.</summary>
/// <param name="From">1 September, a Monday, or the first day of the half term or term.</param>
/// <param name="To">The night on which it was counted: the last on which a school of the trust was open in it.</param>
public sealed record FigurePeriod(PeriodKind Kind, DateOnly From, DateOnly To);

/// <summary>The names of kinds of period.</summary>
public static class PeriodKindText
{
    /// <summary>"school year", "week", "half term", "term".</summary>
    public static string Describe(this PeriodKind kind) => kind switch
    {
        PeriodKind.Year => "school year",
        PeriodKind.Week => "week",
        PeriodKind.HalfTerm => "half term",
        PeriodKind.Term => "term",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of period."),
    };

    /// <summary>The name to show with a figure: "this half term", "the year so far".</summary>
    public static string DescribeCurrent(this PeriodKind kind) => kind == PeriodKind.Year ? "the year so far" : $"this {kind.Describe()}";
}
