using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>A pupil on roll on a night, as the figures of the school count them.</summary>
/// <param name="Pupil">The pupil as the roster states it.</param>
/// <param name="Record">What is on record after the night.</param>
/// <param name="Status">What the night read off the year's marks.</param>
/// <param name="Case">Where the case stands.</param>
public sealed record CountedPupil(Pupil Pupil, AttendanceRecord Record, AttendanceStatus Status, Case Case)
{
    /// <summary>The pupil's marks of a period. Sessions before admission and after leaving are another school's.</summary>
    public IEnumerable<(Session Session, Mark Mark)> MarksIn(FigurePeriod period) => MarksIn(period.From, period.To);

    /// <summary>The pupil's marks from one day to another.</summary>
    public IEnumerable<(Session Session, Mark Mark)> MarksIn(DateOnly from, DateOnly to)
    {
        var (admission, leaving) = (Pupil.OnRoll.Admission, Pupil.OnRoll.Leaving);
        return Record.Marks.Stated(admission > from ? admission : from, leaving < to ? leaving : to);
    }

    public Tally TallyOf(FigurePeriod period) => Tally.Of(MarksIn(period).Select(stated => stated.Mark.Code));

    /// <summary>The minutes of late sessions of a period, as far as registers give them.</summary>
    public IEnumerable<int> MinutesLateIn(FigurePeriod period) =>
        from late in Record.Late.Stated(Record.Marks.Year, period.From, period.To)
        where Pupil.OnRoll.Contains(late.Session.Date)
        select late.Minutes;
}
