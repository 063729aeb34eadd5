using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class ReadingTests
{
    [Fact]
    public void Without_possible_sessions_there_is_no_data()
    {
        var onlyClosures = new Tally(0, 0, 0, 0, NotPossible: 40, 0, 0);

        Assert.IsType<AttendanceStatus.NoData>(A.Reading(0, 0));
        Assert.IsType<AttendanceStatus.NoData>(A.Policy("odbst").StatusOf(onlyClosures, A.Floor));
    }

    [Fact]
    public void Nineteen_possible_sessions_are_too_early_and_only_say_what_would_be()
    {
        var reading = Assert.IsType<AttendanceStatus.TooEarly>(A.Reading(attended: 9, possible: 19));

        Assert.Equal((Rate.Of(9, 19), 5), (reading.Rate, reading.WouldBe.Stage));
    }

    [Fact]
    public void Twenty_possible_sessions_are_enough()
    {
        var reading = Assert.IsType<AttendanceStatus.Measured>(A.Reading(attended: 18, possible: 20));

        Assert.Equal((3, true, false), (reading.Band.Stage, reading.IsPersistentAbsence, reading.IsSevereAbsence));
    }

    [Fact]
    public void Sessions_that_were_not_possible_do_not_count_towards_the_floor() =>
        Assert.IsType<AttendanceStatus.TooEarly>(A.Policy("odbst").StatusOf(new Tally(19, 0, 0, 0, NotPossible: 5, 0, 0), A.Floor));

    [Fact]
    public void A_trust_may_choose_another_floor() =>
        Assert.IsType<AttendanceStatus.Measured>(A.Policy("odbst").StatusOf(A.Tally(1, 2), minimumPossible: 2));

    [Fact]
    public void Severe_absence_is_worked_out_beside_the_stage()
    {
        var reading = Assert.IsType<AttendanceStatus.Measured>(A.Reading(100, 200, A.Policy("het")));

        Assert.Equal((4, true, true), (reading.Band.Stage, reading.IsPersistentAbsence, reading.IsSevereAbsence));
    }
}
