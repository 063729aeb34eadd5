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
        [.. Enum.GetValues<StepKind>().Select(kind => Of(kind, pupils))];

    private static StepEffect Of(StepKind kind, IReadOnlyCollection<PupilWeeks> pupils)
    {
        var stepped = pupils.Where(pupil => pupil.Steps.Any(step => step.Kind == kind)).ToList();
        var groups = pupils.Select(pupil => pupil.Group).Distinct().Count();
        if (stepped.Count < StepEffect.SmallestGroup || groups < FewestGroups)
        {
            return new StepEffect.TooFew(kind, stepped.Count);
        }

        var histories = pupils.Select(pupil => new PupilHistory(pupil)).ToList();
        var sums = new StepSums(kind, stepped[0].Weeks.Count, histories);
        var changes = StepEffect.Spans.Select(sums.ChangeOver).OfType<StepChange>().ToList();
        return changes.Count == 0
            ? new StepEffect.TooFew(kind, stepped.Count)
            : new StepEffect.Measured(kind, stepped.Count, sums.Followed, changes);
    }
}
