using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>One pupil in one night: who, what is on record after it, what it read, and where the case stands.</summary>
public sealed record PupilNight(Pupil Pupil, AttendanceRecord Record, AttendanceStatus Status, Case Case)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust, as far as an absence may reach back into them.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>What happened in the case on this night, school days that it caught up with among them.</summary>
    public IReadOnlyList<CaseEvent> CaseNews => Case.Night == Record.Night ? Case.Latest : [];

    /// <summary>The pupil after this night, as the rules of messages look at it.</summary>
    public PupilNow Now => new(Pupil, Record, Case);

    /// <summary>The pupil as the night's figures count them.</summary>
    public CountedPupil Counted => new(Pupil, Record, Status, Case);

    /// <summary>What there may be to celebrate.</summary>
    public PupilTonight Tonight => new(Pupil, Record.Marks, Status, Record.CorrectedOn == Record.Night, CaseNews);

    /// <summary>Sessions of a day, 0 to 2, in which the school expected the pupil.</summary>
    public int ExpectedOn(School school, DateOnly date) => SessionsOf(date).Count(session => school.IsOpen(session, Pupil.YearGroup));

    /// <summary>Those of them without a mark: a missing register (domain 0.6).</summary>
    public int MissingOn(School school, DateOnly date) =>
        SessionsOf(date).Count(session => Record.Marks.At(session).IsMissing && school.IsOpen(session, Pupil.YearGroup));

    private static Session[] SessionsOf(DateOnly date) => [new(date, HalfDay.AM), new(date, HalfDay.PM)];
}
