using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// The term's review of what the policies ask of the trust itself: its own sentences, how far its schools are with theirs, and the training
/// of their staff. It shows counts and no child.
/// </summary>
public sealed class TrustPolicyPages(
    ReviewTable reviews, SchoolNightTable nights, DecisionsAboutReviews decisions, AccessLog access, TimeProvider time)
{
    public static TrustWidePage Review { get; } = new("Review of the trust's part", StaffRight.SeeTrust);

    public static TrustWidePage Answer { get; } = new("An answer in the review of the trust's part", StaffRight.SeeTrust);

    /// <summary>Shows the review of the term of today.</summary>
    public async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, school: null, Review.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        return await ShowAsync(visit, refusal: "", cancellationToken);
    }

    /// <summary>Records an answer of the signed-in person, and leads back to the review.</summary>
    public async Task<IResult> AnswerAsync(Visit visit, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, school: null, Answer.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var form = await visit.Request.ReadFormAsync(cancellationToken);
        var note = English.OneLine(form[DecideFields.Note].ToString());
        var refusal = !SchoolText.Note.Allows(note) ? SchoolText.Note.Fault("What shows it", note)
            : TermOf(visit.Trust) is not { } term ? "No term has begun yet, so there is no review to answer."
            : await decisions.RecordOfTrustAsync(
                visit.Trust, term, form[DecideFields.Row].ToString(), form[DecideFields.Decision].ToString(),
                new(new(visit.Person.Name, visit.Person.SignInName), Today, note), cancellationToken);
        return refusal is null
            ? new SeeOther($"{OfficePaths.TrustPolicy}?{OfficePaths.DoneQuery}=yes")
            : await ShowAsync(visit, refusal, cancellationToken);
    }

    private DateOnly Today => London.DateAt(time.GetUtcNow());

    /// <summary>The newest term that has begun at one of the schools; null before the first.</summary>
    private SchoolTerm? TermOf(Trust trust) => trust.Schools.Select(school => SchoolTerm.Of(school.Calendar, Today)).OfType<SchoolTerm>()
        .MaxBy(term => (term.Year.StartYear, term.Number));

    private async Task<IResult> ShowAsync(Visit visit, string refusal, CancellationToken cancellationToken)
    {
        var (trust, term) = (visit.Trust, TermOf(visit.Trust));
        var schools = new List<SchoolInReview>();
        foreach (var school in trust.Schools)
        {
            schools.Add(await FindAsync(school, term, cancellationToken));
        }

        IReadOnlyDictionary<OpaqueKey, ReviewAnswer> answers =
            term is null ? new Dictionary<OpaqueKey, ReviewAnswer>() : await reviews.ReadOfTrustAsync(term, cancellationToken);
        return await OfficeAnswer.RenderAsync<TrustPolicyPage>(
            refusal.Length > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
            (nameof(TrustPolicyPage.Person), visit.Person),
            (nameof(TrustPolicyPage.Trust), trust),
            (nameof(TrustPolicyPage.Term), term),
            (nameof(TrustPolicyPage.Schools), schools),
            (nameof(TrustPolicyPage.Parts),
                trust.Schools.Select(school => school.Policy).DistinctBy(policy => policy.Id)
                    .Select(policy => (policy, PolicyReview.OfTrust(policy, answers))).Where(part => part.Item2.Count > 0).ToList()),
            (nameof(TrustPolicyPage.IsDone), visit.Request.Query.ContainsKey(OfficePaths.DoneQuery)),
            (nameof(TrustPolicyPage.Refusal), refusal));
    }

    private async Task<SchoolInReview> FindAsync(School school, SchoolTerm? termOfTrust, CancellationToken cancellationToken)
    {
        var key = PolicyReview.TrainingAt(school.Id.ToString());
        IReadOnlyList<ReviewLine> lines = [];
        ReviewAnswer? own = null;
        ReviewAnswer? training = null;
        // Training is of a school year, so an answer of an earlier term of it counts too; the newest one does.
        foreach (var term in TermsOf(SchoolTerm.Of(school.Calendar, Today)))
        {
            lines = PolicyReview.OfSchool(school.Policy, await reviews.ReadAsync(school.Id, term, cancellationToken));
            own = lines.FirstOrDefault(line => line.Sentence.Action.IsTraining && line.Answer is not null)?.Answer ?? own;
        }

        foreach (var term in TermsOf(termOfTrust))
        {
            training = (await reviews.ReadOfTrustAsync(term, cancellationToken)).GetValueOrDefault(key) ?? training;
        }

        var night = LastNights.Before(school, Today);
        var done = night is { } day ? await nights.FindAsync(day, school.Id, cancellationToken) : null;
        return new(
            school, ReviewCounts.Of(lines), lines.Max(line => line.Answer?.On), lines.Any(line => line.Sentence.Action.IsTraining), own,
            training, key, done?.Figures.Work.WithoutJointApproach);
    }

    /// <summary>The terms of a school year up to this one, in order.</summary>
    private static IEnumerable<SchoolTerm> TermsOf(SchoolTerm? last) =>
        last is null ? [] : Enumerable.Range(1, last.Number).Select(number => last with { Number = number });
}
