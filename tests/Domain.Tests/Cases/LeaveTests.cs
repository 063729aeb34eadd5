using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Requests for leave of absence (D2 section 9, D4; 2024 Regulations, regulation 11).</summary>
public sealed class LeaveTests
{
    private static readonly Policy Millbrook = A.Policy("millbrook");

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void The_row_says_when_attendance_is_below_the_policys_number(int missed, bool isBelow)
    {
        // 96 of 100 sessions is 96% and not below it.
        var story = Asked(new Story(Millbrook).Misses(Story.Day(1), missed, 'I').Night(Story.Day(50)));

        Assert.Equal(isBelow, Facts(story).Contains("below 96%", StringComparison.Ordinal));
    }

    [Fact]
    public void The_row_says_truancy_and_what_the_policy_says_of_it()
    {
        Assert.Contains("O in 0 sessions of the year.", Facts(Asked(new Story(Millbrook).Night(Story.Day(50)))), StringComparison.Ordinal);
        Assert.Contains(
            "O in 1 session of the year: the policy refuses leave where truancy is known.",
            Facts(Asked(new Story(Millbrook).Misses(Story.Day(3), 1, 'O').Night(Story.Day(50)))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_row_says_the_codes_of_the_same_weekdays_a_year_before()
    {
        var lastYear = YearOfMarks.Empty(new(2024)).With([
            (new(Story.Day(60).AddDays(-364), HalfDay.AM), Mark.OfLetter('G')),
            (new(Story.Day(60).AddDays(-364), HalfDay.PM), Mark.OfLetter('G')),
            (new(Story.Day(60).AddDays(-371), HalfDay.AM), Mark.OfLetter('I')),
        ]);

        Assert.Contains(
            "On the same days last year: G in 2 sessions.", Facts(Asked(new Story(Millbrook).Night(Story.Day(50)), lastYear)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_row_says_earlier_requests_with_their_answers()
    {
        var story = Asked(new Story(Millbrook).Night(Story.Day(50)));
        story.Decides(story.Case.Leave[0].Key, DecisionChoice.RefuseLeave, note: "A holiday.").Next();
        Ask(story, new("Ms Sample", Story.Day(70), Story.Day(71), "A wedding"));

        Assert.Contains("not given. The policy refuses leave that is regular", story.Case.Leave[1].Facts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DecisionChoice.GrantLeave, "C")]
    [InlineData(DecisionChoice.GrantForPerformance, "C1")]
    [InlineData(DecisionChoice.GrantPartTime, "C2")]
    [InlineData(DecisionChoice.RefuseLeave, "G")]
    public void An_answer_calls_for_its_letter_and_lets_expect_its_code(DecisionChoice answer, string code)
    {
        var story = Asked(new Story(Millbrook).Night(Story.Day(50)));
        story.Decides(story.Case.Leave[0].Key, answer, note: "Spoke with the family.").Next();

        Assert.Equal(code, story.Case.Leave[0].ExpectedCode);
        Assert.Equal([LetterKind.LeaveDecision], story.LastEvent(CaseEventKind.LeaveDecided).Letters);
        Assert.Empty(CaseDecisions.Allowed(Millbrook, story.Case, story.Case.Leave[0].Key));
    }

    [Fact]
    public void Only_a_signed_in_person_answers_and_gives_a_reason()
    {
        var story = Asked(new Story(Millbrook).Night(Story.Day(50)));
        var key = story.Case.Leave[0].Key;

        Assert.StartsWith("Only a signed-in person", story.AnswerInFile(key, DecisionChoice.GrantLeave), StringComparison.Ordinal);
        Assert.StartsWith("Write the reason into Note", story.Answer(key, DecisionChoice.GrantLeave), StringComparison.Ordinal);
        Assert.Equal("", story.Answer(key, DecisionChoice.GrantLeave, note: "A funeral."));
    }

    [Theory]
    [InlineData("CCCC", DecisionChoice.GrantLeave, false)]
    [InlineData("CC//", DecisionChoice.GrantLeave, false)]
    [InlineData("CCGG", DecisionChoice.GrantLeave, true)]
    [InlineData("GGGG", DecisionChoice.RefuseLeave, false)]
    [InlineData("IIII", DecisionChoice.RefuseLeave, true)]
    [InlineData("////", DecisionChoice.RefuseLeave, false)]
    public void The_register_is_compared_on_the_first_night_after_the_last_day(string marks, DecisionChoice answer, bool isDifferent)
    {
        var story = Asked(new Story(Millbrook).Night(Story.Day(50)));
        story.Decides(story.Case.Leave[0].Key, answer, note: "because").Marked(Story.Day(60), marks);

        story.Until(Story.Day(61));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Leave);
        story.Next();
        Assert.Equal(isDifferent, story.Case.Duties.Any(duty => duty.Source == DutySource.Leave));
    }

    [Fact]
    public void A_difference_goes_when_the_register_is_corrected_and_comes_up_once()
    {
        var story = Asked(new Story(Millbrook).Night(Story.Day(50)));
        story.Decides(story.Case.Leave[0].Key, DecisionChoice.GrantLeave, note: "because");
        story.Marked(Story.Day(60), "GGGG").Until(Story.Day(63));
        Assert.Single(story.Case.Duties, duty => duty.Source == DutySource.Leave);

        story.Marked(Story.Day(60), "CCCC").Next();
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Leave);
        story.Marked(Story.Day(60), "GGGG").Next();
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Leave);
    }

    [Theory]
    [InlineData("", "A wedding", 0, "Say who asks for the leave.")]
    [InlineData("Ms Sample", "", 0, "Write down the reason that the family gives.")]
    [InlineData("Ms Sample", "A wedding", -1, "The last day is before the first one: correct one of them.")]
    public void A_request_without_who_why_or_when_is_refused(string by, string reason, int days, string refusal)
    {
        var story = new Story(Millbrook).Night(Story.Day(50));

        Assert.Equal([refusal], Ask(story, new(by, Story.Day(60), Story.Day(60).AddDays(days), reason)));
        Assert.Empty(story.Case.Leave);
    }

    [Fact]
    public void The_same_request_again_changes_nothing()
    {
        var story = Asked(Asked(new Story(Millbrook).Night(Story.Day(50))));

        Assert.Single(story.Case.Leave);
    }

    private static string Facts(Story story) => Assert.Single(story.Case.Leave).Facts;

    private static Story Asked(Story story, YearOfMarks? lastYear = null)
    {
        Assert.Empty(Ask(story, new("Ms Sample", Story.Day(60), Story.Day(61), "A wedding"), lastYear));
        return story;
    }

    /// <summary>A request that is written down in the evening, after the night.</summary>
    private static IReadOnlyList<string> Ask(Story story, LeaveAsked asked, YearOfMarks? lastYear = null)
    {
        var (after, refusals) = LeaveRequests.Ask(
            new(story.School, A.Floor, story.Pupil, story.Marks, story.Last), story.Case, isNightDone: true, asked,
            Someone.SignedIn("Jo Hill"), lastYear);
        story.Case = after;
        return refusals;
    }
}
