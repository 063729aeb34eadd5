namespace AttendanceFunctions.Domain.Cases;

/// <summary>Where the graduated response stands for one pupil (domain 0.3); from the first formal step on only a person moves it.</summary>
/// <param name="PolicyId">The policy whose stages the case uses.</param>
public sealed record Case(Upn Upn, string PolicyId)
{
    /// <summary>The step at which the case stands; null above the ladder.</summary>
    public Step? Step { get; init; }

    /// <summary>The stage at which the case stands; 0 above the ladder.</summary>
    public int Stage => Step?.Stage ?? 0;

    /// <summary>The proposal that waits for a person; null if there is none.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>The step that a person declined last; null if none was declined, or if the case has moved on since.</summary>
    public DeclinedStep? Declined { get; init; }

    /// <summary>The night on which a person ended the formal steps this year; the ladder counts from then on. Null if never.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Whether a circumstance on file keeps the case from escalating.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether the pupil ended the last school year at a stage, and the policy puts such families first.</summary>
    public bool IsFocusFamily { get; init; }

    /// <summary>The night of the last regular review of the pupils of its stage; null if there was none this year.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>What people have to do.</summary>
    public IReadOnlyList<Duty> Duties { get; init; } = [];

    /// <summary>The triggers that came up this year, each with its last night.</summary>
    public IReadOnlyList<RaisedTrigger> RaisedTriggers { get; init; } = [];

    /// <summary>Letters that a stage requested, so that a pupil who moves to and fro gets each once in a half term.</summary>
    public IReadOnlyList<RequestedLetter> RequestedLetters { get; init; } = [];

    /// <summary>Duties done in this half term, so that they do not come up again when a pupil comes back to the stage.</summary>
    public IReadOnlyList<CompletedDuty> CompletedDuties { get; init; } = [];

    /// <summary>What people decided and the next night carries out.</summary>
    public IReadOnlyList<Decision> PendingDecisions { get; init; } = [];

    /// <summary>The newest action of each statutory threshold reached; kept in a new year, school and policy.</summary>
    public IReadOnlyList<StatutoryAction> StatutoryActions { get; init; } = [];

    /// <summary>The days on which penalty notices are recorded as issued, in order.</summary>
    public IReadOnlyList<DateOnly> PenaltyNotices { get; init; } = [];

    /// <summary>Contacts with the family about unexplained absences, in the order in which they were recorded.</summary>
    public IReadOnlyList<FamilyContact> Contacts { get; init; } = [];

    /// <summary>The day of the last contact with the family; null if there was none.</summary>
    public DateOnly? ContactOn => Contacts.Max(contact => (DateOnly?)contact.On);

    /// <summary>The last night on which anything changed; null before the first.</summary>
    public DateOnly? Night { get; init; }

    /// <summary>The events of that night, including those of school days that it caught up with.</summary>
    public IReadOnlyList<CaseEvent> Latest { get; init; } = [];

    /// <summary>The events of a night: those that it had before, if it is repeated, and these.</summary>
    public IReadOnlyList<CaseEvent> EventsOf(DateOnly night, IEnumerable<CaseEvent> events) => [.. Night == night ? Latest : [], .. events];

    public int EventCount { get; init; }
}

/// <summary>A step on the policy's ladder, and the attendance that it rests on.</summary>
/// <param name="Stage">The stage's number, from 1.</param>
/// <param name="On">The night on which the case came to the stage, or on which a person confirmed it.</param>
/// <param name="Then">The pupil's sessions in the year to that night, as the marks were then.</param>
/// <param name="Corrected">The same sessions as the marks are now, where some were corrected since.</param>
/// <param name="PeriodFrom">The night from which its monitoring time counts: of the step, or of the last extension.</param>
/// <param name="Extensions">How often its time was extended.</param>
/// <param name="Carried">Sessions since the step in an earlier school year or at an earlier school.</param>
public sealed record Step(
    int Stage, DateOnly On, SessionCount Then, SessionCount Corrected, DateOnly PeriodFrom, int Extensions, SessionCount Carried)
{
    /// <summary>A step that begins on a night.</summary>
    public static Step At(int stage, DateOnly night, SessionCount then) => new(stage, night, then, then, night, 0, default);
}

/// <summary>A step that a person declined, and what was known then.</summary>
/// <param name="Then">The sessions that the ladder counted on that night.</param>
public sealed record DeclinedStep(int Stage, DateOnly On, SessionCount Then);

/// <summary>The newest action of a statutory threshold. One of a threshold is open at a time; a session counts for one only.</summary>
/// <param name="Key">The key of its duty while it is open; null once somebody did it, or it was withdrawn.</param>
/// <param name="CountedUntil">The last day that an earlier action of the threshold counted; null if there was none.</param>
/// <param name="First">The first day that it counts.</param>
/// <param name="Last">The last day that it counts.</param>
/// <param name="SeenOn">The night for which it was counted: ten school weeks back from another night would be other weeks.</param>
/// <param name="Evidence">Its arithmetic in words, as the marks are now.</param>
public sealed record StatutoryAction(
    StatutoryThreshold Threshold, CaseKey? Key, DateOnly? CountedUntil, DateOnly First, DateOnly Last, DateOnly SeenOn, string Evidence);
