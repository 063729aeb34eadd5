using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>A share of pupils whose nudges of concern are planned and not sent, so that one can see whether nudges help.</summary>
public sealed class HoldOutTests
{
    private static readonly AcademicYear Year = Marks.Year;

    private static readonly IReadOnlyList<Upn> Pupils =
        [.. Enumerable.Range(1, 10_000)
            .Select(number => Upn.Parse(string.Create(CultureInfo.InvariantCulture, $"A{number:000000000000}")))];

    [Fact]
    public void Without_a_share_nobody_is_held_out() => Assert.DoesNotContain(Pupils, upn => HoldOut.Holds(Share(0), Year, upn));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    public void The_share_of_the_pupils_is_that_of_the_policy(int percent)
    {
        var held = Pupils.Count(upn => HoldOut.Holds(Share(percent), Year, upn));

        // Five standard deviations of a draw by lot.
        var allowed = 5 * Math.Sqrt(10_000 * (percent / 100.0) * (1 - (percent / 100.0)));
        Assert.InRange(held, (100 * percent) - allowed, (100 * percent) + allowed);
    }

    [Fact]
    public void A_greater_share_keeps_all_who_were_in_a_smaller_one()
    {
        int[] shares = [1, 5, 10, 25, 50];

        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.Empty(Held(pair.First, Year).Except(Held(pair.Second, Year))));
    }

    [Fact]
    public void Another_year_has_another_hold_out()
    {
        var both = Held(50, Year).Intersect(Held(50, new AcademicYear(2026))).Count();

        Assert.InRange(both, 2_200, 2_800);
    }

    /// <summary>Pinned, so that no change of ours moves pupils in or out in the middle of a year.</summary>
    [Fact]
    public void Who_is_in_it_is_the_same_for_ever() => Assert.Equal(
        ["A000000000002", "A000000000007", "A000000000016", "A000000000029", "A000000000038", "A000000000039"],
        Pupils.Take(40).Where(upn => HoldOut.Holds(Share(20), Year, upn)).Select(upn => upn.ToString()));

    private static HashSet<Upn> Held(int percent, AcademicYear year) => [.. Pupils.Where(upn => HoldOut.Holds(Share(percent), year, upn))];

    private static Policy Share(int percent) => A.Policy("odbst") with { HoldOutPercent = percent };
}
