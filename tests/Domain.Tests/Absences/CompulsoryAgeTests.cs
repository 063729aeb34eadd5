using System.Globalization;
using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>Education Act 1996, s. 8; SI 1998/1607; SI 1997/1970.</summary>
public sealed class CompulsoryAgeTests
{
    private static readonly AcademicYear Year = new(2025);

    [Theory]
    [InlineData("2020-08-31", "2025-08-31", "five on the prescribed day itself")]
    [InlineData("2020-09-01", "2025-12-31", "the day after")]
    [InlineData("2020-12-31", "2025-12-31", "five on the last of December")]
    [InlineData("2021-01-01", "2026-03-31", "five on the first of January")]
    [InlineData("2021-03-31", "2026-03-31", "five on the last of March")]
    [InlineData("2021-04-01", "2026-08-31", "five on the first of April")]
    [InlineData("2020-02-29", "2025-03-31", "born on the 29 of February")]
    [InlineData("2020-02-10", "2025-03-31", "in a year whose spring term goes on after the last of March")]
    public void It_begins_on_the_prescribed_day_on_or_after_the_fifth_birthday(string born, string first, string because)
    {
        var age = Born(born);

        Assert.True(Date(first) == age.First, because);
        Assert.Equal([false, true], new[] { -1, 0 }.Select(days => age.Contains(Date(first).AddDays(days))));
    }

    [Theory]
    [InlineData("2009-09-01", "2026-06-26")]
    [InlineData("2010-01-15", "2026-06-26")]
    [InlineData("2010-06-26", "2026-06-26")]
    [InlineData("2010-08-31", "2026-06-26")]
    [InlineData("2010-09-01", "2027-06-25")]
    [InlineData("2007-12-01", "2024-06-28")]
    public void It_ends_on_the_last_Friday_in_June_of_the_school_year_in_which_the_child_turns_sixteen(string born, string last)
    {
        var age = Born(born);

        Assert.Equal((Date(last), DayOfWeek.Friday), (age.Last, age.Last.DayOfWeek));
        Assert.Equal([true, false], new[] { 0, 1 }.Select(days => age.Contains(Date(last).AddDays(days))));
    }

    [Fact]
    public void Every_date_of_birth_has_an_answer()
    {
        var days = Enumerable.Range(0, 9999).Select(year => new DateOnly(year + 1, 12, 31)).Append(DateOnly.MinValue);

        Assert.All(
            days.Select(day => Born(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))), age => Assert.True(age.First <= age.Last));
    }

    [Theory]
    [InlineData("Nursery", "2027-09-01", "2038-06-25")]
    [InlineData("N1", "2028-09-01", "2039-06-24")]
    [InlineData("R", "2026-09-01", "2037-06-26")]
    [InlineData("0", "2026-09-01", "2037-06-26")]
    [InlineData("1", "2025-09-01", "2036-06-27")]
    [InlineData("Year 4", "2022-09-01", "2033-06-24")]
    [InlineData("Y11", "2015-09-01", "2026-06-26")]
    [InlineData("12", "2014-09-01", "2025-06-27")]
    public void Without_a_date_of_birth_it_goes_from_Year_1_to_the_last_Friday_in_June_of_Year_11(string group, string first, string last)
    {
        var age = CompulsoryAge.Of(A.Pupil() with { DateOfBirth = "", YearGroup = group }, Year);

        Assert.Equal((Date(first), Date(last), AgeBasis.YearGroup), (age.First, age.Last, age.Basis));
    }

    [Theory]
    [InlineData("Reception", false)]
    [InlineData("YR", false)]
    [InlineData("FS1", false)]
    [InlineData("n2", false)]
    [InlineData("1", true)]
    [InlineData("Yr 7", true)]
    [InlineData("11", true)]
    [InlineData("13", false)]
    public void Of_the_year_groups_those_from_1_to_11_are_within_it(string group, bool isWithin) =>
        Assert.Equal(isWithin, CompulsoryAge.Of(A.Pupil() with { DateOfBirth = "", YearGroup = group }, Year).Contains(A.Day(2025, 11, 3)));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("4 March 2017")]
    [InlineData("9999-12-31")]
    [InlineData("9984-09-01")]
    public void A_date_of_birth_that_no_pupil_can_have_counts_as_none(string born) =>
        Assert.Equal(AgeBasis.YearGroup, CompulsoryAge.Of(A.Pupil() with { DateOfBirth = born }, Year).Basis);

    [Theory]
    [InlineData("")]
    [InlineData("Elephants")]
    [InlineData("25")]
    [InlineData("Yellow")]
    public void Where_neither_says_it_a_pupil_is_taken_to_be_of_compulsory_school_age(string group) =>
        Assert.Equal(CompulsoryAge.Always, CompulsoryAge.Of(A.Pupil() with { DateOfBirth = "", YearGroup = group }, Year));

    [Theory]
    [InlineData("2021-01-01", "R", "2026-03-30", "Not yet of compulsory school age: from 31 March 2026 on.")]
    [InlineData("2021-01-01", "R", "2026-03-31", "")]
    [InlineData("2010-01-15", "11", "2026-06-26", "")]
    [InlineData("2010-01-15", "11", "2026-06-27", "No longer of compulsory school age: it was until 26 June 2026.")]
    [InlineData("", "R", "2026-03-31",
        "Not yet of compulsory school age: from 1 September 2026 on, by the year group, because the roster has no date of birth.")]
    [InlineData("", "12", "2026-03-31",
        "No longer of compulsory school age: it was until 27 June 2025, by the year group, because the roster has no date of birth.")]
    [InlineData("", "4", "2026-03-31", "Of compulsory school age by the year group, because the roster has no date of birth.")]
    [InlineData("", "?", "2026-03-31",
        "Taken to be of compulsory school age, because the roster has neither a date of birth nor a year group that says it.")]
    public void What_staff_are_told_says_from_or_until_when_and_what_it_rests_on(string born, string group, string date, string said) =>
        Assert.Equal(said, CompulsoryAge.Of(A.Pupil() with { DateOfBirth = born, YearGroup = group }, Year).Describe(Date(date)));

    private static CompulsoryAge Born(string born) => CompulsoryAge.Of(A.Pupil() with { DateOfBirth = born }, Year);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
