using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// National framework for penalty notices, August 2024: 10 sessions of unauthorised absence in a rolling period of 10 school weeks,
/// consecutive or not, across terms and school years. "A school week means any week in which there is at least one school session."
/// </summary>
public sealed class PenaltyThresholdTests
{
    private const StatutoryThreshold Penalty = StatutoryThreshold.PenaltyNotice;

    private static readonly DateOnly Monday = Marks.Monday;

    [Theory]
    [InlineData("OO*4 O\\", false, "the session before")]
    [InlineData("OO*5", true, "the tenth session")]
    [InlineData("OO*4 /O /O", true, "not one after the other")]
    [InlineData("O\\*10", true, "ten mornings")]
    [InlineData("U\\*10", true, "ten times late after the register closed")]
    [InlineData("GN OU GN OU GN", true, "any mix of G, N, O and U")]
    [InlineData("OO*2 /\\*5 OO*3", true, "a present session takes nothing off")]
    [InlineData("OO*2 II*5 OO*3", true, "nor does an authorised one")]
    [InlineData("OO*4 O# XX DD QQ", false, "a session that was not possible counts for nothing")]
    [InlineData("OO*4 O- --", false, "nor does a missing mark")]
    [InlineData("CC*10 EE*5", false, "authorised absence does not count")]
    [InlineData("", false, "no mark")]
    public void Ten_unauthorised_sessions_are_flagged(string days, bool crossed, string because) =>
        Assert.True(crossed == Penalty.IsReached(Threshold.Facts(Monday, days), Monday.AddDays(28)), because);

    [Theory]
    [InlineData("2025-09-08", "2025-11-17", "2025-11-24", "half term, which is no school week")]
    [InlineData("2025-11-03", "2026-01-23", "2026-01-26", "Christmas")]
    [InlineData("2026-01-26", "2026-04-20", "2026-04-27", "half term and Easter")]
    [InlineData("2026-07-13", "2026-10-23", "2026-11-02", "the summer and two school years")]
    public void A_tenth_session_reaches_the_threshold_in_the_tenth_school_week_and_not_in_the_eleventh(
        string first, string inTenth, string inEleventh, string over)
    {
        Assert.True(Penalty.IsReached(Nine(first, inTenth), Date(inTenth)), over);
        Assert.False(Penalty.IsReached(Nine(first, inEleventh), Date(inEleventh)), over);

        static StatutoryFacts Nine(string first, string tenth) =>
            Threshold.Facts(SchoolDays.From(Date(first), "OO*4 O\\").And(SchoolDays.From(Date(tenth), "O\\")));
    }

    [Fact]
    public void A_week_of_closures_is_no_school_week_and_one_with_a_single_session_is()
    {
        var facts = Threshold.Facts(SchoolDays.From(Monday, "OO*4 O\\").And(SchoolDays.From(A.Day(2025, 11, 24), "O\\")));
        SchoolCalendar Closed(int days) => new(A.HalfTerms, Enumerable.Range(0, days).Select(day => A.Day(2025, 10, 6).AddDays(day)));

        Assert.True(Penalty.IsReached(facts with { Calendar = Closed(5) }, A.Day(2025, 11, 24)));
        Assert.False(Penalty.IsReached(facts with { Calendar = Closed(4) }, A.Day(2025, 11, 24)));
    }

    [Fact]
    public void Where_the_settings_do_not_know_last_year_a_week_counts_in_which_registers_were_taken()
    {
        var thisYear = new SchoolCalendar(SchoolDays.TwoYears.HalfTerms.Skip(6).Select(term => (term.From, term.To)), []);
        StatutoryFacts Tenth(DateOnly on) => Threshold.Facts(
            SchoolDays.From(A.Day(2026, 7, 13), "OO*4 O\\ /\\*2").And(SchoolDays.From(on, "O\\"))) with
        { Calendar = thisYear };

        Assert.True(Penalty.IsReached(Tenth(A.Day(2026, 10, 23)), A.Day(2026, 11, 2)));
        Assert.False(Penalty.IsReached(Tenth(A.Day(2026, 11, 2)), A.Day(2026, 11, 2)));
    }

    [Fact]
    public void Sessions_at_another_school_of_the_trust_count()
    {
        var before = SchoolDays.From(Monday, "OO*3 ZZ*2", new(DateOnly.MinValue, Monday.AddDays(2)));
        var after = SchoolDays.From(Monday, "ZZ*3 OO*2", new(Monday.AddDays(3), DateOnly.MaxValue));

        Assert.True(Penalty.IsReached(Threshold.Facts(before.And(after)), Monday.AddDays(4)));
        Assert.False(Penalty.IsReached(Threshold.Facts(after), Monday.AddDays(4)));
    }

    [Fact]
    public void The_other_school_of_a_dual_registered_pupil_adds_its_own_sessions()
    {
        var here = SchoolDays.From(Monday, "OO*3 DD*2");

        Assert.False(Penalty.IsReached(Threshold.Facts(here), Monday.AddDays(4)));
        Assert.True(Penalty.IsReached(Threshold.Facts(here.And(SchoolDays.From(Monday, "DD*3 OO*2"))), Monday.AddDays(4)));
    }

    [Fact]
    public void A_late_correction_takes_a_session_out_or_puts_one_in()
    {
        var year = Assert.Single(SchoolDays.Years(Monday, "OO*4 OI"));
        var session = new Session(Monday.AddDays(4), HalfDay.PM);

        Assert.False(Penalty.IsReached(Threshold.Facts(MarkHistory.Of(year, OnRoll.Always)), Monday.AddDays(4)));
        Assert.True(
            Penalty.IsReached(
                Threshold.Facts(MarkHistory.Of(year.With([(session, Mark.Of(Marks.Code("G")))]), OnRoll.Always)), Monday.AddDays(4)));
    }

    [Fact]
    public void A_joiner_and_a_leaver_have_the_sessions_of_their_days_on_roll()
    {
        Assert.False(
            Penalty.IsReached(
                Threshold.Facts(SchoolDays.From(Monday, "OO*5", new(Monday.AddDays(1), DateOnly.MaxValue))), Monday.AddDays(11)));
        Assert.True(
            Penalty.IsReached(
                Threshold.Facts(SchoolDays.From(Monday, "OO*6", new(Monday.AddDays(1), DateOnly.MaxValue))), Monday.AddDays(11)));
        Assert.False(
            Penalty.IsReached(
                Threshold.Facts(SchoolDays.From(Monday, "OO*5", new(DateOnly.MinValue, Monday.AddDays(3)))), Monday.AddDays(11)));
    }

    [Fact]
    public void Sessions_outside_of_compulsory_school_age_do_not_count()
    {
        var facts = Threshold.Facts(Monday, "OO*6");

        Assert.True(Penalty.IsReached(facts with { Age = CompulsoryAge.Always with { First = Monday.AddDays(1) } }, Monday.AddDays(11)));
        Assert.False(Penalty.IsReached(facts with { Age = CompulsoryAge.Always with { First = Monday.AddDays(2) } }, Monday.AddDays(11)));
        Assert.False(Penalty.IsReached(facts with { Age = CompulsoryAge.Always with { Last = Monday.AddDays(3) } }, Monday.AddDays(11)));
    }

    [Theory]
    [InlineData("OO*5", false)]
    [InlineData("OO*4 ON", true)]
    [InlineData("OO*5 NN*3", false)]
    [InlineData("NN*5", true)]
    public void It_is_provisional_while_it_rests_on_N(string days, bool provisional) =>
        Assert.Equal(provisional, Penalty.Crossing(Threshold.Facts(Monday, days), Monday.AddDays(20)).IsProvisional);

    [Fact]
    public void Sessions_that_a_notice_has_used_do_not_count_again()
    {
        var facts = Threshold.Facts(Monday, "OO*9 O\\ O\\");
        var notice = PenaltyPast.None with { Used = Sessions(facts, Monday, Monday.AddDays(4)) };

        Assert.Null(PenaltySearch.Find(facts, SchoolDays.Later(Monday, 9), notice));
        Assert.Equal(10, PenaltySearch.Find(facts, SchoolDays.Later(Monday, 10), notice)?.Sessions.Count);
    }

    [Fact]
    public void Sessions_that_people_looked_at_without_a_notice_count_again_together_with_another_one()
    {
        var facts = Threshold.Facts(Monday, "OO*5 /\\ O\\");
        var settled = PenaltyPast.None with { Since = Monday.AddDays(4), LookedAt = Sessions(facts, Monday, Monday.AddDays(4)) };

        Assert.Null(PenaltySearch.Find(facts, SchoolDays.Later(Monday, 5), settled));
        Assert.Equal(11, PenaltySearch.Find(facts, SchoolDays.Later(Monday, 6), settled)?.Sessions.Count);
    }

    [Theory]
    [InlineData("2026-03-20", "the night on which the ten weeks ended")]
    [InlineData("2026-03-27", "a week later")]
    [InlineData("2026-07-21", "months later")]
    [InlineData("2026-09-14", "in the next school year")]
    public void A_window_that_has_ended_is_found_whichever_night_looks(string night, string because)
    {
        // Ten school weeks from 5 January on, half term not among them.
        var facts = Threshold.Facts(
            SchoolDays.From(A.Day(2026, 1, 9), "OO*2 O\\").And(SchoolDays.From(A.Day(2026, 3, 16), "OO*2 O\\")));

        Assert.True(Penalty.IsReached(facts, Date(night)), because);
        Assert.Equal(
            (A.Day(2026, 1, 9), A.Day(2026, 3, 18), 10),
            (Penalty.Crossing(facts, Date(night)).First, Penalty.Crossing(facts, Date(night)).Last,
                Penalty.Crossing(facts, Date(night)).Sessions.Count));
        Assert.False(Penalty.IsReached(facts, A.Day(2026, 3, 17)), "the day before the tenth session");
    }

    [Fact]
    public void A_window_that_had_ended_when_the_last_matter_was_settled_is_not_found_and_one_that_ended_since_is()
    {
        var facts = Threshold.Facts(SchoolDays.From(A.Day(2026, 1, 5), "OO*5"));
        // The ten school weeks that began on 5 January ended on Sunday 22 March.
        PenaltyPast Settled(DateOnly on) => PenaltyPast.None with { Since = on };

        Assert.NotNull(PenaltySearch.Find(facts, A.Day(2026, 3, 27), Settled(A.Day(2026, 3, 21))));
        Assert.Null(PenaltySearch.Find(facts, A.Day(2026, 3, 27), Settled(A.Day(2026, 3, 22))));
    }

    [Fact]
    public void An_open_matter_counts_all_its_sessions_and_says_how_many_of_them_lie_in_ten_weeks()
    {
        var facts = Threshold.Facts(SchoolDays.From(Monday, "OO*5").And(SchoolDays.From(A.Day(2026, 1, 12), "OO*2")));
        var crossing = PenaltySearch.Recount(facts, Monday, A.Day(2026, 1, 16), PenaltyPast.None);

        Assert.Equal((14, 10), (crossing?.Sessions.Count, crossing?.InWindow));
        Assert.StartsWith(
            "14 unauthorised sessions from 8 September 2025 to 13 January 2026, 10 of them within 10 school weeks.",
            StatutoryDescription.Evidence(crossing!), StringComparison.Ordinal);
        Assert.Null(PenaltySearch.Recount(facts, Monday.AddDays(1), A.Day(2026, 1, 16), PenaltyPast.None));
    }

    [Fact]
    public void Its_arithmetic_says_which_sessions_of_which_weeks() => Assert.Equal(
        "11 unauthorised sessions within 10 school weeks, from 15 September 2025 to 24 November 2025. Week of 15 September: Mon to Thu G; "
        + "week of 22 September: Mon AM U, Wed AM U; week of 24 November: Mon PM N.",
        StatutoryDescription.Evidence(Penalty.Crossing(
            Threshold.Facts(SchoolDays.From(Monday, "OO /\\*4 GG*4 /\\ U\\ /\\ U\\").And(SchoolDays.From(A.Day(2025, 11, 24), "/N"))),
            A.Day(2025, 11, 24))));

    private static HashSet<Session> Sessions(StatutoryFacts facts, DateOnly first, DateOnly last) =>
        [.. facts.Sessions(first, last, StatutoryFacts.IsUnauthorised).Select(counted => counted.Session)];

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
