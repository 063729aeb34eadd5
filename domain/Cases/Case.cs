namespace AttendanceFunctions.Domain.Cases;

/// <summary>The graduated response for one pupil (domain 0.3). From the first formal step on, only a person moves the case.</summary>
/// <param name="PolicyId">The policy whose stages the case uses.</param>
public sealed record Case(Upn Upn, string PolicyId)
{
    /// <summary>The current step; null above the ladder.</summary>
    public Step? Step { get; init; }

    /// <summary>The number of the current stage; 0 above the ladder.</summary>
    public int Stage => Step?.Stage ?? 0;

    /// <summary>The proposal that awaits a person's decision; null if there is none.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>The step that a person declined last; null if none was declined, or if the case has moved on since.</summary>
    public DeclinedStep? Declined { get; init; }

    /// <summary>The night on which a person ended the formal steps this year; the ladder counts from then on. Null if never.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Whether a circumstance on file or a part-time timetable currently prevents the case from escalating.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether a formal step is replaced by informal support, because the pupil is not of compulsory school age.</summary>
    public bool IsInformalByAge { get; init; }

    /// <summary>The night on which a review of the part-time timetable was last asked for this year; null if never.</summary>
    public DateOnly? TimetableAskedOn { get; init; }

    /// <summary>Whether the pupil ended the last school year at a stage, and the policy puts such families first.</summary>
    public bool IsFocusFamily { get; init; }

    /// <summary>The night of the last regular review of the pupils of its stage; null if there was none this year.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>The pupil's place in the baseline of a school that started with this product this year; null outside it.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>What was agreed at the current step; null if nothing is recorded.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>Open duties for people.</summary>
    public IReadOnlyList<Duty> Duties { get; init; } = [];

    /// <summary>The policy's actions that people tick off: those that are open, and those that were ticked off lately.</summary>
    public IReadOnlyList<ChecklistItem> Checklist { get; init; } = [];

    /// <summary>The triggers that were raised this year, each with the last night on which it was raised.</summary>
    public IReadOnlyList<RaisedTrigger> RaisedTriggers { get; init; } = [];

    /// <summary>Letters that stages requested, kept so that each is requested once in a half term even if the stage alternates.</summary>
    public IReadOnlyList<RequestedLetter> RequestedLetters { get; init; } = [];

    /// <summary>Duties done in this half term, kept so that they are not raised again when the pupil returns to the stage.</summary>
    public IReadOnlyList<CompletedDuty> CompletedDuties { get; init; } = [];

    /// <summary>Decisions that the next night carries out.</summary>
    public IReadOnlyList<Decision> PendingDecisions { get; init; } = [];

    /// <summary>
    /// The newest action of each statutory threshold of a return that was reached; kept across school years, schools and policies.
    /// </summary>
    public IReadOnlyList<StatutoryAction> StatutoryActions { get; init; } = [];

    /// <summary>The penalty matter and the notices; kept likewise.</summary>
    public PenaltyRecord Penalty { get; init; } = PenaltyRecord.None;

    /// <summary>The family's requests for leave of absence, in the order in which they were written down; kept likewise.</summary>
    public IReadOnlyList<LeaveRequest> Leave { get; init; } = [];

    /// <summary>Contacts with the family about unexplained absences, in the order in which they were recorded.</summary>
    public IReadOnlyList<FamilyContact> Contacts { get; init; } = [];

    /// <summary>What families told lately of why the child is absent, in the order in which it was written down.</summary>
    public IReadOnlyList<ToldReason> ReasonsTold { get; init; } = [];

    /// <summary>The day of the last contact with the family; null if there was none.</summary>
    public DateOnly? ContactOn => Contacts.Max(contact => (DateOnly?)contact.On);

    /// <summary>Whom outside the school has to be told of something, or was told, in the order in which it was raised.</summary>
    public IReadOnlyList<Notification> Notifications { get; init; } = [];

    /// <summary>The cases of other schools that came with the pupil and are part of this one.</summary>
    public IReadOnlyList<CaseSource> Brought { get; init; } = [];

    /// <summary>
    /// The day on which a joint approach for a severely absent pupil was agreed, or on which somebody said why there is none; null if none
    /// is on record this school year.
    /// </summary>
    public DateOnly? JointApproachOn { get; init; }

    /// <summary>The last night on which anything changed; null before the first.</summary>
    public DateOnly? Night { get; init; }

    /// <summary>The events of that night, including the school days that it caught up with.</summary>
    public IReadOnlyList<CaseEvent> Latest { get; init; } = [];

    /// <summary>
    /// Whether its newest events are of a day whose night has not come yet, because a person's decision was carried out at once. The next
    /// night counts them as its own, and works through the days since the last one all the same.
    /// </summary>
    public bool IsAheadOfNight { get; init; }

    /// <summary>
    /// All events of a night: its earlier ones, if the night is repeated or a decision was carried out before it, followed by the given
    /// ones.
    /// </summary>
    public IReadOnlyList<CaseEvent> EventsOf(DateOnly night, IEnumerable<CaseEvent> events) =>
        [.. Night == night || IsAheadOfNight ? Latest : [], .. events];

    public int EventCount { get; init; }
}

/// <summary>A case of another school and school year.</summary>
/// <param name="Year">The calendar year in which the school year begins.</param>
public sealed record CaseSource(SchoolId School, int Year);

/// <summary>A step on the policy's ladder, and the attendance on which it was based.</summary>
/// <param name="Stage">The stage's number, from 1.</param>
/// <param name="On">The night on which the case came to the stage, or on which a person confirmed it.</param>
/// <param name="Then">The pupil's sessions in the year to that night, as the marks were then.</param>
/// <param name="Corrected">The same sessions by the current marks, which may have been corrected since.</param>
/// <param name="PeriodFrom">The night from which its monitoring time counts: of the step, or of the last extension.</param>
/// <param name="Extensions">How often its time was extended.</param>
/// <param name="Carried">Sessions since the step in an earlier school year or at an earlier school.</param>
public sealed record Step(
    int Stage, DateOnly On, SessionCount Then, SessionCount Corrected, DateOnly PeriodFrom, int Extensions, SessionCount Carried)
{
    /// <summary>A step that begins on a night.</summary>
    public static Step At(int stage, DateOnly night, SessionCount then) => new(stage, night, then, then, night, 0, default);
}

/// <summary>A step that a person declined, with the attendance at that time.</summary>
/// <param name="Then">The sessions that the ladder counted on that night.</param>
public sealed record DeclinedStep(int Stage, DateOnly On, SessionCount Then);

/// <summary>
/// The newest action of the statutory threshold of a return. At most one per threshold is open; a session counts for one action only.
/// </summary>
/// <param name="Key">The key of its duty while it is open; null once it was done or withdrawn.</param>
/// <param name="CountedUntil">The last day that an earlier action of the threshold counted; null if there was none.</param>
/// <param name="First">The first day that it counts.</param>
/// <param name="Last">The last day that it counts.</param>
/// <param name="SeenOn">The night for which it was counted; a recount without new marks uses the same ten school weeks.</param>
/// <param name="Evidence">The evidence as text, by the current marks.</param>
public sealed record StatutoryAction(
    StatutoryThreshold Threshold, CaseKey? Key, DateOnly? CountedUntil, DateOnly First, DateOnly Last, DateOnly SeenOn, string Evidence);
