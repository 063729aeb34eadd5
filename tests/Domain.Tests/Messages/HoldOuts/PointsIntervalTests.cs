using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Messages.HoldOuts;

/// <summary>The interval against slow and obvious recounts of the pupils whom its sums are made of.</summary>
public sealed class PointsIntervalTests
{
    private static Gen<Tally> Pupil =>
        from possible in Gen.Choose(1, 150)
        from missed in Gen.Choose(0, possible)
        select A.Tally(possible - missed, possible);

    private static Gen<Tally[]> Group => Gen.Choose(2, 60).SelectMany(size => Pupil.ArrayOf(size));

    [Fact]
    public void Schools_together_have_the_sums_of_all_their_pupils() =>
        Pupil.Or(Gen.Constant(A.Tally(0, 0))).ListOf().Two().Always(schools =>
        GroupSums.Of(schools.Item1.Concat(schools.Item2)) == GroupSums.Of(schools.Item1).And(GroupSums.Of(schools.Item2)));

    [Fact]
    public void The_difference_and_its_variance_are_those_of_the_pupils_one_by_one() => Group.Two().Always(groups =>
    {
        var interval = PointsInterval.Between(GroupSums.Of(groups.Item1), GroupSums.Of(groups.Item2));
        var (first, second) = (Slow(groups.Item1), Slow(groups.Item2));
        var error = Math.Sqrt((double)(first.Variance + second.Variance));
        var quantile = error == 0 ? 0 : interval.HalfWidth / 100 / error;
        return Math.Abs(interval.Difference - 100 * (double)(first.Rate - second.Rate)) < 1e-9
            && (error == 0 ? interval.HalfWidth == 0 : quantile is > 1.9599 and < 12.8);
    });

    [Fact]
    public void The_variance_is_about_what_leaving_out_each_pupil_in_turn_makes_it()
    {
        var dice = new Random(7);
        var (nudged, heldOut) = (Draw(dice, 400), Draw(dice, 80));

        var interval = PointsInterval.Between(GroupSums.Of(nudged), GroupSums.Of(heldOut));
        var jackknife = 100 * 1.97 * Math.Sqrt(Jackknife(nudged) + Jackknife(heldOut));

        Assert.InRange(interval.HalfWidth / jackknife, 0.98, 1.03);
    }

    /// <summary>From the printed tables of Student's distribution: 19 degrees of freedom 2.093, 38 degrees 2.024, many 1.960.</summary>
    [Theory]
    [InlineData(20, 2.024)]
    [InlineData(10, 2.101)]
    [InlineData(5000, 1.960)]
    public void With_few_pupils_the_interval_is_wider_by_Students_distribution(int pupils, double quantile)
    {
        // Half of each group is always there and half never, so both rates are 50% and each variance is 1/4 / (n - 1).
        var group = GroupSums.Of(Enumerable.Range(0, pupils).Select(number => A.Tally(number % 2 * 10, 10)));

        var interval = PointsInterval.Between(group, group);

        Assert.Equal(0, interval.Difference);
        Assert.Equal(quantile, interval.HalfWidth / 100 / Math.Sqrt(2 * 0.25 / (pupils - 1)), tolerance: 0.001);
    }

    [Fact]
    public void Groups_in_which_all_attend_alike_leave_nothing_to_chance()
    {
        var nudged = GroupSums.Of(Enumerable.Range(1, 30).Select(number => A.Tally(9 * number, 10 * number)));
        var heldOut = GroupSums.Of(Enumerable.Range(1, 30).Select(number => A.Tally(8 * number, 10 * number)));

        Assert.Equal((10.0m, 10.0m), (PointsInterval.Between(nudged, heldOut).Low, PointsInterval.Between(nudged, heldOut).High));
    }

    /// <summary>
    /// Attendance as skewed as it is, and no effect: the interval has to contain nothing in about 95 of 100 trusts, a little less with
    /// small groups.
    /// </summary>
    [Theory]
    [InlineData(11, 800, 90)]
    [InlineData(12, 150, 25)]
    public void Where_nudges_do_nothing_the_interval_contains_nothing_in_about_nineteen_trusts_of_twenty(int seed, int nudged, int heldOut)
    {
        const int trusts = 1500;
        var dice = new Random(seed);
        var contains = Enumerable.Range(0, trusts).Count(_ =>
        {
            var interval = PointsInterval.Between(GroupSums.Of(Draw(dice, nudged)), GroupSums.Of(Draw(dice, heldOut)));
            return Math.Abs(interval.Difference) <= interval.HalfWidth;
        });

        Assert.InRange(100.0 * contains / trusts, 91, 98);
    }

    /// <summary>Pupils below the line, each with a rate of absence of their own and a rest of term of their own.</summary>
    private static List<Tally> Draw(Random dice, int pupils) => [.. Enumerable.Range(0, pupils).Select(_ =>
    {
        var possible = dice.Next(20, 130);
        var absence = Math.Min(1, -0.09 * Math.Log(1 - dice.NextDouble()));
        return A.Tally(possible - (int)Math.Round(possible * absence), possible);
    })];

    private static (decimal Rate, decimal Variance) Slow(Tally[] pupils)
    {
        var (attended, possible) = (pupils.Sum(pupil => (decimal)pupil.Attended), pupils.Sum(pupil => (decimal)pupil.Possible));
        var rate = attended / possible;
        var spread = pupils.Sum(pupil => (pupil.Attended - rate * pupil.Possible) * (pupil.Attended - rate * pupil.Possible));
        // Every pupil at the same rate: what is left of the spread is the last digit of the quotient.
        return (rate, spread < 1e-20m ? 0 : spread * pupils.Length / (pupils.Length - 1) / possible / possible);
    }

    private static double Jackknife(List<Tally> pupils)
    {
        var (attended, possible) = (pupils.Sum(pupil => pupil.Attended), pupils.Sum(pupil => pupil.Possible));
        var without = pupils.ConvertAll(pupil => (double)(attended - pupil.Attended) / (possible - pupil.Possible));
        var mean = without.Average();
        return without.Sum(rate => (rate - mean) * (rate - mean)) * (pupils.Count - 1) / pupils.Count;
    }
}
