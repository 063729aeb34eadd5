using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>
/// One pupil's school year as it is lived: the marks, the nights and what people decide. Everybody attends every session of
/// 2025/26 unless a test says otherwise; a night sees no mark of a later day.
/// </summary>
internal sealed class Story
{
    private static readonly DateOnly[] Days = [.. A.Calendar().SchoolDaysFrom(A.HalfTerms[0].From)];

    private readonly List<CaseEvent> _history = [];

    public Story(Policy policy)
        : this(A.School(policy))
    {
    }

    public Story(School school)
    {
        School = school;
        // Where the policy asks for people who can be reached, they are there unless a test says otherwise.
        Pupil = school.Policy.Triggers.Any(trigger => trigger.Contacts is not null)
            ? A.Pupil() with { Contacts = People(parents: 2, others: 1) }
            : A.Pupil();
        Case = new Case(Pupil.Upn, school.Policy.Id);
        Marks = YearOfMarks.Empty(AttendanceFunctions.Tests.Domain.Marks.Year)
            .With(Sessions(school.Calendar, school.Calendar.HalfTerms[0].From).Select(session => (session, Mark.OfLetter('/'))));
    }

    public School School { get; set; }

    public Pupil Pupil { get; set; }

    public YearOfMarks Marks { get; set; }

    /// <summary>What the rosters say besides; null in most stories.</summary>
    public RosterEntry? Entry { get; set; }

    /// <summary>The year groups of the school.</summary>
    public YearGroups Years { get; set; } = YearGroups.NotKnown;

    public Case Case { get; set; }

    /// <summary>The numbers and addresses that cannot be reached.</summary>
    public IReadOnlyList<Address> Unusable { get; set; } = [];

    /// <summary>Whether the school takes the pupil up from the baseline on the nights to come.</summary>
    public bool TakesUp { get; set; }

    /// <summary>The last night that was worked out.</summary>
    public DateOnly? LastNight { get; private set; }

    /// <summary>The same, of a story that has begun.</summary>
    public DateOnly Last => LastNight ?? throw new InvalidOperationException("No night was worked out yet.");

    /// <summary>Everything that happened, as the history keeps it.</summary>
    public IReadOnlyList<CaseEvent> History => _history;

    /// <summary>The open proposal; fails the test if there is none.</summary>
    public Proposal Open => Assert.IsType<Proposal>(Case.Proposal);

    public bool HasProposal => Case.Proposal is not null;

    /// <summary>The step at which the case stands; fails the test above the ladder.</summary>
    public Step Step => Assert.IsType<Step>(Case.Step);

    public int Stage => Case.Stage;

    /// <summary>Contacts of whom each has a mobile number: 07700 900001 for the first one, and so on.</summary>
    public static IReadOnlyList<Contact> People(int parents, int others) =>
    [
        .. Enumerable.Range(1, parents + others)
            .Select(slot => A.Contact(slot, mobile: $"07700 90000{slot}", parentalResponsibility: slot <= parents)),
    ];

    /// <summary>The school day of the year with this number, from 1.</summary>
    public static DateOnly Day(int number) => Days[number - 1];

    /// <summary>Sets the marks of sessions that follow each other, from the morning of a day on.</summary>
    public Story Marked(DateOnly from, string letters)
    {
        Marks = Marks.With(Sessions(School.Calendar, from).Zip(letters, (session, letter) => (session, Mark.OfLetter(letter))));
        return this;
    }

    /// <summary>So many sessions are missed from the morning of a day on.</summary>
    public Story Misses(DateOnly from, int sessions, char letter = 'O') => Marked(from, new(letter, sessions));

    /// <summary>A circumstance comes on file; an empty one is taken off.</summary>
    public Story Circumstance(string circumstance)
    {
        Pupil = Pupil with { Circumstance = circumstance };
        return this;
    }

    /// <summary>Every school night up to a date is worked out in its turn.</summary>
    public Story Until(DateOnly date)
    {
        var from = LastNight?.AddDays(1) ?? School.Calendar.HalfTerms[0].From;
        foreach (var night in School.Calendar.SchoolDaysFrom(from).TakeWhile(day => day <= date))
        {
            Night(night);
        }

        return this;
    }

    /// <summary>One night is worked out; the school days since the last one are caught up with.</summary>
    public Story Night(DateOnly night)
    {
        var tonight = new CaseNight(School, A.Floor, Pupil, Marks, night)
        {
            Entry = Entry is null ? null : Entry with { Pupil = Pupil },
            Years = Years,
            TakesUpBaseline = TakesUp,
            Unusable = Unusable.ToHashSet(),
        };
        Case = CaseEngine.Run(tonight, Case, LastNight);
        Keep(night);
        LastNight = night < LastNight ? LastNight : night;
        return this;
    }

    /// <summary>The next school night.</summary>
    public Story Next() => Night(School.Calendar.SchoolDaysFrom(Last.AddDays(1)).First());

    /// <summary>What people answer to the open proposal, with the worklist that comes back the day after.</summary>
    public Story Decides(DecisionChoice word, string by = "Ms Head", string note = "") => Decides(Open.Key, word, by, note);

    public Story Decides(CaseKey key, DecisionChoice word, string by = "Ms Head", string note = "")
    {
        Assert.Equal("", Answer(key, word, by, note));
        return this;
    }

    /// <summary>The same, with a worklist that comes back some days later.</summary>
    public Story Decides(CaseKey key, DecisionChoice word, int days)
    {
        Assert.Equal("", Record(new(key, word, Last.AddDays(days), Someone.SignedIn("Ms Head"), "")));
        return this;
    }

    /// <summary>Records a decision, and says why it is refused.</summary>
    public string Answer(CaseKey key, DecisionChoice word, string by = "Ms Head", string note = "", DateOnly? happened = null) =>
        Record(new(key, word, LastNight?.AddDays(1) ?? Day(1), Someone.SignedIn(by), note) { Happened = happened });

    /// <summary>The same, of a decision that is dated some days later.</summary>
    public string AnswerOn(DateOnly on, CaseKey key, DecisionChoice word, string note) =>
        Record(new(key, word, on, Someone.SignedIn("Ms Head"), note));

    /// <summary>Records a decision that stands in a file, and says why it is refused.</summary>
    public string AnswerInFile(CaseKey key, DecisionChoice word) =>
        Record(new(key, word, LastNight?.AddDays(1) ?? Day(1), Someone.Stated("Ms Head"), ""));

    private string Record(Decision decision)
    {
        var (after, refusal) = CaseDecisions.Record(School.Policy, Case, _history, decision);
        Case = after;
        return refusal;
    }

    /// <summary>What is proposed is confirmed, and the next night carries it out.</summary>
    public Story Confirms() => Decides(DecisionChoice.Confirm).Next();

    /// <summary>Somebody ticks an action off on the day after the last night.</summary>
    public Story Ticks(string text, string by = "Ms Head", string note = "")
    {
        Assert.Empty(TryTick(text, by: by, note: note));
        return this;
    }

    /// <summary>The same, and why it is refused; empty if it counts.</summary>
    public string TryTick(string text, bool isDone = true, string by = "Ms Head", string note = "", DateOnly? on = null) =>
        TryTick(Case.Checklist.Last(item => item.Text == text).Key, isDone, by, note, on);

    public string TryTick(
        CaseKey key, bool isDone = true, string by = "Ms Head", string note = "", DateOnly? on = null, bool afterNight = false) =>
        TryTick([(key, isDone)], by, note, on, afterNight);

    /// <summary>The same, of several actions at once.</summary>
    public string TryTick(
        IReadOnlyList<(CaseKey Key, bool IsDone)> ticked, string by = "Ms Head", string note = "", DateOnly? on = null,
        bool afterNight = false)
    {
        var today = afterNight ? Last : School.Calendar.SchoolDaysFrom(Last.AddDays(1)).First();
        return Enter(today, afterNight, (night, before) => Checklist.Tick(
            night, before, afterNight,
            ticked.Select(tick => new TickedAction(tick.Key, new(on ?? today, tick.IsDone, Someone.SignedIn(by), note)))));
    }

    /// <summary>
    /// Somebody writes an entry into the log on the day after the last night; says why it is refused, empty if it counts.
    /// </summary>
    public string Writes(LogEntry entry, string by = "Ms Head") => Enter(
        School.Calendar.SchoolDaysFrom(Last.AddDays(1)).First(), afterNight: false,
        (night, before) => CaseLog.Write(night, before, isNightDone: false, _history, entry, Someone.SignedIn(by)));

    /// <summary>
    /// Somebody records what was agreed, on the day after the last night; says why it is refused, empty if it counts.
    /// </summary>
    public string Agrees(Agreement agreement) => Enter(
        School.Calendar.SchoolDaysFrom(Last.AddDays(1)).First(), afterNight: false,
        (night, before) => Agreements.Record(night, before, isNightDone: false, agreement));

    /// <summary>Somebody enters something on a day, before or after its night.</summary>
    private string Enter(DateOnly today, bool afterNight, Func<CaseNight, Case, (Case After, IReadOnlyList<string> Refusals)> enter)
    {
        var (after, refusals) = enter(new CaseNight(School, A.Floor, Pupil, Marks, today), Case);
        if (after != Case)
        {
            Case = after;
            Assert.Equal(!afterNight, Case.IsAheadOfNight);
            Keep(today);
        }

        return string.Join(" ", refusals);
    }

    public Duty Duty(string what) => Assert.Single(Case.Duties, duty => duty.What == what);

    public IEnumerable<CaseEvent> Happened(CaseEventKind kind) => _history.Where(happened => happened.Kind == kind);

    public CaseEvent LastEvent(CaseEventKind kind) => Happened(kind).Last();

    private void Keep(DateOnly night)
    {
        if (Case.Night != night)
        {
            return;
        }

        var known = _history.Count;
        foreach (var happened in Case.Latest)
        {
            if (happened.Number > known)
            {
                _history.Add(happened);
            }
            else
            {
                // A night that is repeated says what it said.
                Assert.Equal(Told.Of(_history[happened.Number - 1]), Told.Of(happened));
            }
        }
    }

    private static IEnumerable<Session> Sessions(SchoolCalendar calendar, DateOnly from) =>
        calendar.SchoolDaysFrom(from).SelectMany(day => Enum.GetValues<HalfDay>().Select(half => new Session(day, half)));
}
