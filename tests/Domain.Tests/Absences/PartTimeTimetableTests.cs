using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>C2 in the register is a part-time timetable that the school has agreed (domain 0.14).</summary>
public sealed class PartTimeTimetableTests
{
    private const int Weeks = 6;

    private static readonly DateOnly Monday = A.Day(2025, 11, 3);

    [Fact]
    public void Without_C2_there_is_none() => Assert.Null(On(4, "/\\*5"));

    [Fact]
    public void One_session_of_C2_is_enough() => Assert.Equal(new(Monday, Monday, 1), On(0, "/2"));

    [Fact]
    public void It_lasts_on_the_day_after_its_last_session() =>
        Assert.Equal(new(Monday, Later(4), 5), On(5, "/2*5 /\\"));

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void It_lasts_while_one_of_the_last_ten_possible_school_days_has_C2(int daysAfter, bool lasts) =>
        Assert.Equal(lasts, On(daysAfter, "/2 /\\*15") is not null);

    [Theory]
    [InlineData("##")]
    [InlineData("XX")]
    [InlineData("--")]
    [InlineData("aa")]
    public void Days_on_which_the_pupil_was_not_expected_are_not_among_the_ten(string day)
    {
        Assert.NotNull(On(14, $"/2 {day}*5 /\\*9"));
        Assert.Null(On(15, $"/2 {day}*5 /\\*10"));
    }

    [Fact]
    public void A_day_half_of_which_was_possible_is_one_of_the_ten() => Assert.Null(On(10, "/2 /X*10"));

    [Fact]
    public void It_is_since_the_first_C2_after_ten_possible_days_without_one()
    {
        Assert.Equal(Monday, On(20, "/2 /\\*9 /2*5").Since());
        Assert.Equal(Later(11), On(20, "/2 /\\*10 /2*5").Since());
    }

    [Theory]
    [InlineData("/2*5", 5)]
    [InlineData("22*5", 10)]
    [InlineData("/2*3", 3)]
    [InlineData("22*5 /2 /\\ /2 /\\ /2", 3)]
    [InlineData("/2*5 /\\*4", 5)]
    public void Sessions_a_week_are_those_of_the_five_possible_days_up_to_the_newest_C2(string days, int sessions) =>
        Assert.Equal(sessions, On(9, days)?.SessionsPerWeek);

    [Fact]
    public void Marks_of_days_off_roll_are_another_schools()
    {
        var marks = SchoolDays.Years(Monday, "/2*5 /\\*5")[0];

        Assert.Null(PartTimeTimetable.Find(marks, new(Later(5), DateOnly.MaxValue), Later(9)));
        Assert.NotNull(PartTimeTimetable.Find(marks, new(Later(4), DateOnly.MaxValue), Later(9)));
    }

    [Fact]
    public void Marks_of_later_days_do_not_count() => Assert.Null(On(4, "/\\*5 /2*5"));

    [Fact]
    public void Without_an_end_a_review_is_asked_for_from_the_first_day_on() => Assert.Equal(
        [new(Monday, "no end is agreed: the roster's TimetableEnd is empty")], Due(A.Pupil(), Monday));

    [Fact]
    public void The_last_day_of_a_timetable_is_not_past_and_the_next_day_is()
    {
        var pupil = A.Pupil() with { TimetableEnd = Monday.AddDays(18) };

        Assert.Empty(Due(pupil, Monday.AddDays(18)));
        Assert.Equal([new(Monday.AddDays(19), "the agreed end, 21 November 2025, is past")], Due(pupil, Monday.AddDays(19)));
    }

    [Fact]
    public void An_agreed_review_is_due_on_its_day()
    {
        var pupil = A.Pupil() with { TimetableEnd = Monday.AddDays(30), TimetableReview = Monday.AddDays(7) };

        Assert.Empty(Due(pupil, Monday.AddDays(6)));
        Assert.Equal([new(Monday.AddDays(7), "the agreed review was to be on 10 November 2025")], Due(pupil, Monday.AddDays(7)));
    }

    [Theory]
    [InlineData(6, 41, null)]
    [InlineData(6, 42, "2025-12-15")]
    [InlineData(6, 83, "2025-12-15")]
    [InlineData(6, 84, "2026-01-26")]
    [InlineData(4, 27, null)]
    [InlineData(4, 28, "2025-12-01")]
    public void A_review_is_asked_for_after_six_weeks_to_the_day_or_as_many_as_the_authority_says_and_again_after_as_many(
        int weeks, int days, string? from)
    {
        var reasons = Timetable.ReviewsDue(A.Pupil() with { TimetableEnd = A.Day(2026, 7, 1) }, weeks, Monday.AddDays(days));

        Assert.Equal(from, reasons.SingleOrDefault()?.From.ToString("yyyy-MM-dd", null));
    }

    private static PartTimeTimetable Timetable => new(Monday, Monday, 5);

    private static IReadOnlyList<ReasonToReview> Due(Pupil pupil, DateOnly date) => Timetable.ReviewsDue(pupil, Weeks, date);

    /// <summary>The timetable on the school day that comes so many after the first.</summary>
    private static PartTimeTimetable? On(int schoolDays, string days) =>
        PartTimeTimetable.Find(SchoolDays.Years(Monday, days)[0], OnRoll.Always, Later(schoolDays));

    private static DateOnly Later(int schoolDays) => SchoolDays.Later(Monday, schoolDays);
}

file static class Read
{
    public static DateOnly? Since(this PartTimeTimetable? timetable) => timetable?.Since;
}
