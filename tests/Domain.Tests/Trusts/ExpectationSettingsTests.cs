using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using static AttendanceFunctions.Tests.Domain.Trusts.ExampleTrust;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>What a school's settings say about the attendance that the Department for Education expects of it.</summary>
public sealed class ExpectationSettingsTests
{
    [Fact]
    public void An_expectation_is_of_one_school_year_and_names_its_source()
    {
        var school = School(_ => { });

        Assert.Equal(new(new(2025), 943, "similar schools report of November 2025"), school.ExpectationOf(new AcademicYear(2025)));
        Assert.Equal("94.3%", school.ExpectationOf(new AcademicYear(2025))?.ToString());
        Assert.Null(school.ExpectationOf(new AcademicYear(2026)));
    }

    [Fact]
    public void Without_the_setting_nothing_is_expected() =>
        Assert.Empty(School(json => json["schools"]![0]!.AsObject().Remove("expectations")).Expectations);

    [Theory]
    [InlineData(94, 940)]
    [InlineData(0.1, 1)]
    [InlineData(100, 1000)]
    public void Attendance_has_at_most_one_decimal(decimal percent, int tenths) =>
        Assert.Equal(tenths, School(json => Expectation(json)["attendance"] = percent).Expectations[0].Tenths);

    [Theory]
    [InlineData("attendance", "94.35", "must be a percentage with at most one decimal, not 94.35.")]
    [InlineData("attendance", "0", "must be a number from 0.1 to 100, not 0.")]
    [InlineData("attendance", "100.1", "must be a number from 0.1 to 100, not 100.1.")]
    [InlineData("attendance", "\"94.3\"", "must be a number from 0.1 to 100, not \"94.3\".")]
    [InlineData("attendance", null, "is missing; give a number from 0.1 to 100.")]
    [InlineData("schoolYear", "\"2025/27\"", "must be a school year such as 2025/26, not \"2025/27\".")]
    [InlineData("schoolYear", "\"2025\"", "must be a school year such as 2025/26, not \"2025\".")]
    [InlineData("schoolYear", null, "is missing; give it as a text in quotes.")]
    [InlineData("source", null, "is missing; give it as a text in quotes.")]
    [InlineData("source", "\"\"", "must be a text in quotes that is not blank, not \"\".")]
    public void Each_mistake_is_one_fault_that_says_what_to_do(string name, string? value, string sentence)
    {
        var fault = OnlyFault(json =>
        {
            Expectation(json).Remove(name);
            if (value is not null)
            {
                Expectation(json)[name] = JsonNode.Parse(value);
            }
        });

        Assert.Equal($"$.schools[0].expectations[0].{name}", fault.Path);
        Assert.Equal(sentence, fault.Sentence);
    }

    [Fact]
    public void A_school_year_stands_there_once()
    {
        var fault = OnlyFault(json => json["schools"]![0]!["expectations"]!.AsArray().Add(Expectation(json).DeepClone()));

        Assert.Equal("$.schools[0].expectations[1].schoolYear", fault.Path);
        Assert.Equal("2025/26 has an expectation already; list each school year once.", fault.Sentence);
    }

    [Fact]
    public void A_school_year_without_terms_is_remarked_on()
    {
        var sound = Assert.IsType<Checked<Trust>.Valid>(Read(json => Expectation(json)["schoolYear"] = "2027/28"));

        Assert.Equal("$.schools[0].expectations[0].schoolYear", Assert.Single(sound.Remarks).Path);
    }

    private static JsonObject Expectation(JsonObject json) => json["schools"]![0]!["expectations"]![0]!.AsObject();

    private static School School(Action<JsonObject> change) => Assert.IsType<Checked<Trust>.Valid>(Read(change)).Value.Schools[0];

    private static Fault OnlyFault(Action<JsonObject> change) => Assert.Single(Assert.IsType<Checked<Trust>.Invalid>(Read(change)).Faults);
}
