using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

public sealed class ReviewDateTests
{
    private static readonly SchoolCalendar Calendar = A.Calendar();

    [Fact]
    public void Four_weeks_are_28_days_of_the_calendar_holidays_included() =>
        Assert.Equal(new(2026, 1, 9), Of(new MonitoringTime.Weeks(4, 0), new(2025, 12, 12)));

    [Theory]
    [InlineData("2025-12-04", "2026-01-05")]
    [InlineData("2025-11-20", "2025-12-18")]
    [InlineData("2025-09-06", "2025-10-06")]
    public void Four_weeks_that_end_in_a_holiday_or_on_a_weekend_are_reviewed_on_the_next_school_day(string agreed, string review) =>
        Assert.Equal(Date(review), Of(new MonitoringTime.Weeks(4, 0), Date(agreed)));

    [Theory]
    [InlineData("2026-03-27", "2026-04-24")]
    [InlineData("2026-03-26", "2026-04-23")]
    [InlineData("2025-12-12", "2026-01-09")]
    public void Four_weeks_with_just_ten_school_days_in_them_or_more_end_after_four_weeks(string agreed, string review) =>
        Assert.Equal(Date(review), Of(new MonitoringTime.Weeks(4, 10), Date(agreed)));

    [Fact]
    public void Four_weeks_with_nine_school_days_in_them_run_on_to_the_tenth()
    {
        // The second day back after Easter is a closure: nine school days in the four weeks from 27 March.
        var calendar = new SchoolCalendar(A.HalfTerms, [new(2026, 4, 14)]);

        Assert.Equal(new(2026, 4, 24), ReviewDays.ReviewOf(
            Timed(new MonitoringTime.Weeks(4, 9)), Agreed(new(2026, 3, 27)), null, calendar));
        Assert.Equal(new(2026, 4, 27), ReviewDays.ReviewOf(
            Timed(new MonitoringTime.Weeks(4, 10)), Agreed(new(2026, 3, 27)), null, calendar));
    }

    [Fact]
    public void School_weeks_of_July_run_on_into_the_new_year_and_are_not_known_before_its_terms_are() =>
        Assert.Null(Of(new MonitoringTime.Weeks(4, 10), new(2026, 7, 14)));

    [Theory]
    [InlineData("2025-10-10", "2025-10-10")]
    [InlineData("2025-10-25", "2025-11-03")]
    [InlineData("2025-09-02", "2025-09-30")]
    public void A_review_that_was_agreed_is_on_its_day_or_the_next_school_day_and_counts_once(string agreed, string review) =>
        Assert.Equal(Date(review), ReviewDays.ReviewOf(
            Timed(new MonitoringTime.Weeks(4, 10)), Agreed(new(2025, 9, 2)),
            new(new(2025, 9, 2), null, [], Date(agreed), "Ms Moss", Someone.SignedIn("Ms Head")), Calendar));

    [Fact]
    public void Twenty_school_days_skip_weekends_closures_and_holidays()
    {
        Assert.Equal(Story.Day(21), Of(new MonitoringTime.SchoolDays(20), Story.Day(1)));
        Assert.Equal(Story.Day(50), Of(new MonitoringTime.SchoolDays(20), Story.Day(30)));
    }

    [Theory]
    [InlineData("2025-09-02", "2025-12-19")]
    [InlineData("2025-10-24", "2025-12-19")]
    [InlineData("2025-11-03", "2026-02-13")]
    [InlineData("2026-05-22", "2026-07-21")]
    public void The_following_half_term_ends_on_its_last_school_day(string agreed, string review) =>
        Assert.Equal(Date(review), Of(new MonitoringTime.HalfTerms(1), Date(agreed)));

    [Fact]
    public void No_half_term_more_is_the_end_of_the_current_one() =>
        Assert.Equal(new(2025, 10, 24), Of(new MonitoringTime.HalfTerms(0), Story.Day(3)));

    [Fact]
    public void In_a_holiday_the_following_half_term_is_the_one_that_comes() =>
        Assert.Equal(new(2025, 12, 19), Of(new MonitoringTime.HalfTerms(1), new(2025, 10, 28)));

    [Fact]
    public void A_step_of_last_year_whose_terms_the_settings_no_longer_have_is_revisited_in_the_first_half_term() =>
        Assert.Equal(new(2025, 10, 24), Of(new MonitoringTime.HalfTerms(1), new(2025, 7, 10)));

    [Fact]
    public void A_closed_last_day_moves_the_end_of_a_half_term() => Assert.Equal(
        new(2025, 12, 18),
        ReviewDays.ReviewOf(Timed(new MonitoringTime.HalfTerms(1)), Agreed(Story.Day(1)), null, new(A.HalfTerms, [new(2025, 12, 19)])));

    [Fact]
    public void What_lies_beyond_the_terms_that_the_settings_have_is_not_known_yet()
    {
        Assert.Null(Of(new MonitoringTime.HalfTerms(1), new(2026, 6, 10)));
        Assert.Null(Of(new MonitoringTime.SchoolDays(20), new(2026, 7, 10)));
        Assert.Equal(new(2026, 7, 21), Of(new MonitoringTime.SchoolDays(7), new(2026, 7, 10)));
    }

    [Fact]
    public void An_extension_counts_from_its_own_night() => Assert.Equal(
        new(2026, 2, 3),
        ReviewDays.ReviewOf(
            Timed(new MonitoringTime.Weeks(4, 0)), Agreed(Story.Day(1)) with { PeriodFrom = new(2026, 1, 6), Extensions = 1 }, null,
            Calendar));

    private static DateOnly? Of(MonitoringTime time, DateOnly agreed) => ReviewDays.ReviewOf(Timed(time), Agreed(agreed), null, Calendar);

    private static Step Agreed(DateOnly night) => Step.At(3, night, new(90, 0, 10));

    private static Monitoring Timed(MonitoringTime time) => new(time, new(300), 10, false, WhenImproved.Close, 1);

    private static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
