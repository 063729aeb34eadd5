using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Tests.Domain.Registers;

public sealed class AcademicYearTests
{
    [Theory]
    [InlineData(2025, 8, 31, 2024)]
    [InlineData(2025, 9, 1, 2025)]
    [InlineData(2025, 12, 31, 2025)]
    [InlineData(2026, 1, 1, 2025)]
    [InlineData(2026, 8, 31, 2025)]
    public void A_school_year_runs_from_1_September_to_31_August(int year, int month, int day, int startYear)
    {
        var date = A.Day(year, month, day);

        Assert.Equal(new AcademicYear(startYear), AcademicYear.Of(date));
        Assert.True(AcademicYear.Of(date).Contains(date));
    }

    [Fact]
    public void It_contains_neither_31_August_before_nor_1_September_after()
    {
        var year = new AcademicYear(2025);

        Assert.False(year.Contains(A.Day(2025, 8, 31)));
        Assert.False(year.Contains(A.Day(2026, 9, 1)));
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2025)]
    public void Every_session_of_the_year_has_a_slot_of_its_own(int startYear)
    {
        var year = new AcademicYear(startYear);
        var days = year.LastDay.DayNumber - year.FirstDay.DayNumber + 1;
        var sessions = Enumerable.Range(0, 2 * days).Select(year.SessionAt).ToList();

        Assert.Equal(Enumerable.Range(0, 2 * days), sessions.Select(year.SlotOf));
        Assert.Equal(new Session(year.LastDay, HalfDay.PM), sessions[^1]);
        Assert.True(2 * days <= AcademicYear.Slots);
    }

    [Fact]
    public void Sessions_follow_each_other_through_the_day()
    {
        var morning = new Session(Marks.Monday, HalfDay.AM);

        Assert.True(morning.CompareTo(morning with { Half = HalfDay.PM }) < 0);
        Assert.True((morning with { Half = HalfDay.PM }).CompareTo(new(Marks.Monday.AddDays(1), HalfDay.AM)) < 0);
    }

    [Theory]
    [InlineData(2025, "2025/26")]
    [InlineData(1999, "1999/00")]
    [InlineData(2008, "2008/09")]
    public void It_is_written_as_people_write_it(int startYear, string written) =>
        Assert.Equal(written, new AcademicYear(startYear).ToString());
}
