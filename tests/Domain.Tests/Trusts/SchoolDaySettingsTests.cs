using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using static AttendanceFunctions.Tests.Domain.Trusts.ExampleTrust;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>What the settings say of part closures and of local authorities.</summary>
public sealed class SchoolDaySettingsTests
{
    [Fact]
    public void A_local_authority_has_its_own_numbers_and_words() => Assert.Equal(
        new AuthorityReturns(
            10,
            DayCounting.Cumulative,
            15,
            12,
            "Ten-day absence return on the county's portal",
            "Medical absence return on the county's portal")
        {
            NewPupilReturn = "New pupil return to Oxfordshire",
            DeletionReturn = "Deletion return to Oxfordshire",
        },
        School(_ => { }).Returns);

    [Fact]
    public void An_authority_of_which_nothing_is_said_has_those_of_the_regulation()
    {
        var usual = new AuthorityReturns(
            10, DayCounting.Consecutive, 15, 10, "Attendance return to Oxfordshire", "Sickness return to Oxfordshire")
        {
            NewPupilDays = 5,
            NewPupilReturn = "New pupil return to Oxfordshire",
            DeletionReturn = "Deletion return to Oxfordshire",
        };

        Assert.Equal(usual, School(json => json.Remove("localAuthorities")).Returns);
        Assert.Equal(usual, School(json => json["localAuthorities"] = new JsonArray(new JsonObject { ["name"] = "Oxfordshire" })).Returns);
    }

    [Fact]
    public void An_authority_is_found_whatever_its_capitals_and_one_of_no_school_is_remarked()
    {
        Assert.Equal(12, School(json => json["localAuthorities"]![0]!["name"] = "OXFORDSHIRE").Returns.IllnessOnCourse);

        var sound = Assert.IsType<Checked<Trust>.Valid>(Read(json => json["localAuthorities"]![0]!["name"] = "Oxforshire"));
        Assert.Equal("$.localAuthorities", Assert.Single(sound.Remarks).Path);
        Assert.Equal(10, sound.Value.Schools[0].Returns.IllnessOnCourse);
    }

    [Fact]
    public void With_fewer_days_of_illness_a_pupil_is_on_course_from_the_last_of_them_on() =>
        Assert.Equal(
            (5, 5),
            School(json => Authority(json, "illnessDays", 5, remove: "illnessOnCourse")).Returns is var returns
                ? (returns.IllnessDays, returns.IllnessOnCourse)
                : default);

    [Fact]
    public void Part_time_timetables_are_reviewed_after_six_weeks_unless_the_authority_says_otherwise()
    {
        Assert.Equal(6, AuthorityReturns.Usual("Oxfordshire").TimetableReviewWeeks);
        Assert.Equal(4, School(json => Authority(json, "timetableReviewWeeks", 4)).Returns.TimetableReviewWeeks);
    }

    [Fact]
    public void A_family_has_six_school_weeks_to_improve_unless_the_authority_says_fewer()
    {
        Assert.Equal(6, AuthorityReturns.Usual("Oxfordshire").NoticeToImproveWeeks);
        Assert.Equal(3, School(json => Authority(json, "noticeToImproveWeeks", 3)).Returns.NoticeToImproveWeeks);
    }

    [Fact]
    public void An_authority_may_ask_for_more_pupils_and_say_what_irregular_attendance_is()
    {
        var returns = School(json =>
        {
            Authority(json, "wantsYoungestClass", true);
            Authority(json, "wantsOldestClass", true);
            Authority(json, "newPupilDays", 3);
            json["localAuthorities"]![0]!["irregularAttendance"] = new JsonObject { ["belowPercent"] = 85 };
        }).Returns;

        Assert.Equal((true, true, 3), (returns.WantsYoungestClass, returns.WantsOldestClass, returns.NewPupilDays));
        Assert.Equal(new IrregularAttendance.BelowPercent(AttendanceFunctions.Domain.Attendance.Percentage.Of(85)), returns.Irregular);
        Assert.Equal(
            new IrregularAttendance.UnauthorisedSessions(8, 6),
            School(json => json["localAuthorities"]![0]!["irregularAttendance"] =
                new JsonObject { ["unauthorisedSessions"] = 8, ["weeks"] = 6 }).Returns.Irregular);
    }

    [Theory]
    [InlineData("{ \"belowPercent\": 85, \"weeks\": 6 }", "")]
    [InlineData("{ }", "")]
    [InlineData("{ \"belowPercent\": 101 }", ".belowPercent")]
    [InlineData("{ \"unauthorisedSessions\": 8 }", ".weeks")]
    [InlineData("{ \"weeks\": 6 }", ".unauthorisedSessions")]
    public void Irregular_attendance_is_a_percentage_or_sessions_in_weeks(string rule, string path) => OnlyFault(
        $"$.localAuthorities[0].irregularAttendance{path}",
        json => json["localAuthorities"]![0]!["irregularAttendance"] = JsonNode.Parse(rule));

    [Theory]
    [InlineData("newPupilDays", 0)]
    [InlineData("newPupilDays", 31)]
    [InlineData("wantsYoungestClass", "yes")]
    [InlineData("unauthorisedDays", 0)]
    [InlineData("unauthorisedDays", 191)]
    [InlineData("unauthorisedDays", 9.5)]
    [InlineData("illnessDays", 0)]
    [InlineData("illnessOnCourse", 0)]
    [InlineData("illnessOnCourse", 16)]
    [InlineData("timetableReviewWeeks", 0)]
    [InlineData("timetableReviewWeeks", 53)]
    [InlineData("timetableReviewWeeks", 6.5)]
    [InlineData("noticeToImproveWeeks", 2)]
    [InlineData("noticeToImproveWeeks", 7)]
    [InlineData("counting", "both")]
    [InlineData("unauthorisedReturn", " ")]
    [InlineData("sicknessReturn", 3)]
    [InlineData("name", "")]
    public void Each_mistake_about_an_authority_is_one_fault(string name, object value) =>
        OnlyFault($"$.localAuthorities[0].{name}", json => Authority(json, name, value));

    [Fact]
    public void An_authority_stands_there_once() => OnlyFault("$.localAuthorities[1].name", json =>
    {
        var twice = json["localAuthorities"]![0]!.DeepClone();
        twice["name"] = "oxfordshire";
        json["localAuthorities"]!.AsArray().Add(twice);
    });

    [Theory]
    [InlineData("2025-12-19", HalfDay.AM, "4", true)]
    [InlineData("2025-12-19", HalfDay.PM, "4", false)]
    [InlineData("2025-12-19", HalfDay.PM, "6", false)]
    [InlineData("2026-06-25", HalfDay.AM, "R", false)]
    [InlineData("2026-06-25", HalfDay.PM, "6", false)]
    [InlineData("2026-06-25", HalfDay.PM, "r ", false)]
    [InlineData("2026-06-25", HalfDay.AM, "5", true)]
    [InlineData("2026-06-24", HalfDay.AM, "R", true)]
    [InlineData("2026-01-05", HalfDay.AM, "4", false)]
    [InlineData("2026-05-04", HalfDay.PM, "4", false)]
    public void A_session_is_open_for_a_year_group_unless_a_closure_or_a_part_closure_names_it(
        string date, HalfDay half, string yearGroup, bool open) =>
        Assert.Equal(open, School(_ => { }).IsOpen(new(Date(date), half), yearGroup));

    [Fact]
    public void A_part_closure_closes_no_school_day() => Assert.True(School(_ => { }).Calendar.IsSchoolDay(Date("2025-12-19")));

    [Fact]
    public void Each_mistake_about_a_part_closure_is_one_fault()
    {
        OnlyFault("$.schools[0].partClosures", json => json["schools"]![0]!["partClosures"] = "2025-12-19");
        OnlyFault("$.schools[0].partClosures[0].date", json => Closure(json)["date"] = "19 December");
        OnlyFault("$.schools[0].partClosures[0].session", json => Closure(json)["session"] = "afternoon");
        OnlyFault("$.schools[0].partClosures[0].yearGroups[0]", json => Closure(json)["yearGroups"] = new JsonArray(6));
    }

    [Fact]
    public void A_whole_day_for_everybody_is_a_closure_and_said_so() => Assert.Contains(
        "put the date into \"closures\"", OnlyFault("$.schools[0].partClosures[0]", json => Closure(json).Remove("session")).Sentence,
        StringComparison.Ordinal);

    [Fact]
    public void A_part_closure_on_a_day_without_school_is_remarked()
    {
        var sound = Assert.IsType<Checked<Trust>.Valid>(Read(json => Closure(json)["date"] = "2025-12-20"));

        Assert.Equal("$.schools[0].partClosures[0].date", Assert.Single(sound.Remarks).Path);
    }

    private static void Authority(JsonObject json, string name, object value, string remove = "")
    {
        var authority = json["localAuthorities"]![0]!.AsObject();
        authority.Remove(remove);
        authority[name] = JsonValue.Create(value);
    }

    private static JsonObject Closure(JsonObject json) => json["schools"]![0]!["partClosures"]![0]!.AsObject();

    private static School School(Action<JsonObject> change) => Assert.IsType<Checked<Trust>.Valid>(Read(change)).Value.Schools[0];

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
