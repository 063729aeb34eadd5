using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>Which days a message is about, and which marks count in them.</summary>
public sealed class ChildTests
{
    // Monday 8 September to Friday 19 December and on: each morning in school, each afternoon not.
    private static readonly AttendanceRecord Afternoons = A.Record() with
    {
        Marks = Marks.Of(string.Concat(Enumerable.Repeat("/O", 150))),
        Night = A.Day(2026, 3, 20),
    };

    [Theory]
    [InlineData(MessageKind.Stage, "2026-01-12", "2025-09-01", "2026-08-31")]
    [InlineData(MessageKind.Meeting, "2026-01-12", "2025-09-01", "2026-08-31")]
    [InlineData(MessageKind.Improvement, "2026-01-12", "2025-09-01", "2026-08-31")]
    [InlineData(MessageKind.HalfTerm, "2025-11-03", "2025-09-02", "2025-10-24")]
    [InlineData(MessageKind.HalfTerm, "2026-01-09", "2025-11-03", "2025-12-19")]
    [InlineData(MessageKind.ThankYou, "2025-12-19", "2025-11-03", "2025-12-19")]
    [InlineData(MessageKind.TermlySummary, "2025-12-19", "2025-09-02", "2025-12-19")]
    [InlineData(MessageKind.TermlySummary, "2026-03-27", "2026-01-05", "2026-03-27")]
    [InlineData(MessageKind.WeeklySummary, "2026-01-19", "2026-01-12", "2026-01-16")]
    [InlineData(MessageKind.WeeklySummary, "2026-01-23", "2026-01-12", "2026-01-16")]
    [InlineData(MessageKind.WeeklySummary, "2025-11-03", "2025-10-20", "2025-10-24")]
    [InlineData(MessageKind.FirstDay, "2025-11-03", "2025-11-03", "2025-11-03")]
    public void A_message_is_about_the_days_of_its_kind(MessageKind kind, string firstDay, string from, string to)
    {
        var period = On(kind, firstDay).Period;

        Assert.Equal((Day(from), Day(to)), (period.From, period.To));
    }

    [Theory]
    [InlineData(MessageKind.HalfTerm, "2025-09-02")]
    [InlineData(MessageKind.WeeklySummary, "2025-09-02")]
    public void Before_the_first_period_of_a_year_there_is_nothing_to_say(MessageKind kind, string firstDay) =>
        Assert.Null(Child.Of(kind, A.School(), Day(firstDay), A.Pupil(), Afternoons));

    [Fact]
    public void Half_days_of_the_period_are_counted_on_both_sides()
    {
        var week = On(MessageKind.WeeklySummary, "2026-01-19");

        Assert.Equal(("2½ days", "2½ days", "5 days"), (week.Lost.DaysInWords, week.InSchool.DaysInWords, week.Possible.DaysInWords));
        Assert.Equal(
            ("Maggie", "Riverside Primary School", "01632 960001", 5m),
            (week.FirstName, week.School, week.Phone, week.LearningHoursPerDay));
    }

    [Theory]
    [InlineData("2026-01-13", 4)]
    [InlineData("2026-01-14", 6)]
    [InlineData("2026-03-20", 10)]
    public void Marks_after_the_last_night_do_not_count(string night, int possible) =>
        Assert.Equal(
            possible, Of(MessageKind.WeeklySummary, "2026-01-19", A.Pupil(), Afternoons with { Night = Day(night) }).Sessions.Possible);

    [Theory]
    [InlineData("2026-01-14", "2030-01-01", 6)]
    [InlineData("2025-01-01", "2026-01-14", 6)]
    [InlineData("2026-01-14", "2026-01-14", 2)]
    [InlineData("2026-02-01", "2030-01-01", 0)]
    public void Days_before_admission_and_after_leaving_do_not_count(string admission, string leaving, int possible)
    {
        var pupil = A.Pupil() with { OnRoll = new(Day(admission), Day(leaving)) };

        Assert.Equal(possible, Of(MessageKind.WeeklySummary, "2026-01-19", pupil, Afternoons).Sessions.Possible);
    }

    [Fact]
    public void What_a_parent_is_told_of_the_year_is_what_the_night_read()
    {
        var record = Afternoons with { Night = A.Day(2025, 9, 26) };

        Assert.Equal(30, Of(MessageKind.Stage, "2025-09-29", A.Pupil(), record).Sessions.Possible);
    }

    [Theory]
    [InlineData(Sen.None, false)]
    [InlineData(Sen.Support, true)]
    [InlineData(Sen.Plan, true)]
    public void Support_and_a_plan_are_special_needs(Sen sen, bool special)
    {
        var pupil = A.Pupil() with { Characteristics = new(sen, false, false, false, false) };

        Assert.Equal(special, Of(MessageKind.Stage, "2025-09-29", pupil, Afternoons).HasSpecialNeeds);
    }

    private static Child On(MessageKind kind, string firstDay) => Of(kind, firstDay, A.Pupil(), Afternoons);

    private static Child Of(MessageKind kind, string firstDay, Pupil pupil, AttendanceRecord record) =>
        Child.Of(kind, A.School(), Day(firstDay), pupil, record)!;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
