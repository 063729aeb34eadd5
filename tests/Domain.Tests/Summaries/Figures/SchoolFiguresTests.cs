using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Tests.Domain.Summaries.Figures;

public sealed class SchoolFiguresTests
{
    private static readonly DateOnly Night = A.Day(2025, 11, 14);

    private static readonly HashSet<Address> NoneDead = [];

    [Fact]
    public void Days_beside_holidays_are_the_ends_of_half_terms() => Assert.Equal(
        [
            A.Day(2025, 9, 2), A.Day(2025, 10, 24), A.Day(2025, 11, 3), A.Day(2025, 12, 19), A.Day(2026, 1, 5), A.Day(2026, 2, 13),
            A.Day(2026, 2, 23), A.Day(2026, 3, 27), A.Day(2026, 4, 13), A.Day(2026, 5, 22), A.Day(2026, 6, 1), A.Day(2026, 7, 21),
        ],
        HolidayFigures.DaysBeside(A.Calendar()).Order());

    [Fact]
    public void A_week_without_school_within_a_half_term_is_a_holiday_and_a_long_weekend_is_none()
    {
        // Closed from Monday to Friday, and in another week on Friday and Monday.
        var closures = Enumerable.Range(0, 5).Select(A.Day(2025, 11, 17).AddDays).Concat([A.Day(2025, 12, 5), A.Day(2025, 12, 8)]);
        var beside = HolidayFigures.DaysBeside(new SchoolCalendar(A.HalfTerms, closures));

        Assert.Contains(A.Day(2025, 11, 14), beside);
        Assert.Contains(A.Day(2025, 11, 24), beside);
        Assert.DoesNotContain(A.Day(2025, 12, 4), beside);
        Assert.DoesNotContain(A.Day(2025, 12, 9), beside);
    }

    [Fact]
    public void A_half_term_that_begins_with_a_closure_begins_with_its_first_school_day() =>
        Assert.Contains(A.Day(2025, 11, 4), HolidayFigures.DaysBeside(new SchoolCalendar(A.HalfTerms, [A.Day(2025, 11, 3)])));

    [Fact]
    public void Absence_without_a_reason_is_old_from_the_sixth_school_day_back()
    {
        // The night is a Friday: its week's Monday is the fifth day back, and the Friday before the sixth.
        var figures = Figures([With(("2025-11-07", "N"), ("2025-11-10", "N"), ("2025-11-14", "N"))]);

        Assert.Equal(new(3, 1), figures.Periods[0].Unsettled);
    }

    [Fact]
    public void Minutes_are_summed_where_registers_give_them()
    {
        var pupil = With(("2025-11-10", "L"), ("2025-11-11", "U"), ("2025-11-12", "L"));
        var late = LateMinutes.None.With(Marks.Year,
            [
                new(new(A.Day(2025, 11, 10), HalfDay.AM), Mark.Of(Marks.Code("L"))) { MinutesLate = 12 },
                new(new(A.Day(2025, 11, 11), HalfDay.AM), Mark.Of(Marks.Code("U"))) { MinutesLate = 50 },
            ]);

        var lateness = Figures([pupil with { Record = pupil.Record with { Late = late } }, With(("2025-11-10", "/"))]).Periods[0].Lateness;

        Assert.Equal(new(BeforeClose: 2, AfterClose: 1, MinutesLost: 62, WithMinutes: 2, Pupils: 1), lateness);
    }

    [Fact]
    public void Who_stands_at_a_higher_stage_than_last_week_went_up_and_who_stands_lower_came_down()
    {
        var figures = Figures(
            [At("20251107:1 20251112:3", 3), At("20251003:1 20251114:3", 3), At("20251107:2 20251113:1", 1), At("20251107:1", 1)]);

        Assert.Equal(A.Day(2025, 11, 7), figures.SinceWeek?.Since);
        Assert.Equal((4, 2, 1), (figures.SinceWeek?.Compared, figures.SinceWeek?.Up, figures.SinceWeek?.Down));
        Assert.Equal([new(1, 3, 2), new(2, 1, 1)], figures.SinceWeek?.Moves);
    }

    [Fact]
    public void Movements_of_a_half_term_are_since_the_last_night_of_the_one_before()
    {
        var figures = Figures([At("20251024:2 20251103:1", 1), At("20251031:1 20251103:2", 2)]);

        Assert.Equal(A.Day(2025, 10, 24), figures.SinceHalfTerm?.Since);
        // The second had no stage on that night.
        Assert.Equal((1, 0, 1), (figures.SinceHalfTerm?.Compared, figures.SinceHalfTerm?.Up, figures.SinceHalfTerm?.Down));
    }

    [Fact]
    public void Whoever_has_no_stage_yet_or_no_more_did_not_move() =>
        Assert.Equal(0, Figures([At("20251112:2", 2), At("20251107:2 20251114:-", null)]).SinceWeek?.Compared);

    [Fact]
    public void In_the_first_week_and_half_term_of_a_year_there_is_nothing_to_compare_with()
    {
        Assert.Null(Figures([], A.Day(2025, 9, 5)).SinceWeek);
        Assert.NotNull(Figures([], A.Day(2025, 9, 8)).SinceWeek);
        Assert.Null(Figures([], A.Day(2025, 10, 24)).SinceHalfTerm);
        Assert.NotNull(Figures([], A.Day(2025, 11, 3)).SinceHalfTerm);
    }

    [Theory]
    // 8, 5 and 4 more absent sessions; 12 more; 2, 3, 6 and 7 weeks; too early to say.
    [InlineData(97, 100, 0, 1, 0, 0, 0, 0)]
    [InlineData(94, 100, 0, 1, 0, 0, 0, 0)]
    [InlineData(93, 100, 1, 0, 0, 0, 0, 0)]
    [InlineData(100, 100, 0, 0, 1, 0, 0, 0)]
    [InlineData(89, 100, 0, 0, 0, 1, 0, 0)]
    [InlineData(88, 100, 0, 0, 0, 0, 1, 0)]
    [InlineData(85, 100, 0, 0, 0, 0, 1, 0)]
    [InlineData(84, 100, 0, 0, 0, 0, 0, 1)]
    [InlineData(0, 19, 0, 0, 0, 0, 0, 0)]
    public void Pupils_are_counted_by_how_far_they_are_from_the_line(
        int attended, int possible, int twoDays, int fiveDays, int further, int twoWeeks, int sixWeeks, int later) =>
        Assert.Equal(new(twoDays, fiveDays, further, twoWeeks, sixWeeks, later), MarginCounts.Of([A.Reading(attended, possible)]));

    [Fact]
    public void Reviews_and_proposals_wait_and_are_overdue_after_five_school_days()
    {
        var work = Figures(
            [
                Waiting(isReview: true, A.Day(2025, 11, 7)), Waiting(isReview: true, A.Day(2025, 11, 10)),
                Waiting(isReview: false, A.Day(2025, 11, 7)),
                Waiting(isReview: false, Night),
            ], letters: 7).Work;

        Assert.Equal(new WorkCounts(2, 1, 2, 1, 0, 0, 7), work);
    }

    [Fact]
    public void A_duty_is_overdue_when_its_day_is_over()
    {
        var pupil = With();
        Duty Due(int number, DateOnly due) => new(
            CaseKey.Of(A.School().Id, pupil.Pupil.Upn, number), DutySource.Stage, 1, "Call home", A.Day(2025, 11, 3), due);

        var work = Figures([pupil with { Case = pupil.Case with { Duties = [Due(1, Night.AddDays(-1)), Due(2, Night)] } }]).Work;

        Assert.Equal((2, 1), (work.Duties, work.DutiesOverdue));
    }

    [Fact]
    public void A_penalty_matter_that_waits_for_people_counts_like_a_duty()
    {
        var pupil = With();
        PupilNight Matter(DateOnly? due) => pupil with
        {
            Case = pupil.Case with
            {
                Penalty = new()
                {
                    Matter = new(
                        CaseKey.Of(A.School().Id, pupil.Pupil.Upn, 1), A.Day(2025, 11, 3), due, [], "", new PenaltyState.ThresholdMet()),
                },
            },
        };

        var work = Figures([Matter(Night.AddDays(-1)), Matter(Night), Matter(null)]).Work;

        Assert.Equal((2, 1), (work.Duties, work.DutiesOverdue));
    }

    [Fact]
    public void What_a_person_decided_already_waits_for_nobody()
    {
        var pupil = Waiting(isReview: true, A.Day(2025, 11, 7));

        var confirmed = new Decision(pupil.Case.Proposal!.Key, DecisionChoice.Confirm, Night, Someone.SignedIn("Head of year"), "");
        var work = Figures([pupil with { Case = pupil.Case with { PendingDecisions = [confirmed] } }]).Work;

        Assert.Equal(WorkCounts.None, work);
    }

    [Fact]
    public void Pupils_whom_nobody_may_be_written_to_about_and_those_whose_parents_cannot_be_reached_are_counted_apart()
    {
        PupilNight Of(params Contact[] contacts) => With() is var pupil
            ? pupil with { Pupil = pupil.Pupil with { Contacts = contacts } }
            : null!;
        HashSet<Address> dead = [new(Channel.Text, "+447700900009")];

        var quality = Figures(
            [
                Of(A.Contact(1, mobile: "07700 900001")), Of(A.Contact(1, mobile: "07700 900002", parentalResponsibility: false)), Of(),
                Of(A.Contact(1)),
                Of(A.Contact(1, mobile: "07700 900009")), Of(A.Contact(1, mobile: "07700 900009", email: "a@example.org")),
            ], unusable: dead).Quality;

        Assert.Equal((2, 2), (quality.WithoutParent, quality.WithoutUsableContact));
    }

    [Fact]
    public void A_school_without_pupils_has_figures_of_nobody()
    {
        var figures = Figures([]);

        Assert.All(figures.Periods, period => Assert.Equal(GroupFigures.Nobody, period.Everyone));
        Assert.Equal(default, figures.FourWeeks.Tally);
    }

    [Fact]
    public void A_roster_with_a_year_group_for_each_pupil_does_not_make_endless_groups()
    {
        var pupils = Enumerable.Range(0, 100).Select(number => With(("2025-11-10", "/")) is var pupil
            ? pupil with { Pupil = pupil.Pupil with { YearGroup = number + new string('x', 100) } } : null!).ToList();

        var years = Figures(pupils).Periods[0].Groups.Where(group => group.By == Grouping.YearGroup).ToList();

        Assert.Equal(100, years.Sum(year => year.Pupils));
        Assert.True(years.Count <= GroupFigures.MostValues + 1);
        Assert.All(years, year => Assert.True(year.Value.Length <= 40));
    }

    private static SchoolFigures Figures(
        IReadOnlyList<PupilNight> pupils, DateOnly? night = null, int letters = 0, IReadOnlySet<Address>? unusable = null) =>
        SchoolFigures.Of(
            A.School(), new TrustCalendar([A.Calendar()]).PeriodsOf(night ?? Night), pupils,
            new(letters, 0, unusable ?? NoneDead, NoneDead));

    private static PupilNight With(params (string Date, string Code)[] mornings) => SampleRoll.Counted(
        new(
            A.Pupil(),
            [.. mornings.Select(mark => new RawMark(DateOnly.Parse(mark.Date, CultureInfo.InvariantCulture), HalfDay.AM, mark.Code, 0))]),
        Night);

    private static PupilNight At(string history, int? stage)
    {
        var pupil = With();
        return pupil with { Record = pupil.Record with { Stages = StageHistory.Parse(history), Stage = stage } };
    }

    private static PupilNight Waiting(bool isReview, DateOnly on)
    {
        var pupil = With();
        return pupil with
        {
            Case = pupil.Case with
            {
                Proposal = new(CaseKey.Of(A.School().Id, pupil.Pupil.Upn, 1), ProposalKind.Step, 3, on, isReview, false, ""),
            },
        };
    }
}
