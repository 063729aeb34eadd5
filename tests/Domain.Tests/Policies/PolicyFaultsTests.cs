using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Policies;
using static AttendanceFunctions.Tests.Domain.Policies.PolicyFile;

namespace AttendanceFunctions.Tests.Domain.Policies;

/// <summary>Parts of a policy that do not go together are one fault, with the path of what is to be changed.</summary>
public sealed class PolicyFaultsTests
{
    [Fact]
    public void A_stage_whose_edge_overlaps_the_one_before_is_a_fault()
    {
        var fault = OnlyFault(FullByBand, json => json.Stage(1)["below"] = 95);

        Assert.Equal("$.stages[1]", fault.Path);
        Assert.Contains("at or below 94%", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exit_below_the_entry_is_a_fault_and_one_at_it_is_not()
    {
        Assert.Equal("$.ladder.leaveAbove", OnlyFault(FullByProcess, json => json["ladder"]!["leaveAbove"] = 91.99).Path);
        Sound(With(FullByProcess, json => json["ladder"]!["leaveAbove"] = 92));
    }

    [Theory]
    [InlineData("enterBelow")]
    [InlineData("enterAtOrBelow")]
    [InlineData("leaveAbove")]
    public void A_ladder_by_band_has_no_entry_and_no_exit_of_its_own(string name) =>
        Assert.Equal($"$.ladder.{name}", OnlyFault(FullByBand, json => json["ladder"]![name] = 92).Path);

    [Theory]
    [InlineData("atOrBelow")]
    [InlineData("below")]
    public void A_stage_of_a_ladder_by_process_has_no_edge(string name) =>
        Assert.Equal($"$.stages[1].{name}", OnlyFault(FullByProcess, json => json.Stage(1)[name] = 90).Path);

    [Fact]
    public void A_kind_of_entry_stands_once_and_an_action_names_one_that_is_there()
    {
        Assert.Equal("$.entryKinds", OnlyFault(FullByProcess, json => json["entryKinds"] = new JsonArray("Key adult", "key adult")).Path);
        Assert.Equal("$.entryKinds", OnlyFault(FullByProcess, json => json["entryKinds"] = new JsonArray("call")).Path);
        Assert.Equal(
            "$.triggers[0].actions[0].entry",
            OnlyFault(FullByBand, json => json["triggers"]![0]!["actions"]![0]!["entry"] = "Plan").Path);
        Sound(With(FullByBand, json => json["triggers"]![0]!["actions"]![0]!["entry"] = "Call"));
    }

    [Fact]
    public void An_action_that_is_due_again_and_again_has_no_days_of_its_own()
    {
        Assert.Equal(
            "$.triggers[0].actions[0].withinSchoolDays",
            OnlyFault(FullByBand, json => json["triggers"]![0]!["actions"]![0]!["due"] = "weekly").Path);
        Assert.Equal(
            "$.triggers[0].actions[0].withinSchoolDays",
            OnlyFault(FullByBand, json => json["triggers"]![0]!["actions"]![0]!["withinSchoolDays"] = 191).Path);
    }

    [Fact]
    public void Only_weeks_ask_for_school_days_in_them()
    {
        Assert.Equal(
            "$.stages[1].monitoring.leastSchoolDays",
            OnlyFault(FullByProcess, json => json.Stage(1)["monitoring"]!["leastSchoolDays"] = 10).Path);
        Assert.Equal(
            "$.stages[1].monitoring.leastSchoolDays",
            OnlyFault(FullByBand, json => json.Stage(1)["monitoring"]!["leastSchoolDays"] = 191).Path);
    }

    [Fact]
    public void Only_a_later_stage_of_a_process_says_when_it_begins()
    {
        Assert.Equal("$.stages[0].beginsWhen", OnlyFault(FullByProcess, json => json.Stage(0)["beginsWhen"] = "lower").Path);
        Assert.Equal("$.stages[1].beginsWhen", OnlyFault(FullByBand, json => json.Stage(1)["beginsWhen"] = "lower").Path);
        Sound(With(FullByProcess, json => json.Stage(1)["beginsWhen"] = "lower"));
    }

    [Fact]
    public void A_ladder_by_process_needs_exactly_one_entry_and_an_exit()
    {
        Assert.Equal("$.ladder.enterAtOrBelow", OnlyFault(FullByProcess, json => json["ladder"]!.AsObject().Remove("enterBelow")).Path);
        Assert.Equal("$.ladder.enterAtOrBelow", OnlyFault(FullByProcess, json => json["ladder"]!["enterAtOrBelow"] = 92).Path);
        Assert.Equal("$.ladder.leaveAbove", OnlyFault(FullByProcess, json => json["ladder"]!.AsObject().Remove("leaveAbove")).Path);
    }

    [Fact]
    public void A_ladder_by_process_cannot_skip_a_step() =>
        Assert.Equal(
            "$.ladder.oneFormalStepAtATime", OnlyFault(FullByProcess, json => json["ladder"]!["oneFormalStepAtATime"] = false).Path);

    [Fact]
    public void A_way_of_moving_that_is_no_word_is_one_fault_whatever_the_stages_say()
    {
        Assert.Equal("$.ladder.moves", OnlyFault(FullByBand, json => json["ladder"]!["moves"] = "byband").Path);
        Assert.Equal("$.ladder.moves", OnlyFault(FullByProcess, json => json["ladder"]!["moves"] = "process").Path);
    }

    [Fact]
    public void Once_a_stage_needs_a_person_every_later_one_does()
    {
        var fault = OnlyFault(FullByProcess, json =>
        {
            json.Stage(2).Remove("needsPerson");
            json.Stage(2).Remove("monitoring");
        });

        Assert.Equal("$.stages[2].needsPerson", fault.Path);
        Assert.Contains("\"Meet\"", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_formal_stage_is_monitored() =>
        Assert.Equal(
            "$.stages[0].monitoring", OnlyFault(FullByBand, json => json.Stage(0)["monitoring"] = new JsonObject { ["weeks"] = 4 }).Path);

    [Fact]
    public void Monitoring_has_exactly_one_time()
    {
        Assert.Equal("$.stages[1].monitoring.weeks", OnlyFault(FullByBand, json => json.Stage(1)["monitoring"]!["schoolDays"] = 20).Path);
        Assert.Equal(
            "$.stages[1].monitoring.weeks", OnlyFault(FullByBand, json => json.Stage(1)["monitoring"]!.AsObject().Remove("weeks")).Path);
    }

    [Fact]
    public void Two_triggers_of_one_fact_are_a_fault_of_the_second() =>
        Assert.Equal("$.triggers[1].fact", OnlyFault(FullByBand, json =>
        {
            json["triggers"]![1]!["fact"] = "dip";
            json["triggers"]![1]!["fall"] = 2;
        }).Path);

    [Fact]
    public void Two_triggers_whose_facts_are_no_words_are_two_faults() => Assert.Equal(
        ["$.triggers[0].fact", "$.triggers[1].fact"],
        Faults(With(FullByBand, json =>
        {
            json["triggers"]![0]!["fact"] = "dips";
            json["triggers"]![1]!["fact"] = "dips";
        })).Select(fault => fault.Path));

    [Fact]
    public void A_dip_needs_a_fall_and_nothing_else_has_one()
    {
        Assert.Equal("$.triggers[0].fall", OnlyFault(FullByBand, json => json["triggers"]![0]!.AsObject().Remove("fall")).Path);
        Assert.Equal("$.triggers[0].fall", OnlyFault(FullByBand, json => json["triggers"]![0]!["fall"] = 0).Path);
        Assert.Equal("$.triggers[1].fall", OnlyFault(FullByBand, json => json["triggers"]![1]!["fall"] = 1).Path);
    }

    [Theory]
    [InlineData("lateness")]
    [InlineData("contacts")]
    public void What_the_product_looks_for_needs_the_trigger_that_says_for_what(string fact)
    {
        var fault = OnlyFault(FullByBand, json =>
        {
            json["cohorts"]![0]!["actions"]![0]!["output"] = fact;
            json["triggers"]!.AsArray().RemoveAll(trigger => trigger!["fact"]!.GetValue<string>() == fact);
        });

        Assert.Equal("$.triggers", fault.Path);
        Assert.Contains($"have no \"{fact}\"", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_trigger_about_contacts_says_how_many_people_and_it_must()
    {
        Assert.Equal("$.triggers[2].people", OnlyFault(FullByBand, json => json["triggers"]![2]!.AsObject().Remove("people")).Path);
        Assert.Equal("$.triggers[2].parents", OnlyFault(FullByBand, json => json["triggers"]![2]!["parents"] = 10).Path);
        Assert.Equal("$.triggers[1].people", OnlyFault(FullByBand, json => json["triggers"]![1]!["people"] = 3).Path);
    }

    [Fact]
    public void A_kind_of_message_that_stands_there_twice_is_a_fault_of_the_second() => Assert.Equal(
        "$.messages[1].kind",
        OnlyFault(FullByProcess, json => json["messages"]![1] = new JsonObject { ["kind"] = "half-term", ["below"] = 90 }).Path);

    [Theory]
    [InlineData("stage")]
    [InlineData("meeting")]
    [InlineData("lead-note")]
    public void A_message_that_stands_at_a_stage_or_goes_to_no_parent_is_no_kind_here(string kind)
    {
        var fault = OnlyFault(FullByBand, json => json["messages"]![1]!["kind"] = kind);

        Assert.Equal("$.messages[1].kind", fault.Path);
        Assert.Contains(
            "\"half-term\" or \"improvement\" or \"thank-you\" or \"termly-summary\" or \"weekly-summary\" or \"term-holidays\" or "
                + "\"contact-details\"",
            fault.Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_is_no_word_is_one_fault_whatever_its_lines_say() =>
        Assert.Equal("$.messages[0].kind", OnlyFault(FullByBand, json => json["messages"]![0]!["kind"] = "half term").Path);

    [Fact]
    public void The_message_of_the_half_term_has_exactly_one_line_and_thanks_have_theirs()
    {
        Assert.Equal("$.messages[0].atOrBelow", OnlyFault(FullByBand, json => json["messages"]![0]!.AsObject().Remove("below")).Path);
        Assert.Equal("$.messages[0].atOrBelow", OnlyFault(FullByBand, json => json["messages"]![0]!["atOrBelow"] = 95).Path);
        Assert.Equal(
            "$.messages[2].atOrAbove", OnlyFault(FullByProcess, json => json["messages"]![2]!.AsObject().Remove("atOrAbove")).Path);
    }

    [Theory]
    [InlineData(0, "atOrAbove")]
    [InlineData(1, "atOrAbove")]
    [InlineData(1, "below")]
    [InlineData(2, "atOrBelow")]
    [InlineData(2, "below")]
    [InlineData(3, "below")]
    public void A_line_of_another_kind_is_a_fault(int message, string line) =>
        Assert.Equal($"$.messages[{message}].{line}", OnlyFault(FullByProcess, json => json["messages"]![message]![line] = 90).Path);

    [Fact]
    public void A_school_that_celebrates_no_single_pupil_neither_thanks_for_one_nor_writes_of_an_improvement()
    {
        var faults = Faults(With(FullByProcess, json => json["celebration"] = new JsonObject { ["individuals"] = false }));

        Assert.Equal(["$.messages[1].kind", "$.messages[2].kind"], faults.Select(fault => fault.Path));
        Assert.All(faults, fault => Assert.Contains("\"individuals\": false", fault.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Half_of_the_pupils_at_most_are_held_out()
    {
        Sound(With(FullByBand, json => json["holdOutPercent"] = 50));
        Assert.Equal("$.holdOutPercent", OnlyFault(FullByBand, json => json["holdOutPercent"] = 51).Path);
        Assert.Equal("$.holdOutPercent", OnlyFault(FullByBand, json => json["holdOutPercent"] = -1).Path);
        Assert.Equal("$.holdOutPercent", OnlyFault(FullByBand, json => json["holdOutPercent"] = 2.5).Path);
    }

    [Fact]
    public void An_unknown_letter_is_told_which_ones_there_are()
    {
        var fault = OnlyFault(FullByBand, json => json.Stage(0)["letters"]![0] = "letter-of-concern");

        Assert.Equal("$.stages[0].letters[0]", fault.Path);
        Assert.All(LetterKinds.OfPolicies.Keys, known => Assert.Contains($"\"{known}\"", fault.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("letters")]
    [InlineData("lettersOnImprovement")]
    public void A_letter_that_is_named_twice_is_a_fault_of_the_second(string list) => Assert.Equal(
        $"$.stages[0].{list}[2]",
        OnlyFault(FullByBand, json => json.Stage(0)[list] = new JsonArray("concern-letter", "meeting-record", "concern-letter")).Path);

    [Fact]
    public void A_line_that_the_law_does_not_have_or_that_is_named_twice_is_a_fault()
    {
        var fault = OnlyFault(FullByBand, json => json.Stage(0)["statutoryThresholds"] = new JsonArray("illness", "persistent-absence"));

        Assert.Equal("$.stages[0].statutoryThresholds[1]", fault.Path);
        Assert.All(StatutoryThresholds.ByName.Keys, known => Assert.Contains($"\"{known}\"", fault.Sentence, StringComparison.Ordinal));
        Assert.Equal(
            "$.stages[0].statutoryThresholds[1]",
            OnlyFault(FullByBand, json => json.Stage(0)["statutoryThresholds"] = new JsonArray("illness", "illness")).Path);
    }

    [Theory]
    [InlineData("letter", "final-warning")]
    [InlineData("message", "thank-you")]
    [InlineData("output", "monitoring")]
    public void What_an_action_says_the_product_does_must_be_done_there(string way, string what)
    {
        var fault = OnlyFault(FullByBand, json => json.Stage(0)["actions"]![0] = new JsonObject { ["text"] = "Write home", [way] = what });

        Assert.Equal($"$.stages[0].actions[0].{way}", fault.Path);
        Assert.Contains(" of the ", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("letter", "concern-letter")]
    [InlineData("letter", "improvement-letter")]
    [InlineData("message", "stage")]
    [InlineData("message", "meeting")]
    [InlineData("message", "first-day")]
    [InlineData("message", "half-term")]
    [InlineData("output", "stageReview")]
    [InlineData("output", "history")]
    public void What_the_product_does_at_a_stage_fulfils_an_action_there(string way, string what) => Sound(
        With(FullByBand, json => json.Stage(0)["actions"]![0] = new JsonObject { ["text"] = "Write home", [way] = what }));

    [Fact]
    public void Above_the_ladder_no_letter_of_a_stage_comes() => Assert.Equal(
        "$.top.actions[0].letter", OnlyFault(FullByBand, json => json["top"]!["actions"]![0]!["letter"] = "concern-letter").Path);

    [Fact]
    public void An_action_is_fulfilled_in_one_way_and_listed_once()
    {
        Assert.Equal(
            "$.stages[0].actions[0]", OnlyFault(FullByBand, json => json.Stage(0)["actions"]![0]!["message"] = "stage").Path);
        Assert.Equal(
            "$.stages[0].actions[1].text", OnlyFault(FullByBand, json => json.Stage(0)["actions"]![1]!["text"] = "Ring home").Path);
    }

    [Fact]
    public void An_unknown_letter_does_not_make_a_known_one_the_second() => Assert.Equal(
        "$.stages[0].letters[0]",
        OnlyFault(FullByBand, json => json.Stage(0)["letters"] = new JsonArray("concern", "concern-letter")).Path);

    [Fact]
    public void A_cohort_that_is_listed_twice_is_a_fault_of_the_second() =>
        Assert.Equal("$.cohorts[1].of", OnlyFault(FullByBand, json => json["cohorts"]![1]!["of"] = "yearGroup").Path);

    [Fact]
    public void Two_forms_of_an_authority_for_one_letter_are_a_fault_of_the_second() =>
        Assert.Equal(
            "$.localForms[1].letter",
            OnlyFault(FullByBand, json => json["localForms"]!.AsArray().Add(json["localForms"]![0]!.DeepClone())).Path);

    [Theory]
    [InlineData("above", 98)]
    [InlineData("atOrAbove", 99)]
    [InlineData("above", 98.01)]
    public void Descriptors_go_down(string word, double second) => Assert.Equal(
        "$.top.descriptors",
        OnlyFault(FullByBand, json => json["top"]!["descriptors"]![1] = new JsonObject { [word] = second, ["text"] = "Good" }).Path);

    [Fact]
    public void Above_and_then_at_or_above_the_same_rate_are_two_descriptors() =>
        Sound(With(FullByBand, json => json["top"]!["descriptors"]![1]!["atOrAbove"] = 98));

    [Fact]
    public void Points_have_at_most_two_decimals() =>
        Assert.Equal(
            "$.stages[1].monitoring.improvement", OnlyFault(FullByBand, json => json.Stage(1)["monitoring"]!["improvement"] = 2.505).Path);

    [Fact]
    public void Faults_of_several_parts_are_reported_at_once() => Assert.Equal(
        [
            "$.celebration.classes", "$.cohorts[0].of", "$.ladder.reviewSchedule", "$.localForms[0].letter", "$.stages[0].actions[1]",
            "$.stages[0].duties[0].withinSchoolDays", "$.stages[0].review", "$.stages[1].monitoring.whenImproved", "$.timeLost",
            "$.top.roles",
            "$.triggers[0].duty", "$.yearEnd",
        ],
        Faults(With(FullByBand, json =>
        {
            json["timeLost"] = "days";
            json["top"]!["roles"] = "All staff";
            json["ladder"]!["reviewSchedule"] = "daily";
            json.Stage(0)["actions"]![1] = " ";
            json.Stage(0)["duties"]![0]!["withinSchoolDays"] = 2.5;
            json.Stage(0)["review"] = "nightly";
            json.Stage(1)["monitoring"]!["whenImproved"] = "celebrate";
            json["triggers"]![0]!.AsObject().Remove("duty");
            json["cohorts"]![0]!["of"] = "boys";
            json["celebration"]!["classes"] = "yes";
            json["yearEnd"] = true;
            json["localForms"]![0]!["letter"] = "form-7";
        })).Select(fault => fault.Path).Order(StringComparer.Ordinal));
}
