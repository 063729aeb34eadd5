namespace AttendanceFunctions.Domain.Cases;

public enum CaseEventKind
{
    /// <summary>An informal stage further down began, by the policy.</summary>
    Entered,

    /// <summary>A stage was left for a better one, by the policy.</summary>
    Improved,

    /// <summary>Something was proposed to people.</summary>
    Proposed,

    /// <summary>The grounds of a proposal or duty are gone, or a decision could not be carried out any more.</summary>
    Withdrawn,

    /// <summary>A person confirmed a step, further down or back.</summary>
    Confirmed,

    Declined,

    /// <summary>A person extended a step's time.</summary>
    Extended,

    /// <summary>A person ended the formal steps.</summary>
    Closed,

    /// <summary>Marks were corrected on which a confirmed step had rested.</summary>
    Corrected,

    /// <summary>A circumstance came on file, and the case does not escalate while it is there.</summary>
    Paused,

    /// <summary>The circumstance is gone.</summary>
    Resumed,

    /// <summary>A trigger beside the ladder came up.</summary>
    Triggered,

    Due,

    Done,

    /// <summary>The case went on into a new school year.</summary>
    NewYear,

    /// <summary>The case came from another school of the trust.</summary>
    Moved,

    /// <summary>The school follows another policy.</summary>
    NewPolicy,
}

/// <summary>One event of a case: who, when, why, and what was known. Events are only ever added.</summary>
/// <param name="Number">Its place in the case, from 1.</param>
/// <param name="From">The stage before it; 0 above the ladder.</param>
/// <param name="To">The stage after it; for a proposal, the stage that is proposed.</param>
/// <param name="Known">What was known of the pupil's attendance on that night, in words.</param>
/// <param name="By">The person who decided, or the policy.</param>
/// <param name="Note">The person's own words; kept, and never sent to anybody. May be empty.</param>
/// <param name="Key">The key of the proposal or duty that it is about; null for the others.</param>
public sealed record CaseEvent(
    int Number, DateOnly On, CaseEventKind Kind, int From, int To, string What, string Known, string By, string Note, CaseKey? Key,
    IReadOnlyList<LetterKind> Letters)
{
    /// <summary>The value of <see cref="By"/> where no person acted.</summary>
    public const string ByPolicy = "policy";

    /// <summary>Whether attendance or a decision took the case to another stage; a new year and another school do not count.</summary>
    public bool IsMove => Kind is CaseEventKind.Entered or CaseEventKind.Improved or CaseEventKind.Confirmed or CaseEventKind.Closed;
}
