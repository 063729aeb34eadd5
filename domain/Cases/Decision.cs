namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a person may decide.</summary>
public enum DecisionChoice
{
    /// <summary>Nothing was decided.</summary>
    None,

    /// <summary>What is proposed is done.</summary>
    Confirm,

    /// <summary>It is not, and the case stays as it is.</summary>
    Decline,

    /// <summary>At a review: go on for as long again.</summary>
    Extend,

    /// <summary>At a review: take the next step.</summary>
    Escalate,

    /// <summary>At a review: end the formal steps.</summary>
    Close,

    /// <summary>A duty was done.</summary>
    Done,

    /// <summary>Of the penalty line: a penalty notice was issued.</summary>
    NoticeIssued,
}

/// <summary>A person's decision, from the worklist that came back.</summary>
/// <param name="Key">What was decided on.</param>
/// <param name="Word">What was decided.</param>
/// <param name="On">The day on which it reached the school's folder; it takes effect with the next night.</param>
/// <param name="By">Who decided.</param>
/// <param name="Note">Why, in the person's words; kept, and never sent to anybody. May be empty.</param>
public sealed record Decision(CaseKey Key, DecisionChoice Word, DateOnly On, string By, string Note);
