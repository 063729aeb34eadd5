using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// A worklist's rows about penalty matters (domain 0.15): the open matter, each parent's line, and each notice of which nobody has written
/// down what became of it. Only signed-in people decide them.
/// </summary>
public static class PenaltyRows
{
    /// <summary>The rows of a school's night, by the day on which they are due.</summary>
    public static IReadOnlyList<WorklistRow> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils) =>
    [
        .. pupils.SelectMany(pupil => Of(school, night, pupil).Select(row => row with
            {
                Pupil = WorklistPupil.Of(school, pupil),
                NeedsSignIn = true,
                IsDuty = true,
            }))
            .OrderBy(row => row.Due is null).ThenBy(row => row.Due),
    ];

    private static IEnumerable<WorklistRow> Of(School school, DateOnly night, PupilNight pupil)
    {
        var penalty = pupil.Case.Penalty;
        if (penalty.Matter is { } matter)
        {
            if (AllowedFor(school, pupil, matter.Key) is { Count: > 0 } steps)
            {
                yield return Matter(school, night, pupil, matter, steps);
            }

            foreach (var line in matter.State is PenaltyState.Notice notice ? notice.Parents : [])
            {
                if (AllowedFor(school, pupil, line.Key) is { Count: > 0 } words)
                {
                    yield return Line(school, night, pupil, matter, line, words);
                }
            }
        }

        foreach (var notice in penalty.Notices.Where(IsOpen))
        {
            yield return Notice(school, night, notice, AllowedFor(school, pupil, notice.Key));
        }
    }

    /// <summary>Whether somebody has still to write down what became of a notice.</summary>
    private static bool IsOpen(PenaltyNotice notice) =>
        notice.Sessions.Count > 0 && (notice.End is null || notice.End.Outcome == NoticeOutcome.Unpaid);

    private static IReadOnlyList<DecisionChoice> AllowedFor(School school, PupilNight pupil, CaseKey key) =>
        CaseDecisions.Allowed(school.Policy, pupil.Case, key);

    private static WorklistRow Matter(
        School school, DateOnly night, PupilNight pupil, PenaltyMatter matter, IReadOnlyList<DecisionChoice> allowed)
    {
        var what = $"{PenaltyDescription.Of(matter)} It came up on {English.Day(matter.On)}.";
        var parents = PenaltyParent.Of(pupil.Pupil);
        return Row(school, matter.Key, $"{what}{Overdue(matter.Due, night)}{AgeOf(pupil, night)}", allowed) with
        {
            Why = Why(matter),
            Due = matter.Due,
            Actions =
            [
                .. parents.Select(parent => NextFor(pupil.Case.Penalty, parent, night)),
                .. parents.Count == 0 ? [NoParent] : Array.Empty<string>(),
                .. Advice(matter.State, school),
                "Goes by itself when corrected marks no longer reach the threshold.",
            ],
        };
    }

    private const string NoParent = "The roster has no contact with parental responsibility, so no notice can be requested: "
        + "fill in Contact1ParentalResponsibility.";

    private static string Why(PenaltyMatter matter) => matter.State is PenaltyState.SupportFirst support
        ? $"{matter.Evidence} Support comes first, decided by {support.Considered.By.InWords()}: {support.Considered.Because}"
        : matter.Evidence;

    private static WorklistRow Line(
        School school, DateOnly night, PupilNight pupil, PenaltyMatter matter, ParentLine line, IReadOnlyList<DecisionChoice> allowed)
    {
        var mayBeAnother = PenaltyFigures.MayBeAnother(pupil.Case.Penalty.IssuedTo(line.Parent), night);
        var what = line.State is LineState.Requested requested
            ? $"Penalty notice to {line.Parent.InWords()}: requested on {English.Day(requested.Request.On)}."
            : $"Penalty notice to {line.Parent.InWords()}: to be requested.";
        var due = line.State is LineState.Undecided ? matter.Due : null;
        return Row(
            school, line.Key, $"{what}{Overdue(due, night)}{AgeOf(pupil, night)}",
            [.. allowed.Where(word => mayBeAnother || word is not (DecisionChoice.NoticeRequested or DecisionChoice.NoticeIssued))]) with
        {
            Why = $"{Evidence(matter)} {NextFor(pupil.Case.Penalty, line.Parent, night)}",
            Due = due,
            Actions =
            [
                line.State is LineState.Requested
                    ? "\"notice issued\": state the day of issue, which may be weeks ago. It uses up the sessions of the request."
                    : "\"notice requested\": the next night makes the request with the extract of the register; "
                        + "from then on the matter's sessions are fixed.",
                "\"not appropriate\": no notice to this parent, or the authority issues none. It uses up no session.",
                "\"earlier notice\": another notice to this parent that is not recorded here, with its day of issue.",
            ],
        };
    }

    private static WorklistRow Notice(School school, DateOnly night, PenaltyNotice notice, IReadOnlyList<DecisionChoice> allowed)
    {
        var days = PenaltyFigures.On(notice.IssuedOn).Days;
        var due = notice.End is null ? notice.IssuedOn.AddDays(days) : (DateOnly?)null;
        var asked = notice.End is null ? "was it paid?" : "not paid.";
        var what = $"Penalty notice of {English.Day(notice.IssuedOn)} to {notice.Parent.InWords()}: {asked}{Overdue(due, night)}";
        return Row(school, notice.Key, what, allowed) with
        {
            Why = notice.StillUnauthorised < PenaltySearch.Sessions
                ? $"Of its {notice.Sessions.Count} sessions, {notice.StillUnauthorised} are still unauthorised by corrected marks: "
                    + "tell the local authority."
                : "",
            Due = due,
            Actions =
            [
                notice.End is null
                    ? $"To be paid within {days} days of its receipt; the local authority knows whether it was."
                    : "The local authority prosecutes or has to withdraw it (Education (Penalty Notices) (England) Regulations 2007, "
                        + "regulation 9): write down which.",
            ],
        };
    }

    private static WorklistRow Row(School school, CaseKey key, string what, IReadOnlyList<DecisionChoice> allowed) =>
        new(school.Id, WorklistKinds.Case, what)
        {
            Key = key.ToString(),
            Allowed = [.. allowed.Select(word => word.InWords())],
        };

    private static string Evidence(PenaltyMatter matter) => matter.StillUnauthorised == matter.Sessions.Count
        ? matter.Evidence
        : $"{matter.Evidence} Since then marks were corrected: {matter.StillUnauthorised} of {matter.Sessions.Count} sessions are still "
            + "unauthorised.";

    private static string NextFor(PenaltyRecord penalty, PenaltyParent parent, DateOnly night) =>
        $"{parent.InWords()}: {PenaltyFigures.Describe(penalty.IssuedTo(parent), night)}";

    private static IReadOnlyList<string> Advice(PenaltyState state, School school)
    {
        var weeks = English.Count(school.Returns.NoticeToImproveWeeks, "school week");
        var improve = $"\"notice to improve\": for {weeks} from the next school day, or from the day that you state; the next night makes "
            + "the document for each parent.";
        const string Direct = "\"penalty notice\": without a Notice to Improve, where one is not appropriate, such as for a holiday.";
        const string None = "\"not appropriate\": no notice. It uses up no session: with another session, ten in ten school weeks come up "
            + "again.";
        return state switch
        {
            PenaltyState.ThresholdMet =>
            [
                "Support comes first. Is it appropriate here, and was it offered?",
                "\"support first\": say in the note what is offered, and why.", improve, Direct, None,
            ],
            PenaltyState.SupportFirst => ["When support has not worked, or was not taken up:", improve, Direct, None],
            PenaltyState.Improving { Proposed: null } =>
            [
                "\"failed\": before the end only where attendance clearly does not improve; tell the parents first.", None,
            ],
            PenaltyState.Improving =>
            [
                "\"met\": no notice. What is enough improvement is for you to judge; no session is used up.",
                "\"failed\": a penalty notice is the next step, of each parent alone.", None,
            ],
            _ => [None],
        };
    }

    private static string Overdue(DateOnly? due, DateOnly night) => due < night ? " Overdue." : "";

    private static string AgeOf(PupilNight pupil, DateOnly night) =>
        pupil.AgeOn(night).Describe(night) is { Length: > 0 } sentence ? $" {sentence}" : "";
}
