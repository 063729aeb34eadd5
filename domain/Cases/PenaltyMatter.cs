using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The penalty path of a child (domain 0.15): the open matter, what the last one looked at, and the notices that were issued. It stays
/// with the child across school years, policies and schools of the trust.
/// </summary>
public sealed record PenaltyRecord
{
    /// <summary>Nothing has happened.</summary>
    public static PenaltyRecord None { get; } = new();

    /// <summary>The open matter; null if there is none.</summary>
    public PenaltyMatter? Matter { get; init; }

    /// <summary>The matter that was settled last; null if none was.</summary>
    public SettledMatter? Settled { get; init; }

    /// <summary>The notices that were issued about the child, in the order in which they were recorded.</summary>
    public IReadOnlyList<PenaltyNotice> Notices { get; init; } = [];

    /// <summary>What counts for the next matter: only the sessions of a notice that stands are used up.</summary>
    internal PenaltyPast Past => new(
        Settled?.On, Set(Settled?.Sessions ?? []), Set(Notices.Where(notice => notice.Stands).SelectMany(notice => notice.Sessions)));

    /// <summary>The days of a parent's notices for the child that were not withdrawn.</summary>
    public IReadOnlyList<DateOnly> IssuedTo(PenaltyParent parent) =>
        [.. Notices.Where(notice => notice.Stands && notice.Parent.IsSame(parent)).Select(notice => notice.IssuedOn)];

    /// <summary>The records of two schools about one child: the matter that has gone further, and the notices of both.</summary>
    internal static PenaltyRecord Join(PenaltyRecord here, PenaltyRecord brought) => new()
    {
        Matter = new[] { here.Matter, brought.Matter }.OfType<PenaltyMatter>().MaxBy(matter => (matter.State.Rank, matter.Sessions.Count)),
        Settled = new[] { here.Settled, brought.Settled }.OfType<SettledMatter>().MaxBy(settled => settled.On),
        Notices = [.. here.Notices.Concat(brought.Notices).DistinctBy(notice => notice.Key)],
    };

    private static HashSet<Session> Set(IEnumerable<Session> sessions) => [.. sessions];
}

/// <summary>A step that a signed-in person took.</summary>
/// <param name="On">The day on which it was decided.</param>
/// <param name="Because">The reason, in the person's words; kept, but never sent. May be empty where a payment was recorded.</param>
public sealed record PersonsStep(DateOnly On, Author By, string Because);

/// <summary>A parent in a penalty matter, as the roster had the contact.</summary>
/// <param name="Slot">Its place in the roster: 1 for Contact1.</param>
/// <param name="Name">The name; may be empty.</param>
public sealed record PenaltyParent(int Slot, string Name)
{
    /// <summary>The parents of a pupil to whom a notice may be issued, each once: the contacts with parental responsibility.</summary>
    public static IReadOnlyList<PenaltyParent> Of(Pupil pupil) => ReturnKinds.Parents(pupil)
        .Select(contact => new PenaltyParent(contact.Slot, contact.Name))
        .Aggregate(
            (IReadOnlyList<PenaltyParent>)[], (known, next) => known.Any(parent => parent.IsSame(next)) ? known : [.. known, next]);

    /// <summary>The contact of a roster that is this parent; null if there is none.</summary>
    public Contact? In(Pupil pupil) =>
        ReturnKinds.Parents(pupil).FirstOrDefault(contact => IsSame(new(contact.Slot, contact.Name)));

    /// <summary>
    /// Whether it is the same person: by the name, because a roster may change its order and another school has its own; by the place
    /// where a name is not known.
    /// </summary>
    public bool IsSame(PenaltyParent other)
    {
        var (name, others) = (ParentName.Of(Name), ParentName.Of(other.Name));
        return name.IsKnown && others.IsKnown ? name == others : Slot == other.Slot;
    }

    /// <summary>The name, or the place in the roster.</summary>
    public string InWords() =>
        Name.Length > 0 ? English.OneLine(Name) : string.Create(CultureInfo.InvariantCulture, $"contact {Slot} of the roster");
}

/// <summary>The open penalty matter of a child. There is at most one.</summary>
/// <param name="On">The night on which it came up.</param>
/// <param name="Due">The day by which people have to decide; null while nothing waits for them.</param>
/// <param name="Sessions">The unauthorised sessions that it counts, in order; fixed from the first request of a notice on.</param>
/// <param name="Evidence">The same as text, by the marks as they were when they were counted last.</param>
public sealed record PenaltyMatter(
    CaseKey Key, DateOnly On, DateOnly? Due, IReadOnlyList<Session> Sessions, string Evidence, PenaltyState State)
{
    /// <summary>How many of the sessions are still unauthorised after corrections since the first request.</summary>
    public int StillUnauthorised { get; init; } = Sessions.Count;

    /// <summary>Whether a notice was requested, so that its sessions are fixed.</summary>
    public bool IsRequested => State is PenaltyState.Notice { RequestedOn: not null };
}

/// <summary>Where an open penalty matter stands.</summary>
public abstract record PenaltyState
{
    private PenaltyState()
    {
    }

    /// <summary>How far it has gone: the greater, the further.</summary>
    internal abstract int Rank { get; }

    /// <summary>The threshold was met, and nobody has considered it yet.</summary>
    public sealed record ThresholdMet : PenaltyState
    {
        internal override int Rank => 0;
    }

    /// <summary>Considered: the family is offered support first.</summary>
    public sealed record SupportFirst(PersonsStep Considered) : PenaltyState
    {
        internal override int Rank => 1;
    }

    /// <summary>A Notice to Improve was given to the parents.</summary>
    /// <param name="From">The first day of the improvement period.</param>
    /// <param name="Until">The last one.</param>
    /// <param name="Missed">The unauthorised sessions in it so far.</param>
    /// <param name="Unsettled">Those of them that are N, whose reason may still be established.</param>
    /// <param name="Proposed">What is proposed at its end, met or failed; null while it lasts.</param>
    public sealed record Improving(
        PersonsStep Given, DateOnly From, DateOnly Until, int Missed, int Unsettled, DecisionChoice? Proposed) : PenaltyState
    {
        internal override int Rank => 2;
    }

    /// <summary>A penalty notice is the next step: of each parent alone.</summary>
    /// <param name="RequestedOn">The day of the first request; null before it.</param>
    public sealed record Notice(PersonsStep Decided, DateOnly? RequestedOn, IReadOnlyList<ParentLine> Parents) : PenaltyState
    {
        internal override int Rank => RequestedOn is null ? 3 : 4;

        /// <summary>The Notice to Improve that came before; null if none was given.</summary>
        public Improving? After { get; init; }
    }
}

/// <summary>One parent of a penalty matter in which a notice is the next step.</summary>
public sealed record ParentLine(CaseKey Key, PenaltyParent Parent, LineState State);

/// <summary>Where the line of one parent stands.</summary>
public abstract record LineState
{
    private LineState()
    {
    }

    /// <summary>Whether it waits for nobody any more: the matter is settled when all lines are ended.</summary>
    public bool IsEnded => this is NotAppropriate or Issued;

    /// <summary>Nobody has decided yet whether a notice is requested.</summary>
    public sealed record Undecided : LineState;

    /// <summary>A notice was requested from the local authority.</summary>
    public sealed record Requested(PersonsStep Request) : LineState;

    /// <summary>No notice to this parent, or the authority issues none.</summary>
    public sealed record NotAppropriate(PersonsStep Decided) : LineState;

    /// <summary>A notice was issued.</summary>
    public sealed record Issued : LineState;
}

/// <summary>
/// A penalty matter that was settled. Its sessions count again, but do not raise a matter alone: people have looked at them.
/// </summary>
/// <param name="On">The day on which it was settled, or that of the first request, when its sessions were fixed.</param>
public sealed record SettledMatter(DateOnly On, IReadOnlyList<Session> Sessions);

/// <summary>A penalty notice that was issued to a parent.</summary>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="Recorded">Who wrote it down.</param>
/// <param name="Sessions">The sessions that it is about; none of a notice from before the matter, or from elsewhere.</param>
/// <param name="End">What became of it; null while nobody has written it down.</param>
public sealed record PenaltyNotice(
    CaseKey Key, PenaltyParent Parent, DateOnly IssuedOn, PersonsStep Recorded, IReadOnlyList<Session> Sessions, NoticeEnd? End = null)
{
    /// <summary>Whether it counts: a withdrawn notice does not, and gives its sessions back.</summary>
    public bool Stands => End?.Outcome != NoticeOutcome.Withdrawn;

    /// <summary>How many of the sessions are still unauthorised after corrections.</summary>
    public int StillUnauthorised { get; init; } = Sessions.Count;
}

/// <summary>What became of a penalty notice.</summary>
public enum NoticeOutcome
{
    Paid,

    /// <summary>Not paid in time: the authority prosecutes, or has to withdraw the notice (SI 2007/1867, reg. 9).</summary>
    Unpaid,

    /// <summary>The authority prosecutes the parent (Education Act 1996, s. 444).</summary>
    TakenToCourt,

    Withdrawn,
}

/// <summary>What became of a penalty notice, and who wrote it down.</summary>
/// <param name="On">The day on which it happened.</param>
public sealed record NoticeEnd(NoticeOutcome Outcome, DateOnly On, PersonsStep Recorded);

/// <summary>The improvement period of a Notice to Improve.</summary>
public static class ImprovementPeriod
{
    private const int DaysOfWeek = 7;

    /// <summary>
    /// The last school day of a number of school weeks that begin on a day; holidays are no school weeks. Where the calendar does not reach
    /// that far, weeks of seven days are counted.
    /// </summary>
    public static DateOnly LastDay(SchoolCalendar calendar, DateOnly from, int weeks)
    {
        var monday = SchoolCalendar.MondayOf(from);
        var mondays = calendar.SchoolDaysFrom(monday).Select(SchoolCalendar.MondayOf).Distinct();
        if (!mondays.Skip(weeks).Select(later => (DateOnly?)later).FirstOrDefault().HasValue)
        {
            return from.AddDays(weeks * DaysOfWeek - 1);
        }

        // A period that begins with a week ends with one.
        var weekday = calendar.SchoolDaysOfWeek(from).First() < from ? from.DayNumber - monday.DayNumber : 0;
        return calendar.SchoolDaysBackFrom(mondays.ElementAt(weeks).AddDays(weekday - 1)).First();
    }
}
