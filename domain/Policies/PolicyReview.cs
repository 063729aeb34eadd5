namespace AttendanceFunctions.Domain.Policies;

/// <summary>How far what a policy says is so at a school, as people at the school see it.</summary>
public enum ReviewState
{
    InPlace,
    InPart,
    NotYet,
    DoesNotApply,
}

public static class ReviewStates
{
    /// <summary>The states by their words for people: "in place", "in part", "not yet", "does not apply".</summary>
    public static IReadOnlyDictionary<string, ReviewState> ByWord { get; } =
        Enum.GetValues<ReviewState>().ToDictionary(WordOf, StringComparer.OrdinalIgnoreCase);

    public static string WordOf(this ReviewState state) => KebabCase.InWords(state);
}

/// <summary>What somebody answered about a sentence in a term's review.</summary>
/// <param name="Note">What shows it, or what is to be done; may be empty.</param>
public sealed record ReviewAnswer(ReviewState State, string Note, Author By, DateOnly On);

/// <summary>One line of a review: a sentence, and the answer of this term; null if nobody answered yet.</summary>
/// <param name="Key">The key by which an answer names the sentence: the same in every term, until the policy changes it.</param>
public sealed record ReviewLine(OpaqueKey Key, PolicySentence Sentence, ReviewAnswer? Answer)
{
    /// <summary>Whether people answer it. What the product does is listed too, so that the review shows the whole document.</summary>
    public bool IsAsked => Sentence.Action.Fulfilment is Fulfilment.ByReview;
}

/// <summary>
/// The review of a policy, once a term (domain 0.19): how far what the document says about a school, or about the trust, is so. What is
/// about single pupils at a stage stands with their cases; that they are reviewed is listed too, because it can be counted.
/// </summary>
public static class PolicyReview
{
    /// <summary>The lines of a school's review, in the order of the policy.</summary>
    public static IReadOnlyList<ReviewLine> OfSchool(Policy policy, IReadOnlyDictionary<OpaqueKey, ReviewAnswer> answers) =>
    [
        .. from sentence in PolicySentence.AllOf(policy)
           where sentence.Action.Subject != ActionSubject.Trust
               && (!sentence.IsOfCases || sentence.Action.Fulfilment is Fulfilment.ByReview or Fulfilment.ByOutput
               {
                   Output: ProductOutput.StageReview or ProductOutput.Monitoring,
               })
           let key = KeyOf(sentence)
           select new ReviewLine(key, sentence, answers.GetValueOrDefault(key)),
    ];

    /// <summary>What a policy asks of the trust, each sentence once, wherever the policy repeats it.</summary>
    public static IReadOnlyList<ReviewLine> OfTrust(Policy policy, IReadOnlyDictionary<OpaqueKey, ReviewAnswer> answers) =>
    [
        .. from sentence in PolicySentence.AllOf(policy)
               .Where(sentence => sentence.Action.Subject == ActionSubject.Trust)
               .DistinctBy(sentence => (sentence.Action.Text, sentence.Action.Role))
           let key = OpaqueKey.Of("policy of the trust", policy.Id, sentence.Action.Role, sentence.Action.Text)
           select new ReviewLine(key, sentence, answers.GetValueOrDefault(key)),
    ];

    /// <summary>The key by which the trust writes down whether a school's staff are trained, whatever the school's policy says.</summary>
    public static OpaqueKey TrainingAt(string school) => OpaqueKey.Of("training at", school);

    private static OpaqueKey KeyOf(PolicySentence sentence) =>
        OpaqueKey.Of("policy", sentence.Place, sentence.Action.Role, sentence.Action.Text);
}
