using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>
/// School days of illness in the school year, a day being two sessions of I, following each other or not: nothing breaks the count but September. It goes on at
/// another school of the trust. A medical appointment (M) is no illness. Each of the two lines is flagged once in a school year.
/// </summary>
internal static class IllnessRule
{
    private const int SessionsOfDay = 2;

    public static ThresholdCrossing? Find(StatutoryFacts facts, DateOnly date, DateOnly after) =>
        Count(facts, date, after) is { } ill && ill.Count >= SessionsOfDay * facts.Returns.IllnessDays ? Flag(StatutoryThreshold.Illness, ill) : null;

    /// <summary>From the number on which the authority agreed, and before the line itself.</summary>
    public static ThresholdCrossing? FindOnCourse(StatutoryFacts facts, DateOnly date, DateOnly after) =>
        Count(facts, date, after) is { } ill && ill.Count >= SessionsOfDay * facts.Returns.IllnessOnCourse && ill.Count < SessionsOfDay * facts.Returns.IllnessDays
            ? Flag(StatutoryThreshold.IllnessOnCourse, ill)
            : null;

    private static IReadOnlyList<(Session Session, Mark Mark)>? Count(StatutoryFacts facts, DateOnly date, DateOnly after) =>
        AcademicYear.Of(date) is var year && !year.Contains(after) ? facts.Sessions(year.FirstDay, date, IsIllness) : null;

    private static ThresholdCrossing Flag(StatutoryThreshold line, IReadOnlyList<(Session Session, Mark Mark)> ill) => new(line, ill, IsProvisional: false);

    private static bool IsIllness(Mark mark) => !mark.IsMissing && mark.Code.Text == "I";
}
