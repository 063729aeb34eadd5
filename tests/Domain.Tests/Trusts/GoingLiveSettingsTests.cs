using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using static AttendanceFunctions.Tests.Domain.Trusts.ExampleTrust;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>The settings of the day on which a trust or a school starts with this product.</summary>
public sealed class GoingLiveSettingsTests
{
    [Fact]
    public void Without_the_setting_everything_is_looked_at_from_the_start() => Assert.Null(Of(_ => { }));

    [Fact]
    public void A_day_alone_takes_up_five_children_a_day() =>
        Assert.Equal(new GoingLive(new(2026, 3, 9), 5), Of(json => json["goingLive"] = Setting("2026-03-09")));

    [Fact]
    public void A_school_may_have_its_own_day_and_number_and_what_it_leaves_out_is_the_trusts()
    {
        Assert.Equal(new GoingLive(new(2026, 3, 9), 8), Of(json =>
        {
            json["goingLive"] = Setting("2026-03-09");
            School(json)["goingLive"] = new JsonObject { ["baselineADay"] = 8 };
        }));
        Assert.Equal(new GoingLive(new(2026, 4, 13), 3), Of(json =>
        {
            json["goingLive"] = Setting("2026-03-09", 3);
            School(json)["goingLive"] = Setting("2026-04-13");
        }));
    }

    [Theory]
    [InlineData("2026-03-08", false)]
    [InlineData("2026-03-09", true)]
    [InlineData("2026-09-01", true)]
    public void A_school_is_live_from_that_day_on(string day, bool isLive)
    {
        var school = A.School() with { GoingLive = new(new(2026, 3, 9), 5) };

        Assert.Equal(isLive, school.IsLive(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Each_mistake_is_a_fault_with_its_path()
    {
        OnlyFault("$.goingLive.on", json => json["goingLive"] = new JsonObject());
        OnlyFault("$.goingLive.baselineADay", json => json["goingLive"] = Setting("2026-03-09", 0));
        OnlyFault("$.goingLive.baselineADay", json => json["goingLive"] = Setting("2026-03-09", 101));
        OnlyFault("$.schools[0].goingLive.on", json => School(json)["goingLive"] = Setting("soon"));
        OnlyFault("$.schools[0].goingLive", json => School(json)["goingLive"] = Setting("2062-03-09"));
    }

    private static JsonObject Setting(string on, int? aDay = null) =>
        aDay is { } number ? new() { ["on"] = on, ["baselineADay"] = number } : new() { ["on"] = on };

    private static GoingLive? Of(Action<JsonObject> change) => Assert.IsType<Checked<Trust>.Valid>(Read(change)).Value.Schools[0].GoingLive;
}
