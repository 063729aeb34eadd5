using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The term's review of a school's policy, and the school's answers.</summary>
public sealed class PolicyPages(
    ReviewTable reviews, ReviewEvidence evidence, FamilyContacts stored, NudgeLedger ledger, DecisionRecorder recorder, AccessLog access,
    TimeProvider time)
{
    public static SchoolPage Review { get; } = new("Review of the policy", StaffRight.SeeChildren);

    public static SchoolPage Answer { get; } = new("An answer in the review of the policy", StaffRight.Decide);

    /// <summary>Shows the review of the term of today.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, visit.School.Id, Review.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        return await ShowAsync(visit, refusal: "", cancellationToken);
    }

    /// <summary>Records an answer of the signed-in person, and leads back to the review.</summary>
    public async Task<IResult> AnswerAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, form, now) = (visit.School, await visit.Request.ReadFormAsync(cancellationToken), time.GetUtcNow());
        await access.WriteAsync(visit.Person, school.Id, Answer.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var note = English.OneLine(form[DecideFields.Note].ToString());
        var refusal = SchoolText.Note.Allows(note)
            ? await recorder.RecordAsync(
                school, London.DateAt(now), now, roster: [],
                new(
                    Upn: "", WorklistKinds.Policy, form[DecideFields.Row].ToString(), form[DecideFields.Decision].ToString(),
                    visit.Author, note),
                cancellationToken)
            : SchoolText.Note.Fault("What shows it", note);
        return refusal is null
            ? new SeeOther($"{OfficePaths.Policy(school.Id)}?{OfficePaths.DoneQuery}=yes")
            : await ShowAsync(visit, refusal, cancellationToken);
    }

    private async Task<IResult> ShowAsync(SchoolVisit visit, string refusal, CancellationToken cancellationToken)
    {
        var (school, today) = (visit.School, London.DateAt(time.GetUtcNow()));
        var term = SchoolTerm.Of(school.Calendar, today);
        IReadOnlyList<ReviewLine> lines =
            term is null ? [] : PolicyReview.OfSchool(school.Policy, await reviews.ReadAsync(school.Id, term, cancellationToken));
        return await OfficeAnswer.RenderAsync<PolicyPage>(
            refusal.Length > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
            (nameof(PolicyPage.Person), visit.Person),
            (nameof(PolicyPage.School), school),
            (nameof(PolicyPage.Term), term),
            (nameof(PolicyPage.Lines), lines),
            (nameof(PolicyPage.Evidence), term is null ? TermEvidence.None : await OnRecordAsync(school, term, today, cancellationToken)),
            (nameof(PolicyPage.IsDone), visit.Request.Query.ContainsKey(OfficePaths.DoneQuery)),
            (nameof(PolicyPage.Refusal), refusal));
    }

    private async Task<TermEvidence> OnRecordAsync(School school, SchoolTerm term, DateOnly today, CancellationToken cancellationToken)
    {
        var cases = await stored.ReadAsync(school.Id, today, cancellationToken);
        var messages = await ledger.ReadAsync(school.Id, term.Year, cancellationToken);
        return await evidence.ReadAsync(school, term, cases.Values, messages.Select(row => row.Value), cancellationToken);
    }
}
