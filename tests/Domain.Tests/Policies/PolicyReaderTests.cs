using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using static AttendanceFunctions.Tests.Domain.Policies.PolicyFile;

namespace AttendanceFunctions.Tests.Domain.Policies;

public sealed class PolicyReaderTests
{
    [Fact]
    public void A_policy_needs_a_name_a_target_and_a_ladder_and_the_rest_has_defaults()
    {
        var policy = Sound(Smallest);

        Assert.Equal(("our-own", "Our own way", "", Percentage.Of(96)), (policy.Id, policy.Name, policy.Source, policy.Target));
        Assert.Equal(new FullYear(190, 5), policy.FullYear);
        Assert.Equal(new NudgeDays(true, true), policy.NudgeDays);
        Assert.Equal(
            [(1, "Talk", "", true, false), (2, "Meet", "", false, true)],
            policy.Stages.Select(stage => (stage.Number, stage.Name, stage.Descriptor, stage.Nudges, stage.NeedsPerson)));
        Assert.Equal(
            [new Threshold(Percentage.Of(94), Includes: true), new Threshold(Percentage.Of(90), Includes: false)],
            Assert.IsType<Ladder.ByBand>(policy.Ladder).Thresholds);
    }

    [Fact]
    public void At_or_below_and_below_differ_at_the_edge_itself()
    {
        var policy = Sound(Smallest);

        Assert.Equal([0, 1, 1, 2], new[] { 9401, 9400, 9000, 8999 }.Select(attended => policy.BandOf(Rate.Of(attended, 10_000)).Stage));
    }

    [Fact]
    public void What_is_stated_replaces_the_defaults()
    {
        var policy = Sound(With(Smallest, json =>
        {
            json["schoolDays"] = 195;
            json["learningHoursPerDay"] = 5.5;
            json["nudgeDays"] = new JsonObject { ["dayAfterWorsening"] = false };
        }));

        Assert.Equal(new FullYear(195, 5.5m), policy.FullYear);
        Assert.Equal(new NudgeDays(FirstWeekOfHalfTerm: true, DayAfterWorsening: false), policy.NudgeDays);
    }

    [Fact]
    public void All_faults_are_reported_at_once_each_with_its_path()
    {
        var faults = Faults("""
            {
              "id": "Our Own",
              "name": " ",
              "top": { "descriptors": [ { "above": 97, "text": "Good" }, { "above": 98, "text": "Better" } ] },
              "stages": [
                { "name": "Talk", "atOrBelow": 194 },
                { "atOrBelow": 90.125 },
                { "name": "Meet", "atOrBelow": 85, "nudges": "yes" },
                "Refer"
              ],
              "schoolDays": 190.5,
              "learningHoursPerDay": "five",
              "nudgeDays": [ "Monday" ]
            }
            """);

        Assert.Equal(
            [
                "$.id", "$.learningHoursPerDay", "$.name", "$.nudgeDays", "$.schoolDays", "$.stages[0].atOrBelow", "$.stages[1].atOrBelow",
                "$.stages[1].name", "$.stages[2].nudges", "$.stages[3]", "$.target", "$.top.descriptors", "$.top.name",
            ],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(94, "atOrBelow", 94, "atOrBelow")]
    [InlineData(94, "below", 94, "below")]
    [InlineData(94, "below", 94, "atOrBelow")]
    [InlineData(90, "atOrBelow", 94, "below")]
    public void A_ladder_that_does_not_go_down_is_a_fault_of_the_later_stage(int first, string firstWord, int second, string secondWord)
    {
        var faults = Faults(With(Smallest, json => json["stages"] = new JsonArray(Step(firstWord, first), Step(secondWord, second))));

        Assert.Equal("$.stages[1]", Assert.Single(faults).Path);
    }

    [Fact]
    public void At_or_below_and_then_below_the_same_rate_are_two_stages() =>
        Sound(With(Smallest, json => json["stages"] = new JsonArray(Step("atOrBelow", 94), Step("below", 94))));

    [Fact]
    public void A_stage_with_both_edges_is_one_fault() =>
        Assert.Equal("$.stages[0].atOrBelow", OnlyFault(Smallest, json => json.Stage(0)["below"] = 93).Path);

    [Fact]
    public void A_stage_without_an_edge_is_one_fault() =>
        Assert.Equal("$.stages[0].atOrBelow", OnlyFault(Smallest, json => json.Stage(0).Remove("atOrBelow")).Path);

    [Fact]
    public void An_edge_that_is_no_percentage_is_one_fault() =>
        Assert.Equal("$.stages[0].atOrBelow", OnlyFault(Smallest, json => json.Stage(0)["atOrBelow"] = "94%").Path);

    [Fact]
    public void A_descriptor_without_its_rate_is_one_fault() =>
        Assert.Equal("$.top.descriptors[0].above", OnlyFault(Smallest, json => json["top"]!["descriptors"] =
            new JsonArray(new JsonObject { ["text"] = "Excellent" }, new JsonObject { ["above"] = 97, ["text"] = "Good" })).Path);

    [Fact]
    public void A_ladder_of_more_stages_than_summaries_have_columns_is_a_fault() =>
        Assert.Equal(
            "$.stages",
            OnlyFault(
                Smallest,
                json => json["stages"] = new JsonArray([.. Enumerable.Range(0, 6).Select(step => Step("below", 95 - step))])).Path);

    [Fact]
    public void A_policy_without_stages_is_a_fault() =>
        Assert.Equal("$.stages", OnlyFault(Smallest, json => json["stages"] = new JsonArray()).Path);

    [Fact]
    public void A_misspelt_name_is_remarked_and_passed_over()
    {
        var sound = Assert.IsType<Checked<Policy>.Valid>(PolicyReader.Read(With(Smallest, json => json.Stage(1)["needPerson"] = true)));

        var remark = Assert.Single(sound.Remarks);
        Assert.Equal("$.stages[1].needPerson", remark.Path);
        Assert.Contains("needsPerson", remark.Sentence, StringComparison.Ordinal);
    }

    private static JsonObject Step(string word, int percent) => new() { ["name"] = "Stage", [word] = percent };
}
