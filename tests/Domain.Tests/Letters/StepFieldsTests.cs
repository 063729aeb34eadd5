using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Letters;

/// <summary>What letters say of the step that they are about.</summary>
public sealed class StepFieldsTests
{
    [Fact]
    public void What_was_carried_over_counts_as_since_the_step() =>
        Assert.Equal(("2 days", "4 days"), Since(Maggie.Record with { Step = Maggie.Record.Step! with { Carried = new(2, 2, 0) } }));

    [Fact]
    public void What_the_attendance_was_at_the_step_is_told_as_the_marks_are_now() =>
        Assert.Equal(
            "75.0%", Maggie.Value("AttendanceThen", Maggie.Record with { Step = Maggie.Record.Step! with { Corrected = new(3, 0, 1) } }));

    [Theory]
    [InlineData(4, "4 weeks")]
    [InlineData(1, "1 week")]
    public void A_step_of_weeks_is_reviewed_after_as_many_weeks(int weeks, string told)
    {
        var facts = Monitored(new MonitoringTime.Weeks(weeks, 0));

        Assert.Equal(
            (told, A.Day(2025, 9, 9).AddDays(7 * weeks)),
            (
                Maggie.Value("MonitoredFor", facts),
                DateOnly.Parse(Maggie.Value("ReviewDate", facts), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_step_of_school_days_or_half_terms_is_reviewed_by_the_calendar()
    {
        Assert.Equal(("20 school days", "8 October 2025"), Review(Monitored(new MonitoringTime.SchoolDays(20))));
        Assert.Equal(("this half term and the next one", "19 December 2025"), Review(Monitored(new MonitoringTime.HalfTerms(1))));
        Assert.Equal(("this half term and 2 more half terms", "13 February 2026"), Review(Monitored(new MonitoringTime.HalfTerms(2))));
    }

    [Fact]
    public void A_review_beyond_the_calendar_is_to_be_agreed() =>
        Assert.Equal(("300 school days", "to be agreed"), Review(Monitored(new MonitoringTime.SchoolDays(300))));

    [Fact]
    public void Without_a_step_nothing_is_said_since_it()
    {
        var facts = Maggie.Record with { Step = null };

        Assert.Equal(
            ("Celebrate and sustain", "____________________"), (Maggie.Value("StageName", facts), Maggie.Value("StepAgreedOn", facts)));
        Assert.False(Maggie.Holds("Step", facts));
        Assert.False(Maggie.Holds("MissedSince", facts));
    }

    [Fact]
    public void A_stage_of_another_policy_is_not_named() =>
        Assert.Equal(
            ("Celebrate and sustain", "to be agreed"),
            (
                Maggie.Value("StageName", Maggie.Record with { Step = Maggie.Record.Step! with { Stage = 9 } }),
                Maggie.Value("ReviewDate", Maggie.Record with { Step = Maggie.Record.Step! with { Stage = 9 } })));

    [Fact]
    public void A_letter_about_improvement_speaks_of_the_stage_that_was_left()
    {
        var improved = Moved(3, A.Day(2025, 9, 12), CaseEventKind.Improved, 2, 1);
        CaseEvent[] log =
        [
            Moved(1, A.Day(2025, 9, 8), CaseEventKind.Entered, 0, 2), Moved(2, A.Day(2025, 9, 11), CaseEventKind.Proposed, 2, 3), improved,
        ];
        var facts = (Maggie.Record with { Step = Step.At(1, A.Day(2025, 9, 12), default), Log = log }).About(improved);

        Assert.Equal(
            ("Engage", "8 September 2025", "100.0%"),
            (Maggie.Value("StageName", facts), Maggie.Value("StepAgreedOn", facts), Maggie.Value("AttendanceThen", facts)));
        Assert.Equal(("2 days", "3 days"), Since(facts));
    }

    [Fact]
    public void A_letter_about_the_end_of_the_steps_speaks_of_the_step_that_a_person_confirmed()
    {
        var closed = Moved(2, A.Day(2025, 9, 12), CaseEventKind.Closed, 3, 0);
        var facts = (Maggie.Record with { Step = null, Log = [Moved(1, A.Day(2025, 9, 9), CaseEventKind.Confirmed, 2, 3), closed] })
            .About(closed);

        Assert.Equal(
            ("Attendance Contract 1", "9 September 2025"), (Maggie.Value("StageName", facts), Maggie.Value("StepAgreedOn", facts)));
    }

    [Fact]
    public void A_letter_about_the_stage_where_the_case_stands_speaks_of_its_step() =>
        Assert.Same(Maggie.Record, Maggie.Record.About(Moved(1, A.Day(2025, 9, 9), CaseEventKind.Entered, 0, 1)));

    [Fact]
    public void A_letter_about_a_stage_whose_beginning_is_not_on_record_says_nothing_since_it() =>
        Assert.Null(Maggie.Record.About(Moved(1, A.Day(2025, 9, 12), CaseEventKind.Improved, 4, 0)).Step);

    private static CaseEvent Moved(int number, DateOnly on, CaseEventKind kind, int from, int to) =>
        Maggie.Event(number, kind) with { On = on, From = from, To = to };

    private static LetterFacts Monitored(MonitoringTime time)
    {
        var policy = A.Policy("odbst");
        var timed = new Monitoring(time, new Points(100), 10, true, WhenImproved.Close, 1);
        var first = policy.Stages[0] with { Monitoring = timed };
        return Maggie.Record with { School = A.School(policy with { Stages = [first, .. policy.Stages.Skip(1)] }) };
    }

    private static (string Missed, string Possible) Since(LetterFacts facts) =>
        (Maggie.Value("DaysMissedSince", facts), Maggie.Value("DaysPossibleSince", facts));

    private static (string Time, string On) Review(LetterFacts facts) =>
        (Maggie.Value("MonitoredFor", facts), Maggie.Value("ReviewDate", facts));
}
