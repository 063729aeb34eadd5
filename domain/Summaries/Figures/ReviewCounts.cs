namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>How far a school has answered the term's review of its policy.</summary>
/// <param name="Asked">Sentences that people answer.</param>
public sealed record ReviewCounts(int Asked, int InPlace, int InPart, int NotYet, int DoesNotApply)
{
    public static ReviewCounts None { get; } = new(0, 0, 0, 0, 0);

    public int Answered => InPlace + InPart + NotYet + DoesNotApply;

    public static ReviewCounts Of(IEnumerable<ReviewLine> lines)
    {
        var asked = lines.Where(line => line.IsAsked).ToList();
        return new(
            asked.Count, Count(ReviewState.InPlace), Count(ReviewState.InPart), Count(ReviewState.NotYet), Count(ReviewState.DoesNotApply));

        int Count(ReviewState state) => asked.Count(line => line.Answer?.State == state);
    }

    public ReviewCounts And(ReviewCounts other) => new(
        Asked + other.Asked, InPlace + other.InPlace, InPart + other.InPart, NotYet + other.NotYet, DoesNotApply + other.DoesNotApply);
}
