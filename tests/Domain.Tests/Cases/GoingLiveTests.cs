using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>
/// A school that starts with this product in the middle of a school year: nobody was watching before, so cases begin on that day, and what
/// stood then waits to be taken up (domain 0.22).
/// </summary>
public sealed class GoingLiveTests
{
    /// <summary>The 100th school day.</summary>
    private static readonly DateOnly Start = Story.Day(100);

    private static readonly Policy Odbst = A.Policy("odbst");

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(pack => pack.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Nothing_happens_in_a_case_before_the_school_starts(string pack)
    {
        var story = At(A.Policy(pack)).Misses(Story.Day(1), 120).Until(Story.Day(99));

        Assert.Empty(story.History);
        Assert.Equal(new Case(story.Pupil.Upn, pack), story.Case);
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Who_stood_at_a_stage_waits_and_is_asked_for_nothing(string pack)
    {
        var story = At(A.Policy(pack)).Misses(Story.Day(1), 120, 'I').Until(Story.Day(110));

        Assert.Equal((0, false), (story.Stage, story.HasProposal));
        Assert.True(story.Case.Baseline is { Waits: true });
        Assert.Empty(story.History.SelectMany(happened => happened.Letters));
        Assert.Single(story.Happened(CaseEventKind.InBaseline));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source is DutySource.Stage or DutySource.Trigger or DutySource.Review);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void The_baseline_is_who_is_low_enough_for_the_first_stage_on_that_day(int missed, bool isIn)
    {
        // 95% of 200 sessions is at stage 1, a session more is not.
        var story = At(Odbst).Misses(Story.Day(1), missed, 'I').Night(Start);

        Assert.Equal(isIn, story.Case.Baseline is not null);
        Assert.Equal(isIn, story.History.Count == 1);
    }

    [Fact]
    public void A_pupil_who_falls_after_the_start_follows_the_policy_at_once()
    {
        var story = At(Odbst).Misses(Story.Day(101), 12, 'I').Until(Story.Day(107));

        Assert.Null(story.Case.Baseline);
        Assert.Equal(1, story.Stage);
    }

    [Fact]
    public void A_school_that_was_there_before_the_year_has_no_baseline()
    {
        var story = new Story(A.School(Odbst) with { GoingLive = new(new(2025, 9, 1), 5) })
            .Misses(Story.Day(1), 30, 'I')
            .Until(Story.Day(12));

        Assert.Null(story.Case.Baseline);
        Assert.True(story.HasProposal);
    }

    [Fact]
    public void A_pupil_who_is_taken_up_is_proposed_the_step_and_no_letter_goes()
    {
        var story = At(Odbst).Misses(Story.Day(1), 40, 'I');
        story.TakesUp = true;
        story.Night(Start);

        Assert.Equal((ProposalKind.Step, 3, true), (story.Open.Kind, story.Open.Stage, story.Open.IsUrgent));
        Assert.Equal(2, story.Stage);
        Assert.Empty(story.History.SelectMany(happened => happened.Letters));
        Assert.Equal(
            [CaseEventKind.InBaseline, CaseEventKind.TakenUp], story.History.Take(2).Select(happened => happened.Kind));
    }

    [Fact]
    public void A_person_who_confirms_a_step_gets_its_letters()
    {
        var story = At(Odbst).Misses(Story.Day(1), 40, 'I');
        story.TakesUp = true;
        story.Night(Start).Confirms();

        Assert.Equal(Odbst.StageAt(3).Letters, story.LastEvent(CaseEventKind.Confirmed).Letters);
    }

    [Theory]
    [InlineData("school-approach")]
    [InlineData("millbrook")]
    public void To_be_taken_up_does_not_wait_for_the_policys_next_review(string pack)
    {
        var story = At(A.Policy(pack)).Misses(Story.Day(1), 40, 'I');
        story.TakesUp = true;
        story.Night(Story.Day(101));

        Assert.NotEqual((0, false), (story.Stage, story.HasProposal));
        story.TakesUp = false;
        var (stage, open) = (story.Stage, story.Case.Proposal);
        story.Next().Next();
        Assert.Equal((stage, open), (story.Stage, story.Case.Proposal));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_letter_that_nobody_decided_on_asks_for_enough_days_since_the_start(int schoolDays, bool isMade)
    {
        // 95.5% on the day of the start, and a whole day is missed on the last one, which is at stage 1 in the year and since the start.
        var story = At(Odbst).Misses(Story.Day(1), 9, 'I').Misses(Story.Day(99 + schoolDays), 2, 'I').Until(Story.Day(99 + schoolDays));

        Assert.Null(story.Case.Baseline);
        Assert.Equal(isMade, story.History.Any(happened => happened.Kind == CaseEventKind.Entered && happened.Letters.Count > 0));
    }

    [Fact]
    public void A_pupil_whose_attendance_rises_above_the_ladder_leaves_the_baseline()
    {
        var story = At(Odbst).Misses(Story.Day(1), 10, 'I').Until(Story.Day(103));

        Assert.Null(story.Case.Baseline);
        Assert.Single(story.Happened(CaseEventKind.LeftBaseline));
    }

    [Fact]
    public void A_night_that_is_repeated_or_caught_up_says_the_same()
    {
        var nightly = At(Odbst).Misses(Story.Day(1), 30, 'I').Night(Start).Night(Start).Until(Story.Day(106)).Night(Story.Day(106));
        var late = At(Odbst).Misses(Story.Day(1), 30, 'I').Night(Story.Day(98)).Night(Story.Day(106));

        Assert.Equal(nightly.History.Select(Told.Of), late.History.Select(Told.Of));
        Assert.Equal(nightly.Case.Baseline, late.Case.Baseline);
    }

    [Fact]
    public void Illness_of_before_is_returned_by_others_and_a_day_since_counts_it()
    {
        var story = At(Odbst).Misses(Story.Day(1), 30, 'I').Until(Story.Day(104));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);

        story.Misses(Story.Day(105), 1, 'I').Night(Story.Day(105));
        Assert.Single(story.Case.Duties, duty => duty.Source == DutySource.Statute);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(80, true)]
    public void Ten_sessions_count_for_a_penalty_matter_where_the_ten_weeks_reach_the_start(int day, bool isOpen)
    {
        var story = At(Odbst).Misses(Story.Day(day), 10, 'G').Night(Start);

        Assert.Equal(isOpen, story.Case.Penalty.Matter is not null);
    }

    [Fact]
    public void Another_policy_keeps_who_waits()
    {
        var story = At(Odbst).Misses(Story.Day(1), 30, 'I').Until(Story.Day(101));
        story.School = story.School with { Policy = A.Policy("het") };

        Assert.True(story.Next().Case.Baseline is { Waits: true });
        Assert.False(story.HasProposal);
    }

    [Fact]
    public void The_lowest_attendance_is_taken_up_first_and_as_many_as_the_school_said()
    {
        var pupils = Pupils(12, 60, 30, 20, 5);

        Assert.Equal(["P60", "P30"], Chosen(pupils, aDay: 2));
        Assert.Equal(["P60", "P30", "P20", "P12"], Chosen(pupils, aDay: 9));
    }

    [Fact]
    public void A_repeated_night_fills_up_only_what_its_first_run_left()
    {
        var pupils = Pupils(60, 30, 20);
        pupils[0] = pupils[0] with
        {
            Case = pupils[0].Case with { Baseline = new(5, default, Start), Night = Start },
            LastNight = Start,
        };

        Assert.Equal(["P30"], Chosen(pupils, aDay: 2));
        Assert.Empty(Chosen(pupils, aDay: 1));
    }

    [Fact]
    public void Whom_people_look_after_already_waits_and_takes_no_ones_place()
    {
        var pupils = Pupils(60, 30);
        pupils[0] = pupils[0] with
        {
            Night = pupils[0].Night with { Pupil = pupils[0].Night.Pupil with { Circumstance = "long illness" } },
        };

        Assert.Equal(["P30"], Chosen(pupils, aDay: 1));
    }

    [Fact]
    public void Nobody_is_taken_up_before_the_start_or_on_a_day_without_school()
    {
        Assert.Empty(Chosen(Pupils(60), aDay: 2, Story.Day(99)));
        Assert.Empty(Chosen(Pupils(60), aDay: 2, Start.AddDays(DaysToSaturday)));
    }

    private static int DaysToSaturday => ((int)DayOfWeek.Saturday - (int)Start.DayOfWeek + 7) % 7;

    private static Story At(Policy policy) => new(A.School(policy) with { GoingLive = new(Start, GoingLive.UsualADay) });

    /// <summary>Pupils who missed so many sessions at the beginning of the year, named by that number.</summary>
    private static List<CaseBefore> Pupils(params int[] missed) =>
    [
        .. missed.Select(sessions => At(Odbst).Misses(Story.Day(1), sessions, 'I') is var story
            ? new CaseBefore(
                new(story.School, A.Floor, A.Pupil($"P{sessions}"), story.Marks, Start), new Case(Upn.Parse($"P{sessions}"), "odbst"), null)
            : throw new InvalidOperationException()),
    ];

    private static IEnumerable<string> Chosen(IReadOnlyList<CaseBefore> pupils, int aDay, DateOnly? on = null)
    {
        var school = A.School(Odbst) with { GoingLive = new(Start, aDay) };
        var night = on ?? Start;
        return BaselinePlan.Of(school, night, [.. pupils.Select(pupil => pupil with { Night = pupil.Night with { Night = night } })])
            .Select(upn => upn.ToString()).OrderBy(upn => -int.Parse(upn[1..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
