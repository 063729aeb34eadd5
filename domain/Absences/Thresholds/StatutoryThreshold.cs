using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>What the law counts in its own units, whatever the stage and the policy (domain 0.11). Each is a flag for people to act on.</summary>
public enum StatutoryThreshold
{
    /// <summary>Ten school days of unauthorised absence (G, N, O, U): the attendance return to the local authority (2024 Regulations, reg. 13).</summary>
    UnauthorisedDays,

    /// <summary>On course for fifteen school days of illness (I) in the school year: the sickness return is made of pupils who will miss them.</summary>
    IllnessOnCourse,

    /// <summary>Fifteen school days of illness in the school year.</summary>
    Illness,

    /// <summary>Ten unauthorised sessions in ten rolling school weeks: a penalty notice is to be considered (national framework, August 2024).</summary>
    PenaltyNotice,
}

/// <summary>What is said of the lines as such.</summary>
public static class StatutoryThresholds
{
    public static IReadOnlyList<StatutoryThreshold> All { get; } = Enum.GetValues<StatutoryThreshold>();

    /// <summary>The lines by the names that policies have for them.</summary>
    public static IReadOnlyDictionary<string, StatutoryThreshold> ByName { get; } = All.ToDictionary(KebabCase.Of, StringComparer.Ordinal);

    /// <summary>Whether a line is crossed on a date.</summary>
    /// <param name="line">The line.</param>
    /// <param name="facts">What is known of the pupil.</param>
    /// <param name="date">The day up to which marks are looked at.</param>
    /// <param name="after">The last day that an earlier flag of this line had counted; <see cref="DateOnly.MinValue"/> if there was none. The same matter is flagged once.</param>
    /// <param name="flag">The flag, with what it rests on.</param>
    public static bool TryFind(StatutoryThreshold line, StatutoryFacts facts, DateOnly date, DateOnly after, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ThresholdCrossing? flag) =>
        (flag = line switch
        {
            StatutoryThreshold.UnauthorisedDays => UnauthorisedDaysRule.Find(facts, date, after),
            StatutoryThreshold.IllnessOnCourse => IllnessRule.FindOnCourse(facts, date, after),
            StatutoryThreshold.Illness => IllnessRule.Find(facts, date, after),
            StatutoryThreshold.PenaltyNotice => PenaltyRule.Find(facts, date, after),
            _ => throw new ArgumentOutOfRangeException(nameof(line), line, "Not a line."),
        }) is not null;
}
