using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class NationalFiguresTests
{
    [Theory]
    [InlineData("2026-07-10", Phase.Primary, "94.72%", "13.77%")]
    [InlineData("2026-07-10", Phase.Secondary, "91.51%", "23.77%")]
    [InlineData("2026-07-10", Phase.Special, "86.83%", "36.06%")]
    [InlineData("2026-03-20", Phase.Primary, "94.83%", "14.04%")]
    [InlineData("2025-12-19", Phase.Secondary, "92.01%", null)]
    public void Each_phase_has_the_figures_that_were_published_for_it_up_to_a_day(
        string last, Phase phase, string attendance, string? persistent)
    {
        var national = NationalFigures.Published.Single(figures => figures.Last == Day(last)).Of[phase];

        Assert.Equal((attendance, persistent), (national.Attendance.ToString(), national.PersistentAbsence?.ToString()));
    }

    [Fact]
    public void Two_school_years_are_known_fortnight_by_fortnight_with_every_phase()
    {
        Assert.Equal([(2024, 23), (2025, 21)], NationalFigures.Published.GroupBy(figures => AcademicYear.Of(figures.First).StartYear)
            .Select(year => (year.Key, year.Count())));
        Assert.All(NationalFigures.Published, figures => Assert.Equal(Enum.GetValues<Phase>().Length, figures.Of.Count));
        Assert.All(NationalFigures.Published, figures => Assert.Equal(DayOfWeek.Friday, figures.Last.DayOfWeek));
        Assert.All(NationalFigures.Published.Zip(NationalFigures.Published.Skip(1)), pair =>
            Assert.True(pair.Second.First != pair.First.First || pair.Second.Last.DayNumber - pair.First.Last.DayNumber is >= 7 and <= 28));
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
    [InlineData("2025-09-10", "2025-09-01", "2025-08-31")]
    [InlineData("2025-09-11", "2025-09-01", "2025-08-31")]
    [InlineData("2025-09-12", "2025-09-08", "2025-09-12")]
    [InlineData("2025-09-25", "2025-09-08", "2025-09-12")]
    [InlineData("2025-09-26", "2025-09-08", "2025-09-26")]
    [InlineData("2026-07-21", "2025-09-08", "2026-07-10")]
    // Of another school year the same weeks, from Monday to Friday.
    [InlineData("2026-11-30", "2026-09-07", "2026-11-20")]
    [InlineData("2027-07-09", "2026-09-07", "2027-07-09")]
    [InlineData("2023-11-30", "2023-09-01", "2023-08-31")]
    public void The_days_beside_England_are_those_of_its_newest_figures_up_to_the_night(string night, string first, string last) =>
        Assert.Equal((Day(first), Day(last)), NationalFigures.DaysBeside(Day(night)));

    private static DateOnly Day(string date) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
