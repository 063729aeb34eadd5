using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class PersistentAbsenceLineTests
{
    [Theory]
    // 10 of 100 missed is persistent absence already.
    [InlineData(90, 100, 0)]
    // With one more, 10 of 100 are missed.
    [InlineData(90, 99, 1)]
    // With one more, 10 of 101: short of the line by a tenth of a session, so it takes two.
    [InlineData(91, 100, 2)]
    // A full term without a day missed: 16 of 156 are more than 10%, 15 of 155 are not.
    [InlineData(140, 140, 16)]
    [InlineData(9, 9, 1)]
    [InlineData(10, 10, 2)]
    public void It_takes_so_many_more_absences_until_persistent_absence(int attended, int possible, int absences) =>
        Assert.Equal(absences, PersistentAbsenceMargin.AbsencesUntil(Rate.Of(attended, possible)));

    [Theory]
    [InlineData(91, 100, 0)]
    // At exactly 10%, the first full week is enough: 10 of 110.
    [InlineData(90, 100, 1)]
    [InlineData(89, 100, 2)]
    // 11 of 110 would be exactly 10% still.
    [InlineData(0, 20, 19)]
    [InlineData(80, 100, 11)]
    public void It_takes_so_many_full_weeks_until_persistent_absence_is_over(int attended, int possible, int weeks) =>
        Assert.Equal(weeks, PersistentAbsenceMargin.FullWeeksUntilClear(Rate.Of(attended, possible)));

    [Fact]
    public void The_next_absences_are_counted_one_by_one() => Some.Rate.Always(rate =>
    {
        var absences = 0;
        while (!Rate.Of(rate.Attended, rate.Possible + absences).IsPersistentAbsence)
        {
            absences++;
        }

        return PersistentAbsenceMargin.AbsencesUntil(rate) == absences;
    });

    [Fact]
    public void The_next_full_weeks_are_counted_one_by_one() => Some.Rate.Always(rate =>
    {
        var weeks = 0;
        while (Rate.Of(rate.Attended + (10 * weeks), rate.Possible + (10 * weeks)).IsPersistentAbsence)
        {
            weeks++;
        }

        return PersistentAbsenceMargin.FullWeeksUntilClear(rate) == weeks;
    });
}
