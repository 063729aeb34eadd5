using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Tests.Domain.Summaries.Figures;

public sealed class TrustCalendarTests
{
    private static readonly DateOnly Thursday = A.Day(2025, 10, 23);
    private static readonly DateOnly Friday = A.Day(2025, 10, 24);

    private static readonly TrustCalendar One = new([A.Calendar()]);

    [Fact]
    public void A_night_within_a_week_works_out_the_year_alone() =>
        Assert.Equal([new FigurePeriod(PeriodKind.Year, A.Day(2025, 9, 1), A.Day(2025, 9, 18))], One.PeriodsOf(A.Day(2025, 9, 18)));

    [Fact]
    public void A_Friday_ends_its_week() => Assert.Equal(
        [
            new(PeriodKind.Year, A.Day(2025, 9, 1), A.Day(2025, 9, 19)),
            new FigurePeriod(PeriodKind.Week, A.Day(2025, 9, 15), A.Day(2025, 9, 19)),
        ],
        One.PeriodsOf(A.Day(2025, 9, 19)));

    [Fact]
    public void The_last_day_of_the_first_half_term_ends_it_and_no_term() =>
        Assert.Equal([PeriodKind.Year, PeriodKind.Week, PeriodKind.HalfTerm], One.PeriodsOf(Friday).Select(period => period.Kind));

    [Fact]
    public void The_last_day_of_the_second_half_term_ends_the_term_from_its_first_day_on() => Assert.Equal(
        new FigurePeriod(PeriodKind.Term, A.Day(2025, 9, 2), A.Day(2025, 12, 19)), One.PeriodsOf(A.Day(2025, 12, 19))[^1]);

    [Fact]
    public void While_one_school_is_still_open_a_period_goes_on_for_all_of_them()
    {
        var trust = new TrustCalendar([A.Calendar(), Closed(Friday)]);

        Assert.Equal([PeriodKind.Year], trust.PeriodsOf(Thursday).Select(period => period.Kind));
        Assert.Equal([PeriodKind.Year, PeriodKind.Week, PeriodKind.HalfTerm], trust.PeriodsOf(Friday).Select(period => period.Kind));
    }

    [Fact]
    public void When_all_schools_are_closed_on_the_last_day_the_day_before_ends_the_period() =>
        Assert.Equal(
            [(PeriodKind.Year, Thursday), (PeriodKind.Week, Thursday), (PeriodKind.HalfTerm, Thursday)],
            new TrustCalendar([Closed(Friday)]).PeriodsOf(Thursday).Select(period => (period.Kind, period.To)));

    [Fact]
    public void A_holiday_ends_nothing() =>
        Assert.Equal([PeriodKind.Year], One.PeriodsOf(A.Day(2025, 10, 31)).Select(period => period.Kind));

    [Fact]
    public void Every_school_day_of_a_year_is_in_one_week_and_in_one_half_term_and_in_one_term()
    {
        var days = A.Calendar().HalfTerms.SelectMany(A.Calendar().SchoolDaysOf).ToList();
        var periods = days.SelectMany(One.PeriodsOf).ToList();

        Assert.Equal(
            (6, 3), (periods.Count(period => period.Kind == PeriodKind.HalfTerm), periods.Count(period => period.Kind == PeriodKind.Term)));
        Assert.All(days, day => Assert.All(
            [PeriodKind.Week, PeriodKind.HalfTerm, PeriodKind.Term],
            kind => Assert.Single(periods, period => period.Kind == kind && period.From <= day && day <= period.To)));
    }

    [Fact]
    public void The_week_before_the_first_after_a_holiday_is_the_last_before_it()
    {
        var week = Of(PeriodKind.Week, A.Day(2025, 11, 7));

        Assert.Equal(new FigurePeriod(PeriodKind.Week, A.Day(2025, 10, 20), Friday), One.FindBefore(week));
    }

    [Theory]
    [InlineData(PeriodKind.HalfTerm, "2025-12-19", "2025-09-02", "2025-10-24")]
    [InlineData(PeriodKind.Term, "2026-03-27", "2025-09-02", "2025-12-19")]
    public void The_half_term_or_term_before_is_the_one_that_was_counted_then(PeriodKind kind, string night, string from, string to) =>
        Assert.Equal(new FigurePeriod(kind, Date(from), Date(to)), One.FindBefore(Of(kind, Date(night))));

    [Fact]
    public void The_first_of_a_school_year_has_none_before_it()
    {
        var years = new TrustCalendar([TwoYears()]);

        Assert.Null(years.FindBefore(years.PeriodsOf(A.Day(2025, 9, 5)).Single(period => period.Kind == PeriodKind.Week)));
        Assert.Null(years.FindBefore(years.PeriodsOf(Friday).Single(period => period.Kind == PeriodKind.HalfTerm)));
        Assert.Null(years.FindBefore(years.PeriodsOf(Friday)[0]));
    }

    [Fact]
    public void The_same_half_term_of_the_year_before_is_found_by_its_number()
    {
        var years = new TrustCalendar([TwoYears()]);

        var half = years.FindYearBefore(years.PeriodsOf(Friday).Single(period => period.Kind == PeriodKind.HalfTerm));
        Assert.Equal(new FigurePeriod(PeriodKind.HalfTerm, A.Day(2024, 9, 3), A.Day(2024, 10, 25)), half);
        var term = years.FindYearBefore(years.PeriodsOf(A.Day(2025, 12, 19)).Single(period => period.Kind == PeriodKind.Term));
        Assert.Equal(new FigurePeriod(PeriodKind.Term, A.Day(2024, 9, 3), A.Day(2024, 12, 20)), term);
    }

    [Fact]
    public void A_week_has_no_same_one_last_year_and_settings_without_last_year_know_none()
    {
        var years = new TrustCalendar([TwoYears()]);

        Assert.Null(years.FindYearBefore(years.PeriodsOf(Friday).Single(period => period.Kind == PeriodKind.Week)));
        Assert.Null(One.FindYearBefore(Of(PeriodKind.HalfTerm, Friday)));
    }

    [Fact]
    public void A_trust_without_schools_has_the_year_alone() =>
        Assert.Equal([PeriodKind.Year], new TrustCalendar([]).PeriodsOf(Friday).Select(period => period.Kind));

    private static FigurePeriod Of(PeriodKind kind, DateOnly night) => One.PeriodsOf(night).Single(period => period.Kind == kind);

    private static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static SchoolCalendar Closed(params DateOnly[] closures) => new(A.HalfTerms, closures);

    private static SchoolCalendar TwoYears() =>
        new([(A.Day(2024, 9, 3), A.Day(2024, 10, 25)), (A.Day(2024, 11, 4), A.Day(2024, 12, 20)), .. A.HalfTerms], []);
}
