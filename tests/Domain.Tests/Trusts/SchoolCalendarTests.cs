using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Trusts;

public sealed class SchoolCalendarTests
{
    private static readonly SchoolCalendar Calendar = A.Calendar();

    [Theory]
    [InlineData("2025-09-02", true)]
    [InlineData("2025-09-01", false)]
    [InlineData("2025-09-06", false)]
    [InlineData("2025-09-07", false)]
    [InlineData("2025-09-10", false)]
    [InlineData("2025-10-24", true)]
    [InlineData("2025-10-27", false)]
    [InlineData("2026-07-21", true)]
    [InlineData("2026-07-22", false)]
    public void A_school_day_is_a_weekday_of_a_half_term_without_closure(string date, bool open) =>
        Assert.Equal(open, Calendar.IsSchoolDay(Date(date)));

    [Theory]
    [InlineData("2025-09-02", "2025-09-03")]
    [InlineData("2025-09-05", "2025-09-08")]
    [InlineData("2025-09-06", "2025-09-08")]
    [InlineData("2025-09-09", "2025-09-11")]
    [InlineData("2025-10-24", "2025-11-03")]
    [InlineData("2025-12-19", "2026-01-05")]
    [InlineData("2025-08-01", "2025-09-02")]
    public void The_next_school_day_is_past_weekends_closures_and_holidays(string after, string next)
    {
        Assert.True(Calendar.TryFindNextSchoolDay(Date(after), out var found));
        Assert.Equal(Date(next), found);
    }

    [Fact]
    public void After_the_last_half_term_there_is_no_next_school_day()
    {
        Assert.False(Calendar.TryFindNextSchoolDay(Date("2026-07-21"), out _));
        Assert.False(new SchoolCalendar([], []).TryFindNextSchoolDay(Date("2025-09-02"), out _));
    }

    [Fact]
    public void School_days_are_counted_from_a_day_and_back_from_it_the_day_itself_among_them()
    {
        Assert.Equal(
            ["2025-09-09", "2025-09-11", "2025-09-12", "2025-09-15"],
            Calendar.SchoolDaysFrom(Date("2025-09-09")).Take(4).Select(Written));
        Assert.Equal(
            ["2025-09-09", "2025-09-08", "2025-09-05"], Calendar.SchoolDaysBackFrom(Date("2025-09-10")).Take(3).Select(Written));
        Assert.Equal(Date("2025-09-02"), Calendar.SchoolDaysBackFrom(Date("2025-09-09")).Last());
        Assert.Equal(Date("2026-07-21"), Calendar.SchoolDaysFrom(Date("2026-07-01")).Last());
    }

    [Theory]
    [InlineData("2025-09-02", true)]
    [InlineData("2025-09-08", true)]
    [InlineData("2025-09-09", false)]
    [InlineData("2025-09-06", false)]
    [InlineData("2025-11-07", true)]
    [InlineData("2025-11-10", false)]
    [InlineData("2025-10-27", false)]
    public void The_first_week_is_the_first_five_school_days_of_a_half_term(string date, bool first) =>
        Assert.Equal(first, Calendar.IsInFirstWeek(Date(date)));

    [Fact]
    public void A_closure_makes_the_first_week_longer()
    {
        var calendar = new SchoolCalendar(A.HalfTerms, [Date("2025-09-02"), Date("2025-09-03")]);

        Assert.True(calendar.IsInFirstWeek(Date("2025-09-10")));
        Assert.False(calendar.IsInFirstWeek(Date("2025-09-11")));
        Assert.False(calendar.IsInFirstWeek(Date("2025-09-02")));
    }

    [Fact]
    public void Half_terms_are_numbered_in_order_from_each_September()
    {
        var twoYears = A.HalfTerms.Append((Date("2026-09-02"), Date("2026-10-23"))).Reverse();

        Assert.Equal(
            ["2025-1", "2025-2", "2025-3", "2025-4", "2025-5", "2025-6", "2026-1"],
            new SchoolCalendar(twoYears, []).HalfTerms.Select(term => term.Id));
    }

    [Fact]
    public void A_day_of_a_holiday_is_in_no_half_term()
    {
        Assert.True(Calendar.TryFindHalfTerm(Date("2026-02-13"), out var third));
        Assert.Equal("2025-3", third.Id);
        Assert.False(Calendar.TryFindHalfTerm(Date("2026-02-16"), out _));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
