using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>A pupil as roster, marks and case stand: when a message is planned, and again before it leaves.</summary>
public sealed record PupilNow(Pupil Pupil, AttendanceRecord Record, Case Case);

/// <summary>What a night knows of a pupil when it plans messages.</summary>
/// <param name="News">What happened in the case tonight, in order, school days that it caught up with among them.</param>
/// <param name="InLedger">The pupil's rows of this school year, of all states and periods.</param>
public sealed record PupilFacts(PupilNow Now, AttendanceStatus Status, IReadOnlyList<CaseEvent> News, IReadOnlyCollection<Nudge> InLedger)
{
    public Pupil Pupil => Now.Pupil;

    public AttendanceRecord Record => Now.Record;
}
