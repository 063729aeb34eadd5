using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Cases;

public sealed class SessionCountTests
{
    [Fact]
    public void A_count_can_be_printed_wherever_it_stands() =>
        Assert.Equal(
            "SessionCount { Attended = 7, Authorised = 2, Unauthorised = 1, Possible = 10 }", new SessionCount(7, 2, 1).ToString());

    [Fact]
    public void Without_what_was_authorised_neither_side_has_it() =>
        Assert.Equal(new(7, 0, 1), new SessionCount(7, 2, 1).WithoutAuthorised());

    [Fact]
    public void No_session_is_no_rate_and_lies_neither_above_nor_below()
    {
        Assert.False(default(SessionCount).TryGetRate(out _));
        Assert.False(default(SessionCount).IsAbove(new(0, 0, 10), new(0)));
        Assert.False(new SessionCount(10, 0, 0).IsAbove(default, new(0)));
        Assert.False(default(SessionCount).IsBelow(new(10, 0, 0)));
        Assert.False(new SessionCount(0, 0, 10).IsBelow(default));
    }

    [Theory]
    [InlineData(88, 300, true)]
    [InlineData(87, 300, false)]
    [InlineData(85, 0, true)]
    [InlineData(84, 0, false)]
    public void Above_by_so_many_points_includes_exactly_so_many(int attended, int points, bool above) =>
        Assert.Equal(above, new SessionCount(attended, 0, 100 - attended).IsAbove(new(85, 0, 15), new Points(points)));

    [Fact]
    public void Thirds_and_sevenths_compare_exactly()
    {
        var twoThirds = new SessionCount(2, 0, 1);
        Assert.False(twoThirds.IsBelow(new(200, 0, 100)));
        Assert.True(twoThirds.IsBelow(new(667, 0, 333)));
        // 5/7 is 71.428…%, which is 4.76 points above 2/3 and not 4.77.
        Assert.True(new SessionCount(5, 0, 2).IsAbove(twoThirds, new(476)));
        Assert.False(new SessionCount(5, 0, 2).IsAbove(twoThirds, new(477)));
    }

    [Fact]
    public void Of_two_counts_at_most_one_is_below_the_other() =>
        (from one in Counts from other in Counts select (one, other)).Always(pair =>
            !(pair.one.IsBelow(pair.other) && pair.other.IsBelow(pair.one))
            && (!pair.one.IsBelow(pair.other) || pair.other.IsAbove(pair.one, default)));

    private static FsCheck.Gen<SessionCount> Counts =>
        from attended in Gen.Choose(0, 400)
        from authorised in Gen.Choose(0, 100)
        from unauthorised in Gen.Choose(0, 100)
        select new SessionCount(attended, authorised, unauthorised);
}
