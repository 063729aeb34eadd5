using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>The data about one pupil on a night.</summary>
/// <param name="MinimumPossible">The number of possible sessions below which it is too early to say anything (domain 0.2).</param>
public sealed record CaseNight(School School, int MinimumPossible, Pupil Pupil, YearOfMarks Marks, DateOnly Night)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust, as far as a statutory threshold can reach back.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>What the school's rosters say of the pupil besides; null where it is not known.</summary>
    public RosterEntry? Entry { get; init; }

    /// <summary>The year groups of the school.</summary>
    public YearGroups Years { get; init; } = YearGroups.NotKnown;

    /// <summary>The numbers and addresses that cannot be reached, as far as is known.</summary>
    public IReadOnlySet<Address> Unusable { get; init; } = new HashSet<Address>();

    /// <summary>Whether the school takes the pupil up tonight from the baseline (<see cref="BaselinePlan"/>).</summary>
    public bool TakesUpBaseline { get; init; }

    public Policy Policy => School.Policy;

    public SchoolCalendar Calendar => School.Calendar;

    /// <summary>The days on which the pupil is of compulsory school age.</summary>
    public CompulsoryAge Age => CompulsoryAge.Of(Pupil, AcademicYear.Of(Night));

    /// <summary>A day of the year, with tonight's marks.</summary>
    public CaseDay On(DateOnly date) => new(this, date);
}

/// <summary>A pupil's attendance up to one day of the year, by tonight's marks.</summary>
public sealed record CaseDay(CaseNight Night, DateOnly Date)
{
    private readonly Lazy<Tally> _toDate = new(() => Tally.Of(Night.Marks, Night.Pupil.OnRoll.Admission, Date));

    private readonly Lazy<PartTimeTimetable?> _timetable = new(() => PartTimeTimetable.Find(Night.Marks, Night.Pupil.OnRoll, Date));

    /// <summary>The sessions of the year to this day.</summary>
    public SessionCount ToDate => SessionCount.Of(_toDate.Value);

    /// <summary>The attendance status of the year to this day.</summary>
    public AttendanceStatus Status => Night.Policy.StatusOf(_toDate.Value, Night.MinimumPossible);

    /// <summary>Whether the pupil is of compulsory school age, which everything formal asks for (domain 0.13).</summary>
    public bool IsOfCompulsoryAge => Night.Age.Contains(Date);

    /// <summary>The part-time timetable that lasts on this day; null if there is none.</summary>
    public PartTimeTimetable? Timetable => _timetable.Value;

    /// <summary>Whether the case can move and decisions take effect on this day: the school is open, and the pupil is on roll.</summary>
    public bool IsPupilsSchoolDay => Night.Calendar.IsSchoolDay(Date) && Night.Pupil.OnRoll.Contains(Date);

    /// <summary>Whether the school is open on this day, and the pupil has left its roll.</summary>
    public bool IsAfterLeaving => Night.Calendar.IsSchoolDay(Date) && Night.Pupil.OnRoll.Leaving < Date;

    /// <summary>
    /// The sessions that the ladder counts: the year to this day or, after a person ended the formal steps, the days since. The year's rate
    /// still contains the old absences until July, and would propose the same step again the next night.
    /// </summary>
    public SessionCount LadderSessions(Case current) => current.ClosedOn is { } closed ? CountFrom(closed.AddDays(1)) : ToDate;

    /// <summary>The rate of <see cref="LadderSessions"/>; false below <see cref="CaseNight.MinimumPossible"/>.</summary>
    public bool TryGetRate(Case current, out Rate rate)
    {
        var sessions = LadderSessions(current);
        return sessions.TryGetRate(out rate) && sessions.Possible >= Night.MinimumPossible;
    }

    /// <summary>The sessions since a step was agreed, including those of an earlier year or school.</summary>
    public SessionCount SessionsSince(Step step) => CountFrom(step.On.AddDays(1)) + step.Carried;

    /// <summary>
    /// Whether something is so by the attendance since the school started with this product alone, over enough sessions to judge by; always
    /// where it was there before the school year. A letter that nobody decided on asks for it, so that none is about an earlier time
    /// (domain 0.22).
    /// </summary>
    public bool IsOfTimeWatched(Func<Rate, bool> isSo) =>
        Night.School.LiveSince(AcademicYear.Of(Date)) is not { } since
        || (CountFrom(since) is var watched && watched.Possible >= Night.MinimumPossible && watched.TryGetRate(out var rate) && isSo(rate));

    private SessionCount CountFrom(DateOnly from) =>
        SessionCount.Of(Tally.Of(Night.Marks, Dates.Later(from, Night.Pupil.OnRoll.Admission), Date));
}
