namespace AttendanceFunctions.Domain.Cases;

public enum CaseEventKind
{
    /// <summary>The policy moved the case down to an informal stage.</summary>
    Entered,

    /// <summary>The policy moved the case up to a better stage.</summary>
    Improved,

    /// <summary>The policy proposed something that a person must decide.</summary>
    Proposed,

    /// <summary>A proposal or duty lost its grounds, or a decision could no longer be carried out.</summary>
    Withdrawn,

    /// <summary>A person confirmed a step, further down or back.</summary>
    Confirmed,

    Declined,

    /// <summary>A person extended a step's time.</summary>
    Extended,

    /// <summary>A person ended the formal steps.</summary>
    Closed,

    /// <summary>Marks on which a confirmed step was based were corrected.</summary>
    Corrected,

    /// <summary>A circumstance is on file, or a part-time timetable agreed; the case does not escalate while it is so.</summary>
    Paused,

    /// <summary>There is neither any more.</summary>
    Resumed,

    /// <summary>The pupil was low enough for the ladder when the school started with this product, and waits to be taken up.</summary>
    InBaseline,

    /// <summary>The pupil's attendance rose above the ladder while waiting.</summary>
    LeftBaseline,

    /// <summary>The case of a pupil who waited follows the policy from now on.</summary>
    TakenUp,

    /// <summary>A formal step is replaced by informal support, because the pupil is not of compulsory school age.</summary>
    Informal,

    /// <summary>The pupil is of compulsory school age, so formal steps may be proposed from now on.</summary>
    OfAge,

    /// <summary>The formal steps ended, because the pupil is not of compulsory school age.</summary>
    EndedByAge,

    /// <summary>A trigger was raised, independent of the ladder.</summary>
    Triggered,

    Due,

    Done,

    /// <summary>A person ticked an action of the checklist off, or said why it does not apply.</summary>
    Ticked,

    /// <summary>A person wrote down a conversation, call, visit, meeting, agency or note.</summary>
    Logged,

    /// <summary>A person recorded what was agreed at a formal step.</summary>
    Agreed,

    /// <summary>A person wrote down why a child is absent, as the family told it.</summary>
    ReasonTold,

    /// <summary>A person put a circumstance on file, or ended one.</summary>
    Circumstance,

    /// <summary>A person had a letter made.</summary>
    LetterMade,

    /// <summary>The contract is prepared with what was agreed.</summary>
    Prepared,

    /// <summary>Duties and actions that nobody had done ended with their stage.</summary>
    Ended,

    /// <summary>A person took a step of the penalty matter.</summary>
    Penalty,

    /// <summary>The end of an improvement period is proposed as met or failed; a person confirms it.</summary>
    PenaltyProposed,

    /// <summary>A family asked for leave of absence.</summary>
    LeaveAsked,

    /// <summary>A person gave or refused leave of absence.</summary>
    LeaveDecided,

    /// <summary>The case continues in a new school year.</summary>
    NewYear,

    /// <summary>The case came from another school of the trust.</summary>
    Moved,

    /// <summary>The school follows another policy.</summary>
    NewPolicy,
}

/// <summary>One event of a case: who, when, why, and what was known. Events are added and never changed.</summary>
/// <param name="Number">Its place in the case, from 1.</param>
/// <param name="From">The stage before it; 0 above the ladder.</param>
/// <param name="To">The stage after it; for a proposal, the stage that is proposed.</param>
/// <param name="Known">What was known of the pupil's attendance on that night, in words.</param>
/// <param name="By">Who decided; null where no person acted but the policy.</param>
/// <param name="Note">The person's own words; kept, but never sent. May be empty.</param>
/// <param name="Key">
/// The key of the proposal, duty, penalty matter, parent's line or notice that it is about; null for other events.
/// </param>
public sealed record CaseEvent(
    int Number, DateOnly On, CaseEventKind Kind, int From, int To, string What, string Known, Author? By, string Note, CaseKey? Key,
    IReadOnlyList<LetterKind> Letters)
{
    /// <summary>Whether a person entered it, and no night had to carry it out.</summary>
    public bool IsEntry => Kind is CaseEventKind.Ticked or CaseEventKind.Logged or CaseEventKind.Agreed or CaseEventKind.ReasonTold
        or CaseEventKind.Circumstance or CaseEventKind.LetterMade;

    /// <summary>What a person wrote into the log; null for other events.</summary>
    public LogEntry? Entry { get; init; }

    /// <summary>Whether attendance or a decision took the case to another stage; a new year and another school do not count.</summary>
    public bool IsMove => Kind is CaseEventKind.Entered or CaseEventKind.Improved or CaseEventKind.Confirmed or CaseEventKind.Closed;
}
