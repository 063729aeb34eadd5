namespace AttendanceFunctions.Domain.Policies;

/// <summary>A document that is prepared for people to read, change, sign and send. None is sent automatically.</summary>
public enum LetterKind
{
    /// <summary>The first letter of concern, with a wording of its own where the child has special needs (D0 Appendix A).</summary>
    ConcernLetter,

    /// <summary>Invites parents to a meeting with attendance staff (D0 Stage 2).</summary>
    MeetingInvitation,

    /// <summary>The record of that meeting (D0 Appendix B).</summary>
    MeetingRecord,

    /// <summary>The first attendance contract (D0 Stage 3), and the only one where a policy has one.</summary>
    AttendanceContract1,

    /// <summary>The second attendance contract (D0 Stage 4).</summary>
    AttendanceContract2,

    /// <summary>The third attendance contract, with a referral (D0 Stage 5).</summary>
    AttendanceContract3,

    /// <summary>Invites parents to a meeting with the headteacher (D0 Stage 4).</summary>
    HeadteacherInvitation,

    /// <summary>Invites parents to meet the local authority and the trust's attendance lead (D0 Stage 5).</summary>
    ReferralMeetingInvitation,

    /// <summary>Invites the local authority and the trust's attendance lead to that meeting (D0 Stage 5).</summary>
    PartnerInvitation,

    /// <summary>Says what will be done if attendance does not improve (D0 Stage 4).</summary>
    FinalWarning,

    /// <summary>What the local authority needs to know, with the log of actions (D0 Stage 5, D2 Stage 5, D3 Stage 3).</summary>
    ReferralSummary,

    /// <summary>Invites parents to talk with senior leaders about coming on time (D2 section 8).</summary>
    PunctualityInvitation,

    /// <summary>Tells a family what was decided about a request for leave (D2 section 9, D4).</summary>
    LeaveDecision,

    /// <summary>The formal letter that goes with the policy and the attendance certificate (D2 Stage 3).</summary>
    FormalLetter,

    /// <summary>The pupil's attendance, session by session, as a certificate (D2 Stage 3).</summary>
    AttendanceCertificate,

    /// <summary>The plan for a pupil who is persistently or severely absent (D2 4.1, 4.2; D3 Stage 3).</summary>
    AttendancePlan,

    /// <summary>
    /// Gives one parent the last opportunity to improve before a penalty notice is requested (national framework, August 2024).
    /// </summary>
    NoticeToImprove,

    /// <summary>Asks the local authority for a penalty notice to one parent, with the extract of the register.</summary>
    PenaltyRequest,

    /// <summary>Tells parents that attendance improved (D0: Bucks 1B).</summary>
    ImprovementLetter,

    /// <summary>The attendance of a half term in per cent and days, to every family (D4).</summary>
    HalfTermLetter,

    /// <summary>The termly letter with the child's attendance (D2, D4).</summary>
    TermlyLetter,

    /// <summary>The termly letter to a family that already works with the school (D4: "adapted letters").</summary>
    AdaptedTermlyLetter,
}

/// <summary>The names of the letters in policies, settings and file names: <c>concern-letter</c>, <c>attendance-contract-1</c>.</summary>
public static class LetterKinds
{
    public static IReadOnlyDictionary<string, LetterKind> ByName { get; } =
        Enum.GetValues<LetterKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>
    /// Those that a policy may have prepared: the letters of a penalty matter and about leave follow from people's decisions.
    /// </summary>
    public static IReadOnlyDictionary<string, LetterKind> OfPolicies { get; } =
        ByName.Where(letter => !letter.Value.IsToOneParent() && letter.Value != LetterKind.LeaveDecision)
            .ToDictionary(StringComparer.Ordinal);

    public static string NameOf(this LetterKind kind) => KebabCase.Of(kind);

    /// <summary>
    /// Whether it belongs to a formal step, speaks of the law or refers the child to the local authority, so that it is only for pupils of
    /// compulsory school age (domain 0.13).
    /// </summary>
    public static bool IsFormal(this LetterKind kind) => kind is
        LetterKind.AttendanceContract1 or LetterKind.AttendanceContract2 or LetterKind.AttendanceContract3
        or LetterKind.HeadteacherInvitation or LetterKind.ReferralMeetingInvitation or LetterKind.PartnerInvitation
        or LetterKind.FinalWarning or LetterKind.FormalLetter or LetterKind.ReferralSummary
        || kind.IsToOneParent();

    /// <summary>Whether there is one for each parent, who is named alone: letters of a penalty matter.</summary>
    public static bool IsToOneParent(this LetterKind kind) => kind is LetterKind.NoticeToImprove or LetterKind.PenaltyRequest;

    /// <summary>Whether it is a contract, which says what was agreed.</summary>
    public static bool IsContract(this LetterKind kind) => kind is
        LetterKind.AttendanceContract1 or LetterKind.AttendanceContract2 or LetterKind.AttendanceContract3;

    /// <summary>Whether it is sent to parents by post or by the child's hand, so that it has an address for a window envelope.</summary>
    public static bool IsPosted(this LetterKind kind) => kind is
        LetterKind.ConcernLetter or LetterKind.MeetingInvitation or LetterKind.HeadteacherInvitation
        or LetterKind.ReferralMeetingInvitation or LetterKind.FinalWarning or LetterKind.FormalLetter or LetterKind.NoticeToImprove
        or LetterKind.PunctualityInvitation or LetterKind.LeaveDecision or LetterKind.ImprovementLetter or LetterKind.HalfTermLetter
        or LetterKind.TermlyLetter or LetterKind.AdaptedTermlyLetter;

    /// <summary>The letter's name for people, in lists and in the document's properties. It says nothing about a pupil.</summary>
    public static string TitleOf(this LetterKind kind) => kind switch
    {
        LetterKind.ConcernLetter => "Letter about attendance",
        LetterKind.MeetingInvitation => "Invitation to a meeting",
        LetterKind.MeetingRecord => "Meeting record",
        LetterKind.AttendanceContract1 => "Attendance contract 1",
        LetterKind.AttendanceContract2 => "Attendance contract 2",
        LetterKind.AttendanceContract3 => "Attendance contract 3",
        LetterKind.HeadteacherInvitation => "Invitation to meet the headteacher",
        LetterKind.ReferralMeetingInvitation => "Invitation to meet the local authority",
        LetterKind.PartnerInvitation => "Invitation to the local authority and the trust",
        LetterKind.FinalWarning => "Final warning letter",
        LetterKind.ReferralSummary => "Referral to the local authority",
        LetterKind.PunctualityInvitation => "Invitation to talk about coming on time",
        LetterKind.LeaveDecision => "Answer about leave in term time",
        LetterKind.FormalLetter => "Formal letter about attendance",
        LetterKind.AttendanceCertificate => "Attendance certificate",
        LetterKind.AttendancePlan => "Attendance plan",
        LetterKind.NoticeToImprove => "Notice to Improve",
        LetterKind.PenaltyRequest => "Request for a penalty notice",
        LetterKind.ImprovementLetter => "Letter about better attendance",
        LetterKind.HalfTermLetter => "Half-term letter",
        LetterKind.TermlyLetter => "Termly letter",
        LetterKind.AdaptedTermlyLetter => "Termly letter to a family that works with the school",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a letter."),
    };
}
