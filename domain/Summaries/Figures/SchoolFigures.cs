namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What a night found, apart from pupils and marks.</summary>
/// <param name="SilentDays">Consecutive school days without registers, counted back from the night's own.</param>
public sealed record NightFindings(int Letters, int SilentDays, IReadOnlySet<Address> Unusable, IReadOnlySet<Address> Held)
{
    /// <summary>The school's figures of the year to its night before, in the same school year; null if there is none.</summary>
    public PeriodFigures? Before { get; init; }
}

/// <summary>The figures of a school's night. They are about no single pupil; the trust's figures are their sums.</summary>
/// <param name="Periods">The year to the night, and the week, half term and term that the night ends.</param>
/// <param name="LastDay">The night's own day, or the last school day before it.</param>
/// <param name="FourWeeks">The last twenty school days.</param>
/// <param name="SinceWeek">Changes of stage since last week; null in the first week of a school year.</param>
/// <param name="SinceHalfTerm">Changes of stage since the last half term; null in the first half term of a school year.</param>
public sealed record SchoolFigures(
    IReadOnlyList<PeriodFigures> Periods, DatedTally LastDay, DatedTally FourWeeks, StageMovements? SinceWeek,
    StageMovements? SinceHalfTerm, MarginCounts Margins, WorkCounts Work, QualityCounts Quality)
{
    /// <summary>Its pupils whom England's figures count; null of several schools, which may be of different phases.</summary>
    public BesideEngland? BesideEngland { get; init; }

    /// <summary>
    /// Where the school stands on the way to what is expected of its year; null of several schools, where nothing is expected, and where
    /// the year's rate may not be shown.
    /// </summary>
    public ExpectationProgress? Expectation { get; init; }

    /// <summary>How far the school has answered the term's review of its policy.</summary>
    public ReviewCounts Review { get; init; } = ReviewCounts.None;

    /// <summary>No figures: the night was run before figures were kept, or the school has no pupils.</summary>
    public static SchoolFigures None { get; } =
        new([], DatedTally.None, DatedTally.None, null, null, MarginCounts.None, WorkCounts.None, QualityCounts.None);

    /// <summary>The figures of a school's night.</summary>
    /// <param name="periods">The periods that the night works out (<see cref="TrustCalendar.PeriodsOf"/>), the year first.</param>
    /// <param name="pupils">
    /// Its pupils on roll on the night, and those who left in the school year: sessions are counted of everybody, all else of those on
    /// roll.
    /// </param>
    public static SchoolFigures Of(
        School school, IReadOnlyList<FigurePeriod> periods, IReadOnlyCollection<PupilNight> pupils, NightFindings found)
    {
        var (calendar, night) = (school.Calendar, periods[0].To);
        var onRoll = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(night)).ToList();
        var counted = Withholding.Of([.. periods.Select(period => PeriodFigures.Of(calendar, pupils, period))], pupils, found.Before);
        return new(
            counted,
            DatedTally.Last(calendar, pupils, night, schoolDays: 1),
            DatedTally.Last(calendar, pupils, night, DatedTally.FourWeeks),
            StageMovements.Of(onRoll, since: StageMovements.LastWeek(calendar, night)),
            StageMovements.Of(onRoll, since: StageMovements.LastHalfTerm(calendar, night)),
            MarginCounts.Of(onRoll.Select(pupil => pupil.Status)),
            WorkCounts.Of(calendar, night, onRoll, found.Letters),
            QualityCounts.Of(onRoll.Select(pupil => pupil.Pupil), found))
        {
            BesideEngland = BesideEngland.Of(pupils, counted[0]),
            Expectation = !counted[0].ShowsEveryone ? null
                : ExpectationProgress.Of(school, night, counted[0].Everyone.Tally, onRoll.Select(pupil => pupil.Pupil)),
        };
    }

    /// <summary>The figures of a period; empty where the night did not work it out.</summary>
    public PeriodFigures Of(FigurePeriod period) =>
        Periods.FirstOrDefault(figures => figures.Period.Kind == period.Kind) ?? PeriodFigures.Empty(period);

    /// <summary>Adds the figures of another school on the same night.</summary>
    public SchoolFigures And(SchoolFigures other) => new(
        [
            .. Periods.Concat(other.Periods)
                .GroupBy(figures => figures.Period.Kind, (_, same) => same.Aggregate((one, two) => one.And(two)))
                .OrderBy(figures => figures.Period.Kind),
        ],
        LastDay.And(other.LastDay), FourWeeks.And(other.FourWeeks),
        StageMovements.Together(SinceWeek, other.SinceWeek), StageMovements.Together(SinceHalfTerm, other.SinceHalfTerm),
        Margins.And(other.Margins), Work.And(other.Work), Quality.And(other.Quality))
    {
        Review = Review.And(other.Review),
    };
}

/// <summary>Sessions of the last days before a night.</summary>
/// <param name="From">The first school day; of several schools, the earliest; null where there is none.</param>
/// <param name="To">The last; null where there is none.</param>
public sealed record DatedTally(DateOnly? From, DateOnly? To, Tally Tally)
{
    /// <summary>School days of four weeks.</summary>
    public const int FourWeeks = 20;

    public static DatedTally None { get; } = new(null, null, default);

    /// <summary>The last school days of a school up to a night, including its own, within the night's school year.</summary>
    public static DatedTally Last(SchoolCalendar calendar, IEnumerable<PupilNight> pupils, DateOnly night, int schoolDays)
    {
        var year = AcademicYear.Of(night);
        var days = calendar.SchoolDaysBackFrom(night).TakeWhile(year.Contains).Take(schoolDays).ToList();
        return days.Count == 0 ? None : new(
            days[^1], days[0], Tally.Of(pupils.SelectMany(pupil => pupil.MarksIn(days[^1], days[0])).Select(stated => stated.Mark.Code)));
    }

    public DatedTally And(DatedTally other) =>
        this == None ? other
        : other == None ? this
        : new(From < other.From ? From : other.From, To > other.To ? To : other.To, Tally + other.Tally);
}

/// <summary>
/// How far pupils are from the threshold of persistent absence, in the year to the night. Pupils for whom it is too early to say are not
/// counted.
/// </summary>
/// <param name="WithinTwoDays">Not persistently absent, and would be after one to four more absent sessions.</param>
/// <param name="WithinFiveDays">Not persistently absent, and would be after five to ten.</param>
/// <param name="Further">Not persistently absent, and further from it.</param>
/// <param name="ClearInTwoWeeks">Persistently absent, and would not be after one or two weeks of full attendance.</param>
/// <param name="ClearInSixWeeks">Persistently absent, and would not be after three to six.</param>
/// <param name="ClearLater">Persistently absent, and it takes longer.</param>
public sealed record MarginCounts(
    int WithinTwoDays, int WithinFiveDays, int Further, int ClearInTwoWeeks, int ClearInSixWeeks, int ClearLater)
{
    private const int TwoDays = 4;
    private const int FiveDays = 10;
    private const int TwoWeeks = 2;

    /// <summary>About a half term.</summary>
    private const int SixWeeks = 6;

    public static MarginCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public static MarginCounts Of(IEnumerable<AttendanceStatus> statuses)
    {
        var rates = statuses.OfType<AttendanceStatus.Measured>().Select(status => status.Rate).ToLookup(rate => rate.IsPersistentAbsence);
        var absences = rates[false].Select(PersistentAbsenceMargin.AbsencesUntil).ToList();
        var weeks = rates[true].Select(PersistentAbsenceMargin.FullWeeksUntilClear).ToList();
        return new(
            absences.Count(count => count <= TwoDays), absences.Count(count => count is > TwoDays and <= FiveDays),
            absences.Count(count => count > FiveDays),
            weeks.Count(count => count <= TwoWeeks), weeks.Count(count => count is > TwoWeeks and <= SixWeeks),
            weeks.Count(count => count > SixWeeks));
    }

    public MarginCounts And(MarginCounts other) => new(
        WithinTwoDays + other.WithinTwoDays, WithinFiveDays + other.WithinFiveDays, Further + other.Further,
        ClearInTwoWeeks + other.ClearInTwoWeeks, ClearInSixWeeks + other.ClearInSixWeeks, ClearLater + other.ClearLater);
}

/// <summary>What awaits people's action after a night, and how many letters the night prepared.</summary>
/// <param name="Reviews">Steps whose monitoring time is over and that await a decision.</param>
/// <param name="ReviewsOverdue">Reviews that have been open since before the last five school days.</param>
/// <param name="Proposals">Other proposals that await a decision.</param>
/// <param name="ProposalsOverdue">Proposals that have been open since before the last five school days.</param>
/// <param name="Duties">Open duties, and penalty matters that wait for people.</param>
/// <param name="DutiesOverdue">Those of them whose due date has passed.</param>
public sealed record WorkCounts(
    int Reviews, int ReviewsOverdue, int Proposals, int ProposalsOverdue, int Duties, int DutiesOverdue, int Letters)
{
    /// <summary>School days after which an undecided proposal is overdue.</summary>
    public const int SchoolDays = 5;

    public static WorkCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Severely absent pupils of compulsory school age without a joint approach on record.</summary>
    public int WithoutJointApproach { get; init; }

    /// <summary>Counts the open work in the cases of a school's pupils.</summary>
    public static WorkCounts Of(SchoolCalendar calendar, DateOnly night, IReadOnlyCollection<PupilNight> pupils, int letters)
    {
        var recent = calendar.SchoolDaysBackFrom(night).Take(SchoolDays).LastOrDefault(night);
        // A proposal that was decided on is no longer open work, even before the decision is carried out.
        var open = pupils.Select(pupil => pupil.Case)
            .Where(current => !current.PendingDecisions.Any(decision => decision.Key == current.Proposal?.Key))
            .Select(current => current.Proposal).OfType<Proposal>()
            .ToLookup(proposal => proposal.IsReview);
        var duties = pupils
            .SelectMany(pupil => pupil.Case.Duties.Where(duty => !pupil.Case.PendingDecisions.Any(decision => decision.Key == duty.Key)))
            .ToList();
        var due = pupils.Select(pupil => pupil.Case)
            .Where(current => !current.PendingDecisions.Any(decision => decision.Key == current.Penalty.Matter?.Key))
            .Select(current => current.Penalty.Matter?.Due).OfType<DateOnly>().Concat(duties.Select(duty => duty.Due)).ToList();
        return new(
            open[true].Count(), open[true].Count(review => review.On < recent),
            open[false].Count(), open[false].Count(proposal => proposal.On < recent),
            due.Count, due.Count(day => day < night), letters)
        {
            WithoutJointApproach = pupils.Count(pupil => JointApproach.IsMissing(pupil, night)),
        };
    }

    public WorkCounts And(WorkCounts other) => new(
        Reviews + other.Reviews, ReviewsOverdue + other.ReviewsOverdue,
        Proposals + other.Proposals, ProposalsOverdue + other.ProposalsOverdue,
        Duties + other.Duties, DutiesOverdue + other.DutiesOverdue, Letters + other.Letters)
    {
        WithoutJointApproach = WithoutJointApproach + other.WithoutJointApproach,
    };
}

/// <summary>The quality of the data behind a school's figures and messages.</summary>
/// <param name="WithoutParent">Pupils without a contact who has parental responsibility: no message is allowed (domain 0.9).</param>
/// <param name="WithoutUsableContact">Pupils with such contacts, but without a usable address.</param>
/// <param name="SilentDays">Consecutive school days without registers, up to the night's own; of several schools, the most.</param>
/// <param name="SilentSchools">Schools without registers on the night.</param>
public sealed record QualityCounts(int WithoutParent, int WithoutUsableContact, int SilentDays, int SilentSchools)
{
    public static QualityCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Counts a school's pupils on roll, given what the night found about addresses.</summary>
    public static QualityCounts Of(IEnumerable<Pupil> pupils, NightFindings found)
    {
        var roll = pupils.ToList();
        var withParent = roll.Where(pupil => pupil.Contacts.Any(contact => contact.HasParentalResponsibility)).ToList();
        return new(
            roll.Count - withParent.Count,
            withParent.Count(pupil => Recipients.Of(pupil, found.Unusable).All(to => found.Held.Contains(to.Address))),
            found.SilentDays, found.SilentDays > 0 ? 1 : 0);
    }

    public QualityCounts And(QualityCounts other) => new(
        WithoutParent + other.WithoutParent, WithoutUsableContact + other.WithoutUsableContact, Math.Max(SilentDays, other.SilentDays),
        SilentSchools + other.SilentSchools);
}
