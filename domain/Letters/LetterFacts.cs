using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>The facts for a letter about one pupil. All counts are of the school year up to the night.</summary>
/// <param name="Pupil">The pupil as tonight's roster has it.</param>
/// <param name="Night">The night on which the letter is made, which is also its date.</param>
/// <param name="Step">The current step or, in a letter about improvement, the step that was left; null if there is none.</param>
/// <param name="Log">The case's events, in order. Their notes are in no letter.</param>
public sealed record LetterFacts(
    Trust Trust, School School, Pupil Pupil, DateOnly Night, YearOfMarks Marks, Step? Step, IReadOnlyList<CaseEvent> Log)
{
    /// <summary>What was agreed at the step; null if nothing is recorded.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>What a letter of a penalty matter is about; null in other letters.</summary>
    public PenaltyFacts? Penalty { get; init; }

    /// <summary>The request for leave that a letter answers; null in other letters.</summary>
    public LeaveRequest? Leave { get; init; }

    /// <summary>The minutes of late sessions that registers state.</summary>
    public LateMinutes Late { get; init; } = LateMinutes.None;

    /// <summary>
    /// Whether the family works with the school already: a circumstance on file, a part-time timetable, or a formal step (D4, "adapted
    /// letters").
    /// </summary>
    public bool WorksWithSchool { get; init; }

    /// <summary>The parents to whom a copy is, at their address; null in the letter itself, which is to all parents.</summary>
    public Addressee? Copy { get; init; }

    /// <summary>
    /// Whose name and address stand in the window of the envelope. A letter to one parent goes to that parent's own address alone.
    /// </summary>
    public Addressee To => Copy ?? (Penalty is { Parent: var parent } ? new([parent], parent.HomeAddress) : Addressee.AtHomeOf(Pupil));

    private static readonly IReadOnlyList<CaseEventKind> Begins = [CaseEventKind.Entered, CaseEventKind.Confirmed, CaseEventKind.Improved];

    public Policy Policy => School.Policy;

    /// <summary>The first day that counts: the year's first school day, or the pupil's first at the school.</summary>
    public DateOnly FirstDay
    {
        get
        {
            var earliest = Dates.Later(Marks.Year.FirstDay, Pupil.OnRoll.Admission);
            return School.Calendar.SchoolDaysFrom(earliest).FirstOrDefault(earliest);
        }
    }

    /// <summary>The last day that counts: the night, or the pupil's last at the school.</summary>
    public DateOnly LastDay => Dates.Earlier(Pupil.OnRoll.Leaving, Night);

    /// <summary>The half term of the last day that counts, or the one before where it is in the holidays; null before the first.</summary>
    public HalfTerm? HalfTerm => School.Calendar.HalfTerms.LastOrDefault(term => term.From <= LastDay && Marks.Year.Contains(term.From));

    /// <summary>The sessions of the half term so far.</summary>
    public Tally InHalfTerm => HalfTerm is { } term ? Between(term.From, LastDay) : default;

    /// <summary>The sessions of the year so far.</summary>
    public Tally Tally => Between(Marks.Year.FirstDay, LastDay);

    /// <summary>The first day of the school weeks in which the policy counts lateness.</summary>
    public DateOnly LateFrom => LatenessRules.FirstDay(
        School, Pupil.OnRoll, Marks, LastDay,
        Policy.Triggers.FirstOrDefault(trigger => trigger.Late is not null)?.Late?.Weeks ?? SchoolWeeks.InWindow);

    /// <summary>The sessions since the step was agreed, including those of an earlier year or school; none without a step.</summary>
    public SessionCount SinceStep => Step is null ? default : SessionCount.Of(Between(Step.On.AddDays(1), LastDay)) + Step.Carried;

    /// <summary>The facts for a letter that an event requests, about the event's stage, even if the case has left it since.</summary>
    public LetterFacts About(CaseEvent happened)
    {
        var stage = Math.Max(happened.From, happened.To);
        if (stage == (Step?.Stage ?? 0))
        {
            return this;
        }

        var began = Log.LastOrDefault(entry => entry.Number <= happened.Number && entry.To == stage && Begins.Contains(entry.Kind));
        return this with
        {
            Agreement = null,
            Step = began is null ? null : Step.At(stage, began.On, SessionCount.Of(Between(Marks.Year.FirstDay, began.On))),
        };
    }

    /// <summary>The letter as each address gets it in print: one copy for each household of parents, or itself for papers.</summary>
    public IEnumerable<LetterFacts> CopiesOf(LetterKind kind) =>
        kind.IsPosted() && Penalty is null ? Addressee.AllOf(Pupil).Select(household => this with { Copy = household }) : [this];

    /// <summary>A number of sessions as time, in days and hours as the policy counts them.</summary>
    public TimeLost Lost(int sessions) => new(sessions, Policy.FullYear.LearningHoursPerDay);

    /// <summary>The sessions from one day to another, on roll and up to the last day that counts.</summary>
    public Tally Between(DateOnly from, DateOnly to) =>
        Tally.Of(Marks, Dates.Later(from, Pupil.OnRoll.Admission), Dates.Earlier(to, LastDay));
}

/// <summary>The key of a letter, and the name of its files.</summary>
public readonly record struct LetterKey : IComparable<LetterKey>
{
    private readonly OpaqueKey _key;

    private LetterKey(OpaqueKey key) => _key = key;

    /// <summary>A pupil gets at most one letter of a kind on a night, or one for each parent.</summary>
    /// <param name="slot">The contact whom a letter to one parent is to or about; null in other letters.</param>
    public static LetterKey Of(SchoolId school, Upn upn, LetterKind kind, DateOnly night, int? slot = null) => new(OpaqueKey.Of(
    [
        "letter", school.ToString(), upn.ToString(), kind.NameOf(), night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        .. slot is { } contact ? [contact.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
    ]));

    /// <summary>The keys of all letters of a kind that a pupil may have on a night.</summary>
    public static IEnumerable<LetterKey> AllOf(SchoolId school, Upn upn, LetterKind kind, DateOnly night) => kind.IsToOneParent()
        ? Enumerable.Range(1, Contact.Most).Select(slot => Of(school, upn, kind, night, slot))
        : [Of(school, upn, kind, night)];

    public int CompareTo(LetterKey other) => _key.CompareTo(other._key);

    public override string ToString() => _key.ToString();
}
