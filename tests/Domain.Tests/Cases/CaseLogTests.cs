using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What people write down about a child joins the history of the case, and nothing that was written is changed.</summary>
public sealed class CaseLogTests
{
    private static readonly Policy Het = A.Policy("het");

    private static Story Early() => new Story(Het).Misses(Story.Day(1), 1).Until(Story.Day(10));

    private static LogEntry Call(DateOnly on) =>
        new("Call", on, new(9, 40), "Mother", "Ella sleeps badly", "A place at breakfast club", false, null);

    [Fact]
    public void An_entry_stands_in_the_history_at_once_with_who_wrote_it()
    {
        var story = Early();
        Assert.Empty(story.Writes(Call(Story.Day(9)), by: "Mr Form"));

        var told = story.LastEvent(CaseEventKind.Logged);
        Assert.Equal((Story.Day(11), "Mr Form", Call(Story.Day(9))), (told.On, told.By!.Name, told.Entry));
        Assert.Equal(
            $"Call on {English.Day(Story.Day(9))} at 09:40. Present: Mother. Ella sleeps badly. Outcome: A place at breakfast club.",
            told.What);
    }

    [Fact]
    public void An_entry_is_of_today_or_earlier_and_never_of_tomorrow()
    {
        var story = Early();

        Assert.Empty(story.Writes(Call(Story.Day(11))));
        Assert.Contains("in the future", story.Writes(Call(Story.Day(11).AddDays(1))), StringComparison.Ordinal);
        Assert.Empty(story.Writes(Call(Story.Day(11).AddYears(-3))));
        Assert.Contains("3 years ago", story.Writes(Call(Story.Day(11).AddYears(-3).AddDays(-1))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_needs_words_and_a_kind_that_the_policy_has()
    {
        var story = Early();

        Assert.Contains("There is no text", story.Writes(Call(Story.Day(9)) with { Text = "-" }), StringComparison.Ordinal);
        Assert.Contains(
            "is not a kind of entry; the kinds are Conversation, Call", story.Writes(Call(Story.Day(9)) with { Kind = "Fax" }),
            StringComparison.Ordinal);
        Assert.Empty(story.Writes(Call(Story.Day(9)) with { Kind = "Key adult" }));
        var other = new Story(A.Policy("odbst"));
        other.Until(Story.Day(10));
        Assert.Contains("is not a kind of entry", other.Writes(Call(Story.Day(9)) with { Kind = "Key adult" }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_entry_again_changes_nothing()
    {
        var story = Early();
        story.Writes(Call(Story.Day(9)));
        var events = story.History.Count;

        Assert.Empty(story.Writes(Call(Story.Day(9))));
        Assert.Equal(events, story.History.Count);
    }

    [Fact]
    public void A_correction_is_an_entry_of_its_own_and_the_first_one_stays_as_it_was()
    {
        var story = Early();
        story.Writes(Call(Story.Day(9)));
        var first = story.LastEvent(CaseEventKind.Logged);

        Assert.Contains(
            "not in this child's log", story.Writes(Call(Story.Day(9)) with { Corrects = first.Number + 1 }), StringComparison.Ordinal);
        Assert.Empty(story.Writes(Call(Story.Day(9)) with { Text = "Ella sleeps well", Corrects = first.Number }));

        Assert.Equal(first, story.History[first.Number - 1]);
        Assert.Equal(["Ella sleeps well"], CaseLog.Standing(story.History).Select(happened => happened.Entry!.Text));
        Assert.Contains(", corrected.", story.LastEvent(CaseEventKind.Logged).What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_a_kind_that_fulfils_an_action_ticks_it_off()
    {
        var story = new Story(Het).Misses(Story.Day(11), 2).Until(Story.Day(12));
        story.Writes(Call(Story.Day(12)) with { Kind = "Key adult", Text = "Ms Bell, the librarian" }, by: "Mr Form");

        var item = story.Case.Checklist.Single(item => item.Text.StartsWith("Name a key adult", StringComparison.Ordinal));
        Assert.Equal((Story.Day(12), true, "Mr Form"), (item.Tick!.On, item.Tick.IsDone, item.Tick.By.Name));
        Assert.Equal([CaseEventKind.Logged, CaseEventKind.Ticked], story.History.TakeLast(2).Select(happened => happened.Kind));
        Assert.Equal(1, story.Case.Checklist.Count(known => !known.IsOpen));
    }

    [Fact]
    public void The_referrals_log_has_what_is_marked_for_it_as_it_was_corrected_and_nothing_else_that_people_wrote()
    {
        var story = Early();
        story.Writes(Call(Story.Day(8)) with { Text = "Only for us" });
        story.Writes(Call(Story.Day(9)) with { Text = "The flat is damp", ForReferral = true });
        story.Writes(Call(Story.Day(9)) with { Text = "The house is damp", ForReferral = true, Corrects = story.History[^1].Number });

        var facts = new LetterFacts(A.Trust(), story.School, story.Pupil, story.Last, story.Marks, story.Case.Step, story.History);
        var log = LetterFields.Of(LetterKind.ReferralSummary).Lists.Single(list => list.Name == "Log").Items(facts)
            .Select(row => row[1]).ToList();

        Assert.Contains(log, row => row.Contains("The house is damp", StringComparison.Ordinal));
        Assert.DoesNotContain(log, row => row.Contains("The flat is damp", StringComparison.Ordinal));
        Assert.DoesNotContain(log, row => row.Contains("Only for us", StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_survive_the_night_and_a_night_that_is_repeated()
    {
        var story = Early();
        story.Writes(Call(Story.Day(9)));
        story.Next();
        var events = story.History.Count;

        story.Night(story.Last);

        Assert.Equal(events, story.History.Count);
        Assert.Single(story.Happened(CaseEventKind.Logged));
    }
}
