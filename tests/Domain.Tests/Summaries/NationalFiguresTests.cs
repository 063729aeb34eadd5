using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Summaries.Figures;
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

    [Theory]
    [InlineData("2020-08-31", true)]
    [InlineData("2020-09-01", false)]
    [InlineData("2009-09-01", true)]
    [InlineData("2009-08-31", false)]
    public void Pupils_of_5_to_15_years_on_31_August_before_the_year_are_counted(string born, bool counts) =>
        Assert.Equal(counts, NationalFigures.Counts(A.Pupil() with { DateOfBirth = born, YearGroup = "R" }, new(2025)));

    [Theory]
    [InlineData("N2", false)]
    [InlineData("R", false)]
    [InlineData("Reception", false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("Year 1", true)]
    [InlineData("Y11", true)]
    [InlineData(" year 09 ", true)]
    [InlineData("12", false)]
    [InlineData("Oak", false)]
    [InlineData("", false)]
    public void Without_a_date_of_birth_Year_1_to_Year_11_are_counted_because_Reception_is_4_on_that_day(string yearGroup, bool counts) =>
        Assert.Equal(counts, NationalFigures.Counts(A.Pupil() with { DateOfBirth = "", YearGroup = yearGroup }, new(2025)));

    [Theory]
    [InlineData("2025-09-05", "2025-09-08", "2025-09-05")]
    [InlineData("2025-09-08", "2025-09-08", "2025-09-08")]
    [InlineData("2026-07-10", "2025-09-08", "2026-07-10")]
    [InlineData("2026-07-13", "2025-09-08", "2026-07-10")]
    [InlineData("2026-11-30", "2026-09-01", "2026-11-30")]
    [InlineData("2025-07-18", "2024-09-01", "2025-07-18")]
    public void The_days_beside_England_are_its_own_as_far_as_the_year_has_them(string night, string first, string last) =>
        Assert.Equal((Day(first), Day(last)), NationalFigures.DaysBeside(Day(night)));

    private static DateOnly Day(string date) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Attendance_and_absence_are_the_whole() => Assert.All(Enum.GetValues<Phase>(), phase =>
        Assert.Equal(
            Percentage.Of(100).Hundredths, NationalFigures.Of(phase).Attendance.Hundredths + NationalFigures.Of(phase).Absence.Hundredths));
}
