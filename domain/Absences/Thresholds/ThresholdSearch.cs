using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>Finds the statutory thresholds that a pupil has reached.</summary>
public static class ThresholdSearch
{
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
