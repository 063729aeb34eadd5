using AttendanceFunctions.Domain.Attendance;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class HeadcountTests
{
    private static readonly AttendanceStatus Good = A.Reading(100, 100);
    private static readonly AttendanceStatus Stage1 = A.Reading(94, 100);
    private static readonly AttendanceStatus Stage3 = A.Reading(90, 100);
    private static readonly AttendanceStatus Stage5 = A.Reading(50, 100);
    private static readonly AttendanceStatus TooEarly = A.Reading(1, 2);
    private static readonly AttendanceStatus NoData = A.Reading(0, 0);

    [Fact]
    public void Every_pupil_is_counted_once_by_stage_or_as_too_early()
    {
        var count = Headcount.Of([Good, Good, Stage1, Stage3, Stage5, TooEarly, NoData]);

        Assert.Equal(7, count.Pupils);
        Assert.Equal([2, 1, 0, 1, 0, 1], count.AtStage);
        Assert.Equal((2, 1, 2), (count.PersistentAbsence, count.SevereAbsence, count.TooEarly));
        Assert.Equal(A.Tally(attended: 435, possible: 502), count.Tally);
    }

    [Fact]
    public void Nobody_is_nobody()
    {
        AssertSame(Headcount.Nobody, Headcount.Of([]));
        AssertSame(Headcount.Of([Good]), Headcount.Of([Good]).And(Headcount.Nobody));
    }

    [Fact]
    public void Two_groups_together_count_as_one_group_of_both() =>
        Gen.Elements(Good, Stage1, Stage3, Stage5, TooEarly, NoData).ListOf().Two().Always(groups =>
        {
            AssertSame(Headcount.Of(groups.Item1.Concat(groups.Item2)), Headcount.Of(groups.Item1).And(Headcount.Of(groups.Item2)));
            return true;
        });

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void A_group_of_fewer_than_five_shows_no_rate(int pupils, bool shows) =>
        Assert.Equal(shows, Headcount.Of(Enumerable.Repeat(Good, pupils)).ShowsRate);

    private static void AssertSame(Headcount expected, Headcount actual)
    {
        Assert.Equal(expected with { AtStage = actual.AtStage }, actual);
        Assert.Equal(expected.AtStage, actual.AtStage);
    }
}
