namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Records what a school, or the trust for itself, answers in the term's review of a policy; it counts at once. An answer is no formal
/// step.
/// </summary>
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

    /// <summary>
    /// Records one answer of the trust: about a sentence that is the trust's own, or about the training of a school's staff.
    /// </summary>
    /// <param name="term">The term that is reviewed.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordOfTrustAsync(
        Trust trust, SchoolTerm term, string keyText, string word, ReviewedBy by, CancellationToken cancellationToken)
    {
        if (!ReviewStates.ByWord.TryGetValue(word.Trim(), out var state))
        {
            return $"{English.Quote(word)} cannot be answered in a review: choose {English.OneOf(Allowed)}.";
        }

        if (!OpaqueKey.TryParse(keyText, out var key) || !AskedOf(trust).Contains(key))
        {
            return "The sentence is not one of the trust's any more: look at the page again.";
        }

        await reviews.WriteOfTrustAsync(term, key, new(state, by.Note, by.Author, by.On), cancellationToken);
        return null;
    }

    private static HashSet<OpaqueKey> AskedOf(Trust trust) =>
    [
        .. trust.Schools.Select(school => school.Policy).DistinctBy(policy => policy.Id)
            .SelectMany(policy => PolicyReview.OfTrust(policy, new Dictionary<OpaqueKey, ReviewAnswer>()))
            .Where(line => line.IsAsked).Select(line => line.Key),
        .. trust.Schools.Select(school => PolicyReview.TrainingAt(school.Id.ToString())),
    ];
}

/// <summary>Who answered in a review, when, and with which note.</summary>
public sealed record ReviewedBy(Author.SignedIn Author, DateOnly On, string Note);
