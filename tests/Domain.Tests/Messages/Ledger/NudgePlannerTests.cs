using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>When a nudge is due, how often, and on which days it may leave (domain 0.9).</summary>
public sealed class NudgePlannerTests
{
    private static readonly DateOnly InMidTerm = A.Day(2025, 9, 17);

    [Theory]
    [InlineData("2025-09-02")]
    [InlineData("2025-09-03")]
    [InlineData("2025-09-05")]
    [InlineData("2025-10-24")]
    [InlineData("2025-11-06")]
    public void A_nudge_is_due_when_the_next_school_day_is_in_the_first_week_of_a_half_term(string night) =>
        Assert.Single(Planned(DateOnly.Parse(night, null), Night.Unchanged));

    [Theory]
    [InlineData("2025-09-08")]
    [InlineData("2025-09-17")]
    [InlineData("2025-11-07")]
    [InlineData("2025-10-23")]
    public void Later_in_the_half_term_none_is_due(string night) => Assert.Empty(Planned(DateOnly.Parse(night, null), Night.Unchanged));

    [Fact]
    public void A_nudge_is_due_on_the_day_after_the_stage_worsened() => Assert.Single(Planned(InMidTerm, Night.Worsened));

    [Fact]
    public void A_stage_that_became_better_asks_for_no_nudge() =>
        Assert.Empty(Plan.On(InMidTerm).For(A.Record() with { Stage = 1, StageBefore = 2 }));

    [Theory]
    [InlineData(true, false, 1, 0)]
    [InlineData(false, true, 0, 1)]
    [InlineData(false, false, 0, 0)]
    public void A_policy_may_choose_other_nudge_days(bool firstWeek, bool worsening, int inFirstWeek, int afterWorsening)
    {
        var policy = A.Policy("odbst") with { NudgeDays = new(firstWeek, worsening) };

        Assert.Equal(inFirstWeek, Plan.On(A.Day(2025, 9, 2), policy).For(Night.Unchanged).Count);
        Assert.Equal(afterWorsening, Plan.On(InMidTerm, policy).For(Night.Worsened).Count);
    }

    [Theory]
    [InlineData(96, 0)]
    [InlineData(95, 1)]
    [InlineData(93, 1)]
    [InlineData(92, 0)]
    [InlineData(80, 0)]
    public void Only_a_stage_at_which_the_policy_nudges_asks_for_one(int attended, int nudges) =>
        Assert.Equal(nudges, Plan.On(InMidTerm).For(Night.Worsened, A.Reading(attended, 100)).Count);

    [Fact]
    public void No_data_asks_for_nothing() => Assert.Empty(Plan.On(A.Day(2025, 9, 2)).For(Night.Unchanged, A.Reading(0, 0)));

    [Fact]
    public void A_nudge_leaves_on_the_next_school_day()
    {
        Assert.Equal(A.Day(2025, 9, 8), Assert.Single(Planned(A.Day(2025, 9, 5), Night.Worsened)).FirstDay);
        Assert.Equal(A.Day(2025, 9, 11), Assert.Single(Planned(A.Day(2025, 9, 9), Night.Worsened)).FirstDay);
        Assert.Equal(A.Day(2025, 11, 3), Assert.Single(Planned(A.Day(2025, 10, 24), Night.Worsened)).FirstDay);
    }

    [Fact]
    public void A_person_has_five_school_days_for_releasing_it()
    {
        var nudge = Assert.Single(Planned(A.Day(2025, 9, 5), Night.Worsened));

        Assert.Equal((A.Day(2025, 9, 8), A.Day(2025, 9, 15)), (nudge.FirstDay, nudge.LastDay));
        Assert.False(nudge.IsReleased);
        Assert.Equal(
            [false, true, true, false],
            new[] { nudge.FirstDay.AddDays(-1), nudge.FirstDay, nudge.LastDay, nudge.LastDay.AddDays(1) }.Select(nudge.MayLeaveOn));
    }

    [Fact]
    public void On_the_last_day_before_a_holiday_it_has_that_day_alone()
    {
        var nudge = Assert.Single(Planned(A.Day(2025, 10, 23), Night.Worsened));

        Assert.Equal((A.Day(2025, 10, 24), A.Day(2025, 10, 24)), (nudge.FirstDay, nudge.LastDay));
    }

    [Fact]
    public void A_school_that_is_closed_tomorrow_writes_on_the_day_on_which_it_opens_again()
    {
        var open = Plan.On(A.Day(2025, 9, 16));
        var closed = open with { School = A.School() with { Calendar = new(A.HalfTerms, [A.Day(2025, 9, 17), A.Day(2025, 9, 18)]) } };

        Assert.Equal((A.Day(2025, 9, 17), A.Day(2025, 9, 23)), DaysOf(open));
        Assert.Equal((A.Day(2025, 9, 19), A.Day(2025, 9, 25)), DaysOf(closed));

        static (DateOnly, DateOnly) DaysOf(Plan plan) => (plan.For(Night.Worsened)[0].FirstDay, plan.For(Night.Worsened)[0].LastDay);
    }

    [Fact]
    public void A_nudge_never_leaves_in_the_half_term_after_its_own()
    {
        var nudge = Assert.Single(Planned(A.Day(2025, 10, 22), Night.Worsened));

        Assert.Equal((A.Day(2025, 10, 23), A.Day(2025, 10, 24)), (nudge.FirstDay, nudge.LastDay));
    }

    [Fact]
    public void In_automatic_mode_it_is_released_at_once_and_may_leave_as_long_as_one_that_a_person_releases()
    {
        // Its parent may have another message today; then it leaves on another day.
        var nudge = Assert.Single((Plan.On(A.Day(2025, 9, 5)) with { Automatic = [MessageKind.Stage] }).For(Night.Worsened));

        Assert.Equal((A.Day(2025, 9, 8), A.Day(2025, 9, 15)), (nudge.FirstDay, nudge.LastDay));
        Assert.Equal((true, true), (nudge.IsReleased, nudge.DecidedBy is null));
    }

    [Fact]
    public void Only_a_kind_that_the_trust_set_to_automatic_is_released_at_once() =>
        Assert.False(
            Assert.Single(
                (Plan.On(A.Day(2025, 9, 5)) with { Automatic = [MessageKind.HalfTerm, MessageKind.Meeting] })
                    .For(Night.Worsened)).IsReleased);

    [Fact]
    public void A_suppressed_nudge_is_released_by_nobody()
    {
        var plan = Plan.On(InMidTerm) with { Automatic = [MessageKind.Stage], Pupil = A.Pupil() with { NudgesOff = true } };

        Assert.False(Assert.Single(plan.For(Night.Worsened)).IsReleased);
    }

    [Fact]
    public void After_the_last_day_of_the_settings_nothing_is_planned() => Assert.Empty(Planned(A.Day(2026, 7, 21), Night.Worsened));

    [Fact]
    public void The_old_years_attendance_asks_for_no_nudge_in_September()
    {
        var calendar = new SchoolCalendar(A.HalfTerms.Append((A.Day(2026, 9, 2), A.Day(2026, 10, 23))), []);
        var plan = Plan.On(A.Day(2026, 7, 21)) with { School = A.School() with { Calendar = calendar } };

        Assert.Empty(plan.For(Night.Worsened));
    }

    [Theory]
    [InlineData(NudgeState.Planned), InlineData(NudgeState.Joined), InlineData(NudgeState.Claimed), InlineData(NudgeState.Accepted)]
    [InlineData(NudgeState.Delivered), InlineData(NudgeState.Undeliverable), InlineData(NudgeState.Failed), InlineData(NudgeState.Unknown)]
    [InlineData(NudgeState.Withheld), InlineData(NudgeState.Expired)]
    public void There_is_one_nudge_in_a_half_term_whatever_became_of_it(NudgeState became)
    {
        var earlier = Assert.Single(Planned(A.Day(2025, 9, 9), Night.Worsened)).Stored(state: became);

        Assert.Empty(Plan.On(InMidTerm).For(Night.Worsened, earlier));
    }

    [Fact]
    public void In_the_next_half_term_there_may_be_another()
    {
        var earlier = Assert.Single(Planned(A.Day(2025, 9, 9), Night.Worsened));
        var next = Assert.Single(Plan.On(A.Day(2025, 10, 24)).For(Night.Unchanged, earlier));

        Assert.Equal(("2025-1", "2025-2"), (earlier.Period, next.Period));
        Assert.NotEqual(earlier.Place.Key, next.Place.Key);
    }

    [Fact]
    public void A_night_that_is_repeated_plans_the_same_rows()
    {
        var once = Planned(InMidTerm, Night.Worsened);

        Assert.Equal(once, Plan.On(InMidTerm).For(Night.Worsened, [.. once]));
    }

    [Fact]
    public void A_row_says_whom_it_is_about_and_where_it_stands()
    {
        var nudge = Assert.Single(Planned(InMidTerm, Night.Worsened));

        Assert.Equal((A.School().Id, Marks.Year), (nudge.Place.School, nudge.Place.Year));
        Assert.Equal((A.Pupil().Upn, MessageKind.Stage, "2025-1", InMidTerm), (nudge.Upn, nudge.Kind, nudge.Period, nudge.PlannedOn));
        Assert.Equal((NudgeState.Planned, null), (nudge.State, nudge.Reason));
        Assert.Equal((nudge.Place, BundledNudges.None), (nudge.Lead, nudge.Bundled));
    }

    private static IReadOnlyList<Nudge> Planned(DateOnly night, AttendanceRecord record) => Plan.On(night).For(record);
}
