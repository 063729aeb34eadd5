using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>What a school did not send.</summary>
public static class MissingRegisters
{
    /// <summary>
    /// How many school days in a row, the night's own first, a school has sent no registers for: fewer pupils than open a school day have a
    /// mark, so that leave that was planned for a day is no register of it. Days of an earlier academic year do not count.
    /// </summary>
    /// <param name="trust">The trust, which says how many pupils open a day.</param>
    /// <param name="school">The school.</param>
    /// <param name="night">The night.</param>
    /// <param name="pupils">The school's pupils as the night leaves them.</param>
    public static int DaysOf(Trust trust, School school, DateOnly night, IReadOnlyCollection<PupilNight> pupils) => school.Calendar
        .SchoolDaysBackFrom(night)
        .TakeWhile(day => AcademicYear.Of(day) == AcademicYear.Of(night) && !IsOpen(day, trust.MinimumCoverage, pupils))
        .Count();

    private static bool IsOpen(DateOnly day, decimal minimumCoverage, IReadOnlyCollection<PupilNight> pupils)
    {
        var onRoll = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(day)).ToList();
        var marked = onRoll.Count(pupil => pupil.Record.Marks.Stated(day, day).Any());
        return marked > 0 && marked >= minimumCoverage * onRoll.Count;
    }
}
