using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Tests.Domain.Cases;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// Tests a simulated year of the sample trust with each of the five built-in policies.
/// </summary>
public sealed class SimulatedYearTests(SimulatedYear year) : IClassFixture<SimulatedYear>
{
    public static TheoryData<string> Packs => ["het", "millbrook", "odbst", "odst", "school-approach"];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_step_of_every_case_is_explained_by_its_events(string policy) =>
        Assert.All(year.Of(policy, Nights.EachOnce), result => Chain.Explains(result.Policy, result.Case, result.History));

    [Theory]
    [MemberData(nameof(Packs))]
    public void Two_skipped_weeks_make_no_difference_after_the_next_night(string policy) => AssertSame(policy, Nights.WithABreak);

    [Theory]
    [MemberData(nameof(Packs))]
    public void Running_each_night_twice_makes_no_difference(string policy) => AssertSame(policy, Nights.EachTwice);

    [Theory]
    [MemberData(nameof(Packs))]
    public void No_event_depends_on_a_later_day(string policy) =>
        Assert.All(
            year.Of(policy, Nights.EachOnce).SelectMany(result => result.History),
            item => Assert.Contains(English.Day(item.On), item.Known, StringComparison.Ordinal));

    private void AssertSame(string policy, Nights nights)
    {
        foreach (var (one, other) in year.Of(policy, Nights.EachOnce)
            .Zip(year.Of(policy, nights))
            .Where(pair => nights != Nights.WithABreak || !pair.First.LeftInBreak))
        {
            Assert.Equal(one.History.Select(Told.Of), other.History.Select(Told.Of));
            Assert.Equal(Told.Of(one.Case), Told.Of(other.Case));
        }
    }
}
