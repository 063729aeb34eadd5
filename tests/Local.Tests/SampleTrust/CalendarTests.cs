using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

public sealed class CalendarTests
{
    [Fact]
    public void The_year_2025_to_26_has_the_terms_of_the_example_settings()
    {
        var year = Calendar.Of(new DateOnly(2026, 3, 1));
        Assert.Equal(
            [
                new Term(new(2025, 9, 2), new(2025, 10, 24)),
                new(new(2025, 11, 3), new(2025, 12, 19)),
                new(new(2026, 1, 5), new(2026, 2, 13)),
                new(new(2026, 2, 23), new(2026, 3, 27)),
                new(new(2026, 4, 13), new(2026, 5, 22)),
                new(new(2026, 6, 1), new(2026, 7, 21)),
            ],
            year.Terms);
        Assert.Equal([new DateOnly(2026, 5, 4)], year.Closures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    public void No_night_is_a_day_on_which_every_school_is_closed(int schools)
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 1, schools, 30 * schools, new(2026, 3, 20)));

        var nights = trust.SchoolNights(190);

        Assert.All(nights, night => Assert.Contains(trust.Schools, school => !school.Closures.Contains(night)));
        Assert.Equal(
            trust.Year.Days.Count(day => day <= new DateOnly(2026, 3, 20)) - nights.Count,
            trust.Schools.Select(school => school.Closures.Where(day => day <= new DateOnly(2026, 3, 20)))
                .Aggregate((one, other) => one.Intersect(other)).Count());
    }

    [Fact]
    public void Every_year_has_six_ordered_half_terms_about_195_days_and_no_weekend_or_Easter_days()
    {
        for (var september = 2015; september < 2045; september++)
        {
            var year = Calendar.Of(new DateOnly(september, 9, 1));
            Assert.Equal(september, Calendar.Of(new DateOnly(september + 1, 8, 31)).September);
            Assert.Equal(6, year.Terms.Count);
            Assert.InRange(year.Days.Count, 185, 200);
            Assert.Equal(year.Days.Order(), year.Days);
            Assert.All(year.Terms, term => Assert.InRange(term.To.DayNumber - term.From.DayNumber, 15, 70));
            Assert.DoesNotContain(year.Days, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.DoesNotContain(year.Days, day => day.Month == 5 && day.Day <= 7 && day.DayOfWeek == DayOfWeek.Monday);
        }
    }

    [Fact]
    public void Each_school_closes_on_two_days_of_its_own_within_the_terms()
    {
        var trust = InventedTrust.From(new(1, 24, 600, new DateOnly(2026, 11, 20)));
        Assert.All(trust.Schools, school =>
        {
            Assert.Equal(2, school.Closures.Distinct().Count());
            Assert.All(school.Closures, closure => Assert.Contains(closure, trust.Year.Days));
        });
    }
}
