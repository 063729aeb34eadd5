using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class AttendanceRecordTests
{
    private static readonly DateOnly Monday = Marks.Monday;
    private static readonly DateOnly Tuesday = Marks.Monday.AddDays(1);
    private static readonly AttendanceStatus Good = A.Reading(100, 100);
    private static readonly AttendanceStatus Stage1 = A.Reading(94, 100);
    private static readonly AttendanceStatus Stage5 = A.Reading(50, 100);

    [Fact]
    public void Before_the_first_night_there_is_no_stage()
    {
        var record = A.Record();

        Assert.Equal((null, null, false), (record.Stage, record.StageBefore, record.HasWorsened));
        Assert.Equal((null, null), (record.Night, record.CorrectedOn));
    }

    [Fact]
    public void A_night_keeps_the_stage_of_the_one_before_it()
    {
        var record = A.Record().After(Monday, Marks.Of("//"), Stage1).After(Tuesday, Marks.Of("////"), Stage5);

        Assert.Equal((5, 1, Tuesday), (record.Stage, record.StageBefore, record.Night));
        Assert.Equal((true, true, true), (record.HasWorsened, record.IsPersistentAbsence, record.IsSevereAbsence));
        Assert.Equal((Marks.Of("////"), Stage5.Tally), (record.Marks, record.Tally));
    }

    [Fact]
    public void A_night_that_is_repeated_changes_nothing()
    {
        var once = A.Record().After(Monday, Marks.Of("/N"), Good).After(Tuesday, Marks.Of("/I"), Stage1);

        Assert.Equal(once, once.After(Tuesday, Marks.Of("/I"), Stage1));
    }

    [Fact]
    public void A_night_that_is_worked_out_again_on_other_marks_keeps_the_stage_before()
    {
        var record = A.Record()
            .After(Monday, Marks.Of("//"), Good).After(Tuesday, Marks.Of("////"), Stage5).After(Tuesday, Marks.Of("////"), Stage1);

        Assert.Equal((1, 0), (record.Stage, record.StageBefore));
    }

    [Fact]
    public void A_changed_mark_is_a_correction_of_that_night_and_a_new_one_is_not()
    {
        var record = A.Record().After(Monday, Marks.Of("/N"), Good);

        Assert.Null(record.CorrectedOn);
        Assert.Null(record.After(Tuesday, Marks.Of("/N//"), Good).CorrectedOn);
        Assert.Equal(Tuesday, record.After(Tuesday, Marks.Of("/I//"), Good).CorrectedOn);
        Assert.Equal(Tuesday, record.After(Tuesday, Marks.Of("/-//"), Good).CorrectedOn);
    }

    [Fact]
    public void A_correction_is_remembered_on_later_nights() =>
        Assert.Equal(
            Monday,
            A.Record()
                .After(Monday, Marks.Of("N"), Good)
                .After(Monday, Marks.Of("I"), Good)
                .After(Tuesday, Marks.Of("I/"), Good).CorrectedOn);

    [Theory]
    [InlineData(null, 1, true)]
    [InlineData(null, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(1, null, false)]
    public void A_stage_has_worsened_when_it_is_further_down_than_the_night_before(int? before, int? now, bool worsened) =>
        Assert.Equal(worsened, (A.Record() with { StageBefore = before, Stage = now }).HasWorsened);

    [Fact]
    public void What_is_too_early_has_neither_stage_nor_flag()
    {
        var record = A.Record().After(Monday, Marks.Of("OO"), A.Reading(0, 2));

        Assert.Equal((null, false, false), (record.Stage, record.IsPersistentAbsence, record.IsSevereAbsence));
    }
}
