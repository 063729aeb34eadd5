using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>The rows of a worklist that are about cases: what is proposed and why, what is due, and what happened tonight.</summary>
public sealed class CaseRows(School school, DateOnly night, LettersOfNight letters)
{
    /// <summary>School days before a review on which the worklist begins to speak of it.</summary>
    private const int ReviewSoon = 5;

    private readonly ILookup<Upn, WrittenLetter> _letters = letters.Letters.ToLookup(letter => letter.Order.Facts.Pupil.Upn);

    private Policy Policy => school.Policy;

    /// <summary>Proposals first, the urgent and the oldest ahead; then duties by their day; then news.</summary>
    public IReadOnlyList<WorklistRow> Of(IReadOnlyList<PupilNight> pupils)
    {
        var soon = school.Calendar.SchoolDaysFrom(night.AddDays(1)).Take(ReviewSoon).LastOrDefault(night);
        return
        [
            .. from pupil in pupils
               let proposal = pupil.Case.Proposal
               where proposal is not null
               orderby proposal.IsUrgent descending, pupil.Case.IsFocusFamily descending, proposal.On, pupil.Pupil.Upn
               select Proposed(pupil, proposal),
            .. from pupil in pupils
               from duty in pupil.Case.Duties
               orderby duty.Due, duty.Source == DutySource.Statute descending, pupil.Pupil.Upn
               select Due(pupil, duty),
            .. pupils.SelectMany(pupil => ReviewsUntil(pupil, soon)).OrderBy(row => row.Due),
            .. pupils.SelectMany(News),
            .. letters.Refusals.Select(refusal => new WorklistRow(school.Id, WorklistKinds.File, refusal.ToString())),
            .. school.Calendar.IsLastOfWeek(night) ? pupils.Where(HasCircumstance).Select(Paused) : [],
        ];
    }

    /// <summary>Whether tonight's news say already that the pupil came to another stage.</summary>
    public static bool TellsMove(PupilNight pupil) => IsNews(pupil, CaseEventKind.Entered);

    private static bool IsNews(PupilNight pupil, CaseEventKind kind) => pupil.CaseNews.Any(happened => happened.Kind == kind);

    private WorklistRow Proposed(PupilNight pupil, Proposal proposal)
    {
        var current = pupil.Case;
        var what = proposal.Describe(Policy)
            + (proposal.IsUrgent ? " Urgent: attendance lies beyond that stage." : "")
            + (proposal.On < night ? $" Waits since {English.Day(proposal.On)}." : "");
        return About(pupil, WorklistKinds.Case, what) with
        {
            Key = proposal.Key.ToString(),
            Allowed = [.. CaseDecisions.Allowed(Policy, current, proposal.Key).Select(word => word.InWords())],
            Why = proposal.Why,
            Actions = proposal.Stage > 0
                ? [.. ActionsAt(proposal.Stage), .. OpenAt(Policy.StageAt(proposal.Stage), current)]
                : [],
        };
    }

    private WorklistRow Due(PupilNight pupil, Duty duty) => About(
        pupil, WorklistKinds.Case,
        CaseDescription.Sentence(duty.What)
            + (duty.IsBesideLadder ? $" It came up on {English.Day(duty.On)}." : "")
            + (duty.Due < night ? " Overdue." : "")) with
    {
        Key = duty.Key.ToString(),
        Allowed = [.. CaseDecisions.Allowed(Policy, pupil.Case, duty.Key).Select(word => word.InWords())],
        IsDuty = true,
        IsSafeguarding = TriggerOf(duty) is { Fact: TriggerFact.UnexplainedAbsenceWithSocialWorker },
        Why = StatutoryWhy(pupil.Case, duty, night),
        Actions = ActionsOf(pupil.Case, duty),
        Due = duty.Due,
    };

    private IEnumerable<WorklistRow> ReviewsUntil(PupilNight pupil, DateOnly soon)
    {
        if (pupil.Case is { Proposal: null, Step: { } step }
            && Policy.IsFormal(step.Stage) && Policy.StageAt(step.Stage).Monitoring is { } monitoring
            && ReviewDays.ReviewOf(monitoring, step, school.Calendar) is { } on && on <= soon)
        {
            var what = on > night
                ? $"The review of {Policy.NameOf(step.Stage)} is on {English.Day(on)}."
                : $"The review of {Policy.NameOf(step.Stage)} waits until there are {monitoring.MinimumSessions} possible sessions "
                    + "since it was agreed.";
            yield return About(pupil, WorklistKinds.Review, what) with { Due = on };
        }
    }

    private IEnumerable<WorklistRow> News(PupilNight pupil) =>
        from happened in pupil.CaseNews.Where(IsWorthTelling)
        let actions = happened.To > happened.From
            ? ActionsAt(happened.To).Concat(OpenAt(Policy.StageAt(happened.To), pupil.Case))
            : []
        let files = _letters[pupil.Pupil.Upn].Where(letter => happened.Letters.Contains(letter.Order.Kind)).Select(InWords)
        select About(pupil, WorklistKinds.News, happened.What) with { Why = happened.Known, Actions = [.. actions, .. files] };

    private string InWords(WrittenLetter letter) =>
        $"Letter: letters/{school.Id}/{TableKeys.Of(night)}/{letter.File}."
        + (letter.LocalForm is { } form ? $" {school.LocalAuthority} has a form of its own for it: {form}." : "");

    // What is proposed or due has a row of its own.
    private static bool IsWorthTelling(CaseEvent happened) =>
        happened.Kind is not (CaseEventKind.Proposed or CaseEventKind.Due or CaseEventKind.Done);

    private static bool HasCircumstance(PupilNight pupil) =>
        pupil.Pupil.Circumstance.Length > 0 && (pupil.Case.IsPaused || pupil.Case.Stage > 0) && !IsNews(pupil, CaseEventKind.Paused);

    private WorklistRow Paused(PupilNight pupil) => About(
        pupil, WorklistKinds.News,
        "A circumstance is on file, and the case does not escalate while it stands. Please see that it is still so.");

    // The stage's whole list stood with the proposal and with the news of it; a school has a hundred duties in a week.
    private IReadOnlyList<string> ActionsOf(Case current, Duty duty) =>
        TriggerOf(duty) is { } trigger ? [.. trigger.Actions, .. Responsible(trigger.Roles)]
        : duty.Stage > 0 && duty.Stage <= Policy.Stages.Count
            ? [.. Responsible(Policy.StageAt(duty.Stage).Roles), .. OpenAt(Policy.StageAt(duty.Stage), current)]
        : StatutoryAdvice(current, duty);

    private Trigger? TriggerOf(Duty duty) =>
        Policy.Triggers.FirstOrDefault(trigger => duty.Source == DutySource.Trigger && trigger.Duty.What == duty.What);

    private IReadOnlyList<string> ActionsAt(int number)
    {
        var stage = Policy.StageAt(number);
        return [.. stage.Actions, .. Responsible(stage.Roles)];
    }

    private static IEnumerable<string> Responsible(IReadOnlyList<string> roles) =>
        roles.Count > 0 ? [$"Responsible: {string.Join(", ", roles)}."] : [];

    private WorklistRow About(PupilNight pupil, string kind, string what) =>
        new(school.Id, kind, pupil.Case.IsFocusFamily ? $"Focus family. {what}" : what) { Pupil = WorklistPupil.Of(school, pupil) };

    /// <summary>The evidence of a duty that belongs to a statutory threshold; empty for others.</summary>
    private static string StatutoryWhy(Case current, Duty duty, DateOnly night) => ActionOf(current, duty) is { } action
        ? action.Threshold == StatutoryThreshold.PenaltyNotice
            ? $"{action.Evidence} {NextPenaltyNotice.Describe(current.PenaltyNotices, night)}"
            : action.Evidence
        : "";

    /// <summary>What to consider, and what removes the row.</summary>
    private static IReadOnlyList<string> StatutoryAdvice(Case current, Duty duty) =>
        ActionOf(current, duty) is { } action ? StatutoryDescription.Advice(action.Threshold) : [];

    /// <summary>The open duties of the thresholds that a stage names, for whoever acts on it; each also has a row of its own.</summary>
    private static IEnumerable<string> OpenAt(Stage stage, Case current) =>
        from action in current.StatutoryActions
        where stage.StatutoryThresholds.Contains(action.Threshold)
        from duty in current.Duties
        where duty.Key == action.Key
        select $"Open now, in a row of its own: {CaseDescription.Sentence(duty.What)}";

    private static StatutoryAction? ActionOf(Case current, Duty duty) =>
        current.StatutoryActions.FirstOrDefault(action => action.Key == duty.Key);
}
