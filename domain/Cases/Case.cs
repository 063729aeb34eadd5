using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A step that a person declined, and what was known then.</summary>
/// <param name="Stage">The stage that was proposed; 0 where nothing was declined.</param>
/// <param name="On">The night on which it was declined.</param>
/// <param name="Then">The pupil's sessions in the year to that night.</param>
public sealed record Declined(int Stage, DateOnly On, SessionCount Then)
{
    public static Declined None { get; } = new(0, DateOnly.MinValue, default);
}

/// <summary>
/// Where the graduated process stands for one pupil (domain 0.3). It moves by the rules of the policy, and from the first formal
/// step on only when a person confirms a proposal. Its history is in its events.
/// </summary>
/// <param name="Upn">The pupil.</param>
/// <param name="PolicyId">The policy that its stages are of.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Proposal">What waits for a person.</param>
/// <param name="Declined">What a person declined last.</param>
/// <param name="ClosedOn">The night on which a person ended the formal steps; a relapse is measured from there. <see cref="DateOnly.MinValue"/> if never this year.</param>
/// <param name="IsPaused">Whether a circumstance on file keeps it from escalating.</param>
/// <param name="IsFocusFamily">Whether the pupil ended the last school year at a stage, and the policy puts such families first.</param>
/// <param name="Reviewed">The night of the last regular look at the pupils of its stage; <see cref="DateOnly.MinValue"/> if never this year.</param>
/// <param name="Duties">What people have to do.</param>
/// <param name="Fired">Triggers that came up this year.</param>
/// <param name="Written">Letters that the policy called for by itself, so that a pupil who moves to and fro at a line gets each once in a half term.</param>
/// <param name="Done">Duties of a stage that people did in this half term, so that they do not come up again when such a pupil comes back to it.</param>
/// <param name="Decided">What people decided and the next night carries out.</param>
/// <param name="Night">The last night on which anything changed; <see cref="DateOnly.MinValue"/> before the first.</param>
/// <param name="Latest">The events of that night, those of school days that it caught up with among them.</param>
/// <param name="Events">How many events the case has had.</param>
public sealed record Case(
    Upn Upn, string PolicyId, Step Step, Proposal Proposal, Declined Declined, DateOnly ClosedOn, bool IsPaused, bool IsFocusFamily, DateOnly Reviewed,
    IReadOnlyList<Duty> Duties, IReadOnlyList<FiredTrigger> Fired, IReadOnlyList<CalledForLetter> Written, IReadOnlyList<CompletedDuty> Done,
    IReadOnlyList<Decision> Decided, DateOnly Night, IReadOnlyList<CaseEvent> Latest, int Events)
{
    /// <summary>The newest matter of each statutory line that was crossed; they go on in a new year, at another school and under another policy.</summary>
    public IReadOnlyList<StatutoryAction> StatutoryActions { get; init; } = [];

    /// <summary>The days on which penalty notices were known to be issued, in order.</summary>
    public IReadOnlyList<DateOnly> Notices { get; init; } = [];

    /// <summary>Contacts with the family about absences of which nobody knew why, in the order in which they were recorded.</summary>
    public IReadOnlyList<FamilyContact> Contacts { get; init; } = [];

    /// <summary>The day of the last of them; <see cref="DateOnly.MinValue"/> if there was none.</summary>
    public DateOnly ContactOn => Contacts.Select(contact => contact.On).DefaultIfEmpty(DateOnly.MinValue).Max();

    /// <summary>The case of a pupil who is seen for the first time.</summary>
    public static Case New(Upn upn, string policyId) => new(
        upn, policyId, Step.None, Proposal.None, Declined.None, DateOnly.MinValue, false, false, DateOnly.MinValue, [], [], [], [], [], DateOnly.MinValue, [], 0);

    /// <summary>Whether a person ended the formal steps this year, so that the ladder looks at the attendance since.</summary>
    public bool IsClosed => ClosedOn != DateOnly.MinValue;
}
