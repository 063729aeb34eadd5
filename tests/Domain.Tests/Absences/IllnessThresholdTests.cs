using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// 2024 Regulations, reg. 13: pupils who will miss fifteen school days through illness, "consecutively or cumulatively", go into the
/// sickness return.
/// </summary>
public sealed class IllnessThresholdTests
{
    private static readonly DateOnly Monday = Marks.Monday;

    private static readonly DateOnly EndOfYear = A.Day(2026, 7, 21);

    [Theory]
    [InlineData("II*9 I\\", false, false, "the session before it is on course")]
    [InlineData("II*10", true, false, "on course from ten days on")]
    [InlineData("II*14 I\\", true, false, "the session before the threshold")]
    [InlineData("II*15", false, true, "the threshold itself, and no longer on course")]
    [InlineData("I\\*30", false, true, "half days add up")]
    [InlineData("II*5 /\\*20 II*5 OO*3 II*5", false, true, "whatever lies between them")]
    [InlineData("II*14 ## -- XX DD I\\", true, false, "not-possible sessions and missing marks count for nothing")]
    [InlineData("MM*15", false, false, "an appointment is no illness")]
    [InlineData("CC*15", false, false, "nor is other leave")]
    [InlineData("II*14 MM", true, false, "and adds nothing to one")]
    [InlineData("", false, false, "no mark")]
    public void Fifteen_school_days_of_illness_in_the_year_are_flagged(string days, bool onCourse, bool crossed, string because) =>
        Assert.True(
        (onCourse, crossed) == (
            StatutoryThreshold.IllnessOnCourse.IsReached(Threshold.Facts(Monday, days), EndOfYear),
            StatutoryThreshold.Illness.IsReached(Threshold.Facts(Monday, days), EndOfYear)),
        because);

    [Theory]
    [InlineData("2025-09-11", "2025-10-01", "weekends")]
    [InlineData("2025-10-13", "2025-11-07", "half term")]
    [InlineData("2025-12-08", "2026-01-09", "Christmas")]
    public void The_count_goes_on_over(string first, string fifteenth, string what)
    {
        var facts = Threshold.Facts(Date(first), "II*15");

        Assert.False(StatutoryThreshold.Illness.IsReached(facts, Date(fifteenth).AddDays(-1)), what);
        Assert.True(StatutoryThreshold.Illness.IsReached(facts, Date(fifteenth)), what);
    }

    [Fact]
    public void It_begins_anew_in_September()
    {
        var facts = Threshold.Facts(A.Day(2026, 7, 2), "II*29");

        Assert.Equal(14 * 2, StatutoryThreshold.IllnessOnCourse.Crossing(facts, EndOfYear).Sessions.Count);
        Assert.False(StatutoryThreshold.Illness.IsReached(facts, A.Day(2026, 9, 20)));
        Assert.True(StatutoryThreshold.Illness.IsReached(facts, A.Day(2026, 9, 21)));
    }

    [Fact]
    public void It_goes_on_at_another_school_of_the_trust()
    {
        var before = SchoolDays.From(Monday, "II*10", new(DateOnly.MinValue, Monday.AddDays(11)));
        var after = SchoolDays.From(Monday, "ZZ*10 II*5", new(Monday.AddDays(14), DateOnly.MaxValue));

        Assert.True(StatutoryThreshold.Illness.IsReached(Threshold.Facts(before.And(after)), EndOfYear));
        Assert.False(StatutoryThreshold.IllnessOnCourse.IsReached(Threshold.Facts(after), EndOfYear));
    }

    [Fact]
    public void A_late_correction_counts_like_a_mark_that_was_right_at_once()
    {
        var year = Assert.Single(SchoolDays.Years(Monday, "II*14 IO"));
        var corrected = year.With([(new Session(SchoolDays.Later(Monday, 14), HalfDay.PM), Mark.Of(Marks.Code("I")))]);

        Assert.False(StatutoryThreshold.Illness.IsReached(Threshold.Facts(MarkHistory.Of(year, OnRoll.Always)), EndOfYear));
        Assert.True(StatutoryThreshold.Illness.IsReached(Threshold.Facts(MarkHistory.Of(corrected, OnRoll.Always)), EndOfYear));
    }

    [Fact]
    public void Each_line_is_flagged_once_in_a_school_year()
    {
        var facts = Threshold.Facts(Monday, "II*16");

        Assert.False(StatutoryThreshold.Illness.IsReached(facts, EndOfYear, countedUntil: A.Day(2025, 9, 26)));
        Assert.True(StatutoryThreshold.Illness.IsReached(facts, EndOfYear, countedUntil: A.Day(2025, 7, 18)));
    }

    [Theory]
    [InlineData("II*15", false, "the same illness reaches fifteen days")]
    [InlineData("II*10 ## -- XX II*5", false, "with days between on which there was no session")]
    [InlineData("II*10 /I II*4 //", false, "half a day short of fifteen days after the pupil had come back")]
    [InlineData("II*10 /I II*4 I/", true, "fifteen days")]
    [InlineData("II*10 /I II*5", true, "the pupil came back, and the fifteenth day of the year belongs to another illness")]
    [InlineData("II*10 MM II*5", true, "any possible session of another kind ends an illness")]
    public void A_return_made_on_course_is_made_of_one_continuous_illness(string days, bool asked, string because)
    {
        var facts = Threshold.Facts(Monday, days).After(StatutoryThreshold.IllnessOnCourse, SchoolDays.Later(Monday, 9));

        Assert.True(asked == StatutoryThreshold.Illness.IsReached(facts, EndOfYear), because);
    }

    [Theory]
    [InlineData("II*15 // II*9 I/", false, false, "a later illness of nine and a half days")]
    [InlineData("II*15 // II*10", true, false, "a later illness of ten days is on course by itself")]
    [InlineData("II*15 // II*15", false, true, "and one of fifteen has a return of its own")]
    [InlineData("II*15 // II*8 // II*7", false, false, "two later ones are not one")]
    [InlineData("II*30", false, false, "nor is the one that was returned asked again, however long it is")]
    public void After_a_return_in_full_a_later_illness_counts_alone(string days, bool onCourse, bool inFull, string because)
    {
        var facts = Threshold.Facts(Monday, days).After(StatutoryThreshold.Illness, SchoolDays.Later(Monday, 14));

        Assert.True(
            (onCourse, inFull) == (
                StatutoryThreshold.IllnessOnCourse.IsReached(facts, EndOfYear), StatutoryThreshold.Illness.IsReached(facts, EndOfYear)),
            because);
    }

    [Theory]
    [InlineData("II*15 // II*10 // II*9 I/", false, false, "a third illness of nine and a half days")]
    [InlineData("II*15 // II*10 // II*10", true, false, "a third illness of ten days is on course by itself")]
    [InlineData("II*15 // II*10 // II*15", false, true, "and one of fifteen has a return of its own")]
    [InlineData("II*15 // II*15", false, false, "the second illness goes on: its return was made on course")]
    public void After_a_return_in_full_and_a_later_one_on_course_a_third_illness_counts_alone(
        string days, bool onCourse, bool inFull, string because)
    {
        var facts = Threshold.Facts(Monday, days)
            .After(StatutoryThreshold.Illness, SchoolDays.Later(Monday, 14))
            .After(StatutoryThreshold.IllnessOnCourse, SchoolDays.Later(Monday, 25));

        Assert.True(
            (onCourse, inFull) == (
                StatutoryThreshold.IllnessOnCourse.IsReached(facts, EndOfYear), StatutoryThreshold.Illness.IsReached(facts, EndOfYear)),
            because);
    }

    [Fact]
    public void Days_before_compulsory_school_age_do_not_count()
    {
        var facts = Threshold.Facts(Monday, "II*16");

        Assert.True(
            StatutoryThreshold.Illness.IsReached(facts with { Age = CompulsoryAge.Always with { First = Monday.AddDays(1) } }, EndOfYear));
        Assert.False(
            StatutoryThreshold.Illness.IsReached(facts with { Age = CompulsoryAge.Always with { First = Monday.AddDays(2) } }, EndOfYear));
    }

    [Fact]
    public void An_authority_may_have_other_numbers()
    {
        var facts = Threshold.Facts(Monday, "II*8");
        var own = facts with { Returns = facts.Returns with { IllnessDays = 9, IllnessOnCourse = 8 } };

        Assert.True(StatutoryThreshold.IllnessOnCourse.IsReached(own, EndOfYear));
        Assert.True(StatutoryThreshold.Illness.IsReached(own with { Returns = own.Returns with { IllnessDays = 8 } }, EndOfYear));
    }

    [Fact]
    public void Its_arithmetic_says_which_sessions_of_which_weeks() => Assert.Equal(
        "10½ days (21 sessions) of illness from 8 September 2025 to 22 September 2025. Week of 8 September: Mon to Fri I; week of 15 "
        + "September: Mon to Fri I; week of 22 September: Mon PM I.",
        StatutoryDescription.Evidence(StatutoryThreshold.IllnessOnCourse.Crossing(Threshold.Facts(Monday, "II*10 /I"), EndOfYear)));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
