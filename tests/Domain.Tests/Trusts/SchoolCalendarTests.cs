using AttendanceFunctions.Domain.Calendar;

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
    public void The_next_school_day_is_past_weekends_closures_and_holidays(string after, string next) =>
        Assert.Equal(Date(next), Calendar.NextSchoolDay(Date(after)));

    [Fact]
    public void After_the_last_half_term_there_is_no_next_school_day()
    {
        Assert.Null(Calendar.NextSchoolDay(Date("2026-07-21")));
        Assert.Null(new SchoolCalendar([], []).NextSchoolDay(Date("2025-09-02")));
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

    [Theory]
    [InlineData("2025-09-05", true)]
    [InlineData("2025-09-04", false)]
    [InlineData("2025-09-06", false)]
    [InlineData("2025-09-12", true)]
    [InlineData("2025-10-24", true)]
    [InlineData("2025-10-31", false)]
    [InlineData("2026-07-21", true)]
    [InlineData("2026-07-20", false)]
    public void The_last_school_day_of_a_week_is_its_Friday_or_the_last_day_of_the_year(string date, bool last) =>
        Assert.Equal(last, Calendar.IsLastOfWeek(Date(date)));

    [Fact]
    public void Where_Friday_is_a_closure_the_week_ends_on_the_day_before()
    {
        var inset = new SchoolCalendar(A.HalfTerms, [Date("2025-09-19"), Date("2025-09-25"), Date("2025-09-26")]);

        Assert.True(inset.IsLastOfWeek(Date("2025-09-18")));
        Assert.False(inset.IsLastOfWeek(Date("2025-09-19")));
        Assert.False(inset.IsLastOfWeek(Date("2025-09-17")));
        Assert.True(inset.IsLastOfWeek(Date("2025-09-24")));
    }

    [Fact]
    public void The_only_school_day_of_a_week_is_its_last()
    {
        var oneDay = new SchoolCalendar(
            A.HalfTerms, [Date("2025-09-15"), Date("2025-09-16"), Date("2025-09-18"), Date("2025-09-19")]);

        Assert.Equal(["2025-09-17"], oneDay.SchoolDaysOfWeek(Date("2025-09-19")).Select(Written));
        Assert.True(oneDay.IsLastOfWeek(Date("2025-09-17")));
    }

    [Fact]
    public void A_week_that_two_half_terms_share_ends_once()
    {
        var shared = new SchoolCalendar([(Date("2025-09-01"), Date("2025-09-16")), (Date("2025-09-18"), Date("2025-10-24"))], []);

        Assert.False(shared.IsLastOfWeek(Date("2025-09-16")));
        Assert.True(shared.IsLastOfHalfTerm(Date("2025-09-16")));
        Assert.True(shared.IsLastOfWeek(Date("2025-09-19")));
        Assert.False(shared.IsLastOfHalfTerm(Date("2025-09-19")));
    }

    [Fact]
    public void A_week_runs_from_Monday_to_Sunday_and_holds_the_days_on_which_the_school_is_open()
    {
        string[] week = ["2025-09-08", "2025-09-09", "2025-09-11", "2025-09-12"];

        Assert.Equal(week, Calendar.SchoolDaysOfWeek(Date("2025-09-08")).Select(Written));
        Assert.Equal(week, Calendar.SchoolDaysOfWeek(Date("2025-09-10")).Select(Written));
        Assert.Equal(week, Calendar.SchoolDaysOfWeek(Date("2025-09-14")).Select(Written));
        Assert.Equal("2025-09-15", Written(Calendar.SchoolDaysOfWeek(Date("2025-09-15")).First()));
        Assert.Empty(Calendar.SchoolDaysOfWeek(Date("2025-10-29")));
    }

    [Theory]
    [InlineData("2025-10-24", true)]
    [InlineData("2025-10-23", false)]
    [InlineData("2025-10-25", false)]
    [InlineData("2026-07-21", true)]
    [InlineData("2026-07-22", false)]
    public void The_last_school_day_of_a_half_term_is_the_one_before_the_holiday(string date, bool last) =>
        Assert.Equal(last, Calendar.IsLastOfHalfTerm(Date(date)));

    [Fact]
    public void A_half_term_that_ends_with_a_closure_or_a_weekend_ends_on_the_school_day_before()
    {
        var calendar = new SchoolCalendar(
            [(Date("2025-09-02"), Date("2025-10-26")), (Date("2025-11-03"), Date("2025-12-19"))], [Date("2025-10-24")]);

        Assert.True(calendar.IsLastOfHalfTerm(Date("2025-10-23")));
        Assert.False(calendar.IsLastOfHalfTerm(Date("2025-10-24")));
        Assert.False(calendar.IsLastOfHalfTerm(Date("2025-10-22")));
    }

    [Fact]
    public void The_school_days_of_a_half_term_are_those_that_its_weeks_hold()
    {
        var days = Calendar.SchoolDaysOf(Calendar.HalfTerms[0]).ToList();

        Assert.Equal(("2025-09-02", "2025-10-24", 38), (Written(days[0]), Written(days[^1]), days.Count));
        Assert.Equal(days, days.SelectMany(Calendar.SchoolDaysOfWeek).Distinct());
    }

    [Fact]
    public void Every_school_day_is_the_last_of_its_week_or_has_another_after_it()
    {
        foreach (var day in Calendar.SchoolDaysFrom(Date("2025-09-02")))
        {
            Assert.Equal(day == Calendar.SchoolDaysOfWeek(day).Last(), Calendar.IsLastOfWeek(day));
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
