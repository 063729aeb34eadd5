using AttendanceFunctions.Domain.Messages.HoldOuts;

namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>How attendance went on after a kind of step, beside pupils with like attendance who had not been stepped yet.</summary>
/// <param name="Pupils">Pupils for whom the step was taken in the school year.</param>
public abstract record StepEffect(StepKind Kind, int Pupils)
{
    /// <summary>The number of school weeks over which changes are averaged.</summary>
    public static IReadOnlyList<int> Spans { get; } = [4, 8];

    /// <summary>Pupils with a step, and pupils to compare them with, below which nothing is said.</summary>
    public const int SmallestGroup = 20;

    /// <summary>Too few pupils were stepped, or there are too few others like them.</summary>
    public sealed record TooFew(StepKind Kind, int Pupils) : StepEffect(Kind, Pupils);

    /// <summary>What was measured, over four weeks and over eight.</summary>
    /// <param name="Compared">Those of the stepped pupils of whom there are others like them.</param>
    public sealed record Measured(StepKind Kind, int Pupils, int Compared, IReadOnlyList<StepChange> Changes) : StepEffect(Kind, Pupils);
}

/// <summary>The change over some school weeks after a step. All values are per cent of possible sessions.</summary>
/// <param name="Weeks">The number of school weeks after the week of the step.</param>
/// <param name="Before">The compared pupils' attendance in the four weeks up to that of the step.</param>
/// <param name="After">Their attendance in the weeks after it.</param>
/// <param name="Alike">The attendance that pupils like them had who had not been stepped yet.</param>
/// <param name="Interval">The difference of the last two in percentage points, with its 95% confidence interval.</param>
public sealed record StepChange(int Weeks, decimal Before, decimal After, decimal Alike, PointsInterval Interval)
{
    /// <summary>The difference as it is printed: that of the two printed figures (domain 0.18).</summary>
    public decimal Points => After - Alike;

    /// <summary>Whether they attended more than others like them, by more than chance would make it.</summary>
    public bool IsMore => Interval.Low > 0;

    /// <summary>Whether they attended less, by more than chance would make it.</summary>
    public bool IsLess => Interval.High < 0;
}
