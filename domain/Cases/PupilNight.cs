using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>One pupil in one night. Everything that a night writes about a pupil is made from this.</summary>
public sealed record PupilNight(Pupil Pupil, AttendanceRecord Record, AttendanceStatus Status, Case Case)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust, as far as an absence may reach back into them.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>The days on which the pupil is of compulsory school age, by the roster of a night.</summary>
    public CompulsoryAge AgeOn(DateOnly night) => CompulsoryAge.Of(Pupil, AcademicYear.Of(night));

    /// <summary>The part-time timetable that lasts on a night; null if there is none.</summary>
    public PartTimeTimetable? TimetableOn(DateOnly night) => PartTimeTimetable.Find(Record.Marks, Pupil.OnRoll, night);

    /// <summary>What happened in the case on this night, in order, including school days that the night caught up with.</summary>
    public IReadOnlyList<CaseEvent> CaseNews => Case.Night == Record.Night ? Case.Latest : [];

    /// <summary>Whether the night changed a mark that had been there before.</summary>
    public bool HasCorrectedMarks => Record.CorrectedOn == Record.Night;

    /// <summary>Sessions of a day, 0 to 2, in which the school expected the pupil.</summary>
    public int ExpectedOn(School school, DateOnly date) => SessionsOf(date).Count(session => school.IsOpen(session, Pupil.YearGroup));

    /// <summary>Sessions of a day, 0 to 2, in which the school expected the pupil and the register has no mark (domain 0.6).</summary>
    public int MissingOn(School school, DateOnly date) =>
        SessionsOf(date).Count(session => Record.Marks.At(session).IsMissing && school.IsOpen(session, Pupil.YearGroup));

    /// <summary>The pupil's marks between two days, both included; marks of days off roll belong to another school.</summary>
    public IEnumerable<(Session Session, Mark Mark)> MarksIn(DateOnly first, DateOnly last)
    {
        var (from, to) = Pupil.OnRoll.Within(first, last);
        return Record.Marks.Stated(from, to);
    }

    public Tally TallyOf(DateOnly first, DateOnly last) => Tally.Of(MarksIn(first, last).Select(stated => stated.Mark.Code));

    /// <summary>The minutes of each late session from one day to another, for the sessions whose register gives them.</summary>
    public IEnumerable<int> MinutesLateIn(DateOnly first, DateOnly last) =>
        from late in Record.Late.Stated(Record.Marks.Year, first, last)
        where Pupil.OnRoll.Contains(late.Session.Date)
        select late.Minutes;

    private static Session[] SessionsOf(DateOnly date) => [new(date, HalfDay.AM), new(date, HalfDay.PM)];
}
