using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>
/// Formal steps are for pupils of compulsory school age (domain 0.13); for others the same bands lead to informal support.
/// </summary>
public sealed class AgeTests
{
    private const string Support = "Talk with the family about what would help, and offer support";

    /// <summary>Of compulsory school age from 31 December 2025 on.</summary>
    private const string FiveInNovember = "2020-11-20";

    /// <summary>Of compulsory school age until 26 June 2026.</summary>
    private const string SixteenInJanuary = "2010-01-15";

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    public static TheoryData<string> PacksWithFormalSteps =>
        [.. BuiltInPolicies.All.Where(policy => policy.FirstFormalStage <= policy.Stages.Count).Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void For_a_child_of_three_in_nursery_nothing_formal_is_proposed_written_or_counted(string pack) =>
        AssertInformal(Lived(pack, "2022-05-01", "Nursery").Until(A.Day(2026, 7, 21)));

    [Theory]
    [MemberData(nameof(Packs))]
    public void For_a_child_of_four_in_Reception_nothing_formal_is_proposed_written_or_counted(string pack) =>
        AssertInformal(Lived(pack, "2021-06-01", "R").Until(A.Day(2026, 7, 21)));

    [Theory]
    [MemberData(nameof(Packs))]
    public void Without_a_date_of_birth_the_year_group_says_it(string pack)
    {
        AssertInformal(Lived(pack, "", "R").Until(A.Day(2026, 7, 21)));
        AssertInformal(Lived(pack, "", "12").Until(A.Day(2026, 7, 21)));
    }

    [Theory]
    [MemberData(nameof(PacksWithFormalSteps))]
    public void The_same_absence_of_a_child_of_nine_leads_to_a_formal_step(string pack) =>
        Assert.Contains(CaseEventKind.Proposed, Lived(pack, "2017-03-04", "4").Until(A.Day(2026, 7, 21)).History.Select(Kind));

    [Theory]
    [InlineData("odbst", "Attendance Contract 1")]
    [InlineData("het", "Bespoke provision")]
    [InlineData("school-approach", "Formal attendance meeting")]
    [InlineData("millbrook", "Formal letter")]
    public void The_case_says_once_that_support_stays_informal_and_from_when_that_changes(string pack, string step)
    {
        var story = Lived(pack, "2021-06-01", "R").Until(A.Day(2026, 7, 21));

        var said = Assert.Single(story.Happened(CaseEventKind.Informal)).What;
        Assert.StartsWith($"Support stays informal where the policy has {step}. ", said, StringComparison.Ordinal);
        Assert.Contains("Not yet of compulsory school age: from 31 August 2026 on.", said, StringComparison.Ordinal);
        Assert.Single(story.Happened(CaseEventKind.Due), due => due.What.StartsWith(Support, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("odbst", 2)]
    [InlineData("het", 2)]
    [InlineData("school-approach", 1)]
    [InlineData("millbrook", 2)]
    public void The_informal_stages_are_followed_as_for_all_others(string pack, int stage) =>
        Assert.Equal(stage, Lived(pack, "2021-06-01", "R").Until(A.Day(2026, 7, 21)).Stage);

    [Fact]
    public void A_child_who_reaches_the_age_gets_the_formal_step_on_the_first_school_day_then()
    {
        var story = Lived("odbst", FiveInNovember, "R").Until(A.Day(2025, 12, 19));
        Assert.True(story.Case.IsInformalByAge && !story.HasProposal);

        story.Until(A.Day(2026, 1, 5));

        Assert.Equal((3, A.Day(2026, 1, 5), false), (story.Open.Stage, story.Open.On, story.Case.IsInformalByAge));
        Assert.Equal(A.Day(2026, 1, 5), Assert.Single(story.Happened(CaseEventKind.OfAge)).On);
    }

    [Theory]
    [InlineData("2020-08-31", "2025-09-16")]
    [InlineData("2020-09-01", "2026-01-05")]
    [InlineData("2020-12-31", "2026-01-05")]
    [InlineData("2021-01-01", "2026-04-13")]
    [InlineData("2021-03-31", "2026-04-13")]
    [InlineData("2021-04-01", null)]
    public void The_fifth_birthday_decides_from_when_a_formal_step_is_proposed(string born, string? proposed)
    {
        var story = Lived("odbst", born, "R").Until(A.Day(2026, 7, 21));

        Assert.Equal(proposed, story.Happened(CaseEventKind.Proposed).FirstOrDefault()?.On.ToString("yyyy-MM-dd", null));
    }

    [Fact]
    public void An_open_proposal_is_withdrawn_on_the_first_school_day_after_the_last_Friday_in_June()
    {
        var story = Lived("odbst", SixteenInJanuary, "11").Until(A.Day(2026, 6, 26));
        Assert.True(story.HasProposal);

        story.Next();

        Assert.Equal(
            "Proposed: Attendance Contract 1. Withdrawn: Formal steps are only for pupils of compulsory school age. "
            + "No longer of compulsory school age: it was until 26 June 2026.",
            Assert.Single(
                story.Happened(CaseEventKind.Withdrawn), happened => happened.What.StartsWith("Proposed", StringComparison.Ordinal)).What);
        Assert.False(story.HasProposal);
    }

    [Theory]
    [InlineData("odbst", "Attendance Contract 1")]
    [InlineData("het", "Provision in line with statutory guidance")]
    [InlineData("school-approach", "Formal attendance meeting")]
    public void A_formal_step_ends_with_the_age_and_its_duties_go(string pack, string step)
    {
        var story = Lived(pack, SixteenInJanuary, "11").Until(A.Day(2026, 2, 13)).Confirms();
        Assert.True(story.School.Policy.IsFormal(story.Stage));

        while (story.Last < A.Day(2026, 6, 29))
        {
            story.Next();
        }

        var ended = Assert.Single(story.Happened(CaseEventKind.EndedByAge));
        Assert.Equal((A.Day(2026, 6, 29), 0), (ended.On, ended.To));
        Assert.Equal(
            $"{step} is ended. Formal steps are only for pupils of compulsory school age. "
            + "No longer of compulsory school age: it was until 26 June 2026.",
            ended.What);
        Assert.False(story.HasProposal);
        Assert.False(story.School.Policy.IsFormal(story.Stage));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Stage && duty.Stage == ended.From);
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);
        AssertInformal(story, since: A.Day(2026, 6, 27));
    }

    [Fact]
    public void A_decision_that_comes_when_the_age_is_over_is_not_carried_out_and_the_history_says_so()
    {
        var story = Lived("odbst", SixteenInJanuary, "11").Until(A.Day(2026, 6, 26)).Confirms();

        Assert.False(story.School.Policy.IsFormal(story.Stage));
        Assert.Contains(story.History, happened =>
            happened is { Kind: CaseEventKind.Withdrawn, By.Name: "Ms Head" }
            && happened.What.StartsWith("\"confirm\" could not be carried out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_statutory_duty_ends_with_the_age()
    {
        var story = Lived("odst", SixteenInJanuary, "11").Until(A.Day(2026, 6, 26));
        Assert.Contains(story.Case.Duties, duty => duty.Source == DutySource.Statute);

        story.Next();

        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);
        Assert.DoesNotContain(story.Case.StatutoryActions, action => action.Key is not null);
    }

    [Fact]
    public void A_duty_that_is_only_for_compulsory_school_age_is_replaced_by_support()
    {
        var story = Lived("millbrook", "2021-06-01", "R").Until(A.Day(2025, 12, 19));

        Assert.Contains(CaseEventKind.Triggered, story.History.Select(Kind));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.What.Contains("County", StringComparison.Ordinal));
        story.Duty(Support);
    }

    [Fact]
    public void A_formal_letter_of_an_informal_stage_is_not_prepared()
    {
        var policy = A.Policy("odbst");
        var own = policy with
        {
            Stages =
            [
                policy.Stages[0], policy.Stages[1] with { Letters = [LetterKind.MeetingInvitation, LetterKind.FinalWarning] },
                .. policy.Stages.Skip(2),
            ],
        };

        Assert.Equal([LetterKind.MeetingInvitation], Prepared("2021-06-01", "R"));
        Assert.Equal([LetterKind.MeetingInvitation, LetterKind.FinalWarning], Prepared("2017-03-04", "4"));

        IEnumerable<LetterKind> Prepared(string born, string yearGroup) =>
            Lived(own, born, yearGroup).Until(Story.Day(11)).History.SelectMany(happened => happened.Letters);
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void What_is_asked_of_staff_at_informal_stages_and_triggers_of_such_a_child_does_not_speak_of_the_law(string pack)
    {
        var policy = A.Policy(pack);
        var informal = policy.Stages.Where(stage => !stage.NeedsPerson).ToList();
        var asked = informal.SelectMany(stage => stage.Actions).Concat(policy.Triggers.SelectMany(trigger => trigger.Actions))
            .Where(action => !action.CompulsoryAgeOnly).Select(action => action.ToString())
            .Concat(informal.SelectMany(stage => stage.Duties).Concat(policy.Triggers.Select(trigger => trigger.Duty))
                .Where(duty => !duty.CompulsoryAgeOnly).Select(duty => duty.What));

        string[] words = ["legal", "law", "prosecut", "penalty", "court", "contract", "County Attendance", "have to step in", "refer it"];
        Assert.All(asked, sentence => Assert.DoesNotContain(words, word => sentence.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static CaseEventKind Kind(CaseEvent happened) => happened.Kind;

    private static Story Lived(string pack, string born, string yearGroup) => Lived(A.Policy(pack), born, yearGroup);

    /// <summary>A pupil who misses more and more, without leave: one day of three, then two, then all.</summary>
    private static Story Lived(Policy policy, string born, string yearGroup)
    {
        var story = new Story(policy) { Pupil = A.Pupil() with { DateOfBirth = born, YearGroup = yearGroup } };
        return Enumerable.Range(0, 63).Aggregate(
            story, (lived, time) => lived.Misses(Story.Day((3 * time) + 1), time < 10 ? 2 : time < 30 ? 4 : 6));
    }

    private static void AssertInformal(Story story, DateOnly since = default)
    {
        Assert.False(story.HasProposal);
        Assert.False(story.School.Policy.IsFormal(story.Stage));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);
        Assert.All(story.History.Where(happened => happened.On >= since), happened =>
        {
            Assert.NotEqual(CaseEventKind.Proposed, happened.Kind);
            Assert.DoesNotContain(happened.Letters, letter => letter.IsFormal());
        });
    }
}
