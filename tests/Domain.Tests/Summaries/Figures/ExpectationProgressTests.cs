using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Summaries.Figures;

/// <summary>The way to an attendance baseline improvement expectation, on whole numbers of sessions.</summary>
public sealed class ExpectationProgressTests
{
    private static readonly DateOnly Night = A.Day(2026, 3, 27);

    private static readonly DateOnly LastDay = A.Day(2026, 7, 21);

    [Theory]
    [InlineData(950, true, 0, 0)]
    [InlineData(949, false, 2, 0)]
    [InlineData(951, true, 0, 1)]
    public void At_the_expectation_a_school_is_on_course_and_one_session_less_it_is_not(
        int attended, bool isOnCourse, int shortBy, int spare)
    {
        var progress = Of(attended, 1000, possibleToCome: 800);

        Assert.Equal((isOnCourse, shortBy, spare), (progress.IsOnCourse, progress.Shortfall, progress.Spare));
    }

    [Fact]
    public void The_rest_must_bring_what_the_whole_year_lacks()
    {
        // 950 of the 1,000 for each thousand: 1,710 of 1,800, of which 949 are attended. 761 of 800 are 95.125%, printed to the safe side.
        var progress = Of(949, 1000, possibleToCome: 800);

        Assert.Equal((761, true, 952), (progress.Needed, progress.IsReachable, progress.NeededTenths));
    }

    [Theory]
    [InlineData(900, 999, false)]
    [InlineData(900, 1000, true)]
    [InlineData(899, 1000, false)]
    public void The_expectation_is_out_of_reach_when_even_full_attendance_ends_below_it(int attended, int toCome, bool isReachable)
    {
        // After 1,000 sessions and a thousand to come: 1,900 of 2,000 are needed. With one less to come 900 are one too few.
        var progress = Of(attended, 1000, toCome);

        Assert.Equal(isReachable, progress.IsReachable);
    }

    [Fact]
    public void What_cannot_be_reached_says_where_the_year_can_still_end()
    {
        // 1,899 of 2,000 are 94.95%, which would print as the 95.0% that is missed.
        var progress = Of(899, 1000, possibleToCome: 1000);

        Assert.Equal(949, progress.MostTenths);
        Assert.Equal(1001, progress.Needed);
    }

    [Theory]
    [InlineData(950, true, 0, 0)]
    [InlineData(949, false, 1, 0)]
    [InlineData(951, true, 0, 1)]
    public void At_the_end_of_the_year_no_session_is_left_and_the_count_decides(int attended, bool isMet, int missedBy, int spare)
    {
        var progress = Of(attended, 1000, possibleToCome: 0);

        Assert.Equal((isMet, missedBy, spare), (progress.IsOnCourse, progress.Shortfall, progress.Spare));
        Assert.Equal((0, (int?)null, isMet), (progress.Remaining, progress.NeededTenths, progress.IsReachable));
        Assert.Empty(progress.Weeks);
    }

    [Fact]
    public void What_is_met_whatever_comes_needs_nothing() => Assert.Equal((0, 0), Of(1000, 1000, 20) is var progress
        ? (progress.Needed, progress.NeededTenths)
        : default);

    [Fact]
    public void Sessions_to_come_are_those_of_the_calendar_for_the_pupils_on_roll()
    {
        var school = School(950) with { PartClosures = [new(A.Day(2026, 6, 25), [HalfDay.AM, HalfDay.PM], ["4"])] };
        Pupil[] pupils =
        [
            A.Pupil("A100000000001"), A.Pupil("A100000000002"), A.Pupil("A100000000003") with { YearGroup = "5" },
            A.Pupil("A100000000004") with { YearGroup = "5", OnRoll = new(DateOnly.MinValue, A.Day(2026, 4, 15)) },
        ];

        var progress = ExpectationProgress.Of(school, Night, A.Tally(90, 100), pupils)!;

        // 30 school days from 13 April to 22 May and 37 from 1 June to 21 July; two pupils lack one of them, one leaves after three.
        Assert.Equal((67 * 2 * 3) - (2 * 2) + (3 * 2), progress.Remaining);
        Assert.Equal(
            [(A.Day(2026, 4, 13), 36), (A.Day(2026, 4, 20), 30)], progress.Weeks.Take(2).Select(week => (week.Monday, week.Possible)));
        Assert.Equal(A.Day(2026, 7, 20), progress.Weeks[^1].Monday);
        Assert.Equal(14, progress.Weeks.Count);
    }

    [Fact]
    public void In_the_middle_of_a_week_the_rest_of_it_is_a_week_to_come()
    {
        var progress = ExpectationProgress.Of(School(950), A.Day(2026, 7, 16), A.Tally(90, 100), [A.Pupil()])!;

        Assert.Equal(
            [(A.Day(2026, 7, 13), 2), (A.Day(2026, 7, 20), 4)], progress.Weeks.Select(week => (week.Monday, week.Possible)));
    }

    [Fact]
    public void Without_an_expectation_for_the_year_or_a_session_there_is_no_progress()
    {
        Assert.Null(ExpectationProgress.Of(A.School(), Night, A.Tally(90, 100), [A.Pupil()]));
        Assert.Null(ExpectationProgress.Of(School(950), A.Day(2025, 7, 18), A.Tally(90, 100), [A.Pupil()]));
        Assert.Null(ExpectationProgress.Of(School(950), Night, default, [A.Pupil()]));
        Assert.NotNull(ExpectationProgress.Of(School(950), LastDay, A.Tally(90, 100), [A.Pupil()]));
    }

    [Fact]
    public void The_weeks_together_need_exactly_what_is_needed_and_bring_the_year_to_the_expectation() =>
        Gen.Choose(1, 1000).Zip(Gen.Choose(0, 2000)).Zip(Gen.Choose(1, 2000)).Always(drawn =>
        {
            var ((tenths, attended), others) = drawn;
            var progress = ExpectationProgress.Of(School(tenths), Night, A.Tally(attended, attended + others), [A.Pupil()])!;
            var all = progress.Possible + progress.Remaining;
            bool IsMetWith(int more) => 1000L * (attended + more) >= (long)tenths * all;
            return progress.Weeks.Sum(week => week.Needed) == progress.Needed
                && progress.Weeks.All(week => week.Needed >= 0 && (!progress.IsReachable || week.Needed <= week.Possible))
                && IsMetWith(progress.Needed) && (progress.Needed == 0 || !IsMetWith(progress.Needed - 1))
                && (!progress.IsOnCourse || progress.IsReachable)
                && progress.IsOnCourse == (progress.Shortfall == 0);
        });

    private static School School(int tenths) =>
        A.School() with { Expectations = [new(new(2025), tenths, "similar schools report")] };

    private static ExpectationProgress Of(int attended, int possible, int possibleToCome) => new(
        new(new(2025), 950, "similar schools report"), attended, possible,
        possibleToCome == 0 ? [] : [new(A.Day(2026, 4, 13), possibleToCome, 0)]);
}
