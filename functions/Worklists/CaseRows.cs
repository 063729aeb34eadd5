using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>A worklist's rows about cases: proposals with their reasons, duties, and tonight's events.</summary>
public sealed class CaseRows(School school, DateOnly night, LettersOfNight letters)
{
    /// <summary>How many school days before a review the worklist begins to mention it.</summary>
    private const int ReviewSoon = 5;

    private readonly ILookup<Upn, WrittenLetter> _letters = letters.Letters.ToLookup(letter => letter.Order.Facts.Pupil.Upn);

    private Policy Policy => school.Policy;

    /// <summary>Proposals first, with urgent and then older ones ahead; then duties by due date; then news.</summary>
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
            .. from pupil in pupils
               from held in letters.Held
               where held.Order.Facts.Pupil.Upn == pupil.Pupil.Upn
               select About(pupil, WorklistKinds.News, held.ToString()),
            .. letters.Refusals.Select(refusal => new WorklistRow(school.Id, WorklistKinds.File, refusal.ToString())),
            .. school.Calendar.IsLastOfWeek(night) ? pupils.Where(HasCircumstance).Select(Paused) : [],
        ];
    }

    /// <summary>Whether tonight's news already includes the pupil's change of stage.</summary>
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
        Why = StatutoryWhy(pupil.Case, duty, night),
        Actions = [.. ReturnOf(pupil.Case, duty) is { } kind ? ReturnFiles.Advice(school, night, kind, pupil.Pupil) : [],
            .. ActionsOf(pupil.Case, duty)],
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

    // Proposals and duties have their own rows.
    private static bool IsWorthTelling(CaseEvent happened) =>
        happened.Kind is not (CaseEventKind.Proposed or CaseEventKind.Due or CaseEventKind.Done);

    private static bool HasCircumstance(PupilNight pupil) =>
        pupil.Pupil.Circumstance.Length > 0 && (pupil.Case.IsPaused || pupil.Case.Stage > 0) && !IsNews(pupil, CaseEventKind.Paused);

    private WorklistRow Paused(PupilNight pupil) => About(
        pupil, WorklistKinds.News,
        "A circumstance is on file, and the case does not escalate while it stands. Please see that it is still so.");

    // The stage's whole list of actions was shown with the proposal and its news, so it is not repeated: a week may have 100 duties.
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

    /// <summary>The evidence for a duty of a statutory threshold; empty for other duties.</summary>
    private static string StatutoryWhy(Case current, Duty duty, DateOnly night) => ActionOf(current, duty) is { } action
        ? action.Threshold == StatutoryThreshold.PenaltyNotice
            ? $"{action.Evidence} {NextPenaltyNotice.Describe(current.PenaltyNotices, night)}"
            : action.Evidence
        : "";

    /// <summary>What to consider, and what completes the duty.</summary>
    private static IReadOnlyList<string> StatutoryAdvice(Case current, Duty duty) =>
        ActionOf(current, duty) is { } action ? StatutoryDescription.Advice(action.Threshold) : [];

    private static ReturnKind? ReturnOf(Case current, Duty duty) =>
        ActionOf(current, duty) is { } action ? ReturnKinds.Of(action.Threshold) : null;

    /// <summary>The open duties of the thresholds that a stage refers to; each also has its own row.</summary>
    private static IEnumerable<string> OpenAt(Stage stage, Case current) =>
        from action in current.StatutoryActions
        where stage.StatutoryThresholds.Contains(action.Threshold)
        from duty in current.Duties
        where duty.Key == action.Key
        select $"Open now, in a row of its own: {CaseDescription.Sentence(duty.What)}";

    private static StatutoryAction? ActionOf(Case current, Duty duty) =>
        current.StatutoryActions.FirstOrDefault(action => action.Key == duty.Key);
}
