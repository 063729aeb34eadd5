using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Tests.Domain.Cases;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// A year of the sample trust under each of the five packs, night by night with scripted decisions (issue 3: "It is done when").
/// </summary>
public sealed class SimulatedYearTests(SimulatedYear year) : IClassFixture<SimulatedYear>
{
    public static TheoryData<string> Packs => ["het", "millbrook", "odbst", "odst", "school-approach"];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_step_of_every_case_is_explained_by_its_events(string policy) =>
        Assert.All(year.Of(policy, Nights.EachInItsTurn), lived => Chain.Explains(lived.Policy, lived.Case, lived.History));

    [Theory]
    [MemberData(nameof(Packs))]
    public void Two_weeks_that_are_caught_up_with_in_one_night_make_no_difference(string policy) => AssertSame(policy, Nights.WithABreak);

    [Theory]
    [MemberData(nameof(Packs))]
    public void Each_night_twice_makes_no_difference(string policy) => AssertSame(policy, Nights.EachTwice);

    [Theory]
    [MemberData(nameof(Packs))]
    public void No_event_knows_a_later_day(string policy) =>
        Assert.All(
            year.Of(policy, Nights.EachInItsTurn).SelectMany(lived => lived.History),
            happened => Assert.Contains(English.Day(happened.On), happened.Known, StringComparison.Ordinal));

    [Fact]
    public void The_outcome_is_the_table_in_the_docs() =>
        DocsTable.AssertSame(OutcomeTable.Write([.. Packs.Select(pack => year.Of(pack.Data, Nights.EachInItsTurn))]));

    private void AssertSame(string policy, Nights nights)
    {
        foreach (var (one, other) in year.Of(policy, Nights.EachInItsTurn)
            .Zip(year.Of(policy, nights))
            .Where(pair => nights != Nights.WithABreak || !pair.First.LeftInBreak))
        {
            Assert.Equal(one.History.Select(Told.Of), other.History.Select(Told.Of));
            Assert.Equal(Told.Of(one.Case), Told.Of(other.Case));
        }
    }
}
