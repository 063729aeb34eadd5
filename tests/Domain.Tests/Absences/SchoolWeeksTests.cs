using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Tests.Domain.Absences;

public sealed class SchoolWeeksTests
{
    [Theory]
    [InlineData("2025-09-02", true)]
    [InlineData("2025-10-24", true)]
    [InlineData("2025-11-07", true)]
    [InlineData("2025-11-10", false)]
    [InlineData("2026-03-02", false)]
    public void The_window_reaches_behind_the_first_of_September_until_the_tenth_school_week(string date, bool reaches) =>
        Assert.Equal(reaches, SchoolWeeks.ReachBehind(SchoolDays.TwoYears, Date(date), A.Day(2025, 9, 1)));

    [Fact]
    public void Where_the_settings_know_no_ten_weeks_it_may_reach_behind() =>
        Assert.True(SchoolWeeks.ReachBehind(new([(A.Day(2026, 6, 1), A.Day(2026, 7, 21))], []), A.Day(2026, 7, 21), A.Day(2025, 9, 1)));

    [Theory]
    [InlineData("2025-11-07", 10, "2025-09-01")]
    [InlineData("2025-11-14", 10, "2025-09-01")]
    [InlineData("2025-11-21", 10, "2025-09-08")]
    [InlineData("2025-11-01", 4, "2025-09-29")]
    [InlineData("2025-09-02", 4, "2025-09-01")]
    public void The_first_monday_is_that_of_the_first_school_week_and_not_before_the_first_mark(string date, int weeks, string monday) =>
        Assert.Equal(
            Date(monday), SchoolWeeks.FirstMonday(SchoolDays.TwoYears, SchoolDays.From(A.HalfTerms[0].From, "/\\*60"), Date(date), weeks));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
