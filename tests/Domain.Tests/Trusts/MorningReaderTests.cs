using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using static AttendanceFunctions.Tests.Domain.Trusts.ExampleTrust;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>The settings of first-day texts: off unless they are there.</summary>
public sealed class MorningReaderTests
{
    [Fact]
    public void Without_the_setting_no_school_asks() => Assert.False(Morning(_ => { }).IsOn);

    [Fact]
    public void An_empty_setting_switches_it_on_with_fifteen_minutes_of_grace_until_eleven() =>
        Assert.Equal(new Morning(new(9, 30), new(11, 0)), Morning(json => json["morning"] = new JsonObject()));

    [Fact]
    public void The_trusts_setting_holds_for_its_schools() =>
        Assert.Equal(new Morning(new(9, 45), new(10, 30)), Morning(json => json["morning"] = Setting(30, "10:30")));

    [Fact]
    public void A_school_may_have_its_own_and_what_that_leaves_out_is_the_trusts() =>
        Assert.Equal(new Morning(new(9, 45), new(11, 45)), Morning(json =>
        {
            json["morning"] = Setting(30, "10:30");
            School(json)["morning"] = new JsonObject { ["latest"] = "11:45" };
        }));

    [Fact]
    public void A_school_may_ask_where_its_trust_does_not() =>
        Assert.Equal(
            new Morning(new(9, 15), new(11, 0)), Morning(json => School(json)["morning"] = new JsonObject { ["graceMinutes"] = 0 }));

    [Fact]
    public void The_grace_may_be_two_hours_and_the_latest_time_noon() =>
        Assert.Equal(new Morning(new(11, 15), new(12, 0)), Morning(json => json["morning"] = Setting(120, "12:00")));

    [Fact]
    public void Each_mistake_is_one_fault_with_its_path()
    {
        OnlyFault("$.morning.graceMinutes", json => json["morning"] = Setting(121, "12:00"));
        OnlyFault("$.morning.graceMinutes", json => json["morning"] = Setting(-1, "12:00"));
        OnlyFault("$.morning.latest", json => json["morning"] = Setting(15, "12:01"));
        OnlyFault("$.morning.latest", json => json["morning"] = Setting(15, "11"));
        OnlyFault("$.morning", json => json["morning"] = true);
        OnlyFault("$.schools[0].morning.latest", json => School(json)["morning"] = Setting(15, "12:01"));
        OnlyFault("$.schools[0].morning", json => School(json)["morning"] = Setting(15, "09:30"));
        OnlyFault("$.schools[0].morning", json => json["morning"] = Setting(105, "11:00"));
    }

    [Fact]
    public void No_text_leaves_before_eight()
    {
        OnlyFault("$.schools[0].morning", json =>
        {
            json["morning"] = Setting(14, "11:00");
            School(json)["registersClose"] = "07:45";
        });
        Assert.Equal(new TimeOnly(8, 0), Morning(json =>
        {
            json["morning"] = Setting(15, "11:00");
            School(json)["registersClose"] = "07:45";
        }).From);
    }

    [Fact]
    public void Registers_that_close_at_night_leave_no_time() => OnlyFault("$.schools[0].morning", json =>
    {
        json["morning"] = new JsonObject();
        School(json)["registersClose"] = "23:50";
    });

    [Fact]
    public void A_fault_of_registers_is_no_fault_of_the_morning() => OnlyFault("$.schools[0].registersClose", json =>
    {
        json["morning"] = new JsonObject();
        School(json)["registersClose"] = "late";
    });

    [Fact]
    public void A_misspelt_name_is_remarked()
    {
        var sound = Assert.IsType<Checked<Trust>.Valid>(Read(json => json["morning"] = new JsonObject { ["grace"] = 10 }));

        Assert.Equal(["$.morning.grace"], sound.Remarks.Select(remark => remark.Path));
    }

    [Theory]
    [InlineData("09:29:59", false, false, false)]
    [InlineData("09:30:00", true, true, false)]
    [InlineData("10:59:59", true, true, false)]
    [InlineData("11:00:00", false, true, true)]
    public void Texts_leave_from_the_first_minute_on_and_before_the_last(string time, bool mayLeave, bool hasBegun, bool isOver)
    {
        var (morning, at) = (new Morning(new(9, 30), new(11, 0)), TimeOnly.Parse(time, null));

        Assert.Equal((mayLeave, hasBegun, isOver), (morning.Contains(at), morning.HasBegun(at), morning.IsOver(at)));
    }

    [Fact]
    public void A_school_that_does_not_ask_has_no_time_for_it()
    {
        TimeOnly[] times = [TimeOnly.MinValue, new(9, 30), TimeOnly.MaxValue];

        Assert.All(times, time => Assert.Equal(
            (false, false, false),
            (AttendanceFunctions.Domain.Trusts.Morning.Off.Contains(
                time), AttendanceFunctions.Domain.Trusts.Morning.Off.HasBegun(time),
                AttendanceFunctions.Domain.Trusts.Morning.Off.IsOver(time))));
    }

    private static JsonObject Setting(int grace, string latest) => new() { ["graceMinutes"] = grace, ["latest"] = latest };

    private static Morning Morning(Action<JsonObject> change) => Assert.IsType<Checked<Trust>.Valid>(Read(change)).Value.Schools[0].Morning;
}
