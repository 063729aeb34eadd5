using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>How many pupils had which code in which session of a span: everything that asks when, and not who, is counted from it.</summary>
internal sealed class SessionMarks
{
    private readonly IReadOnlyDictionary<(Session Session, AttendanceCode Code), int> _pupils;

    public SessionMarks(IEnumerable<CountedPupil> pupils, FigurePeriod span) => _pupils = pupils
        .SelectMany(pupil => pupil.MarksIn(span))
        .CountBy(stated => (stated.Session, stated.Mark.Code))
        .ToDictionary();

    /// <summary>The sessions in which anybody had a mark, in order.</summary>
    public IEnumerable<Session> Sessions => _pupils.Keys.Select(key => key.Session).Distinct().Order();

    /// <summary>The marks of the sessions for which a condition holds.</summary>
    public Tally TallyOf(Func<Session, bool> counts) =>
        Tally.Of(_pupils.Where(pair => counts(pair.Key.Session)).Select(pair => (pair.Key.Code, pair.Value)));

    /// <summary>Sessions with a code, of those for which a condition holds.</summary>
    public int SessionsOf(string code, Func<Session, bool> counts) =>
        _pupils.Where(pair => pair.Key.Code.Text == code && counts(pair.Key.Session)).Sum(pair => pair.Value);
}
