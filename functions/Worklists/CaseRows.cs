using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>A worklist's rows about cases: proposals with their reasons, duties, and tonight's events.</summary>
public sealed class CaseRows(School school, DateOnly night, LettersOfNight letters)
{
    /// <summary>"Working together to improve school attendance" (August 2024), "Part-time timetables".</summary>
    private static readonly IReadOnlyList<string> TimetableAdvice =
    [
        "Look with the parents and the child at whether it still helps, and at what would bring the child back full time.",
        "Agree an end and the next review, and enter both in your school system: TimetableEnd and TimetableReview of the roster.",
        "If the child has a social worker, or an education, health and care plan, speak with those people as well.",
        "Goes when somebody writes \"done\", or when there is no more C2 in the register.",
    ];

    /// <summary>
    /// What can wait comes up on one of so many school days, each child on its own: when much falls due for many children at once, a fifth
    /// of them come up a day (decision 0048).
    /// </summary>
    private const int Turns = 5;

    /// <summary>School days by which what is overdue on a checklist waits at most until there is room (decision 0057).</summary>
    private const int MostDays = 10;

    private readonly ILookup<Upn, WrittenLetter> _letters = letters.Letters.ToLookup(letter => letter.Order.Facts.Pupil.Upn);

    private Policy Policy => school.Policy;

    /// <summary>Proposals first, with urgent and then older ones ahead; then duties by due date; then news.</summary>
    public IReadOnlyList<WorklistRow> Of(IReadOnlyList<PupilNight> pupils)
    {
        return
        [
            .. from pupil in pupils
               let proposal = pupil.Case.Proposal
               where proposal is not null
               orderby proposal.IsUrgent descending, pupil.Case.IsFocusFamily descending, proposal.On, pupil.Pupil.Upn
               select Proposed(pupil, proposal),
            .. from pupil in pupils
               from duty in pupil.Case.Duties
               where !IsWeeklyReview(duty) || MayComeUp(pupil, duty.On)
               orderby duty.Due, duty.Source == DutySource.Statute descending, pupil.Pupil.Upn
               select Due(pupil, duty),
            .. from pupil in pupils
               where JointApproach.IsMissing(pupil, night)
               orderby pupil.Pupil.Upn
               select WithoutJointApproach(pupil),
            .. from pupil in pupils
               let isSaid = JointApproach.IsMissing(pupil, night)
               let overdue = pupil.Case.Checklist
                   .Where(item => item.IsOverdue(night) && !(isSaid && item.EntryKind == EntryKinds.JointApproach))
                   .OrderBy(item => item.Due).ToList()
               where overdue.Count > 0 && MayComeUp(pupil, overdue[0].Due.AddDays(1))
               orderby overdue[0].Due, pupil.Pupil.Upn
               select Overdue(pupil, overdue),
            .. from pupil in pupils
               from request in pupil.Case.Leave
               where request.Decided is null
               orderby request.Asked.From, pupil.Pupil.Upn
               select Asked(pupil, request),
            .. pupils.SelectMany(ReviewsAhead).OrderBy(row => row.Due),
            .. pupils.SelectMany(News),
            .. from pupil in pupils
               from held in letters.Held
               where held.Order.Facts.Pupil.Upn == pupil.Pupil.Upn
               select About(pupil, WorklistKinds.News, held.ToString()),
            .. letters.Refusals.Select(refusal => new WorklistRow(school.Id, WorklistKinds.File, refusal.ToString())),
            .. school.Calendar.IsLastOfWeek(night) ? pupils.SelectMany(Paused) : [],
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
        return About(pupil, WorklistKinds.Case, what + AgeOf(pupil, isFormal: true)) with
        {
            Key = proposal.Key.ToString(),
            Allowed = [.. CaseDecisions.Allowed(Policy, current, proposal.Key).Select(word => word.InWords())],
            NeedsSignIn = CaseDecisions.NeedsSignIn(current, proposal.Key),
            Why = proposal.Why,
            Actions = proposal.Stage > 0
                ? [.. ActionsAt(proposal.Stage, pupil), .. OpenAt(Policy.StageAt(proposal.Stage), current)]
                : [],
        };
    }

    private WorklistRow Due(PupilNight pupil, Duty duty) => About(
        pupil, WorklistKinds.Case,
        CaseDescription.Sentence(duty.What)
            + (duty.IsBesideLadder ? $" It came up on {English.Day(duty.On)}." : "")
            + (duty.Due < night ? " Overdue." : "")
            + AgeOf(pupil, duty.Source == DutySource.Statute)) with
    {
        Key = duty.Key.ToString(),
        Allowed = [.. CaseDecisions.Allowed(Policy, pupil.Case, duty.Key).Select(word => word.InWords())],
        NeedsSignIn = CaseDecisions.NeedsSignIn(pupil.Case, duty.Key),
        IsDuty = true,
        Why = duty.Source == DutySource.Timetable ? TimetableWhy(pupil)
            : StatutoryWhy(pupil.Case, duty) is { Length: > 0 } evidence ? evidence : duty.Why,
        Actions = [.. ReturnOf(pupil.Case, duty) is { } kind ? ReturnFiles.Advice(school, night, kind, pupil.Pupil) : [],
            .. ActionsOf(pupil, duty)],
        Due = duty.Due,
        UpBy = IsWeeklyReview(duty) || TriggerOf(duty) is { Contacts: not null } ? duty.Due : null,
    };

    /// <summary>One row a pupil for all that is overdue on the checklist: few rows, with much in them.</summary>
    private WorklistRow Overdue(PupilNight pupil, List<ChecklistItem> overdue) => About(
        pupil, WorklistKinds.Action,
        $"{English.Count(overdue.Count, "action")} on the checklist {(overdue.Count == 1 ? "is" : "are")} overdue, since "
            + $"{English.Day(overdue[0].Due)}: tick off what was done, or say why it does not apply, on the child's page or in the sheet "
            + "\"Checklist\".") with
    {
        IsDuty = true,
        Due = overdue[0].Due,
        UpBy = school.Calendar.SchoolDayAfter(overdue[0].Due, MostDays),
        Actions = [.. overdue.Select(item => $"{Checklist.PlaceOf(Policy, item)}: {item}, by {English.Day(item.Due)}")],
    };

    /// <summary>
    /// A severely absent pupil without a joint approach; where the policy has a sentence about it, with the day by which it is due.
    /// </summary>
    private WorklistRow WithoutJointApproach(PupilNight pupil) => About(
        pupil, WorklistKinds.Action,
        "Half or more of the year is missed, and no joint approach with the local authority is on record.") with
    {
        IsDuty = true,
        Due = pupil.Case.Checklist.FirstOrDefault(item => item.IsOpen && item.EntryKind == EntryKinds.JointApproach)?.Due,
        Actions =
        [
            "Agree with the local authority, the parents and the services who work with the family who leads, and who does what.",
            $"Write it into the log on the child's page, as \"{EntryKinds.JointApproach}\". The row goes when it is there.",
        ],
        Why = "Schools agree one for every severely absent pupil (\"Working together to improve school attendance\").",
    };

    private WorklistRow Asked(PupilNight pupil, LeaveRequest request) => About(
        pupil, WorklistKinds.Case,
        $"Leave asked for, {English.FromTo(request.Asked.From, request.Asked.To)}, by {request.Asked.AskedBy}.") with
    {
        Key = request.Key.ToString(),
        Allowed = [.. CaseDecisions.Allowed(Policy, pupil.Case, request.Key).Select(word => word.InWords())],
        NeedsSignIn = true,
        Why = request.Facts,
        Actions =
        [
            $"The family's reason: {request.Asked.Reason}",
            "Meet the family, and decide on this request by itself: only a person whom the school has authorised may give leave, and by "
                + "law only in exceptional circumstances or for the other reasons of the regulations (2024 Regulations, regulation 11).",
            "Write the reason for the answer into Note. The letter is made by the next night, and the register is compared afterwards.",
        ],
        Due = school.Calendar.SchoolDayAfter(request.On, LeaveRequests.DecideWithin),
    };

    /// <summary>Whether something that can wait comes up by tonight: on the child's turn.</summary>
    /// <param name="since">The first day on which it could.</param>
    private bool MayComeUp(PupilNight pupil, DateOnly since) =>
        school.Calendar.SchoolDaysFrom(since).TakeWhile(day => day <= night).Count() > TurnOf(pupil);

    /// <summary>The child's turn, from 0: the same on every night.</summary>
    private static int TurnOf(PupilNight pupil) => pupil.Pupil.Upn.ToString().Sum(character => character) % Turns;

    private bool IsWeeklyReview(Duty duty) =>
        duty.Source == DutySource.Review && Policy.FindStage(duty.Stage)?.Review == StageReview.Weekly;

    /// <summary>A review that comes within five school days, or fewer: from the child's turn on.</summary>
    private IEnumerable<WorklistRow> ReviewsAhead(PupilNight pupil)
    {
        var soon = school.Calendar.SchoolDayAfter(night, Turns - TurnOf(pupil));
        if (pupil.Case is { Proposal: null, Step: { } step }
            && Policy.IsFormal(step.Stage) && Policy.StageAt(step.Stage).Monitoring is { } monitoring
            && ReviewDays.ReviewOf(monitoring, step, pupil.Case.Agreement, school.Calendar) is { } on && on <= soon)
        {
            var what = on > night
                ? $"The review of {Policy.NameOf(step.Stage)} is on {English.Day(on)}."
                : $"The review of {Policy.NameOf(step.Stage)} waits until there are {monitoring.MinimumSessions} possible sessions "
                    + "since it was agreed.";
            yield return About(pupil, WorklistKinds.Review, what) with { Due = on, UpBy = on };
        }
    }

    private IEnumerable<WorklistRow> News(PupilNight pupil) =>
        from happened in pupil.CaseNews.Where(IsWorthTelling)
        let actions = happened.To > happened.From
            ? ActionsAt(happened.To, pupil).Concat(OpenAt(Policy.StageAt(happened.To), pupil.Case))
            : []
        let files = _letters[pupil.Pupil.Upn].Where(letter => happened.Letters.Contains(letter.Order.Kind)).Select(InWords)
        let what = happened.What + AgeOf(pupil, isFormal: false, happened.What)
        select About(pupil, WorklistKinds.News, what) with { Why = happened.Known, Actions = [.. actions, .. files] };

    private string InWords(WrittenLetter letter) =>
        $"Letter: letters/{school.Id}/{TableKeys.Of(night)}/{letter.File}."
        + (letter.LocalForm is { } form ? $" {school.LocalAuthority} has a form of its own for it: {form}." : "");

    // Proposals and duties have their own rows, and so has the baseline.
    private static bool IsWorthTelling(CaseEvent happened) =>
        !happened.IsEntry
        && happened.Kind is not (CaseEventKind.InBaseline or CaseEventKind.TakenUp or CaseEventKind.LeaveAsked or CaseEventKind.Proposed
            or CaseEventKind.PenaltyProposed or CaseEventKind.Due or CaseEventKind.Done or CaseEventKind.Ended);

    private IEnumerable<WorklistRow> Paused(PupilNight pupil)
    {
        var reason = pupil.Pupil.Circumstance.Length > 0 ? "a circumstance is on file"
            : pupil.TimetableOn(night) is { } timetable ? CaseDescription.Of(timetable)
            : null;
        return reason is not null && (pupil.Case.IsPaused || pupil.Case.Stage > 0) && !IsNews(pupil, CaseEventKind.Paused)
            ? [About(pupil, WorklistKinds.News, $"{CaseDescription.Paused(reason)} Please see that it is still so.")]
            : [];
    }

    /// <summary>What a row says about compulsory school age: that it is not so, and in a formal row also on what it is founded.</summary>
    /// <param name="said">What the row says already.</param>
    private string AgeOf(PupilNight pupil, bool isFormal, string said = "")
    {
        var age = pupil.AgeOn(night);
        var sentence = isFormal || !age.Contains(night) ? age.Describe(night) : "";
        return sentence.Length > 0 && !said.Contains(sentence, StringComparison.Ordinal) ? $" {sentence}" : "";
    }

    // The stage's whole list of actions was shown with the proposal and its news, so it is not repeated: a week may have 100 duties.
    private IReadOnlyList<string> ActionsOf(PupilNight pupil, Duty duty) =>
        TriggerOf(duty) is { } trigger ? [.. InWords(trigger.Actions, pupil), .. Responsible(trigger.Roles)]
        : duty.Source == DutySource.Timetable ? TimetableAdvice
        : Policy.FindStage(duty.Stage) is { } stage ? [.. Responsible(stage.Roles), .. OpenAt(stage, pupil.Case)]
        : StatutoryAdvice(pupil.Case, duty);

    private Trigger? TriggerOf(Duty duty) =>
        Policy.Triggers.FirstOrDefault(trigger => duty.Source == DutySource.Trigger && trigger.Duty.What == duty.What);

    private IReadOnlyList<string> ActionsAt(int number, PupilNight pupil)
    {
        var stage = Policy.StageAt(number);
        return [.. InWords(stage.Actions, pupil), .. Responsible(stage.Roles)];
    }

    /// <summary>What the policy asks the school to do for the pupil; the trust's own part comes up in its reviews.</summary>
    private IEnumerable<string> InWords(IEnumerable<PolicyAction> actions, PupilNight pupil) => actions
        .Where(action => action.Subject != ActionSubject.Trust && (!action.CompulsoryAgeOnly || pupil.AgeOn(night).Contains(night)))
        .Select(action => $"{action}{DoneBy(action.Fulfilment)}");

    /// <summary>What the product does of it, so that nobody does it a second time; nothing where it is left to people.</summary>
    private static string DoneBy(Fulfilment fulfilment) => fulfilment switch
    {
        Fulfilment.ByMessage => " – by a message to the parents",
        Fulfilment.ByLetter letter => $" – letter: {letter.Kind.TitleOf()}",
        Fulfilment.ByOutput => " – the product does this",
        _ => "",
    };

    /// <summary>Why the part-time timetable is to be reviewed, by tonight's register and roster.</summary>
    private string TimetableWhy(PupilNight pupil) => pupil.TimetableOn(night) is { } timetable
        ? CaseDescription.Of(timetable, timetable.ReviewsDue(pupil.Pupil, school.Returns.TimetableReviewWeeks, night))
        : "";

    private static IEnumerable<string> Responsible(IReadOnlyList<string> roles) =>
        roles.Count > 0 ? [$"Responsible: {string.Join(", ", roles)}."] : [];

    private WorklistRow About(PupilNight pupil, string kind, string what) =>
        new(school.Id, kind, pupil.Case.IsFocusFamily ? $"Focus family. {what}" : what) { Pupil = WorklistPupil.Of(school, pupil) };

    /// <summary>The evidence for a duty of a statutory threshold; empty for other duties.</summary>
    private static string StatutoryWhy(Case current, Duty duty) => ActionOf(current, duty)?.Evidence ?? "";

    /// <summary>What to consider, and what completes the duty.</summary>
    private static IReadOnlyList<string> StatutoryAdvice(Case current, Duty duty) =>
        ActionOf(current, duty) is { } action ? StatutoryDescription.Advice(action.Threshold) : [];

    private static ReturnKind? ReturnOf(Case current, Duty duty) =>
        ActionOf(current, duty) is { } action ? ReturnKinds.Of(action.Threshold) : null;

    /// <summary>What is open of the thresholds that a stage refers to; each also has its own row.</summary>
    private static IEnumerable<string> OpenAt(Stage stage, Case current)
    {
        var duties = from action in current.StatutoryActions
                     where stage.StatutoryThresholds.Contains(action.Threshold)
                     from duty in current.Duties
                     where duty.Key == action.Key
                     select CaseDescription.Sentence(duty.What);
        var penalty = stage.StatutoryThresholds.Contains(StatutoryThreshold.PenaltyNotice) && current.Penalty.Matter is { } matter
            ? [PenaltyDescription.Of(matter)]
            : Array.Empty<string>();
        return duties.Concat(penalty).Select(open => $"Open now, in a row of its own: {open}");
    }

    private static StatutoryAction? ActionOf(Case current, Duty duty) =>
        current.StatutoryActions.FirstOrDefault(action => action.Key == duty.Key);
}
