using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Policies;

/// <summary>Every sentence of a policy comes up somewhere: with a pupil's case, in the school's review, or in the trust's.</summary>
public sealed class PolicyReviewTests
{
    private static readonly Dictionary<OpaqueKey, ReviewAnswer> Nothing = [];

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Each_sentence_is_in_one_review_or_stands_at_a_stage_or_trigger(string pack)
    {
        var policy = A.Policy(pack);
        var school = PolicyReview.OfSchool(policy, Nothing).Select(line => line.Sentence).ToList();
        var trust = PolicyReview.OfTrust(policy, Nothing)
            .Select(line => (line.Sentence.Action.Text, line.Sentence.Action.Role)).ToHashSet();

        Assert.All(PolicySentence.AllOf(policy), sentence => Assert.Single(
            new[]
            {
                sentence.IsOfCases && sentence.Action.Subject != ActionSubject.Trust && !school.Contains(sentence),
                school.Contains(sentence),
                sentence.Action.Subject == ActionSubject.Trust && trust.Contains((sentence.Action.Text, sentence.Action.Role)),
            },
            comesUp => comesUp));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Each_line_has_a_key_of_its_own(string pack)
    {
        var keys = PolicyReview.OfSchool(A.Policy(pack), Nothing).Concat(PolicyReview.OfTrust(A.Policy(pack), Nothing))
            .Select(line => line.Key).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("het", "Track and review the pupil's attendance data each week")]
    [InlineData("school-approach", "Discuss the pupil at the end of each half term; agree actions and track their impact")]
    [InlineData("odbst", "Monitor the contract for 4 weeks")]
    public void That_pupils_are_reviewed_is_listed_with_the_schools_sentences_and_not_asked(string pack, string sentence) =>
        Assert.False(PolicyReview.OfSchool(A.Policy(pack), Nothing).Single(line => line.Sentence.Action.Text == sentence).IsAsked);

    [Fact]
    public void What_the_product_does_is_listed_and_not_asked()
    {
        var lines = PolicyReview.OfSchool(A.Policy("millbrook"), Nothing);

        Assert.False(Line("Visit the home if nobody").IsAsked);
        Assert.True(Line("Gain the voice of the child").IsAsked);
        Assert.Equal(lines.Count(line => line.IsAsked), ReviewCounts.Of(lines).Asked);

        ReviewLine Line(string text) => lines.Single(line => line.Sentence.Action.Text.StartsWith(text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_trusts_sentences_stand_once_with_their_answers_and_those_of_two_policies_are_answered_each_by_itself()
    {
        const string Training = "Ensure that staff receive training on attendance";
        var (odst, millbrook) = (Line("odst", Nothing), Line("millbrook", Nothing));
        Assert.NotEqual(odst.Key, millbrook.Key);
        Assert.True(odst.IsAsked && odst.Sentence.Action.IsTraining);

        var answer = Answer(ReviewState.InPart);
        Assert.Equal(answer, Line("odst", new() { [odst.Key] = answer }).Answer);
        Assert.Null(Line("millbrook", new() { [odst.Key] = answer }).Answer);

        ReviewLine Line(string pack, Dictionary<OpaqueKey, ReviewAnswer> answers) => Assert.Single(
            PolicyReview.OfTrust(A.Policy(pack), answers), line => line.Sentence.Action.Text == Training);
    }

    [Fact]
    public void Answers_are_counted_by_their_state_and_one_about_a_sentence_that_is_gone_counts_nowhere()
    {
        var policy = A.Policy("odbst");
        var keys = PolicyReview.OfSchool(policy, Nothing).Where(line => line.IsAsked).Select(line => line.Key).ToList();
        var answers = new Dictionary<OpaqueKey, ReviewAnswer>
        {
            [keys[0]] = Answer(ReviewState.InPlace),
            [keys[1]] = Answer(ReviewState.InPart),
            [keys[2]] = Answer(ReviewState.InPart),
            [keys[3]] = Answer(ReviewState.NotYet),
            [keys[4]] = Answer(ReviewState.DoesNotApply),
            [OpaqueKey.Of("a sentence of last year")] = Answer(ReviewState.InPlace),
        };

        var counts = ReviewCounts.Of(PolicyReview.OfSchool(policy, answers));

        Assert.Equal(new(keys.Count, 1, 2, 1, 1), counts);
        Assert.Equal(5, counts.Answered);
        Assert.Equal(new(2 * keys.Count, 2, 4, 2, 2), counts.And(counts));
    }

    [Fact]
    public void The_states_have_words_that_people_choose_from() =>
        Assert.Equal(["in place", "in part", "not yet", "does not apply"], ReviewStates.ByWord.Keys);

    private static ReviewAnswer Answer(ReviewState state) =>
        new(state, "", new Author.SignedIn("J. Hill", "j.hill@example.org"), new(2025, 11, 3));
}
