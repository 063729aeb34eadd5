using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Absences;

/// <summary>D2 §5: "by day 3", somebody visits the home of a child of whom nothing was heard.</summary>
public sealed class UnexplainedAbsenceTests
{
    private static readonly DateOnly Monday = Marks.Monday;

    [Theory]
    [InlineData("/\\ NN NN", 2, "the day before")]
    [InlineData("/\\ NN NN NN", 3, "the day itself")]
    [InlineData("/\\ NN NN NN NN", 4, "the day after")]
    [InlineData("NN NN N-", 3, "the morning of the day itself")]
    [InlineData("NN OO NO", 3, "N and O alike")]
    [InlineData("NN NN N\\", 0, "a pupil who came in the afternoon")]
    [InlineData("NN NN L\\", 0, "a pupil who came late")]
    [InlineData("NN NN UN", 0, "a pupil who came after the register closed")]
    [InlineData("NN /\\ NN NN", 2, "broken by a day in school")]
    [InlineData("NN N\\ NN NN", 2, "broken by one present session")]
    [InlineData("NN NN II", 0, "a reason for the newest day")]
    [InlineData("NN NI NN", 1, "broken by one session with a reason")]
    [InlineData("NN GG NN", 1, "broken by a holiday that was not granted, for it is known where the child is")]
    [InlineData("NN XX NN", 2, "a day that was not possible neither breaks nor extends")]
    [InlineData("NN N# NN", 3, "nor does a session")]
    [InlineData("NN ## YY NN QN", 3, "nor several of them")]
    [InlineData("NN DD NN ZZ NN", 3, "nor days at another school")]
    [InlineData("NN -- NN N-", 3, "a missing mark neither breaks nor extends")]
    [InlineData("NN NN NN --", 3, "no mark today: the newest school day counts")]
    [InlineData("XX XX XX", 0, "nothing but days that were not possible")]
    [InlineData("", 0, "no mark at all")]
    public void An_unexplained_absence_has_the_consecutive_school_days_without_a_reason(string days, int count, string because) =>
        Assert.True(count == DaysOf(SchoolDays.From(Monday, days)).Count, because);

    [Theory]
    [InlineData("2025-09-11", "2025-09-15", "a weekend")]
    [InlineData("2025-10-23", "2025-11-03", "half term")]
    [InlineData("2025-12-18", "2026-01-05", "Christmas")]
    [InlineData("2026-07-20", "2026-09-01", "the summer")]
    public void It_goes_on_over(string first, string last, string what)
    {
        var absence = UnexplainedAbsence.Find(SchoolDays.From(Date(first), "NN NN NN"), Date(last), contactOn: null);

        Assert.True(absence is not null, what);
        Assert.Equal((Date(first), Date(last), 3), (absence.First, absence.Last, absence.Days.Count));
    }

    [Fact]
    public void It_goes_on_over_a_change_of_school_inside_the_trust()
    {
        var before = SchoolDays.From(Monday, "/\\ NN NN ZZ", new(DateOnly.MinValue, Monday.AddDays(2)));
        var after = SchoolDays.From(Monday, "ZZ ZZ ZZ NN", new(Monday.AddDays(3), DateOnly.MaxValue));

        Assert.Equal(3, DaysOf(before.And(after)).Count);
        Assert.Single(DaysOf(after));
    }

    [Fact]
    public void The_other_school_of_a_dual_registered_pupil_says_where_the_child_was()
    {
        var here = SchoolDays.From(Monday, "NN DD NN NN");

        Assert.Equal(3, DaysOf(here).Count);
        Assert.Equal(2, DaysOf(here.And(SchoolDays.From(Monday, "DD /\\ DD DD"))).Count);
        Assert.Equal(4, DaysOf(here.And(SchoolDays.From(Monday, "DD NN DD DD"))).Count);
    }

    [Fact]
    public void A_late_correction_takes_days_out_or_puts_them_in()
    {
        var year = Assert.Single(SchoolDays.Years(Monday, "NN NN NN NN"));

        Assert.Equal(
            2,
            DaysOf(
                MarkHistory.Of(year.With([(new Session(Monday.AddDays(1), HalfDay.PM), Mark.Of(Marks.Code("I")))]), OnRoll.Always)).Count);
        Assert.Equal(
            3, DaysOf(MarkHistory.Of(year.With([(new Session(Monday, HalfDay.PM), Mark.Of(Marks.Code("\\")))]), OnRoll.Always)).Count);
    }

    [Theory]
    [InlineData("2025-09-07", 3)]
    [InlineData("2025-09-08", 2)]
    [InlineData("2025-09-09", 1)]
    [InlineData("2025-09-10", 0)]
    [InlineData("2025-09-11", 0)]
    public void A_recorded_contact_ends_the_absence_up_to_its_day(string contact, int left)
    {
        var absence = UnexplainedAbsence.Find(SchoolDays.From(Monday, "NN NN NN"), Monday.AddDays(2), Date(contact));

        Assert.Equal((left > 0, left), (absence is not null, absence?.Days.Count ?? 0));
    }

    [Fact]
    public void A_home_visit_is_due_on_day_three()
    {
        var history = SchoolDays.From(Monday, "NN NN NN");

        Assert.False(UnexplainedAbsence.Find(history, Monday.AddDays(1), contactOn: null)?.IsHomeVisitDue);
        Assert.True(UnexplainedAbsence.Find(history, Monday.AddDays(2), contactOn: null)?.IsHomeVisitDue);
    }

    [Fact]
    public void Its_key_stays_while_it_goes_on_and_is_of_one_pupil_one_school_and_one_first_day()
    {
        var (school, upn) = (SchoolId.Parse("141234"), Upn.Parse("A100000000001"));
        var key = new UnexplainedAbsence([Monday]).KeyFor(school, upn);

        Assert.Equal(key, new UnexplainedAbsence([Monday, Monday.AddDays(1)]).KeyFor(school, upn));
        Assert.Equal(4, new[]
        {
            key, new UnexplainedAbsence([Monday.AddDays(1)]).KeyFor(school, upn),
            new UnexplainedAbsence([Monday]).KeyFor(SchoolId.Parse("141235"), upn),
            new UnexplainedAbsence([Monday]).KeyFor(school, Upn.Parse("A100000000002")),
        }.Distinct().Count());
    }

    private static IReadOnlyList<DateOnly> DaysOf(MarkHistory history) =>
        UnexplainedAbsence.Find(history, Monday.AddDays(20), contactOn: null)?.Days ?? [];

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
