using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>The policy's actions as they stand on a case: when they come up, when they are due, and how each is ticked off.</summary>
public sealed class ChecklistTests
{
    private const string MeetTheChild = "Let a significant adult meet the child about the reasons for absence";

    private const string KeyAdult = "Name a key adult who keeps contact during absence";

    private const string InClass = "Support learning in class, with assessment that finds strengths and gaps";

    private static readonly Policy Het = A.Policy("het");

    /// <summary>At 95% on school day 10: the first stage of HET.</summary>
    private static Story Early() => new Story(Het).Misses(Story.Day(1), 1).Until(Story.Day(10));

    /// <summary>At 90.9% on school day 11, a Wednesday: its second stage.</summary>
    private static Story Targeted() => new Story(Het).Misses(Story.Day(11), 2).Until(Story.Day(12));

    [Fact]
    public void Each_action_of_a_stage_that_a_person_fulfils_stands_on_the_case_with_its_role_and_the_day_of_the_stages_duties()
    {
        var story = Early();
        var asked = Het.StageAt(1).Actions.Where(action => action.Fulfilment is Fulfilment.ByPerson).ToList();

        Assert.Equal(asked.Select(action => (action.Text, action.Role)), story.Case.Checklist.Select(item => (item.Text, item.Role)));
        Assert.All(
            story.Case.Checklist,
            item => Assert.Equal((1, Story.Day(10), Story.Day(15), true), (item.Stage, item.On, item.Due, item.IsOpen)));
        Assert.Equal(
            "Class teacher, tutor or family support worker", Item(story, "Talk with the parents about what might help").Role);
    }

    [Fact]
    public void What_a_message_a_letter_or_the_product_fulfils_is_not_asked_of_people()
    {
        var story = Early();

        Assert.DoesNotContain(story.Case.Checklist, item => item.Text.StartsWith("Begin a log", StringComparison.Ordinal));
        Assert.DoesNotContain(story.Case.Checklist, item => item.Text.StartsWith("Tell parents", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_the_trusts_own_is_on_no_childs_checklist() => Assert.DoesNotContain(
        new Story(A.Policy("odst")).Misses(Story.Day(1), 20).Until(Story.Day(30)).Case.Checklist,
        item => item.Text.StartsWith("Review attendance data regularly", StringComparison.Ordinal));

    [Fact]
    public void An_action_with_days_of_its_own_is_due_by_them()
    {
        var stage = Het.StageAt(1);
        var policy = Het with
        {
            Stages =
            [
                stage with { Actions = [.. stage.Actions.Select(action => action with { WithinSchoolDays = 0 })] },
                .. Het.Stages.Skip(1),
            ],
        };

        Assert.All(
            new Story(policy).Misses(Story.Day(1), 1).Until(Story.Day(10)).Case.Checklist, item => Assert.Equal(Story.Day(10), item.Due));
    }

    [Fact]
    public void An_action_is_overdue_from_the_day_after_it_was_due()
    {
        var item = Item(Early(), MeetTheChild);

        Assert.False(item.IsOverdue(item.Due));
        Assert.True(item.IsOverdue(item.Due.AddDays(1)));
    }

    [Fact]
    public void Each_sentence_is_ticked_off_on_its_own_and_the_history_says_by_whom_and_when()
    {
        var story = Early();
        story.Ticks(MeetTheChild, by: "Mr Form", note: "Tired in the mornings.");

        var tick = Item(story, MeetTheChild).Tick!;
        Assert.Equal((Story.Day(11), true, "Mr Form", "Tired in the mornings."), (tick.On, tick.IsDone, tick.By.Name, tick.Note));
        Assert.Equal(5, story.Case.Checklist.Count(item => item.IsOpen));
        var told = story.LastEvent(CaseEventKind.Ticked);
        Assert.Equal(
            ($"Done: {MeetTheChild}.", "Mr Form", "Tired in the mornings.", Item(story, MeetTheChild).Key),
            (told.What, told.By!.Name, told.Note, told.Key!.Value));
    }

    [Fact]
    public void What_does_not_apply_needs_a_reason()
    {
        var story = Early();

        foreach (var note in new[] { "", "-" })
        {
            Assert.Contains(
                "say in a few words why it does not apply", story.TryTick(MeetTheChild, isDone: false, note: note),
                StringComparison.Ordinal);
        }

        Assert.Empty(story.TryTick(MeetTheChild, isDone: false, note: "In hospital."));
        Assert.Equal($"Does not apply: {MeetTheChild}.", story.LastEvent(CaseEventKind.Ticked).What);
    }

    [Fact]
    public void The_day_may_be_today_or_earlier_and_not_in_the_future()
    {
        var story = Early();

        Assert.Contains("in the future", story.TryTick(MeetTheChild, on: Story.Day(12)), StringComparison.Ordinal);
        Assert.Contains(
            "more than a year ago", story.TryTick(MeetTheChild, on: Story.Day(11).AddYears(-1).AddDays(-1)), StringComparison.Ordinal);
        Assert.Empty(story.TryTick(MeetTheChild, on: Story.Day(9)));
        Assert.EndsWith($"It was on {English.Day(Story.Day(9))}.", story.LastEvent(CaseEventKind.Ticked).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_tick_again_changes_nothing_and_another_persons_says_who_was_first()
    {
        var story = Early();
        story.Ticks(MeetTheChild, by: "Mr Form");
        var events = story.History.Count;

        Assert.Empty(story.TryTick(MeetTheChild, by: "Mr Form"));
        Assert.Contains("ticked off already", story.TryTick(MeetTheChild, by: "Ms Head"), StringComparison.Ordinal);
        Assert.Equal(events, story.History.Count);
    }

    [Fact]
    public void When_a_case_leaves_a_stage_what_nobody_did_ends_with_it_and_the_history_names_each()
    {
        // 93.8% at day 8 of the second stage: better than 93%, so back to the first.
        var story = Targeted();
        story.Ticks(KeyAdult);
        var open = story.Case.Checklist.Where(item => item.IsOpen).Select(item => item.Text).ToList();
        story.Until(Story.Day(20));
        Assert.Equal(1, story.Stage);

        var ended = story.LastEvent(CaseEventKind.Ended);
        Assert.StartsWith("What nobody had done ends with Targeted, additional support: ", ended.What, StringComparison.Ordinal);
        Assert.All(open, text => Assert.Contains(text, ended.What, StringComparison.Ordinal));
        Assert.DoesNotContain(KeyAdult, ended.What, StringComparison.Ordinal);
        Assert.DoesNotContain(story.Case.Checklist, item => item.IsOpen && item.Stage == 2);
        Assert.Contains("its stage has ended", story.TryTick(new CaseKey()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_done_in_the_half_term_is_not_asked_again_when_the_child_comes_back_to_an_informal_stage()
    {
        var story = Targeted();
        story.Ticks(KeyAdult).Until(Story.Day(20)).Misses(Story.Day(21), 2).Until(Story.Day(21));

        Assert.Equal(2, story.Stage);
        Assert.DoesNotContain(story.Case.Checklist, item => item.Text == KeyAdult && item.IsOpen);
        Assert.Contains(story.Case.Checklist, item => item.Text.StartsWith("Check for further", StringComparison.Ordinal) && item.IsOpen);
    }

    [Fact]
    public void A_weekly_action_is_due_on_the_last_school_day_of_the_week_and_comes_up_again_in_the_next_one()
    {
        var story = Targeted();
        var first = Item(story, InClass);
        Assert.Equal((DayOfWeek.Friday, first.On.AddDays(2)), (first.Due.DayOfWeek, first.Due));

        story.Ticks(InClass).Until(first.Due);
        Assert.DoesNotContain(story.Case.Checklist, item => item.Text == InClass && item.IsOpen);

        story.Next();
        var second = Assert.Single(story.Case.Checklist, item => item.Text == InClass && item.IsOpen);
        Assert.Equal((first.Due.AddDays(3), first.Due.AddDays(7)), (second.On, second.Due));
        Assert.NotEqual(first.Key, second.Key);
    }

    [Fact]
    public void A_weekly_action_that_nobody_did_stays_one_and_overdue()
    {
        var story = Targeted().Misses(Story.Day(13), 1);
        var first = Item(story, InClass);
        story.Until(first.Due.AddDays(10));

        Assert.Equal(2, story.Stage);
        Assert.Equal(first, Item(story, InClass));
        Assert.True(first.IsOverdue(story.Last));
    }

    [Fact]
    public void A_stage_that_begins_on_the_last_day_of_a_week_asks_for_the_weekly_action_by_the_end_of_the_next()
    {
        var story = new Story(Het).Misses(Story.Day(13), 2).Until(Story.Day(13));

        Assert.Equal((2, DayOfWeek.Friday), (story.Stage, story.Last.DayOfWeek));
        Assert.Equal(story.Last.AddDays(7), Item(story, InClass).Due);
    }

    [Fact]
    public void An_action_that_speaks_of_the_law_is_not_for_a_child_outside_compulsory_school_age()
    {
        const string Law = "Work with the parents on routines and support, and outline that the local authority may have to step in";
        var young = new Story(Het);
        young.Pupil = young.Pupil with { DateOfBirth = "2021-05-01" };
        young.Misses(Story.Day(11), 2).Until(Story.Day(12));

        Assert.Contains(Targeted().Case.Checklist, item => item.Text == Law);
        Assert.DoesNotContain(young.Case.Checklist, item => item.Text == Law);
        Assert.Contains(young.Case.Checklist, item => item.Text == KeyAdult);
    }

    [Fact]
    public void A_trigger_asks_for_its_actions_once_and_they_stay_when_the_stage_changes()
    {
        var story = new Story(A.Policy("millbrook")).Misses(Story.Day(1), 8).Until(Story.Day(20));
        var ofTrigger = story.Case.Checklist.Where(item => item.Trigger == TriggerFact.PersistentAbsence).ToList();
        Assert.NotEmpty(ofTrigger);

        story.Until(Story.Day(70));

        Assert.Equal(0, story.Stage);
        Assert.All(ofTrigger.Where(item => !item.IsRepeated), item => Assert.Contains(item, story.Case.Checklist));
    }

    [Fact]
    public void Ticks_in_any_order_and_on_any_day_come_to_the_same_and_lose_nothing() =>
        Gen.Shuffle(Enumerable.Range(0, 6).ToArray()).Zip(Gen.Choose(0, 1).ArrayOf(6)).Always(pair =>
        {
            var (story, other) = (Early(), Early());
            var keys = story.Case.Checklist.Select(item => item.Key).ToList();
            foreach (var index in pair.Item1)
            {
                story.TryTick(keys[index], isDone: pair.Item2[index] == 0, note: "as said");
            }

            other.TryTick([.. keys.Select((key, index) => (key, pair.Item2[index] == 0))], note: "as said");
            return story.Case.Checklist.SequenceEqual(other.Case.Checklist)
                && story.Case.Checklist.All(item => !item.IsOpen)
                && keys.All(key => story.History.Count(happened => happened.Key == key) == 1);
        });

    [Fact]
    public void A_tick_is_in_the_history_of_the_night_before_which_it_was_made()
    {
        var story = Early();
        story.Ticks(MeetTheChild);
        Assert.True(story.Case.IsAheadOfNight);

        story.Next();
        Assert.False(story.Case.IsAheadOfNight);
        Assert.Contains(story.Case.Latest, happened => happened.Kind == CaseEventKind.Ticked);
    }

    [Fact]
    public void A_tick_after_the_night_leaves_the_nights_own_events_where_they_are()
    {
        var story = new Story(Het).Misses(Story.Day(1), 1).Until(Story.Day(10));
        var tonight = story.Case.Latest;
        story.TryTick(Item(story, MeetTheChild).Key, afterNight: true);

        Assert.Equal(
            [.. tonight.Select(happened => happened.Kind), CaseEventKind.Ticked], story.Case.Latest.Select(happened => happened.Kind));
        Assert.False(story.Case.IsAheadOfNight);
    }

    [Fact]
    public void A_new_school_year_ends_what_nobody_had_done_and_says_so()
    {
        var story = Early();
        var september = new CaseNight(story.School, A.Floor, story.Pupil, YearOfMarks.Empty(new(2026)), new(2026, 9, 2));

        var after = CaseTransfer.IntoYear(september, story.Case, default);

        Assert.Empty(after.Checklist);
        Assert.Contains(MeetTheChild, after.Latest.Single(happened => happened.Kind == CaseEventKind.Ended).What, StringComparison.Ordinal);
    }

    private static ChecklistItem Item(Story story, string text) => story.Case.Checklist.Single(item => item.Text == text);
}
