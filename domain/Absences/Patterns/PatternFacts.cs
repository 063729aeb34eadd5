using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>What patterns look at: a pupil's school year at one school to a night.</summary>
/// <param name="Pupil">The pupil.</param>
/// <param name="History">The pupil's marks.</param>
/// <param name="Late">By how much the pupil was late.</param>
/// <param name="Calendar">When the school is open.</param>
/// <param name="Night">The night.</param>
public sealed record PatternFacts(Pupil Pupil, MarkHistory History, LateMinutes Late, SchoolCalendar Calendar, DateOnly Night)
{
    /// <summary>School weeks that are "lately": what lies further back is known to the school by now.</summary>
    public const int LatelyWeeks = 4;

    /// <summary>The school year.</summary>
    public AcademicYear Year => AcademicYear.Of(Night);

    /// <summary>The days of the year with a possible session, in order.</summary>
    public IReadOnlyList<PupilDay> Days { get; } = [.. History.Days(AcademicYear.Of(Night).FirstDay, Night).Where(day => day.IsPossible)];

    /// <summary>The first day of the last four school weeks.</summary>
    public DateOnly Lately { get; } = SchoolWeeks.FirstMonday(Calendar, History, Night, LatelyWeeks);

    /// <summary>The days of the year with an absent session, in order.</summary>
    public IReadOnlyList<PupilDay> AbsentDays => [.. Days.Where(IsAbsent)];

    internal static bool IsAbsent(PupilDay day) => day.Possible.Any(session => session.Mark.Code.IsAbsent);
}
