namespace AttendanceFunctions.Functions.Decisions;

/// <summary>Records what a school answers in the term's review of its policy; it counts at once. An answer is no formal step.</summary>
public sealed class DecisionsAboutReviews(ReviewTable reviews)
{
    /// <summary>The allowed answers.</summary>
    public static IReadOnlyList<string> Allowed { get; } = [.. ReviewStates.ByWord.Keys];

    /// <summary>Records one answer.</summary>
    /// <param name="decision">Its key is a sentence's; its note says what shows it.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, DateOnly today, DateOnly answeredOn, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!ReviewStates.ByWord.TryGetValue(decision.Word.Trim(), out var state))
        {
            return $"{English.Quote(decision.Word)} cannot be answered in a review: write {English.OneOf(Allowed)}.";
        }

        if (SchoolTerm.Of(school.Calendar, today) is not { } term)
        {
            return "The settings have no term that has begun, so there is no review to answer.";
        }

        var asked = PolicyReview.OfSchool(school.Policy, new Dictionary<OpaqueKey, ReviewAnswer>()).Where(line => line.IsAsked);
        if (!OpaqueKey.TryParse(decision.Key, out var key) || !asked.Any(line => line.Key == key))
        {
            return "The key belongs to no sentence of the school's policy; copy the row from the newest review.";
        }

        await reviews.WriteAsync(school.Id, term, key, new(state, decision.Note, decision.By, answeredOn), cancellationToken);
        return null;
    }
}
