namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>
/// Measures how attendance went on after steps, beside pupils with like attendance who had not been stepped yet
/// (docs/decisions/0066-did-a-step-help.md). Pupils are stepped when their attendance is at its worst, and it then improves by itself:
/// therefore each week after a step is compared with what pupils attended in the same week who had the same attendance before it.
/// </summary>
/// <remarks>Floating point, as in every estimate; rates that decide something are integers (domain 0.1).</remarks>
public static class StepEffects
{
    /// <summary>The fewest groups from whose differences chance is measured.</summary>
    private const int FewestGroups = 10;

    /// <summary>The groups of a trust whose schools are too few to be groups themselves.</summary>
    private const int GroupsOfPupils = 20;

    /// <summary>
    /// The group of a pupil: the school, because its pupils share illness, teachers and habits; in a trust of few schools a part of all
    /// pupils.
    /// </summary>
    /// <param name="schools">The number of schools of the trust.</param>
    /// <param name="school">The school's number, from 0.</param>
    /// <param name="pupil">The pupil's number in the trust, from 0.</param>
    public static int GroupOf(int schools, int school, int pupil) => schools >= FewestGroups ? school : pupil % GroupsOfPupils;

    /// <summary>The effect of each kind of step, from the lightest to the heaviest.</summary>
    /// <param name="pupils">All pupils of the trust, in the weeks of one school year.</param>
    public static IReadOnlyList<StepEffect> Of(IReadOnlyCollection<PupilWeeks> pupils) =>
        Of([.. pupils.Select(pupil => new PupilHistory(pupil))]);

    private static List<StepEffect> Of(List<PupilHistory> pupils)
    {
        var hasGroups = pupils.Select(pupil => pupil.Group).Distinct().Count() >= FewestGroups;
        return [.. Enum.GetValues<StepKind>().Select(kind => Of(kind, pupils, hasGroups))];
    }

    private static StepEffect Of(StepKind kind, List<PupilHistory> pupils, bool hasGroups)
    {
        var stepped = pupils.Count(pupil => pupil.Has(kind));
        if (stepped < StepEffect.SmallestGroup || !hasGroups)
        {
            return new StepEffect.TooFew(kind, stepped);
        }

        var sums = new StepSums(kind, pupils[0].Weeks, pupils);
        var changes = sums.Changes();
        return changes.Count == 0
            ? new StepEffect.TooFew(kind, stepped)
            : new StepEffect.Measured(kind, stepped, sums.Followed, changes);
    }
}
