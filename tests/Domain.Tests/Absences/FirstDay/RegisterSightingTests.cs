using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences.FirstDay;

/// <summary>Who is not seen on a morning: N and nothing since.</summary>
public sealed class SightTests
{
    [Theory]
    [InlineData("N", "-")]
    [InlineData("N", "N")]
    [InlineData("N", "O")]
    [InlineData("N", "I")]
    [InlineData("N", "#")]
    public void Marked_N_and_not_seen_since_is_unseen(string morning, string afternoon) =>
        Assert.Equal(RegisterSighting.Unseen, Of(morning, afternoon));

    [Theory]
    [InlineData("/")]
    [InlineData("L")]
    [InlineData("U")]
    [InlineData("V")]
    [InlineData("B")]
    public void Who_is_there_is_not_asked_after(string morning) => Assert.Equal(RegisterSighting.Settled, Of(morning, "-"));

    [Theory]
    [InlineData("\\")]
    [InlineData("L")]
    [InlineData("U")]
    [InlineData("P")]
    public void Who_came_by_the_afternoon_is_not_asked_after_whatever_the_morning_said(string afternoon)
    {
        Assert.Equal(RegisterSighting.Settled, Of("N", afternoon));
        Assert.Equal(RegisterSighting.Settled, Of("-", afternoon));
    }

    [Theory]
    [InlineData("I")]
    [InlineData("M")]
    [InlineData("C")]
    [InlineData("G")]
    [InlineData("O")]
    [InlineData("E")]
    public void Any_other_code_says_that_somebody_knows_why(string morning) => Assert.Equal(RegisterSighting.Settled, Of(morning, "-"));

    [Theory]
    [InlineData("X")]
    [InlineData("D")]
    [InlineData("#")]
    [InlineData("Y1")]
    public void A_morning_on_which_the_pupil_cannot_attend_expects_nobody(string morning) =>
        Assert.Equal(RegisterSighting.NotExpected, Of(morning, "-"));

    [Fact]
    public void A_pupil_of_whom_no_register_says_anything_is_unmarked()
    {
        Assert.Equal(RegisterSighting.Unmarked, Of("-", "-"));
        Assert.Equal(RegisterSighting.Unmarked, Of("-", "N"));
    }

    [Theory]
    [InlineData("2025-09-11", RegisterSighting.Unseen)]
    [InlineData("2025-09-10", RegisterSighting.NotExpected)]
    [InlineData("2025-09-13", RegisterSighting.NotExpected)]
    [InlineData("2025-10-27", RegisterSighting.NotExpected)]
    public void Nobody_is_expected_on_a_closure_at_a_weekend_or_in_a_holiday(string day, RegisterSighting sight) =>
        Assert.Equal(sight, Of("N", "-", Day(day)));

    [Theory]
    [InlineData("2025-09-11", "2025-09-11", RegisterSighting.Unseen)]
    [InlineData("2025-09-12", "2026-07-21", RegisterSighting.NotExpected)]
    [InlineData("2025-09-02", "2025-09-10", RegisterSighting.NotExpected)]
    public void A_pupil_is_expected_from_admission_to_leaving(string admission, string leaving, RegisterSighting sight) =>
        Assert.Equal(sight, Of("N", "-", pupil: A.Pupil() with { OnRoll = new(Day(admission), Day(leaving)) }));

    [Theory]
    [InlineData(HalfDay.AM, "4", RegisterSighting.NotExpected)]
    [InlineData(HalfDay.PM, "4", RegisterSighting.Unseen)]
    [InlineData(HalfDay.AM, "5", RegisterSighting.Unseen)]
    public void A_year_group_that_is_not_to_come_this_morning_is_not_asked_after(HalfDay half, string yearGroup, RegisterSighting sight) =>
        Assert.Equal(
        sight,
        MorningPupil.Of(
            A.School() with { PartClosures = [new(Thursday, [half], [yearGroup])] },
            A.Pupil(),
            With("N", "-", Thursday),
            Thursday).Sighting);

    [Fact]
    public void The_pupils_age_does_not_matter() =>
        Assert.Equal(RegisterSighting.Unseen, Of("N", "-", pupil: A.Pupil() with { YearGroup = "N2", DateOfBirth = "2022-03-04" }));

    [Fact]
    public void A_contact_that_was_recorded_today_answers_the_question_and_yesterdays_does_not()
    {
        var unseen = MorningPupil.Of(A.School(), A.Pupil(), With("N", "-", Thursday), Thursday);

        Assert.True(unseen.IsToAsk(contactOn: null));
        Assert.True(unseen.IsToAsk(Thursday.AddDays(-1)));
        Assert.False(unseen.IsToAsk(Thursday));
    }

    private static readonly DateOnly Thursday = A.Day(2025, 9, 11);

    private static RegisterSighting Of(string morning, string afternoon, DateOnly day = default, Pupil? pupil = null)
    {
        var on = day == default ? Thursday : day;
        return MorningPupil.Of(A.School(), pupil ?? A.Pupil(), With(morning, afternoon, on), on).Sighting;
    }

    internal static AttendanceRecord With(string morning, string afternoon, DateOnly day) => A.Record() with
    {
        Marks = YearOfMarks.Empty(Marks.Year)
            .With([(new Session(day, HalfDay.AM), MarkOf(morning)), (new Session(day, HalfDay.PM), MarkOf(afternoon))]),
    };

    private static Mark MarkOf(string code) =>
        NationalCodes.TryFind(code, out var found) ? Mark.Of(found) : Mark.Missing;

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
