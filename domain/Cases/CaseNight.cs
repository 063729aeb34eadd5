using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a night knows of one pupil.</summary>
/// <param name="School">The pupil's school.</param>
/// <param name="MinimumPossible">The floor in possible sessions below which nothing is said (domain 0.2).</param>
/// <param name="Pupil">The pupil as tonight's roster states it.</param>
/// <param name="Marks">All marks of the school year as they are tonight.</param>
/// <param name="Night">The night.</param>
public sealed record CaseNight(School School, int MinimumPossible, Pupil Pupil, YearOfMarks Marks, DateOnly Night)
{
    /// <summary>What is known of the pupil's marks of last year and at other schools of the trust, as far as a statutory line can reach back.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    public Policy Policy => School.Policy;

    public SchoolCalendar Calendar => School.Calendar;

    /// <summary>The facts of a day as tonight's marks have them.</summary>
    public CaseDay On(DateOnly date) => new(this, date);
}
