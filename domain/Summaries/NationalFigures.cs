namespace AttendanceFunctions.Domain.Summaries;

/// <summary>What the Department for Education published for all schools of one phase in England, as percentages.</summary>
/// <param name="Attendance">Of possible sessions.</param>
/// <param name="Absence">Of possible sessions.</param>
/// <param name="PersistentAbsence">Of pupils.</param>
public sealed record NationalFigures(Percentage Attendance, Percentage Absence, Percentage PersistentAbsence)
{
    /// <summary>The source of the figures.</summary>
    public const string Source = "Department for Education, pupil attendance in schools (official statistics in development), "
        + "pupils aged 5 to 15 in England";

    /// <summary>The days that the figures cover.</summary>
    public const string Period = "8 September 2025 to 10 July 2026";

    public static NationalFigures Of(Phase phase) => phase switch
    {
        Phase.Primary => new(Percentage.Of(94.72m), Percentage.Of(5.28m), Percentage.Of(13.8m)),
        Phase.Secondary => new(Percentage.Of(91.51m), Percentage.Of(8.49m), Percentage.Of(23.8m)),
        Phase.Special => new(Percentage.Of(86.83m), Percentage.Of(13.17m), Percentage.Of(36.1m)),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Not a phase."),
    };
}
