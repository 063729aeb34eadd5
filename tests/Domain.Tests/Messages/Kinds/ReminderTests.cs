using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Kinds;

/// <summary>
/// What every family is asked once a term: to check the school's numbers for it (D2 section 6), and to take holidays outside term time
/// (D4).
/// </summary>
public sealed class ReminderTests
{
    private static readonly Policy Both = A.Policy("odbst") with
    {
        Messages = [new PolicyMessage.TermHolidays(), new PolicyMessage.ContactDetails()],
    };

    private static readonly DateOnly ThirdWeek = A.Day(2025, 9, 16);

    private static readonly DateOnly ThirdLastWeek = A.Day(2025, 11, 28);

    [Theory]
    [InlineData("2025-09-15", false)] // the next school day is the tenth of the term
    [InlineData("2025-09-16", true)]
    [InlineData("2025-09-22", true)]
    [InlineData("2025-09-23", false)]
    [InlineData("2025-11-14", false)] // the second half term
    [InlineData("2026-01-16", true)]
    public void Families_are_asked_to_check_their_details_in_the_third_week_of_a_term(string night, bool isAsked) =>
        Assert.Equal(isAsked, Of(MessageKind.ContactDetails, DateOnly.Parse(night, null)).Count > 0);

    [Theory]
    [InlineData("2025-11-27", false)] // the next school day is the sixteenth from the end of the term
    [InlineData("2025-11-28", true)]
    [InlineData("2025-12-04", true)]
    [InlineData("2025-12-05", false)]
    [InlineData("2025-10-07", false)] // before a half-term holiday
    [InlineData("2026-06-30", true)]
    public void Families_are_reminded_of_holidays_in_the_third_last_week_of_a_term(string night, bool isReminded) =>
        Assert.Equal(isReminded, Of(MessageKind.TermHolidays, DateOnly.Parse(night, null)).Count > 0);

    [Theory]
    [InlineData(MessageKind.ContactDetails)]
    [InlineData(MessageKind.TermHolidays)]
    public void Each_comes_once_in_a_term(MessageKind kind)
    {
        var night = kind == MessageKind.ContactDetails ? ThirdWeek : ThirdLastWeek;
        var first = Of(kind, night);

        Assert.Empty(Of(kind, night.AddDays(kind == MessageKind.ContactDetails ? 1 : 3), [.. first]));
        Assert.All(first, row => Assert.Equal(5, A.Calendar().SchoolDaysFrom(row.FirstDay).TakeWhile(day => day <= row.LastDay).Count()));
    }

    [Fact]
    public void A_policy_that_does_not_say_so_sends_neither()
    {
        Assert.DoesNotContain(Plan.On(ThirdWeek).For(Night.Unchanged), row => row.Kind == MessageKind.ContactDetails);
        Assert.DoesNotContain(Plan.On(ThirdLastWeek).For(Night.Unchanged), row => row.Kind == MessageKind.TermHolidays);
    }

    [Fact]
    public void Both_wait_for_a_person_unless_the_trust_set_them_to_automatic()
    {
        Assert.All(Of(MessageKind.ContactDetails, ThirdWeek), row => Assert.False(row.IsReleased));
        Assert.All(
            (Plan.On(ThirdWeek, Both) with { Automatic = [MessageKind.ContactDetails] })
                .Of(MessageKind.ContactDetails, Night.Unchanged, Plan.Stage1),
            row => Assert.True(row.IsReleased));
    }

    [Fact]
    public void Too_few_sessions_are_no_reason_because_neither_speaks_of_attendance()
    {
        Assert.Single(Plan.On(ThirdWeek, Both).Of(MessageKind.ContactDetails, Night.Unchanged, A.Reading(2, 4)));
        Assert.Single(Plan.On(ThirdLastWeek, Both).Of(MessageKind.TermHolidays, Night.Unchanged, A.Reading(2, 4)));
    }

    [Fact]
    public void A_family_in_a_formal_step_is_asked_for_its_numbers_and_hears_of_holidays_from_people()
    {
        Assert.Single((Plan.On(ThirdWeek, Both) with { CaseStage = 3 }).Of(MessageKind.ContactDetails, Night.Unchanged, Plan.Stage1));
        Assert.Empty((Plan.On(ThirdLastWeek, Both) with { CaseStage = 3 }).Of(MessageKind.TermHolidays, Night.Unchanged, Plan.Stage1));
    }

    [Theory]
    [InlineData("2021-09-01", false)] // five after the term began: not of compulsory school age before January
    [InlineData("2020-08-31", true)]
    public void Nobody_is_reminded_of_holidays_about_a_child_outside_compulsory_school_age(string birth, bool isReminded)
    {
        var plan = Plan.On(ThirdLastWeek, Both) with { Pupil = A.Pupil() with { DateOfBirth = birth, YearGroup = "R" } };

        Assert.Equal(isReminded, plan.Of(MessageKind.TermHolidays, Night.Unchanged, Plan.Stage1).Count > 0);
        Assert.Single((plan with { Night = ThirdWeek }).Of(MessageKind.ContactDetails, Night.Unchanged, Plan.Stage1));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(LeaveAnswer.Exceptional, false)]
    [InlineData(LeaveAnswer.Refused, true)]
    public void A_family_that_has_asked_for_leave_ahead_is_not_reminded_unless_it_was_refused(LeaveAnswer? answer, bool isReminded)
    {
        var by = Someone.SignedIn("Ms Head");
        var request = new LeaveRequest(
            CaseKey.Of(A.School().Id, A.Pupil().Upn, 1), A.Day(2025, 11, 20), by,
            new("Ms Sample", A.Day(2025, 12, 15), A.Day(2025, 12, 16), "A wedding"), "")
        {
            Decided = answer is { } given ? new(given, A.Day(2025, 11, 21), by, "Because") : null,
        };

        Assert.Equal(isReminded, (Plan.On(ThirdLastWeek, Both) with { Leave = [request] }).Of(
            MessageKind.TermHolidays, Night.Unchanged, Plan.Stage1).Count > 0);
    }

    [Fact]
    public void Families_that_people_look_after_or_that_opted_out_get_neither()
    {
        var none = Plan.On(ThirdWeek, Both) with { Pupil = A.Pupil() with { NudgesOff = true } };

        Assert.Empty(none.Of(MessageKind.ContactDetails, Night.Unchanged, Plan.Stage1));
        Assert.Empty((none with { Pupil = A.Pupil() with { Circumstance = "bereavement" } })
            .Of(MessageKind.ContactDetails, Night.Unchanged, Plan.Stage1));
    }

    [Fact]
    public void A_school_that_started_within_the_year_has_words_for_both()
    {
        var school = A.School(Both) with { GoingLive = new(A.Day(2025, 11, 10), 5) };

        Assert.NotEmpty((Plan.On(ThirdLastWeek, Both) with { School = school }).Of(MessageKind.TermHolidays, Night.Unchanged, Plan.Stage1));
    }

    private static IReadOnlyList<Nudge> Of(MessageKind kind, DateOnly night, params Nudge[] inLedger) =>
        Plan.On(night, Both).Of(kind, Night.Unchanged, Plan.Stage1, inLedger);
}
