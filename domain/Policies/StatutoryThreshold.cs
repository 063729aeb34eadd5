namespace AttendanceFunctions.Domain.Policies;

/// <summary>Absence that the law counts in its own units, whatever the stage (domain 0.11). Each raises an action for people.</summary>
public enum StatutoryThreshold
{
    /// <summary>Ten school days of unauthorised absence (G, N, O, U): the attendance return (2024 Regulations, reg. 13).</summary>
    UnauthorisedDays,

    /// <summary>On course for fifteen school days of illness (I) in the school year: the sickness return.</summary>
    IllnessOnCourse,

    /// <summary>Fifteen school days of illness in the school year.</summary>
    Illness,

    /// <summary>
    /// Fails to attend regularly, as the local authority's settings define it: the attendance return (reg. 13). Not raised without one.
    /// </summary>
    IrregularAttendance,

    /// <summary>Ten unauthorised sessions in ten school weeks: consider a penalty notice (national framework, August 2024).</summary>
    PenaltyNotice,
}

public static class StatutoryThresholds
{
    public static IReadOnlyList<StatutoryThreshold> All { get; } = Enum.GetValues<StatutoryThreshold>();

    /// <summary>Those of a return to the local authority; the other one raises a penalty matter.</summary>
    public static IReadOnlyList<StatutoryThreshold> OfReturns { get; } =
        [.. All.Where(threshold => threshold != StatutoryThreshold.PenaltyNotice)];

    /// <summary>The thresholds by their names in policies: <c>penalty-notice</c>.</summary>
    public static IReadOnlyDictionary<string, StatutoryThreshold> ByName { get; } = All.ToDictionary(KebabCase.Of, StringComparer.Ordinal);
}
