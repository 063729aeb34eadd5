using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Kinds;

/// <summary>The term's attendance on its last day, and the week's on the school day after it.</summary>
public sealed class SummaryMessageTests
{
    private static readonly Policy Both = A.Policy("odbst") with
    {
        Messages = [new PolicyMessage.TermlySummary(), new PolicyMessage.WeeklySummary()]
    };

    /// <summary>Present from the first Monday to the end of the year.</summary>
    private static readonly AttendanceRecord Present = Night.Unchanged with { Marks = Marks.Of(new string('/', 500)) };

    [Theory]
    [InlineData("2025-12-12", "2025-12-19", "2025-2")]
    [InlineData("2025-12-18", "2025-12-19", "2025-2")]
    [InlineData("2026-03-26", "2026-03-27", "2025-4")]
    [InlineData("2026-07-20", "2026-07-21", "2025-6")]
    public void A_terms_summary_leaves_on_its_last_school_day(string night, string day, string period)
    {
        var summary = Assert.Single(Termly(night));
        var last = DateOnly.Parse(day, null);

        Assert.Equal((last, last, period), (summary.FirstDay, summary.LastDay, summary.Period));
    }

    [Theory]
    [InlineData("2025-10-23")] // the first half term of the term
    [InlineData("2025-12-11")] // six school days before
    [InlineData("2025-12-19")] // over
    [InlineData("2026-02-12")]
    public void On_other_nights_there_is_none(string night) => Assert.Empty(Termly(night));

    [Fact]
    public void A_year_of_five_half_terms_ends_its_last_term_with_the_fifth()
    {
        var calendar = new SchoolCalendar(A.HalfTerms.Take(5), []);
        var plan = Plan.On(A.Day(2026, 5, 21), Both) with { School = A.School(Both) with { Calendar = calendar } };

        Assert.Equal("2025-5", Assert.Single(plan.Of(MessageKind.TermlySummary, Present, Plan.Stage1)).Period);
    }

    [Theory]
    [InlineData("2025-09-12", "2025-09-15", "2025-09-19")]
    [InlineData("2025-12-12", "2025-12-15", "2025-12-19")]
    public void A_weeks_summary_is_planned_when_it_ends_and_may_leave_in_the_next_one(string night, string first, string last)
    {
        var summary = Assert.Single(Weekly(night));

        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null)), (summary.FirstDay, summary.LastDay));
    }

    [Theory]
    [InlineData("2025-09-11")] // Thursday
    [InlineData("2025-09-15")] // Monday
    [InlineData("2025-10-24")] // a holiday follows
    [InlineData("2025-12-19")]
    [InlineData("2026-07-21")] // the last day of all
    public void On_other_nights_and_after_a_holiday_there_is_no_summary_of_a_week(string night) => Assert.Empty(Weekly(night));

    [Fact]
    public void A_week_that_ends_with_a_closure_ends_on_the_day_before_and_one_that_begins_with_it_on_the_day_after()
    {
        var school = A.School(Both) with { Calendar = new(A.HalfTerms, [A.Day(2025, 9, 19), A.Day(2025, 9, 22)]) };
        var thursday = Plan.On(A.Day(2025, 9, 18), Both) with { School = school };
        var summary = Assert.Single(thursday.Of(MessageKind.WeeklySummary, Present, Plan.Stage1));

        Assert.Equal((A.Day(2025, 9, 23), A.Day(2025, 9, 26), "2025-09-15"), (summary.FirstDay, summary.LastDay, summary.Period));
        Assert.Empty((thursday with { Night = A.Day(2025, 9, 19) }).Of(MessageKind.WeeklySummary, Present, Plan.Stage1));
    }

    [Fact]
    public void Each_week_has_its_own()
    {
        var first = Weekly("2025-09-12");

        Assert.Empty(
            Plan.On(A.Day(2025, 9, 12), Both).Of(
                MessageKind.WeeklySummary, Present, Plan.Stage1, [.. first.Select(row => row with { PlannedOn = A.Day(2025, 9, 11) })]));
        Assert.Equal(
            "2025-09-15",
            Assert.Single(Plan.On(A.Day(2025, 9, 19), Both).Of(MessageKind.WeeklySummary, Present, Plan.Stage1, [.. first])).Period);
    }

    [Fact]
    public void Without_a_session_there_is_nothing_to_say()
    {
        var newcomer = A.Pupil() with { OnRoll = new(A.Day(2025, 9, 15), DateOnly.MaxValue) };

        Assert.Empty((Plan.On(A.Day(2025, 9, 12), Both) with { Pupil = newcomer }).Of(MessageKind.WeeklySummary, Present, Plan.Stage1));
        Assert.Empty(Plan.On(A.Day(2025, 12, 18), Both).Of(MessageKind.TermlySummary, Night.Unchanged, Plan.Stage1));
    }

    [Fact]
    public void A_family_with_whom_people_agreed_a_step_hears_from_people()
    {
        Assert.Empty((Plan.On(A.Day(2025, 9, 12), Both) with { CaseStage = 3 }).Of(MessageKind.WeeklySummary, Present, Plan.Stage1));
        Assert.Empty((Plan.On(A.Day(2025, 12, 18), Both) with { CaseStage = 3 }).Of(MessageKind.TermlySummary, Present, Plan.Stage1));
        Assert.Single((Plan.On(A.Day(2025, 12, 18), Both) with { CaseStage = 2 }).Of(MessageKind.TermlySummary, Present, Plan.Stage1));
    }

    [Fact]
    public void Too_few_sessions_of_the_year_are_too_early()
    {
        Assert.Empty(Plan.On(A.Day(2025, 9, 12), Both).Of(MessageKind.WeeklySummary, Present, A.Reading(19, 19)));
        Assert.Single(Plan.On(A.Day(2025, 9, 12), Both).Of(MessageKind.WeeklySummary, Present, A.Reading(20, 20)));
    }

    [Fact]
    public void Both_wait_for_a_person_unless_the_trust_set_them_to_automatic()
    {
        var plan = Plan.On(A.Day(2025, 12, 12), Both);

        Assert.All(plan.For(Present, A.Reading(98, 100)), row => Assert.False(row.IsReleased));
        Assert.All(
            (plan with { Automatic = [MessageKind.TermlySummary, MessageKind.WeeklySummary] }).For(Present, A.Reading(98, 100)), row =>
                Assert.True(row.IsReleased));
        Assert.Equal([MessageKind.TermlySummary, MessageKind.WeeklySummary], plan.For(Present, A.Reading(98, 100)).Select(row => row.Kind));
    }

    private static IReadOnlyList<Nudge> Termly(string night) =>
        Plan.On(DateOnly.Parse(night, null), Both).Of(MessageKind.TermlySummary, Present, Plan.Stage1);

    private static IReadOnlyList<Nudge> Weekly(string night) =>
        Plan.On(DateOnly.Parse(night, null), Both).Of(MessageKind.WeeklySummary, Present, Plan.Stage1);
}
