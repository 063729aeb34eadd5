using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Absences;

public sealed class MarkHistoryTests
{
    private static readonly DateOnly Monday = Marks.Monday;

    private static readonly DateOnly LastOfJuly = A.Day(2026, 7, 21);

    private static readonly DateOnly FirstOfSeptember = A.Day(2026, 9, 1);

    [Fact]
    public void Two_years_of_marks_are_one_history_in_order() => Assert.Equal(
        ["2026-07-21 AM O", "2026-07-21 PM O", "2026-09-01 AM N", "2026-09-01 PM I"],
        Written(SchoolDays.From(LastOfJuly, "OO NI"), Monday, A.Day(2026, 12, 1)));

    [Fact]
    public void The_marks_between_two_dates_are_those_of_both_days_and_between() => Assert.Equal(
        ["2025-09-09 AM N", "2025-09-09 PM N", "2025-09-10 AM I"],
        Written(SchoolDays.From(Monday, "/\\ NN I- /\\"), A.Day(2025, 9, 9), A.Day(2025, 9, 10)));

    [Fact]
    public void A_session_of_which_no_register_says_anything_has_no_mark()
    {
        var history = SchoolDays.From(Monday, "N-");

        Assert.Equal("N", history.At(new(Monday, HalfDay.AM)).ToString());
        Assert.True(history.At(new(Monday, HalfDay.PM)).IsMissing);
        Assert.True(history.At(new(Monday.AddYears(-1), HalfDay.AM)).IsMissing);
        Assert.True(MarkHistory.None.At(new(Monday, HalfDay.AM)).IsMissing);
    }

    [Theory]
    [InlineData('D', '/', '/')]
    [InlineData('D', 'O', 'O')]
    [InlineData('Z', 'N', 'N')]
    [InlineData('-', 'D', 'D')]
    [InlineData('-', 'I', 'I')]
    [InlineData('O', '/', '/')]
    [InlineData('N', 'L', 'L')]
    [InlineData('D', '#', 'D')]
    public void Of_two_schools_statements_the_possible_one_counts_and_the_attended_one_before_any(char one, char other, char counts)
    {
        var (here, there) = (Marks.Of($"{one}"), Marks.Of($"{other}"));

        Assert.Equal(Mark.OfLetter(counts), MarkHistory.Of(here, OnRoll.Always).And(there, OnRoll.Always).At(new(Monday, HalfDay.AM)));
    }

    [Fact]
    public void It_does_not_matter_which_school_is_put_in_first_unless_neither_mark_is_worth_more() =>
        Some.Year.Zip(Some.Year).Always(schools =>
        {
            var (one, other) = (MarkHistory.Of(schools.Item1, OnRoll.Always), MarkHistory.Of(schools.Item2, OnRoll.Always));
            return one.And(other)
                .Days(DateOnly.MinValue, DateOnly.MaxValue)
                .SelectMany(day => day.Possible)
                .Select(stated => (stated.Session, stated.Mark.Code.IsAbsent))
                .SequenceEqual(
                    other.And(one)
                        .Days(DateOnly.MinValue, DateOnly.MaxValue)
                        .SelectMany(day => day.Possible)
                        .Select(stated => (stated.Session, stated.Mark.Code.IsAbsent)));
        });

    [Fact]
    public void Marks_from_before_admission_and_after_leaving_are_another_schools()
    {
        var marks = Marks.Of("NNOOIIUU");
        var history = MarkHistory.Of(marks, new(A.Day(2025, 9, 9), A.Day(2025, 9, 10)));

        Assert.Equal(
            ["2025-09-09 AM O", "2025-09-09 PM O", "2025-09-10 AM I", "2025-09-10 PM I"],
            Written(history, DateOnly.MinValue, DateOnly.MaxValue));
    }

    [Fact]
    public void A_pupil_who_moves_has_one_history_of_both_schools()
    {
        var history = MarkHistory.Of(Marks.Of("OOOO/\\"), new(DateOnly.MinValue, A.Day(2025, 9, 9)))
            .And(Marks.Of("ZZZZNN"), new(A.Day(2025, 9, 10), DateOnly.MaxValue));

        Assert.Equal("OOOONN", string.Concat(history.Stated(Monday, A.Day(2025, 9, 12)).Select(stated => stated.Mark.Letter)));
    }

    [Fact]
    public void The_pupils_own_school_days_are_those_with_a_possible_session()
    {
        var history = SchoolDays.From(Monday, "/\\ XX -- O- ## DX N#");

        Assert.Equal(
            [A.Day(2025, 9, 16), A.Day(2025, 9, 11), Monday], history.SchoolDaysBackFrom(A.Day(2025, 12, 1)).Select(day => day.Date));
        Assert.Equal([A.Day(2025, 9, 11), Monday], history.SchoolDaysBackFrom(A.Day(2025, 9, 15)).Select(day => day.Date));
    }

    [Fact]
    public void School_days_back_go_on_in_the_year_before() =>
        Assert.Equal(
            [FirstOfSeptember, LastOfJuly],
            SchoolDays.From(LastOfJuly, "OO NN").SchoolDaysBackFrom(FirstOfSeptember).Select(day => day.Date));

    [Fact]
    public void The_days_of_a_history_are_its_sessions_two_by_two() =>
        Some.Year.Always(year =>
        {
            var history = MarkHistory.Of(year, OnRoll.Always);
            var byDay = history.Days(DateOnly.MinValue, DateOnly.MaxValue).ToList();
            return byDay.Select(day => day.Date).Distinct().Count() == byDay.Count
                && byDay.All(
                    day => day.Morning == history.At(new(day.Date, HalfDay.AM)) && day.Afternoon == history.At(new(day.Date, HalfDay.PM)))
                && byDay.Where(day => day.IsPossible)
                    .Select(day => day.Date)
                    .Reverse()
                    .SequenceEqual(history.SchoolDaysBackFrom(DateOnly.MaxValue).Select(day => day.Date));
        });

    private static IEnumerable<string> Written(MarkHistory history, DateOnly first, DateOnly last) =>
        history.Stated(first, last).Select(stated => $"{stated.Session} {stated.Mark}");
}
