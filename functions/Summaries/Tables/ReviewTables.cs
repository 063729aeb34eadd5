using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>
/// What the term's pack tells a trust of its policies: which schools have reviewed theirs, and what the documents ask of the trust itself
/// (domain 0.19).
/// </summary>
internal static class ReviewTables
{
    /// <summary>The section; none where no policy has a sentence to review or to do.</summary>
    public static IEnumerable<SummarySection> Of(SummarySubject subject, TrustSums sums)
    {
        IReadOnlyList<SummaryTable> tables =
            [.. new[] { Schools(subject, sums), OfTrust(sums) }.Where(table => table.Rows.Count > 0)];
        return tables.Count > 0 ? [new("What the policies ask", tables)] : [];
    }

    private static SummaryTable Schools(SummarySubject subject, TrustSums sums) => new(
        "policy-reviews", "Policy reviews", "Each school's review of its policy",
        $"How far each school has answered the review of the term that {English.Day(subject.Period.To)} ends, in the school's folder of "
            + "worklists. What the product does by itself is not asked.",
        [
            new("school", "School", 34), new("policy", "Policy", 30), new("asked", "To answer", 10), new("answered", "Answered", 10),
            new("in_place", "In place", 10), new("in_part", "In part", 10), new("not_yet", "Not yet", 10),
            new("does_not_apply", "Does not apply", 10), new("in_words", "In words", 34),
        ],
        [
            .. from line in sums.Lines
               let review = line.Review
               where review.Asked > 0
               select new SummaryRow(
               [
                   line.School.Name, line.School.Policy.Name, review.Asked, review.Answered, review.InPlace, review.InPart, review.NotYet,
                   review.DoesNotApply, InWords(review),
               ])
               { Tone = review.Answered == 0 ? Tone.Concern : review.Answered < review.Asked ? Tone.Watch : Tone.Good },
        ],
        "No policy has a sentence to review.");

    private static SummaryTable OfTrust(TrustSums sums)
    {
        var lines = sums.Lines.Select(line => line.School.Policy).DistinctBy(policy => policy.Id)
            .SelectMany(policy => PolicyReview.OfTrust(policy, new Dictionary<OpaqueKey, ReviewAnswer>())
                .Select(line => (Policy: policy, line.Sentence)));
        return new(
            "policy-trust", "The trust's part", "What the policies ask of the trust",
            "Each sentence of the schools' policies that is the trust's or the local authority's to do.",
            [
                new("sentence", "What the policy says", 60), new("policy", "Policy", 30), new("who", "Who", 22), new("when", "When", 12),
                new("done", "How it is done", 44),
            ],
            [
                .. lines.Select(line => new SummaryRow(
                [
                    line.Sentence.Action.Text, line.Policy.Name, line.Sentence.Action.Role, ReviewSheet.InWords(line.Sentence.Action.Due),
                    line.Sentence.Action.Fulfilment is Fulfilment.ByOutput output
                        ? ReviewSheet.WhereToSee(output.Output) : "By the trust, on the page \"Review of the trust's part\" of the office",
                ])),
            ],
            "No policy asks anything of the trust.");
    }

    private static string InWords(ReviewCounts review) =>
        review.Answered == 0 ? "Nobody has answered yet"
        : review.Answered < review.Asked ? $"{English.Count(review.Asked - review.Answered, "sentence")} to answer"
        : "All answered";
}
