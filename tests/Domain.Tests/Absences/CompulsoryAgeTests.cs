using System.Globalization;
using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>Education Act 1996, s. 8.</summary>
public sealed class CompulsoryAgeTests
{
    [Theory]
    [InlineData("2020-08-31", "2025-08-31", "five on the prescribed day itself")]
    [InlineData("2020-09-01", "2025-12-31", "the day after")]
    [InlineData("2020-12-31", "2025-12-31", "five on the last of December")]
    [InlineData("2021-01-01", "2026-03-31", "five on the first of January")]
    [InlineData("2021-03-31", "2026-03-31", "five on the last of March")]
    [InlineData("2021-04-01", "2026-08-31", "five on the first of April")]
    [InlineData("2020-02-29", "2025-03-31", "born on the 29 of February")]
    public void It_begins_on_the_prescribed_day_on_or_after_the_fifth_birthday(string born, string first, string because) =>
        Assert.True(Date(first) == CompulsoryAge.Of(born, A.Calendar()).First, because);

    [Fact]
    public void Every_date_of_birth_has_an_answer()
    {
        var days = Enumerable.Range(0, 9999).Select(year => new DateOnly(year + 1, 12, 31)).Append(DateOnly.MinValue);

        Assert.All(
            days.Select(day => CompulsoryAge.Of(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), A.Calendar())),
            age => Assert.True(age.First <= age.Last));
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("9984-09-01")]
    [InlineData("")]
    [InlineData("soon")]
    public void A_date_of_birth_that_no_pupil_can_have_counts_as_none(string born) =>
        Assert.Equal(CompulsoryAge.Always, CompulsoryAge.Of(born, A.Calendar()));

    [Fact]
    public void Where_the_spring_term_goes_on_after_31_March_it_begins_with_the_summer_term()
    {
        var lateEaster = new SchoolCalendar([(Date("2025-02-24"), Date("2025-04-04")), (Date("2025-04-22"), Date("2025-05-23"))], []);

        Assert.Equal(Date("2025-04-22"), CompulsoryAge.Of("2020-02-10", lateEaster).First);
        Assert.Equal(Date("2024-12-31"), CompulsoryAge.Of("2019-12-30", lateEaster).First);
    }

    [Theory]
    [InlineData("2009-09-01", "2026-06-26")]
    [InlineData("2010-01-15", "2026-06-26")]
    [InlineData("2010-06-26", "2026-06-26")]
    [InlineData("2010-08-31", "2026-06-26")]
    [InlineData("2010-09-01", "2027-06-25")]
    [InlineData("2007-12-01", "2024-06-28")]
    public void It_ends_on_the_last_Friday_in_June_of_the_school_year_in_which_the_child_turns_sixteen(string born, string last) =>
        Assert.Equal(Date(last), CompulsoryAge.Of(born, A.Calendar()).Last);

    [Fact]
    public void The_first_and_the_last_day_are_of_compulsory_age_and_those_around_are_not()
    {
        var age = new CompulsoryAge(Date("2025-12-31"), Date("2026-06-26"));

        Assert.Equal(
            [false, true, true, false],
            new[] { "2025-12-30", "2025-12-31", "2026-06-26", "2026-06-27" }.Select(date => age.Contains(Date(date))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4 March 2017")]
    public void Without_a_date_of_birth_a_pupil_is_taken_to_be_of_compulsory_age(string born) =>
        Assert.Equal(CompulsoryAge.Always, CompulsoryAge.Of(born, A.Calendar()));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
