using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Trusts;

public sealed class TrustReaderTests
{
    private static readonly string Example = Embedded.Text("trust.example.json");

    [Fact]
    public void The_example_is_read_without_a_remark()
    {
        var sound = Assert.IsType<Checked<Trust>.Valid>(new TrustReader([]).Read(Example));
        var (trust, school) = (sound.Value, Assert.Single(sound.Value.Schools));

        Assert.Empty(sound.Remarks);
        Assert.Equal("Riverside Academies Trust", trust.Name);
        Assert.Empty(trust.Automatic);
        Assert.Equal(new TrustLead("Trust attendance lead", "attendance.lead@example.org"), trust.Lead);
        Assert.Equal(new SendingWindow(new(8, 0), new(18, 0)), trust.Sending);
        Assert.Equal((20, 0.5m), (trust.MinimumPossibleSessions, trust.MinimumCoverage));
        Assert.Equal(("141234", "Riverside Primary School", Phase.Primary), (school.Id.ToString(), school.Name, school.Phase));
        Assert.Equal(("Oxfordshire", "01632 960001", "Attendance officer"), (school.LocalAuthority, school.Phone, school.Contact));
        Assert.Equal((new TimeOnly(9, 15), "het"), (school.RegistersClose, school.Policy.Id));
    }

    [Fact]
    public void A_school_is_closed_on_the_trusts_days_and_on_its_own()
    {
        var calendar = Trust(Example).Schools[0].Calendar;

        Assert.Equal(6, calendar.HalfTerms.Count);
        Assert.False(calendar.IsSchoolDay(A.Day(2026, 5, 4)));
        Assert.False(calendar.IsSchoolDay(A.Day(2026, 1, 5)));
        Assert.True(calendar.IsSchoolDay(A.Day(2026, 1, 6)));
    }

    [Fact]
    public void What_is_left_out_has_a_safe_default()
    {
        var trust = Trust(With(json =>
        {
            foreach (var name in new[]
            {
                "mode",
                "sending",
                "minimumPossibleSessions",
                "minimumCoverage",
                "mostSegments",
                "closures",
                "localAuthorities"
            })
            {
                json.Remove(name);
            }

            foreach (var name in new[] { "contact", "speakTo", "registersClose", "policy", "closures", "partClosures", "expectations" })
            {
                School(json).Remove(name);
            }
        }));

        Assert.Empty(trust.Automatic);
        Assert.Equal(new SendingWindow(new(8, 0), new(18, 0)), trust.Sending);
        Assert.Equal((20, 0.5m, 6), (trust.MinimumPossibleSessions, trust.MinimumCoverage, trust.MostSegments));
        Assert.Equal(("odbst", new TimeOnly(9, 30)), (trust.Schools[0].Policy.Id, trust.Schools[0].RegistersClose));
    }

    [Fact]
    public void Letters_ask_parents_to_speak_to_whom_the_school_names()
    {
        var named = Trust(Example).Schools[0].SpeakTo;
        var unnamed = Trust(With(json => School(json).Remove("speakTo"))).Schools[0].SpeakTo;

        Assert.Equal(
            ("Sam Rivers, the family liaison officer", "the SENDCo", "The school office is open from 8:30."),
            (named.Usual.ToString(), named.Sen.ToString(), named.Appointments));
        Assert.Equal(
            ("the class teacher", "the SENDCo", "You are welcome at any time of the school day."),
            (unnamed.Usual.ToString(), unnamed.Sen.ToString(), unnamed.Appointments));
        OnlyFault("$.schools[0].speakTo.usual.role", json => School(json)["speakTo"]!["usual"]!["role"] = " ");
        OnlyFault("$.schools[0].speakTo.sen", json => School(json)["speakTo"]!["sen"] = "Ada Rivers");
    }

    [Theory]
    // WCAG 2.2, 1.4.3: a contrast of 4.5 to 1. #767676 has 4.54, #777777 has 4.48.
    [InlineData("#767676", true)]
    [InlineData("#777777", false)]
    [InlineData("#000000", true)]
    [InlineData("#FFFFFF", false)]
    public void A_colour_that_people_with_weak_eyes_cannot_read_on_white_is_a_fault(string colour, bool isReadable)
    {
        void Set(JsonObject json) => json["colours"] = new JsonObject { ["main"] = colour };
        if (isReadable)
        {
            Assert.Equal(colour, Trust(With(Set)).Colours.Main.ToString());
        }
        else
        {
            OnlyFault("$.colours.main", Set);
        }
    }

    [Fact]
    public void A_colour_is_six_digits_and_may_be_left_out()
    {
        Assert.Equal("#1F3864", Trust(With(_ => { })).Colours.Main.ToString());
        OnlyFault("$.colours.main", json => json["colours"] = new JsonObject { ["main"] = "dark blue" });
        OnlyFault("$.colours.main", json => json["colours"] = new JsonObject { ["main"] = "#12345" });
        Assert.Equal(1, new Colour(255, 255, 255).ContrastToWhite, precision: 9);
        Assert.Equal(21, new Colour(0, 0, 0).ContrastToWhite, precision: 9);
    }

    [Fact]
    public void The_mode_is_that_of_the_nudges_of_concern_and_every_other_kind_waits_for_a_person()
    {
        var trust = Trust(With(json => json["mode"] = "automatic"));

        Assert.All([MessageKind.Stage, MessageKind.HalfTerm], rule => Assert.Equal(ReleaseMode.Automatic, trust.ModeOf(rule)));
        Assert.All(
            [
                MessageKind.Meeting, MessageKind.Improvement, MessageKind.ThankYou, MessageKind.TermlySummary, MessageKind.WeeklySummary,
                MessageKind.TermHolidays, MessageKind.ContactDetails,
            ],
            rule => Assert.Equal(ReleaseMode.Review, trust.ModeOf(rule)));
    }

    [Theory]
    [InlineData("stage", MessageKind.Stage)]
    [InlineData("half-term", MessageKind.HalfTerm)]
    [InlineData("meeting", MessageKind.Meeting)]
    [InlineData("improvement", MessageKind.Improvement)]
    [InlineData("thank-you", MessageKind.ThankYou)]
    [InlineData("termly-summary", MessageKind.TermlySummary)]
    [InlineData("weekly-summary", MessageKind.WeeklySummary)]
    [InlineData("term-holidays", MessageKind.TermHolidays)]
    [InlineData("contact-details", MessageKind.ContactDetails)]
    public void A_kind_that_the_trust_names_leaves_by_itself_and_no_other(string name, MessageKind rule)
    {
        var trust = Trust(With(json =>
        {
            json["mode"] = "review";
            json["automatic"] = new JsonArray(name);
        }));

        Assert.Equal([rule], trust.Automatic);
    }

    [Fact]
    public void The_mode_and_the_named_kinds_go_together() => Assert.Equal(
        [MessageKind.Stage, MessageKind.HalfTerm, MessageKind.ThankYou],
        Trust(With(json =>
        {
            json["mode"] = "automatic";
            json["automatic"] = new JsonArray("thank-you", "stage");
        })).Automatic.Order());

    [Fact]
    public void A_kind_that_is_named_twice_or_that_no_parent_gets_is_a_fault()
    {
        OnlyFault("$.automatic[1]", json => json["automatic"] = new JsonArray("thank-you", "thank-you"));
        OnlyFault("$.automatic[0]", json => json["automatic"] = new JsonArray("lead-note"));
        OnlyFault("$.automatic[0]", json => json["automatic"] = new JsonArray("first-day"));
        OnlyFault("$.automatic", json => json["automatic"] = "thank-you");
    }

    [Fact]
    public void Three_mistakes_are_three_faults_with_their_paths()
    {
        var faults = Faults(With(json =>
        {
            json["policy"] = "obdst";
            json["terms"]![1]!["to"] = "19/12/2025";
            School(json)["phone"] = "ask at the office";
        }));

        Assert.Equal(
            ["$.policy", "$.schools[0].phone", "$.terms[1].to"], faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_policy_is_told_which_ones_there_are() =>
        Assert.Contains(
            "het, millbrook, odbst, odst, school-approach",
            OnlyFault("$.policy", json => json["policy"] = "obdst").Sentence,
            StringComparison.Ordinal);

    [Fact]
    public void Each_mistake_is_one_fault()
    {
        OnlyFault("$.name", json => json.Remove("name"));
        OnlyFault("$.mode", json => json["mode"] = "Automatic");
        OnlyFault("$.lead.email", json => json["lead"]!["email"] = "the office");
        OnlyFault("$.lead", json => json.Remove("lead"));
        OnlyFault("$.minimumCoverage", json => json["minimumCoverage"] = 50);
        OnlyFault("$.minimumPossibleSessions", json => json["minimumPossibleSessions"] = 0);
        OnlyFault("$.mostSegments", json => json["mostSegments"] = 0);
        OnlyFault("$.mostSegments", json => json["mostSegments"] = 11);
        OnlyFault("$.mostSegments", json => json["mostSegments"] = 2.5);
        OnlyFault("$.closures[0]", json => json["closures"]![0] = "4 May");
        OnlyFault("$.terms", json => json["terms"] = new JsonArray());
        OnlyFault("$.terms[0].to", json => json["terms"]![0]!["to"] = "2025-09-01");
        OnlyFault("$.terms[0].from", json => json["terms"]![0]!.AsObject().Remove("from"));
        OnlyFault("$.terms", json => json["terms"]![0]!["to"] = "2025-11-03");
        OnlyFault("$.schools", json => json.Remove("schools"));
        OnlyFault("$.schools[0].id", json => School(json)["id"] = "St Mary's");
        OnlyFault("$.schools[0].id", json => School(json)["id"] = "trust");
        OnlyFault("$.schools[0].phase", json => School(json)["phase"] = "middle");
        OnlyFault("$.schools[0].policy", json => School(json)["policy"] = "hett");
        OnlyFault("$.schools[0].registersClose", json => School(json)["registersClose"] = "9.15");
        OnlyFault("$.schools", json => json["schools"]!.AsArray().Add(School(json).DeepClone()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_text_may_be_limited_to_one_segment_or_to_ten(int most) =>
        Assert.Equal(most, Trust(With(json => json["mostSegments"] = most)).MostSegments);

    [Fact]
    public void Two_dates_that_cannot_be_read_are_two_faults_and_no_overlap() =>
        Assert.Equal(
            ["$.terms[0].from", "$.terms[1].from"],
            Faults(With(json =>
            {
                json["terms"]![0]!["from"] = "soon";
                json["terms"]![1]!["from"] = "later";
            })).Select(fault => fault.Path));

    [Fact]
    public void Two_schools_without_an_id_are_two_faults() =>
        Assert.Equal(
            ["$.schools[0].id", "$.schools[1].id"],
            Faults(With(json =>
            {
                School(json).Remove("id");
                json["schools"]!.AsArray().Add(School(json).DeepClone());
            })).Select(fault => fault.Path));

    [Fact]
    public void A_misspelt_name_is_remarked_and_passed_over()
    {
        var sound = Assert.IsType<Checked<Trust>.Valid>(new TrustReader([]).Read(With(json =>
        {
            json["closure"] = new JsonArray("2026-05-05");
            School(json)["registerCloses"] = "09:00";
        })));

        Assert.Equal(["$.schools[0].registerCloses", "$.closure"], sound.Remarks.Select(remark => remark.Path));
        Assert.Equal(new TimeOnly(9, 15), sound.Value.Schools[0].RegistersClose);
    }

    [Theory]
    [InlineData("07:59", "18:00", "$.sending.from")]
    [InlineData("08:00", "18:01", "$.sending.to")]
    [InlineData("10:00", "10:00", "$.sending.to")]
    [InlineData("12:00", "09:00", "$.sending.to")]
    public void Messages_leave_only_between_08_00_and_18_00(string from, string to, string path) =>
        OnlyFault(path, json => json["sending"] = new JsonObject { ["from"] = from, ["to"] = to });

    [Fact]
    public void The_sending_window_begins_with_its_first_minute_and_ends_before_its_last()
    {
        var window = Trust(With(json => json["sending"] = new JsonObject { ["from"] = "09:00", ["to"] = "15:30" })).Sending;

        Assert.Equal(
            [false, true, true, false],
            new[] { new TimeOnly(8, 59, 59), new(9, 0), new(15, 29, 59), new(15, 30) }.Select(window.Contains));
    }

    [Fact]
    public void A_trusts_own_policy_can_be_followed_and_takes_the_place_of_a_pack_of_its_id()
    {
        var own = A.Policy("odbst") with { Name = "Our own way" };
        var trust = Assert.IsType<Checked<Trust>.Valid>(new TrustReader([own, own with { Id = "ours" }]).Read(With(json =>
        {
            School(json).Remove("policy");
            var second = School(json).DeepClone().AsObject();
            (second["id"], second["policy"]) = ("141235", "ours");
            json["schools"]!.AsArray().Add(second);
        }))).Value;

        Assert.Equal(
            [("odbst", "Our own way"), ("ours", "Our own way")], trust.Schools.Select(school => (school.Policy.Id, school.Policy.Name)));
        Assert.NotEqual("Our own way", A.Policy("odbst").Name);
    }

    [Fact]
    public void Any_two_schools_of_a_trust_can_follow_different_policies() =>
        Some.BuiltInPolicy.Zip(Some.BuiltInPolicy).Zip(Some.Rate).Always(sample =>
        {
            var ((first, second), rate) = sample;
            var schools = Trust(With(json =>
            {
                School(json)["policy"] = first.Id;
                var other = School(json).DeepClone().AsObject();
                (other["id"], other["policy"]) = ("141235", second.Id);
                json["schools"]!.AsArray().Add(other);
            })).Schools;

            return schools[0].Policy.BandOf(rate) == first.BandOf(rate) && schools[1].Policy.BandOf(rate) == second.BandOf(rate);
        });

    [Fact]
    public void Schools_are_found_by_id()
    {
        var trust = Trust(Example);

        Assert.True(trust.TryFind(SchoolId.Parse("141234"), out var school));
        Assert.Equal("Riverside Primary School", school.Name);
        Assert.False(trust.TryFind(SchoolId.Parse("141235"), out _));
    }

    [Fact]
    public void A_trusts_school_day_is_one_on_which_any_school_is_open()
    {
        var trust = Trust(With(json =>
        {
            var second = School(json).DeepClone().AsObject();
            second["id"] = "141235";
            second.Remove("closures");
            json["schools"]!.AsArray().Add(second);
        }));

        Assert.True(trust.IsSchoolDay(A.Day(2026, 1, 5)));
        Assert.False(trust.IsSchoolDay(A.Day(2026, 5, 4)));
    }

    private static JsonObject School(JsonObject trust) => trust["schools"]![0]!.AsObject();

    private static string With(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Example)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    private static Fault OnlyFault(string path, Action<JsonObject> change)
    {
        var fault = Assert.Single(Faults(With(change)));
        Assert.Equal(path, fault.Path);
        return fault;
    }

    private static IReadOnlyList<Fault> Faults(string json) => Assert.IsType<Checked<Trust>.Invalid>(new TrustReader([]).Read(json)).Faults;

    private static Trust Trust(string json) => Assert.IsType<Checked<Trust>.Valid>(new TrustReader([]).Read(json)).Value;
}
