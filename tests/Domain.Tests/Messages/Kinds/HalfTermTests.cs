using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Kinds;

/// <summary>The days missed last half term, told at the start of a new one, only below the policy's line (domain 6.1).</summary>
public sealed class HalfTermTests
{
    /// <summary>The night before the second half term of the year.</summary>
    private static readonly DateOnly LastNight = A.Day(2025, 10, 24);

    private static readonly Policy Below95 = A.Policy("odbst") with
    {
        Messages = [new PolicyMessage.HalfTerm(new(Percentage.Of(95), Includes: false))]
    };

    private static readonly Plan Due = Plan.On(LastNight, Below95);

    [Theory]
    [InlineData("2025-10-24")]
    [InlineData("2025-11-03")]
    [InlineData("2025-11-06")]
    public void It_is_due_when_the_next_school_day_is_among_the_first_five_of_a_half_term(string night) =>
        Assert.Equal([MessageKind.HalfTerm], KindsOn(DateOnly.Parse(night, null), Missed(2, 20)));

    [Theory]
    [InlineData("2025-10-23")]
    [InlineData("2025-11-07")]
    [InlineData("2025-11-20")]
    public void On_other_days_it_is_not(string night) => Assert.Empty(KindsOn(DateOnly.Parse(night, null), Missed(2, 20)));

    [Fact]
    public void A_half_term_whose_first_day_is_a_closure_begins_with_the_next_one()
    {
        var school = A.School(Below95) with { Calendar = new(A.HalfTerms, [A.Day(2025, 11, 3)]) };
        var fifth = Plan.On(A.Day(2025, 11, 7), Below95) with { School = school };

        Assert.Equal(A.Day(2025, 11, 4), Assert.Single((Due with { School = school }).For(Missed(2, 20))).FirstDay);
        Assert.Equal(A.Day(2025, 11, 10), Assert.Single(fifth.For(Missed(2, 20))).FirstDay);
    }

    [Fact]
    public void The_first_half_term_of_a_year_has_none_before_it_and_the_stage_is_told()
    {
        var calendar = new SchoolCalendar(A.HalfTerms.Prepend((A.Day(2025, 6, 2), A.Day(2025, 7, 22))), []);
        var september = Plan.On(A.Day(2025, 9, 2), Below95) with { School = A.School(Below95) with { Calendar = calendar } };

        Assert.Equal([MessageKind.Stage], september.For(Missed(2, 20)).Select(nudge => nudge.Kind));
    }

    [Fact]
    public void Only_attendance_below_the_line_asks_for_it()
    {
        // 19 of 20 is exactly 95%.
        Assert.Equal([MessageKind.HalfTerm], KindsOn(LastNight, Missed(2, 20)));
        Assert.Equal([MessageKind.Stage], KindsOn(LastNight, Missed(1, 20)));
        Assert.Equal([MessageKind.Stage], KindsOn(LastNight, Missed(0, 20)));
    }

    [Fact]
    public void A_line_may_include_its_rate()
    {
        var policy = Below95 with { Messages = [new PolicyMessage.HalfTerm(new(Percentage.Of(95), Includes: true))] };

        Assert.Equal(MessageKind.HalfTerm, Assert.Single(Plan.On(LastNight, policy).For(Missed(1, 20))).Kind);
        Assert.Equal(MessageKind.Stage, Assert.Single(Plan.On(LastNight, policy).For(Missed(1, 21))).Kind);
    }

    [Fact]
    public void Nineteen_sessions_of_the_half_term_are_too_few_and_twenty_are_not()
    {
        Assert.Equal([MessageKind.Stage], KindsOn(LastNight, Missed(5, 19)));
        Assert.Equal([MessageKind.HalfTerm], KindsOn(LastNight, Missed(5, 20)));
    }

    [Fact]
    public void The_half_term_before_counts_alone()
    {
        var november = Missed(0, 20) with
        {
            Marks = Marks.Of("IIIIII", A.Day(2025, 11, 3)).With(Marks.Of(Letters(0, 20)).Stated(Marks.Monday, LastNight))
        };

        Assert.Equal([MessageKind.Stage], KindsOn(A.Day(2025, 11, 5), november));
    }

    [Fact]
    public void Sessions_before_admission_are_another_schools()
    {
        // Five missed in the first week, all others attended; admitted after it.
        var admitted = A.Pupil() with { OnRoll = new(Marks.Monday.AddDays(7), DateOnly.MaxValue) };

        Assert.Equal([MessageKind.HalfTerm], KindsOn(LastNight, Missed(5, 40)));
        Assert.Equal(MessageKind.Stage, Assert.Single((Due with { Pupil = admitted }).For(Missed(5, 40))).Kind);
    }

    [Fact]
    public void A_pupil_above_the_ladder_or_further_down_it_gets_it_too_and_the_stage_asks_for_nothing()
    {
        Assert.Equal(MessageKind.HalfTerm, Assert.Single(Due.For(Missed(2, 20), A.Reading(100, 100))).Kind);
        Assert.Equal(MessageKind.HalfTerm, Assert.Single(Due.For(Missed(2, 20), A.Reading(91, 100))).Kind);
    }

    [Fact]
    public void Where_the_policy_has_no_such_message_the_stage_is_told() =>
        Assert.Equal(MessageKind.Stage, Assert.Single(Plan.On(LastNight).For(Missed(2, 20))).Kind);

    [Fact]
    public void Of_both_messages_of_concern_there_is_one_in_a_half_term_whichever_was_first()
    {
        var (told, stage) = (Assert.Single(Due.For(Missed(2, 20))), Assert.Single(Due.For(Missed(0, 20))));
        var later = Plan.On(A.Day(2025, 11, 4), Below95);

        Assert.Empty(later.For(Missed(2, 20) with { Stage = 1, StageBefore = 0 }, told.Stored(state: NudgeState.Accepted)));
        Assert.Empty(later.For(Missed(2, 20), stage.Stored(state: NudgeState.Withheld)));
        Assert.Empty(
            Plan.On(A.Day(2025, 11, 20), Below95)
                .For(Missed(2, 20) with { Stage = 1, StageBefore = 0 }, told.Stored(state: NudgeState.Expired)));
    }

    [Fact]
    public void It_may_leave_for_five_school_days_and_waits_for_a_person_unless_the_trust_set_it_to_automatic()
    {
        var (review, automatic) = (
            Assert.Single(Due.For(Missed(2, 20))), Assert.Single((Due with { Automatic = [MessageKind.HalfTerm] }).For(Missed(2, 20))));

        Assert.Equal((A.Day(2025, 11, 3), A.Day(2025, 11, 7), "2025-2"), (review.FirstDay, review.LastDay, review.Period));
        Assert.Equal((false, true), (review.IsReleased, automatic.IsReleased));
        Assert.Equal(review.LastDay, automatic.LastDay);
    }

    [Fact]
    public void An_N_of_the_last_five_school_days_that_may_yet_bring_it_to_the_line_holds_it_back()
    {
        // The last ten sessions of the half term, one of them an N: with it attended 19 of 20 are exactly the line.
        Because(SuppressionReason.UnsettledN, Due.For(Last20("I/////////" + "//N///////")));
        Because(null, Due.For(Last20("II////////" + "//N///////")));
        // Of the sixth school day back it is settled.
        Because(null, Due.For(Last20("I///////N/" + "//////////")));
    }

    [Fact]
    public void An_N_of_the_new_half_term_is_not_among_the_days_of_which_it_speaks()
    {
        var record = Missed(2, 20);
        var absent = record with
        {
            Marks = record.Marks.With(Marks.Of("NN", A.Day(2025, 11, 3)).Stated(A.Day(2025, 11, 3), A.Day(2025, 11, 3)))
        };

        Because(null, Plan.On(A.Day(2025, 11, 3), Below95).For(absent));
    }

    [Fact]
    public void A_mark_changed_today_a_step_that_people_agreed_and_a_circumstance_hold_it_back_and_no_stage_is_told_instead()
    {
        Because(SuppressionReason.MarkChangedToday, Due.For(Missed(2, 20) with { CorrectedOn = LastNight }));
        Because(SuppressionReason.CaseWithPeople, (Due with { CaseStage = 3 }).For(Missed(2, 20)));
        Because(
            SuppressionReason.HandledByPeople, (Due with { Pupil = A.Pupil() with { Circumstance = "bereavement" } }).For(Missed(2, 20)));
    }

    [Fact]
    public void What_was_held_back_for_a_reason_that_passed_is_planned_on_the_next_night_of_the_week()
    {
        var changed = Due.For(Missed(2, 20) with { CorrectedOn = LastNight });

        Because(null, Plan.On(A.Day(2025, 11, 3), Below95).For(Missed(2, 20) with { CorrectedOn = LastNight }, [.. changed]));
    }

    private static IEnumerable<MessageKind> KindsOn(DateOnly night, AttendanceRecord record) =>
        Plan.On(night, Below95).For(record).Select(nudge => nudge.Kind);

    private static string Letters(int missed, int possible) => new string('I', missed) + new string('/', possible - missed);

    /// <summary>At Stage 1 of the year as before, with so many sessions missed of the first half term, from its first Monday on.</summary>
    private static AttendanceRecord Missed(int missed, int possible) =>
        Night.Unchanged with { Marks = Marks.Of(Letters(missed, possible)) };

    /// <summary>The same with the marks of the last two weeks of the first half term.</summary>
    private static AttendanceRecord Last20(string letters) => Night.Unchanged with { Marks = Marks.Of(letters, A.Day(2025, 10, 13)) };

    private static void Because(SuppressionReason? reason, IReadOnlyList<Nudge> planned)
    {
        var nudge = Assert.Single(planned);
        Assert.Equal((MessageKind.HalfTerm, reason), (nudge.Kind, nudge.Reason));
    }
}
