using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// 2024 Regulations, reg. 13: "a continuous period of 10 school days" of unauthorised absence goes into the attendance return.
/// </summary>
public sealed class UnauthorisedDaysTests
{
    private const StatutoryThreshold Days = StatutoryThreshold.UnauthorisedDays;

    private static readonly DateOnly Monday = Marks.Monday;

    [Theory]
    [InlineData("OO*9", false, "the day before")]
    [InlineData("OO*10", true, "the day itself")]
    [InlineData("OO*9 O-", true, "the morning of the day itself")]
    [InlineData("OO*14", true, "and after it")]
    [InlineData("GG*3 NN*3 OO*3 UU", true, "G, N, O and U alike")]
    [InlineData("OO*9 OC", false, "one session of the tenth day authorised")]
    [InlineData("OO*9 O\\", false, "one session of the tenth day attended")]
    [InlineData("OO*5 /\\ OO*9", false, "broken by a day in school")]
    [InlineData("OO*5 O\\ OO*9", false, "broken by one present session")]
    [InlineData("OO*5 LO OO*9", false, "broken by one late one")]
    [InlineData("OO*5 BO OO*9", false, "broken by an approved activity")]
    [InlineData("OO*5 II OO*9", false, "broken by an authorised day")]
    [InlineData("OO*5 OM OO*9", false, "broken by one authorised session")]
    [InlineData("OO*5 O\\ OO*10", true, "ten days after it was broken")]
    [InlineData("OO*5 XX OO*4", false, "a day that was not possible does not extend")]
    [InlineData("OO*5 XX OO*5", true, "and does not break")]
    [InlineData("OO*5 ## aa QQ ZZ DD OO*5", true, "nor do closures, code Y, Q, Z and D")]
    [InlineData("OO*5 O# OO*4", true, "a day with one possible session is a day")]
    [InlineData("OO*5 -- OO*4", false, "a day without marks does not extend")]
    [InlineData("OO*5 -- OO*5", true, "and does not break")]
    [InlineData("OO*10 /\\*5", true, "a run that is over and was not flagged yet")]
    [InlineData("/\\*60", false, "no absence")]
    [InlineData("", false, "no mark")]
    public void Ten_consecutive_school_days_without_leave_are_flagged(string days, bool crossed, string because) =>
        Assert.True(crossed == Days.IsReached(Threshold.Facts(Monday, days), Monday.AddDays(34)), because);

    [Theory]
    [InlineData("2025-09-11", "2025-09-24", "weekends")]
    [InlineData("2025-10-20", "2025-11-07", "half term")]
    [InlineData("2025-12-15", "2026-01-09", "Christmas")]
    [InlineData("2026-07-15", "2026-09-07", "the summer")]
    public void A_run_goes_on_over(string first, string tenth, string what)
    {
        var facts = Threshold.Facts(Date(first), "OO*10");

        Assert.False(Days.IsReached(facts, Date(tenth).AddDays(-1)), what);
        Assert.Equal((Date(first), Date(tenth)), (Days.Crossing(facts, Date(tenth)).First, Days.Crossing(facts, Date(tenth)).Last));
    }

    [Fact]
    public void A_run_goes_on_at_another_school_of_the_trust()
    {
        var before = SchoolDays.From(Monday, "OO*6 ZZ*9", new(DateOnly.MinValue, Monday.AddDays(7)));
        var after = SchoolDays.From(Monday, "ZZ*6 OO*4", new(Monday.AddDays(8), DateOnly.MaxValue));

        Assert.True(Days.IsReached(Threshold.Facts(before.And(after)), Monday.AddDays(14)));
        Assert.False(Days.IsReached(Threshold.Facts(after), Monday.AddDays(14)));
    }

    [Fact]
    public void A_day_at_the_other_school_breaks_the_run_of_a_dual_registered_pupil()
    {
        var here = SchoolDays.From(Monday, "OO*5 DD OO*5");

        Assert.True(Days.IsReached(Threshold.Facts(here), Monday.AddDays(14)));
        Assert.False(Days.IsReached(Threshold.Facts(here.And(SchoolDays.From(Monday, "DD*5 /\\ DD*5"))), Monday.AddDays(14)));
    }

    [Fact]
    public void A_late_correction_breaks_a_run_and_makes_one()
    {
        var year = Assert.Single(SchoolDays.Years(Monday, "OO*10"));
        var corrected = year.With([(new Session(Monday.AddDays(2), HalfDay.PM), Mark.Of(Marks.Code("I")))]);

        Assert.False(Days.IsReached(Threshold.Facts(MarkHistory.Of(corrected, OnRoll.Always)), Monday.AddDays(14)));
        var back = corrected.With([(new Session(Monday.AddDays(2), HalfDay.PM), Mark.Of(Marks.Code("O")))]);
        Assert.True(Days.IsReached(Threshold.Facts(MarkHistory.Of(back, OnRoll.Always)), Monday.AddDays(14)));
    }

    [Fact]
    public void A_joiner_and_a_leaver_have_the_days_on_which_they_are_on_roll()
    {
        Assert.False(
            Days.IsReached(
                Threshold.Facts(SchoolDays.From(Monday, "OO*10", new(Monday.AddDays(1), DateOnly.MaxValue))), Monday.AddDays(14)));
        Assert.True(
            Days.IsReached(
                Threshold.Facts(SchoolDays.From(Monday, "OO*11", new(Monday.AddDays(1), DateOnly.MaxValue))), Monday.AddDays(14)));
        Assert.False(
            Days.IsReached(
                Threshold.Facts(SchoolDays.From(Monday, "OO*10", new(DateOnly.MinValue, Monday.AddDays(10)))), Monday.AddDays(14)));
    }

    [Fact]
    public void Days_before_compulsory_school_age_and_after_it_do_not_count()
    {
        var facts = Threshold.Facts(Monday, "OO*12");
        CompulsoryAge From(int days) => CompulsoryAge.Always with { First = Monday.AddDays(days) };
        CompulsoryAge To(int days) => CompulsoryAge.Always with { Last = Monday.AddDays(days) };

        Assert.True(Days.IsReached(facts with { Age = From(2) }, Monday.AddDays(15)));
        Assert.False(Days.IsReached(facts with { Age = From(3) }, Monday.AddDays(15)));
        Assert.True(Days.IsReached(facts with { Age = To(11) }, Monday.AddDays(15)));
        Assert.False(Days.IsReached(facts with { Age = To(10) }, Monday.AddDays(15)));
    }

    [Fact]
    public void A_run_is_flagged_once_however_long_it_becomes_and_another_one_again()
    {
        var facts = Threshold.Facts(Monday, "OO*14 /\\ OO*10");

        Assert.False(Days.IsReached(facts, SchoolDays.Later(Monday, 13), countedUntil: SchoolDays.Later(Monday, 9)));
        Assert.False(Days.IsReached(facts, SchoolDays.Later(Monday, 23), countedUntil: SchoolDays.Later(Monday, 9)));
        Assert.True(Days.IsReached(facts, SchoolDays.Later(Monday, 24), countedUntil: SchoolDays.Later(Monday, 9)));
    }

    [Fact]
    public void A_run_is_seen_while_its_last_day_lies_in_the_last_ten_school_weeks()
    {
        // It ends on Friday 19 September; ten school weeks with that of 15 September are over on 28 November, for half term is none.
        var facts = Threshold.Facts(Monday, "OO*10 /\\*60");

        Assert.True(Days.IsReached(facts, A.Day(2025, 11, 28)));
        Assert.False(Days.IsReached(facts, A.Day(2025, 12, 1)));
    }

    [Theory]
    [InlineData("OO*10", false)]
    [InlineData("OO*10 NN", false)]
    [InlineData("OO*9 NN", true)]
    [InlineData("OO*9 ON", true)]
    [InlineData("OO*5 NN OO*9", true)]
    [InlineData("OO*10 NN OO*2", false)]
    public void It_is_provisional_where_it_would_break_if_every_N_had_a_reason(string days, bool provisional) =>
        Assert.Equal(provisional, Days.Crossing(Threshold.Facts(Monday, days), Monday.AddDays(20)).IsProvisional);

    [Theory]
    [InlineData("OO*9 O\\", false)]
    [InlineData("OO*5 /\\*20 OO*4 O\\ /O", true)]
    [InlineData("OU*5 II*20 GN*5", true)]
    public void An_authority_may_want_the_days_of_the_year_whether_they_follow_each_other_or_not(string days, bool crossed)
    {
        var facts = Threshold.Facts(Monday, days);
        var cumulative = facts with { Returns = facts.Returns with { Counting = DayCounting.Cumulative } };

        Assert.Equal(crossed, Days.IsReached(cumulative, A.Day(2026, 3, 2)));
        Assert.False(Days.IsReached(cumulative, A.Day(2026, 3, 2), countedUntil: A.Day(2025, 12, 1)));
        Assert.False(Days.IsReached(cumulative, A.Day(2026, 9, 2)));
    }

    [Fact]
    public void An_authority_may_want_another_number()
    {
        var facts = Threshold.Facts(Monday, "OO*5");

        Assert.True(Days.IsReached(facts with { Returns = facts.Returns with { UnauthorisedDays = 5 } }, Monday.AddDays(4)));
        Assert.False(Days.IsReached(facts with { Returns = facts.Returns with { UnauthorisedDays = 6 } }, Monday.AddDays(4)));
    }

    [Fact]
    public void Its_arithmetic_says_which_sessions_of_which_weeks()
    {
        var flag = Days.Crossing(Threshold.Facts(Monday, "OO*3 O# ## OO NN UO OO*4"), A.Day(2025, 9, 23));

        Assert.Equal(
            "21 unauthorised sessions on 11 school days from 8 September 2025 to 23 September 2025. Week of 8 September: Mon to Wed O, "
            + "Thu AM O; week of 15 September: Mon O, Tue N, Wed AM U PM O, Thu to Fri O; week of 22 September: Mon to Tue O. "
            + "Provisional: it rests on 2 sessions of N, whose reason is not established yet.",
            StatutoryDescription.Evidence(flag));
    }

    [Fact]
    public void A_single_session_of_N_is_one_session() => Assert.EndsWith(
        "Provisional: it rests on 1 session of N, whose reason is not established yet.",
        StatutoryDescription.Evidence(Days.Crossing(Threshold.Facts(Monday, "OO*9 ON"), A.Day(2025, 9, 19))), StringComparison.Ordinal);

    [Theory]
    [InlineData(DayCounting.Consecutive, "Attendance return to Kent: 10 consecutive school days of unauthorised absence")]
    [InlineData(DayCounting.Cumulative, "Attendance return to Kent: 10 school days of unauthorised absence in the school year")]
    public void It_says_how_its_days_are_counted(DayCounting counting, string words) =>
        Assert.Equal(
            words,
            StatutoryDescription.Duty(StatutoryThreshold.UnauthorisedDays, AuthorityReturns.Usual("Kent") with { Counting = counting }));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
