using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class NationalFiguresTests
{
    [Theory]
    [InlineData(Phase.Primary, "94.72%", "5.28%", "13.8%")]
    [InlineData(Phase.Secondary, "91.51%", "8.49%", "23.8%")]
    [InlineData(Phase.Special, "86.83%", "13.17%", "36.1%")]
    public void Each_phase_has_the_figures_that_were_published_for_it(Phase phase, string attendance, string absence, string persistent)
    {
        var national = NationalFigures.Of(phase);

        Assert.Equal(
            (attendance, absence, persistent),
            (national.Attendance.ToString(), national.Absence.ToString(), national.PersistentAbsence.ToString()));
    }

    [Fact]
    public void Attendance_and_absence_are_the_whole() => Assert.All(Enum.GetValues<Phase>(), phase =>
        Assert.Equal(
            Percentage.Of(100).Hundredths, NationalFigures.Of(phase).Attendance.Hundredths + NationalFigures.Of(phase).Absence.Hundredths));
}
