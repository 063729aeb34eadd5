namespace AttendanceFunctions.Domain.Policies;

/// <summary>Whom a sentence of a policy is about.</summary>
public enum ActionSubject
{
    Pupil,
    Family,
    Class,
    School,
    Trust,
}

/// <summary>When a sentence of a policy is due.</summary>
public enum ActionDue
{
    /// <summary>When the stage begins, or the trigger is raised.</summary>
    Start,

    /// <summary>Each week; at a stage, while the pupil is there.</summary>
    Weekly,

    HalfTermly,
    Termly,
    Yearly,

    /// <summary>At all times.</summary>
    Always,
}

/// <summary>Something that the product shows or does by itself and that is neither a message nor a letter.</summary>
public enum ProductOutput
{
    /// <summary>The stage itself: the case moves to it, or is proposed it, on the night on which attendance reaches it.</summary>
    Stages,

    /// <summary>The regular review of the pupils of a stage (<see cref="Stage.Review"/>) as a row of the worklist.</summary>
    StageReview,

    /// <summary>An agreed step is monitored for its time, and its review proposed (<see cref="Stage.Monitoring"/>).</summary>
    Monitoring,

    /// <summary>The history of the case: its steps, decisions, letters and messages, and the log that goes with a referral.</summary>
    History,

    /// <summary>The morning's list of children who are not seen, with texts to their families.</summary>
    Morning,

    /// <summary>The home visit after days without contact, as a row of the worklist.</summary>
    HomeVisits,

    /// <summary>The returns to the local authority: sickness, unauthorised absence, new pupils and deletions.</summary>
    Returns,

    /// <summary>Who outside the school must be told of an absence or a leaving.</summary>
    OutsideAdults,

    /// <summary>The list of part-time timetables, and their reviews.</summary>
    Timetables,

    /// <summary>Siblings at another school of the trust.</summary>
    Siblings,

    /// <summary>Patterns of absence, by weekday, holiday and half term.</summary>
    Patterns,

    /// <summary>Who is often late, by the number of times that the policy's trigger says.</summary>
    Lateness,

    /// <summary>Requests for leave of absence, with what the policy asks to look at, and the record of the answers.</summary>
    Leave,

    /// <summary>Whose contact details are not complete, by the policy's trigger <c>contacts</c>.</summary>
    Contacts,

    /// <summary>Registers that are missing, rows that came back and marks that are not usable.</summary>
    RegisterChecks,

    /// <summary>The groups of <see cref="Policy.Cohorts"/>, compared with the target.</summary>
    Groups,

    /// <summary>The pupils whom the school celebrates.</summary>
    Celebrations,

    /// <summary>Each class's attendance, and the best class of the week.</summary>
    ClassFigures,

    /// <summary>A sheet for each class teacher with the pupils of the class, each week.</summary>
    ClassSheets,

    /// <summary>Sentences with the figures of a week, half term or term, for the newsletter or a message to all parents.</summary>
    Newsletter,

    /// <summary>A line for each child's annual report, with the sessions of the school year and the school's expectation.</summary>
    AnnualReport,

    /// <summary>Families of pupils who ended the last year at a stage, marked on each row.</summary>
    FocusFamilies,

    /// <summary>The school's summary, each night and for governors.</summary>
    SchoolSummary,

    /// <summary>The trust's summary, each night and for trustees.</summary>
    TrustSummary,

    /// <summary>The comparison with England.</summary>
    NationalComparison,
}

/// <summary>What fulfils a sentence of a policy (domain 0.19).</summary>
public abstract record Fulfilment
{
    private Fulfilment()
    {
    }

    /// <summary>Somebody does it, and ticks it off.</summary>
    public sealed record ByPerson : Fulfilment;

    /// <summary>The school or the trust reviews once a term how far it is so.</summary>
    public sealed record ByReview : Fulfilment;

    /// <summary>The product sends a message to the parents.</summary>
    public sealed record ByMessage(MessageKind Kind) : Fulfilment;

    /// <summary>The product prepares a letter, which somebody signs and sends.</summary>
    public sealed record ByLetter(LetterKind Kind) : Fulfilment;

    /// <summary>The product shows or does it.</summary>
    public sealed record ByOutput(ProductOutput Output) : Fulfilment;
}

/// <summary>One sentence of a policy's document as something that somebody does (domain 0.19).</summary>
/// <param name="Text">What is done, in the words of worklists and reviews.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Role">Who does it; empty where the document says no more than the roles of the stage.</param>
/// <param name="Due">When it is due.</param>
/// <param name="Fulfilment">What fulfils it.</param>
/// <param name="CompulsoryAgeOnly">Whether it is only for pupils of compulsory school age (domain 0.13).</param>
public sealed record PolicyAction(
    string Text, ActionSubject Subject, string Role, ActionDue Due, Fulfilment Fulfilment, bool CompulsoryAgeOnly)
{
    /// <summary>
    /// School days from when it comes up until it is due, 0 to 190; null where the policy gives it no number of its own.
    /// </summary>
    public int? WithinSchoolDays { get; init; }

    /// <summary>
    /// The kind of entry in a case's log that ticks it off or, where it is reviewed, whose entries show it; null if there is none.
    /// </summary>
    public string? EntryKind { get; init; }

    /// <summary>Whether it is about the training of staff, which the trust looks at for each school.</summary>
    public bool IsTraining { get; init; }

    /// <summary>The sentence with who does it: "Find the reasons for the pupil's absence (SEN admin)".</summary>
    public override string ToString() => Role.Length > 0 ? $"{Text} ({Role})" : Text;
}
