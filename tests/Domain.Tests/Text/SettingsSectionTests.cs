using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Text;

public sealed class SettingsSectionTests
{
    [Fact]
    public void What_is_not_JSON_names_the_line_and_column()
    {
        var fault = Assert.Single(Faults("{\n  \"name\": \"Riverside\"\n  \"policy\": \"odbst\"\n}", section => section.Text("name")));

        Assert.Equal("$", fault.Path);
        Assert.Contains("line 3, column 3", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"trust\"")]
    [InlineData("null")]
    [InlineData("{")]
    public void What_is_no_object_is_one_fault_of_the_whole_file(string json) =>
        Assert.Equal("$", Assert.Single(Faults(json, section => section.Text("name"))).Path);

    [Theory]
    [InlineData("{\n \"mode\": \"review\",\n \"mode\": \"automatic\" }", "$.mode", "line 3 is given a second time, first on line 2")]
    [InlineData("""{ "mode": "review", "\u006dode": "review" }""", "$.mode", "line 1 is given a second time, first on line 1")]
    [InlineData("{ \"lead\": { \"name\": 1,\n\n\"name\": 2 } }", "$.lead.name", "line 3 is given a second time")]
    [InlineData("{ \"schools\": [ { \"id\": 1 },\n { \"id\": 2, \"id\": 3 } ] }", "$.schools[1].id", "line 2 is given a second time")]
    [InlineData("""{ "name": "A", "schools": [ [ ], { "id": 1, "id": 2 } ] }""", "$.schools[1].id", "is given a second time")]
    public void A_name_that_is_given_twice_is_a_fault_with_its_path_and_line(string json, string path, string sentence)
    {
        var fault = Assert.Single(Faults(json, _ => 0));

        Assert.Equal(path, fault.Path);
        Assert.Contains(sentence, fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "L\ud800" }""", "$.name")]
    [InlineData("""{ "name": "L\ud800\u0041" }""", "$.name")]
    [InlineData("""{ "name": "\udc00\ud800" }""", "$.name")]
    [InlineData("""{ "lead": { "email": [ "a", "\udfff" ] } }""", "$.lead.email[1]")]
    [InlineData("""{ "lead": { "L\ud800": 1 } }""", "$.lead")]
    public void Half_of_a_character_is_a_fault_with_its_path_and_line(string json, string path)
    {
        var fault = Assert.Single(Faults(json, section => section.Text("name", fallback: "")));

        Assert.Equal(path, fault.Path);
        Assert.StartsWith("line 1 holds half of a character", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "\ud83d\ude00" }""", "😀")]
    [InlineData("""{ "name": "a\\ud800" }""", "a\\ud800")]
    [InlineData("""{ "name": "\"\u00e9\n" }""", "\"é")]
    public void Whole_characters_in_escapes_are_no_fault(string json, string name) =>
        Assert.Equal(name, Sound(json, section => section.Text("name")));

    [Fact]
    public void Half_of_a_character_that_is_not_escaped_is_a_fault_with_its_line() =>
        Assert.StartsWith(
            "line 2 holds half", Assert.Single(Faults("{\n \"name\": \"L\ud800\" }", _ => 0)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void All_faults_of_a_file_are_listed_at_once() => Assert.Equal(
        ["$.mode", "$.name", "$.floor"],
        Faults("""{ "mode": 1, "mode": 2, "name": "L\ud800", "floor": "many" }""", section =>
            section.Text("name") + section.WholeNumber("floor", 1, 380, fallback: 20)).Select(fault => fault.Path));

    [Fact]
    public void Sixteen_levels_are_read_and_the_seventeenth_is_a_fault()
    {
        Assert.Equal(1, Sound($$"""{ "name": {{Nested(15)}} }""", _ => 1));

        var fault = Assert.Single(Faults($"{{ \"name\":\n {Nested(16)} }}", _ => 0));

        Assert.StartsWith("$.name[0][0]", fault.Path, StringComparison.Ordinal);
        Assert.StartsWith("line 2 is nested more than 16 levels deep", fault.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(Faults($$"""{ "name": {{Nested(100_000)}} }""", _ => 0));
    }

    [Fact]
    public void A_list_may_have_a_thousand_entries()
    {
        Assert.Equal(1000, Sound(Dates(1000), section => section.Dates("closures").Count));
        Assert.Equal(
            "must not have more than 1,000 entries.", Assert.Single(Faults(Dates(1001), section => section.Dates("closures"))).Sentence);
    }

    [Theory]
    [InlineData("1999-12-31", 1)]
    [InlineData("2000-01-01", 0)]
    [InlineData("2099-12-31", 0)]
    [InlineData("2100-01-01", 1)]
    [InlineData("9999-12-31", 1)]
    public void A_date_lies_in_this_century(string date, int faults) => Assert.Equal(
        faults, SettingsSection.Read($$"""{ "from": "{{date}}" }""", section => section.Date("from")) is Checked<DateOnly>.Invalid invalid
            ? invalid.Faults.Count
            : 0);

    [Fact]
    public void Many_faults_are_counted_and_the_first_fifty_listed()
    {
        var names = string.Join(',', Enumerable.Repeat("\"mode\": 1", 100_000));

        var faults = Faults($"{{ {names} }}", _ => 0);

        Assert.Equal(51, faults.Count);
        Assert.Equal("there are 99,949 more faults, which are listed when these are corrected.", faults[^1].Sentence);
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static string Dates(int count) => $$"""{ "closures": [ {{string.Join(", ", Enumerable.Repeat("\"2025-12-01\"", count))}} ] }""";

    [Fact]
    public void Comments_and_trailing_commas_are_no_fault() =>
        Assert.Equal("Riverside", Sound("{ // the trust\n \"name\": \"Riverside\", }", section => section.Text("name")));

    [Fact]
    public void A_comment_and_a_schema_are_not_remarked() =>
        Assert.Empty(Assert.IsType<Checked<string>.Valid>(SettingsSection.Read(
            """{ "$schema": "trust.schema.json", "comment": "ours", "name": "Riverside" }""", section => section.Text("name"))).Remarks);

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "name": null }""")]
    [InlineData("""{ "name": "  " }""")]
    [InlineData("""{ "name": 7 }""")]
    [InlineData("""{ "name": [ "Riverside" ] }""")]
    public void A_text_must_be_there_and_not_be_blank(string json) =>
        Assert.Equal("$.name", Assert.Single(Faults(json, section => section.Text("name"))).Path);

    [Theory]
    [InlineData("""{ }""", 20)]
    [InlineData("""{ "floor": 1 }""", 1)]
    [InlineData("""{ "floor": 380 }""", 380)]
    [InlineData("""{ "floor": 20.0 }""", 20)]
    public void A_whole_number_within_its_limits_is_read(string json, int floor) =>
        Assert.Equal(floor, Sound(json, section => section.WholeNumber("floor", 1, 380, fallback: 20)));

    [Theory]
    [InlineData("""{ "floor": 0 }""")]
    [InlineData("""{ "floor": 381 }""")]
    [InlineData("""{ "floor": 20.5 }""")]
    [InlineData("""{ "floor": "20" }""")]
    [InlineData("""{ "floor": 1e400 }""")]
    public void Any_other_number_is_one_fault(string json) =>
        Assert.Equal("$.floor", Assert.Single(Faults(json, section => section.WholeNumber("floor", 1, 380, fallback: 20))).Path);

    [Theory]
    [InlineData("2025-02-29")]
    [InlineData("02/09/2025")]
    [InlineData("2025-9-2")]
    [InlineData("")]
    public void A_date_is_written_as_year_month_and_day(string text) =>
        Assert.Equal("$.from", Assert.Single(Faults($$"""{ "from": "{{text}}" }""", section => section.Date("from"))).Path);

    [Fact]
    public void Each_wrong_date_of_a_list_is_a_fault_of_its_own() =>
        Assert.Equal(
            ["$.closures[1]", "$.closures[2]"],
            Faults("""{ "closures": [ "2025-09-19", "19 September", 3 ] }""", section => section.Dates("closures"))
                .Select(fault => fault.Path));

    [Theory]
    [InlineData("8:00")]
    [InlineData("24:00")]
    [InlineData("08:00:00")]
    public void A_time_is_written_as_hours_and_minutes(string text) =>
        Assert.Equal("$.from", Assert.Single(Faults($$"""{ "from": "{{text}}" }""", section => section.Time("from", default))).Path);

    [Fact]
    public void A_list_of_texts_may_be_left_out_or_empty()
    {
        Assert.Empty(Sound("{ }", section => section.Texts("actions")));
        Assert.Empty(Sound("""{ "actions": [] }""", section => section.Texts("actions")));
        Assert.Equal(["Ring home", "Write"], Sound("""{ "actions": [ "Ring home", " Write " ] }""", section => section.Texts("actions")));
    }

    [Theory]
    [InlineData("""{ "actions": "Ring home" }""", "$.actions")]
    [InlineData("""{ "actions": { } }""", "$.actions")]
    [InlineData("""{ "actions": [ "Ring home", "" ] }""", "$.actions[1]")]
    [InlineData("""{ "actions": [ "Ring home", null ] }""", "$.actions[1]")]
    [InlineData("""{ "actions": [ "Ring home", [ "Write" ] ] }""", "$.actions[1]")]
    public void A_list_of_texts_holds_texts_only(string json, string path) =>
        Assert.Equal(path, Assert.Single(Faults(json, section => section.Texts("actions"))).Path);

    [Fact]
    public void An_entry_that_is_no_object_does_not_hide_the_faults_of_the_others()
    {
        const string json = """{ "schools": [ 1, { "name": "Riverside" }, { } ] }""";
        string[] paths = ["$.schools[0]", "$.schools[2].name"];

        Assert.Equal(
            paths, Faults(json, section => section.Sections("schools", school => (school.Text("name"), 0))).Select(fault => fault.Path));
        Assert.Equal(
            paths,
            Faults(json, section => section.SectionsIfAny("schools", school => (school.Text("name"), 0))).Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("{ }", true)]
    [InlineData("""{ "schools": [] }""", true)]
    [InlineData("""{ "schools": null }""", true)]
    [InlineData("""{ "schools": "all" }""", false)]
    public void A_list_of_objects_that_may_be_empty_may_be_left_out(string json, bool sound) => Assert.Equal(
        sound,
        SettingsSection.Read(
            json, section => section.SectionsIfAny("schools", school => school.Text("name"))) is Checked<IReadOnlyList<string>>.Valid);

    [Theory]
    [InlineData("{ }", "sound, as it is left out")]
    [InlineData("""{ "lead": { "name": "A lead" } }""", "A lead")]
    public void An_object_may_be_left_out(string json, string name) =>
        Assert.Equal(name, Sound(json, section => section.Section("lead", lead => lead.Text("name"), "sound, as it is left out")));

    [Fact]
    public void An_object_that_is_none_is_a_fault_even_where_it_may_be_left_out() =>
        Assert.Equal(
            "$.lead",
            Assert.Single(Faults("""{ "lead": "A lead" }""", section => section.Section("lead", lead => lead.Text("name"), ""))).Path);

    [Fact]
    public void A_fault_of_an_object_as_a_whole_has_its_path() => Assert.Equal(
        "$.lead",
        Assert.Single(Faults("""{ "lead": { } }""", section => section.Section("lead", lead =>
        {
            Assert.True(lead.IsValid());
            lead.AddFault("is wrong.");
            Assert.False(lead.IsValid());
            return 0;
        }))).Path);

    private static IReadOnlyList<Fault> Faults<T>(string json, Func<SettingsSection, T> read) =>
        Assert.IsType<Checked<T>.Invalid>(SettingsSection.Read(json, read)).Faults;

    private static T Sound<T>(string json, Func<SettingsSection, T> read) =>
        Assert.IsType<Checked<T>.Valid>(SettingsSection.Read(json, read)).Value;
}
