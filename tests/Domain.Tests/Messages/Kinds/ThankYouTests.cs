using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Kinds;

/// <summary>Thanks for high attendance, on the last school day of a half term (D0).</summary>
public sealed class ThankYouTests
{
    /// <summary>The last school day of the first half term, a Friday.</summary>
    private static readonly DateOnly LastDay = A.Day(2025, 10, 24);

    [Theory]
    [InlineData("2025-10-17")]
    [InlineData("2025-10-20")]
    [InlineData("2025-10-23")]
    public void It_is_planned_in_the_five_school_days_before_and_leaves_on_that_day_alone(string night)
    {
        var thanks = Assert.Single(On(DateOnly.Parse(night, null), Attended(40, 1)));

        Assert.Equal((LastDay, LastDay, "2025-1"), (thanks.FirstDay, thanks.LastDay, thanks.Period));
        Assert.Equal((NudgeState.Planned, false), (thanks.State, thanks.IsReleased));
    }

    [Theory]
    [InlineData("2025-10-16")]
    [InlineData("2025-10-24")]
    [InlineData("2025-11-03")]
    public void On_other_nights_it_is_not(string night) => Assert.Empty(On(DateOnly.Parse(night, null), Attended(40, 1)));

    [Fact]
    public void The_last_day_is_the_last_on_which_school_is_open()
    {
        var school = A.School() with { Calendar = new(A.HalfTerms, [LastDay]) };
        var plan = Plan.On(A.Day(2025, 10, 20)) with { School = school };

        Assert.Equal(A.Day(2025, 10, 23), Assert.Single(plan.Of(MessageKind.ThankYou, Attended(40, 1), Plan.Stage1)).FirstDay);
        Assert.Empty((plan with { Night = A.Day(2025, 10, 23) }).Of(MessageKind.ThankYou, Attended(40, 1), Plan.Stage1));
    }

    [Fact]
    public void Attendance_of_exactly_the_line_is_thanked_for_and_below_it_is_not()
    {
        // 33 of 34 are 97.06%, 32 of 33 are 96.97%.
        Assert.Single(OnLast(Attended(33, 1)));
        Assert.Empty(OnLast(Attended(32, 1)));
        Assert.Single(Plan.On(A.Day(2025, 10, 23), Thanks(95)).Of(MessageKind.ThankYou, Attended(19, 1), Plan.Stage1));
        Assert.Empty(Plan.On(A.Day(2025, 10, 23), Thanks(95.01m)).Of(MessageKind.ThankYou, Attended(19, 1), Plan.Stage1));
    }

    [Fact]
    public void Nineteen_sessions_of_the_half_term_are_too_few_and_twenty_are_not()
    {
        Assert.Empty(OnLast(Attended(19, 0)));
        Assert.Single(OnLast(Attended(20, 0)));
    }

    [Fact]
    public void Marks_of_days_to_come_say_nothing_yet()
    {
        // A leave that is marked in advance, from Tuesday on.
        var leave = Attended(40, 0) with
        {
            Marks = Attended(40, 0).Marks.With(Marks.Of("CCCC", A.Day(2025, 10, 21)).Stated(A.Day(2025, 10, 21), LastDay))
        };

        Assert.Single(On(A.Day(2025, 10, 20), leave));
        Assert.Empty(On(A.Day(2025, 10, 22), leave));
    }

    [Fact]
    public void The_half_term_counts_alone_whatever_the_stage()
    {
        var poorAutumn = Attended(0, 40);
        var november = A.Day(2025, 11, 3);
        var record = poorAutumn with
        {
            Marks = poorAutumn.Marks.With(Marks.Of(new string('/', 60), november).Stated(november, A.Day(2025, 12, 18)))
        };

        Assert.Single(Plan.On(A.Day(2025, 12, 18)).Of(MessageKind.ThankYou, record, A.Reading(70, 100)));
    }

    [Fact]
    public void A_family_with_whom_people_agreed_a_step_is_thanked_as_well() =>
        Assert.Single((Plan.On(A.Day(2025, 10, 23)) with { CaseStage = 3 }).Of(MessageKind.ThankYou, Attended(40, 0), Plan.Stage1));

    [Fact]
    public void What_is_not_sent_leaves_no_row()
    {
        var plan = Plan.On(A.Day(2025, 10, 23));

        Assert.Empty((plan with { Pupil = A.Pupil() with { NudgesOff = true } }).Of(MessageKind.ThankYou, Attended(40, 0), Plan.Stage1));
        Assert.Empty(
            (plan with { Pupil = A.Pupil() with { Circumstance = "bereavement" } }).Of(MessageKind.ThankYou, Attended(40, 0), Plan.Stage1));
        Assert.Empty(
            (plan with { Pupil = A.Pupil() with { Contacts = [A.Contact(1)] } }).Of(MessageKind.ThankYou, Attended(40, 0), Plan.Stage1));
    }

    [Fact]
    public void It_is_planned_once()
    {
        var thanks = On(A.Day(2025, 10, 20), Attended(40, 0));

        Assert.Empty(Plan.On(A.Day(2025, 10, 21)).Of(MessageKind.ThankYou, Attended(40, 0), Plan.Stage1, [.. thanks]));
    }

    [Fact]
    public void On_the_last_day_of_a_term_a_policy_that_has_a_summary_sends_that_and_no_thanks()
    {
        var both = A.Policy("odbst") with { Messages = [new PolicyMessage.ThankYou(Percentage.Of(97)), new PolicyMessage.TermlySummary()] };
        var november = Night.Unchanged with { Marks = Marks.Of(new string('/', 40), A.Day(2025, 11, 3)) };

        Assert.Equal([MessageKind.ThankYou], Courtesies(Plan.On(A.Day(2025, 10, 23), both).For(Attended(40, 0))));
        Assert.Equal([MessageKind.TermlySummary], Courtesies(Plan.On(A.Day(2025, 12, 18), both).For(november)));
        Assert.Equal([MessageKind.ThankYou], Courtesies(Plan.On(A.Day(2025, 12, 18)).For(november)));
    }

    private static IEnumerable<MessageKind> Courtesies(IReadOnlyList<Nudge> planned) =>
        planned.Select(nudge => nudge.Kind).Where(rule => !rule.IsOfConcern());

    private static Policy Thanks(decimal line) => A.Policy("odbst") with { Messages = [new PolicyMessage.ThankYou(Percentage.Of(line))] };

    private static IReadOnlyList<Nudge> OnLast(AttendanceRecord record) => On(A.Day(2025, 10, 23), record);

    private static IReadOnlyList<Nudge> On(DateOnly night, AttendanceRecord record) =>
        Plan.On(night).Of(MessageKind.ThankYou, record, Plan.Stage1);

    /// <summary>So many sessions of the first half term missed, and so many attended after them.</summary>
    private static AttendanceRecord Attended(int attended, int missed) =>
        Night.Unchanged with { Marks = Marks.Of(new string('I', missed) + new string('/', attended)) };
}
