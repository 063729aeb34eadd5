using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences.FirstDay;

/// <summary>What a school has to see to on a morning, and when its register is not there.</summary>
public sealed class MorningRollTests
{
    private static readonly DateOnly Thursday = A.Day(2025, 9, 11);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(4, 0, true)]
    [InlineData(5, 0, false)]
    [InlineData(0, 5, false)]
    [InlineData(10, 0, false)]
    public void A_register_is_missing_below_the_coverage_that_opens_a_school_day(int present, int unseen, bool isMissing)
    {
        var roll = Roll(
            [.. Enumerable.Repeat("/", present), .. Enumerable.Repeat("N", unseen), .. Enumerable.Repeat("-", 10 - present - unseen)]);

        Assert.Equal((10, present + unseen, isMissing), (roll.Expected, roll.Marked, roll.IsMissing(0.5m)));
    }

    [Fact]
    public void Without_any_mark_it_is_missing_even_where_no_coverage_is_asked_for() => Assert.True(Roll(["-", "-"]).IsMissing(0));

    [Fact]
    public void Where_nobody_is_expected_nothing_is_missing() => Assert.False(Roll(["#", "#"]).IsMissing(0.5m));

    [Fact]
    public void Only_those_to_see_to_are_kept()
    {
        var roll = Roll(["/", "N", "-", "I", "#"]);

        Assert.Equal([RegisterSighting.Unseen, RegisterSighting.Unmarked], roll.Pupils.Select(pupil => pupil.Sighting));
        Assert.NotNull(roll.FindUnseen(roll.Pupils[0].Pupil.Upn));
        Assert.Null(roll.FindUnseen(roll.Pupils[1].Pupil.Upn));
    }

    /// <summary>D2 §5: by day three somebody goes and sees. This morning, and the two school days before it.</summary>
    [Theory]
    [InlineData("NN NN", "N", 3, true)]
    [InlineData("NN OO", "N", 3, true)]
    [InlineData("OO", "N", 2, false)]
    [InlineData("NN N/", "N", 1, false)]
    [InlineData("NN ## NN", "N", 3, true)]
    [InlineData("NN NN NN", "-", 3, true)]
    [InlineData("NN NN NN", "/", 0, false)]
    [InlineData("NN NN NN", "I", 0, false)]
    public void Three_school_days_of_which_nobody_knows_why_are_a_home_visit(string before, string morning, int days, bool isVisit)
    {
        var pupil = Absent(before, morning);

        var absence = pupil.FindAbsence(contactOn: null);

        Assert.Equal(days, absence?.Days.Count ?? 0);
        Assert.Equal(isVisit, absence?.IsHomeVisitDue ?? false);
        Assert.Equal(
            isVisit || pupil.Sighting is RegisterSighting.Unseen or RegisterSighting.Unmarked,
            MorningRoll.Of(Thursday, [pupil]).Pupils.Count == 1);
    }

    [Fact]
    public void A_recorded_contact_takes_the_visit_off_for_the_days_up_to_it()
    {
        var pupil = Absent("NN NN", "N");

        Assert.Equal([Thursday], pupil.FindAbsence(Thursday.AddDays(-1))?.Days);
        Assert.Null(pupil.FindAbsence(Thursday));
    }

    private static MorningRoll Roll(IReadOnlyList<string> mornings) => MorningRoll.Of(
        Thursday,
        [.. mornings.Select(
            (mark, index) =>
                MorningPupil.Of(A.School(), A.Pupil($"A10000000000{index}"), SightTests.With(mark, "-", Thursday), Thursday))]);

    /// <summary>A pupil with whole days of marks before this morning, the last of them the school day before.</summary>
    private static MorningPupil Absent(string before, string morning)
    {
        var days = before.Split(' ');
        var dates = A.Calendar().SchoolDaysBackFrom(Thursday.AddDays(-1)).Take(days.Length).Reverse().ToList();
        var marks = SightTests.With(morning, "-", Thursday).Marks.With(days.Zip(dates).SelectMany(day => new[]
        {
            (new Session(day.Second, HalfDay.AM), Mark.OfLetter(day.First[0])),
            (new Session(day.Second, HalfDay.PM), Mark.OfLetter(day.First[1])),
        }));
        return MorningPupil.Of(A.School(), A.Pupil(), A.Record() with { Marks = marks }, Thursday);
    }
}
