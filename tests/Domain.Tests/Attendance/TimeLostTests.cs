using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class TimeLostTests
{
    [Theory]
    [InlineData(0, "0 days", "0 hours")]
    [InlineData(1, "½ day", "2½ hours")]
    [InlineData(2, "1 day", "5 hours")]
    [InlineData(3, "1½ days", "7½ hours")]
    [InlineData(19, "9½ days", "47½ hours")]
    [InlineData(38, "19 days", "95 hours")]
    [InlineData(380, "190 days", "950 hours")]
    public void Time_lost_is_told_in_days_and_hours_of_learning(int sessions, string days, string hours)
    {
        var lost = new TimeLost(sessions, LearningHoursPerDay: 5);

        Assert.Equal((days, hours), (lost.DaysInWords, lost.HoursInWords));
    }

    [Fact]
    public void Nineteen_sessions_are_nine_and_a_half_days_and_no_rounding()
    {
        var lost = new TimeLost(19, LearningHoursPerDay: 5);

        Assert.Equal((9.5m, 47.5m), (lost.Days, lost.Hours));
    }

    [Theory]
    [InlineData(1, 5.5, "2.75 hours")]
    [InlineData(2, 5.5, "5½ hours")]
    [InlineData(3, 5.5, "8.25 hours")]
    [InlineData(2, 6, "6 hours")]
    [InlineData(1, 1, "½ hour")]
    [InlineData(2, 1, "1 hour")]
    [InlineData(3, 1, "1½ hours")]
    public void Hours_follow_the_policys_school_day(int sessions, decimal hoursPerDay, string hours) =>
        Assert.Equal(hours, new TimeLost(sessions, hoursPerDay).HoursInWords);
}
