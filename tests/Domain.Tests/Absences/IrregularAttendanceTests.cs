using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>
/// "Fails to attend regularly" (2024 Regulations, reg. 13), which is what the local authority's settings say, and nothing without.
/// </summary>
public sealed class IrregularAttendanceTests
{
    private const StatutoryThreshold Irregular = StatutoryThreshold.IrregularAttendance;

    private static readonly DateOnly Monday = Marks.Monday;

    private static StatutoryFacts Facts(IrregularAttendance? rule, string days)
    {
        var facts = Threshold.Facts(Monday, days);
        return facts with { Returns = facts.Returns with { Irregular = rule } };
    }

    [Fact]
    public void Without_the_authoritys_own_number_nobody_is_returned() =>
        Assert.False(Irregular.IsReached(Facts(null, "OO*60"), SchoolDays.Later(Monday, 59)));

    [Theory]
    [InlineData("//*17 OO*3", false, "exactly 85%")]
    [InlineData("//*16 /O OO*3", true, "a session below it")]
    [InlineData("//*16 /I II*3", true, "whatever the absence")]
    [InlineData("//*16 /X XX*3", false, "a session that was not possible counts for nothing")]
    [InlineData("OO*9 O-", false, "too early to say: nineteen sessions")]
    [InlineData("OO*10", true, "twenty sessions")]
    public void Below_a_percentage_of_the_school_year(string days, bool reached, string because) => Assert.True(
        reached == Irregular.IsReached(Facts(new IrregularAttendance.BelowPercent(Percentage.Of(85)), days), SchoolDays.Later(Monday, 30)),
        because);

    [Fact]
    public void A_rate_is_returned_once_in_a_school_year()
    {
        var facts = Facts(new IrregularAttendance.BelowPercent(Percentage.Of(85)), "OO*60");

        Assert.False(Irregular.IsReached(facts, SchoolDays.Later(Monday, 59), countedUntil: SchoolDays.Later(Monday, 10)));
        Assert.True(Irregular.IsReached(facts, SchoolDays.Later(Monday, 59), countedUntil: A.Day(2025, 7, 18)));
    }

    [Theory]
    [InlineData("OO*3 //*25 OI", false, "seven sessions and one that was authorised")]
    [InlineData("OO*3 //*25 GN", true, "eight, of any code")]
    [InlineData("OO*3 //*25 ON U/", true, "or more")]
    public void Unauthorised_sessions_in_school_weeks(string days, bool reached, string because) => Assert.True(
        reached == Irregular.IsReached(Facts(new IrregularAttendance.UnauthorisedSessions(8, 6), days), SchoolDays.Later(Monday, 29)),
        because);

    [Fact]
    public void Half_term_is_no_week_of_them_and_a_session_counts_for_one_return()
    {
        // The week before half term and the five school weeks after it.
        var facts = Threshold.Facts(SchoolDays.From(A.Day(2025, 10, 20), "OO*4 //*26"));
        facts = facts with { Returns = facts.Returns with { Irregular = new IrregularAttendance.UnauthorisedSessions(8, 6) } };
        var (sixth, seventh) = (A.Day(2025, 12, 5), A.Day(2025, 12, 8));

        Assert.True(Irregular.IsReached(facts, sixth));
        Assert.False(Irregular.IsReached(facts, seventh));
        Assert.False(Irregular.IsReached(facts, sixth, countedUntil: A.Day(2025, 10, 20)));
    }

    [Fact]
    public void It_rests_on_N_alone_is_provisional()
    {
        var facts = Facts(new IrregularAttendance.UnauthorisedSessions(4, 6), "NN OO");

        Assert.True(Irregular.Crossing(facts, SchoolDays.Later(Monday, 1)).IsProvisional);
    }

    [Fact]
    public void It_is_said_in_the_authoritys_words()
    {
        var returns = AuthorityReturns.Usual("Oxfordshire");

        Assert.Equal(
            "Attendance return to Oxfordshire: fails to attend regularly, below 85% in the school year",
            StatutoryDescription.Duty(Irregular, returns with { Irregular = new IrregularAttendance.BelowPercent(Percentage.Of(85)) }));
        Assert.Equal(
            "Attendance return to Oxfordshire: fails to attend regularly, 8 unauthorised sessions in 6 school weeks",
            StatutoryDescription.Duty(Irregular, returns with { Irregular = new IrregularAttendance.UnauthorisedSessions(8, 6) }));
    }
}
