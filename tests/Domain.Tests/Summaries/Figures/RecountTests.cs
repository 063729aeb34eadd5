using System.Text.Json;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries.Figures;

/// <summary>Each figure of a period against a slow recount of the raw marks.</summary>
public sealed class RecountTests
{
    private const int PupilsOfSchool = 30;

    private static readonly School School = A.School();

    private static readonly NightFindings Nothing = new(0, 0, new HashSet<Address>(), new HashSet<Address>());

    public static TheoryData<int, string> Nights => new()
    {
        { 1, "2025-09-05" }, { 2, "2025-09-19" }, { 3, "2025-10-24" }, { 4, "2025-12-19" }, { 5, "2025-11-26" }, { 6, "2026-03-27" },
    };

    [Theory]
    [MemberData(nameof(Nights))]
    public void Groups_are_the_sums_of_their_pupils_marks(int seed, string date) => ForEachPeriod(seed, date, (period, figures, roll) =>
    {
        AssertGroup(figures, Grouping.Everyone, "", roll, _ => true);
        foreach (var year in new[] { "R", "1", "2", "10" })
        {
            AssertGroup(figures, Grouping.YearGroup, year, roll, pupil => pupil.YearGroup == year);
        }

        foreach (var sen in Enum.GetValues<Sen>())
        {
            AssertGroup(figures, Grouping.Sen, sen.ToString(), roll, pupil => pupil.Characteristics.Sen == sen);
        }

        AssertYesAndNo(figures, Grouping.PupilPremium, roll, pupil => pupil.Characteristics.PupilPremium);
        AssertYesAndNo(figures, Grouping.FreeSchoolMeals, roll, pupil => pupil.Characteristics.FreeSchoolMeals);
        AssertYesAndNo(figures, Grouping.LookedAfter, roll, pupil => pupil.Characteristics.LookedAfter);
        AssertYesAndNo(figures, Grouping.SocialWorker, roll, pupil => pupil.Characteristics.SocialWorker);
    });

    [Theory]
    [MemberData(nameof(Nights))]
    public void Mornings_afternoons_and_weeks_are_the_sums_of_their_marks(int seed, string date) =>
        ForEachPeriod(seed, date, (period, figures, roll) =>
    {
        foreach (var day in new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday })
        {
            foreach (var half in new[] { HalfDay.AM, HalfDay.PM })
            {
                var counted = figures.Weekdays.SingleOrDefault(weekday => (weekday.Day, weekday.Half) == (day, half))?.Tally ?? default;
                AssertTally(MarksOf(roll, period).Where(mark => mark.Date.DayOfWeek == day && mark.Half == half), counted);
            }
        }

        var mondays = MarksOf(roll, period).Where(mark => mark.Code != "-").Select(mark => MondayOf(mark.Date)).Distinct().Order();
        Assert.Equal(mondays, figures.Weeks.Select(week => week.Monday));
        Assert.All(figures.Weeks, week => AssertTally(MarksOf(roll, period).Where(mark => MondayOf(mark.Date) == week.Monday), week.Tally));
    });

    [Theory]
    [MemberData(nameof(Nights))]
    public void Days_beside_holidays_and_the_others_are_the_sums_of_their_marks(int seed, string date) =>
        ForEachPeriod(seed, date, (period, figures, roll) =>
    {
        DateOnly[] beside =
        [
            A.Day(2025, 9, 2), A.Day(2025, 10, 24), A.Day(2025, 11, 3), A.Day(2025, 12, 19), A.Day(2026, 1, 5), A.Day(2026, 2, 13),
            A.Day(2026, 2, 23), A.Day(2026, 3, 27),
        ];
        AssertTally(MarksOf(roll, period).Where(mark => beside.Contains(mark.Date)), figures.Holidays.Beside);
        AssertTally(MarksOf(roll, period).Where(mark => !beside.Contains(mark.Date)), figures.Holidays.Others);
    });

    [Theory]
    [MemberData(nameof(Nights))]
    public void Lateness_and_codes_and_unsettled_absence_are_counted_from_the_marks(int seed, string date) =>
        ForEachPeriod(seed, date, (period, figures, roll) =>
    {
        var marks = MarksOf(roll, period).ToList();
        Assert.Equal(
            new LatenessFigures(
                marks.Count(mark => mark.Code == "L"), marks.Count(mark => mark.Code == "U"), marks.Sum(mark => mark.Minutes),
                marks.Count(mark => mark.Minutes > 0),
                roll.Count(pupil => MarksOf([pupil], period).Any(mark => mark.Code is "L" or "U"))),
            figures.Lateness);
        Assert.Equal(
            marks.Where(mark => mark.Code != "-").GroupBy(mark => mark.Code)
                .Select(code => (code.Key, code.Count(), roll.Count(raw => MarksOf([raw], period).Any(mark => mark.Code == code.Key))))
                    .Order(),
            figures.Codes.Select(code => (code.Code, code.Sessions, code.Pupils)).Order());
        Assert.Equal(
            figures.Codes.Select(code => code.Code),
            NationalCodes.All.Select(code => code.Text).Where(code => figures.Codes.Any(count => count.Code == code)));
        var fiveBack = A.Calendar().SchoolDaysBackFrom(period.To).Take(5).Last();
        Assert.Equal(
            new(marks.Count(mark => mark.Code == "N"), marks.Count(mark => mark.Code == "N" && mark.Date < fiveBack)), figures.Unsettled);
    });

    [Theory]
    [MemberData(nameof(Nights))]
    public void The_last_day_and_four_weeks_are_the_sums_of_their_marks(int seed, string date)
    {
        var roll = new SampleRoll(seed, PupilsOfSchool, Date(date));
        var figures = Figures(roll.Pupils, roll.Night);

        var twenty = A.Calendar().SchoolDaysBackFrom(roll.Night).Take(20).ToList();
        Assert.Equal((twenty[^1], roll.Night), (figures.FourWeeks.From, figures.FourWeeks.To));
        AssertTally(MarksOf(roll.Raw, new(PeriodKind.Year, twenty[^1], roll.Night)), figures.FourWeeks.Tally);
        AssertTally(MarksOf(roll.Raw, new(PeriodKind.Year, roll.Night, roll.Night)), figures.LastDay.Tally);
    }

    [Theory]
    [MemberData(nameof(Nights))]
    public void Two_schools_added_are_all_their_pupils_counted_together(int seed, string date)
    {
        var (one, two) = (new SampleRoll(seed, PupilsOfSchool, Date(date)), new SampleRoll(seed + 100, 5, Date(date), prefix: "B"));

        var added = Counted(one.Pupils).And(Counted(two.Pupils));

        // Silence is counted in schools.
        Assert.Equal(Text(Counted([.. one.Pupils, .. two.Pupils])), Text(added));
        Assert.Equal(Text(Counted(one.Pupils)), Text(SchoolFigures.None.And(Counted(one.Pupils))));
        Assert.Equal(Text(Counted(one.Pupils)), Text(Counted(one.Pupils).And(SchoolFigures.None)));

        // What a school hides is its own matter, and so is what stands beside England: schools may be of different phases.
        SchoolFigures Counted(IReadOnlyList<PupilNight> pupils)
        {
            var figures = Figures(pupils, one.Night);
            return figures with
            {
                BesideEngland = null,
                Periods =
                [
                    .. figures.Periods.Select(period =>
                        period with { Hidden = [], Exchanges = [], HiddenCodes = [], TellsUnauthorised = true }),
                ],
            };
        }
    }

    [Theory]
    [MemberData(nameof(Nights))]
    public void Beside_England_are_the_marks_of_pupils_of_its_ages_on_its_days(int seed, string date)
    {
        var roll = new SampleRoll(seed, PupilsOfSchool, Date(date));
        var beside = Figures(roll.Pupils, roll.Night).BesideEngland!;

        var members = roll.Raw.Where(raw => raw.Pupil.YearGroup != "R").ToList();
        // England's figures are published every fortnight, up to a Friday.
        var fridays = NationalFigures.Published.Where(figures => figures.First == A.Day(2025, 9, 8)).Select(figures => figures.Last)
            .Where(friday => friday <= roll.Night).ToList();
        var days = fridays.Count == 0
            ? new FigurePeriod(PeriodKind.Year, A.Day(2025, 9, 1), A.Day(2025, 8, 31))
            : new FigurePeriod(PeriodKind.Year, A.Day(2025, 9, 8), fridays.Max());
        Assert.Equal((days.From, days.To), (beside.First, beside.Last));
        AssertTally(MarksOf(members, days), beside.Pupils.Tally);
        Assert.Equal(members.Count(raw => Possible(MarksOf([raw], days)) > 0), beside.Pupils.WithSessions);
        Assert.Equal(members.Count(raw => raw.Pupil.OnRoll.Contains(roll.Night)), beside.Pupils.Pupils);
    }

    private static void ForEachPeriod(int seed, string date, Action<FigurePeriod, PeriodFigures, IReadOnlyList<RawPupil>> assert)
    {
        var roll = new SampleRoll(seed, PupilsOfSchool, Date(date));
        var figures = Figures(roll.Pupils, roll.Night);
        Assert.NotEmpty(figures.Periods);
        Assert.All(figures.Periods, period => assert(period.Period, period, roll.Raw));
    }

    private static SchoolFigures Figures(IReadOnlyList<PupilNight> pupils, DateOnly night) =>
        SchoolFigures.Of(School, new TrustCalendar([School.Calendar]).PeriodsOf(night), pupils, Nothing);

    private static void AssertYesAndNo(PeriodFigures figures, Grouping by, IReadOnlyList<RawPupil> roll, Func<Pupil, bool> has)
    {
        AssertGroup(figures, by, "yes", roll, has);
        AssertGroup(figures, by, "no", roll, pupil => !has(pupil));
    }

    private static void AssertGroup(
        PeriodFigures figures, Grouping by, string value, IReadOnlyList<RawPupil> roll, Func<Pupil, bool> belongs)
    {
        var members = roll.Where(raw => belongs(raw.Pupil)).ToList();
        var year = new FigurePeriod(PeriodKind.Year, A.Day(2025, 9, 1), figures.Period.To);
        var group = figures.Groups.SingleOrDefault(group => (group.By, group.Value) == (by, value)) ?? GroupFigures.Nobody;

        var onRoll = members.Where(raw => raw.Pupil.OnRoll.Leaving >= figures.Period.To).ToList();
        var left = members.Except(onRoll);
        Assert.Equal(onRoll.Count, group.Pupils);
        AssertTally(MarksOf(members, figures.Period), group.Tally);
        Assert.Equal(members.Count(raw => Possible(MarksOf([raw], figures.Period)) > 0), group.WithSessions);
        Assert.Equal(left.Count(raw => Possible(MarksOf([raw], figures.Period)) > 0), group.Left);
        var (persistent, severe, early) = (0, 0, 0);
        foreach (var raw in onRoll)
        {
            var (possible, missed) = (Possible(MarksOf([raw], year)), Missed(MarksOf([raw], year)));
            early += possible < 20 ? 1 : 0;
            persistent += possible >= 20 && 10 * missed >= possible ? 1 : 0;
            severe += possible >= 20 && 2 * missed >= possible ? 1 : 0;
        }

        Assert.Equal((persistent, severe, early), (group.PersistentAbsence, group.SevereAbsence, group.TooEarly));
    }

    private static void AssertTally(IEnumerable<RawMark> marks, Tally tally)
    {
        var raw = marks.ToList();
        Assert.Equal(
            (
                Possible(raw), Missed(raw), raw.Count(mark => mark.Code is "X" or "Y1"), raw.Count(mark => mark.Code == "L"),
                raw.Count(mark => mark.Code == "U")),
            (tally.Possible, tally.Absent, tally.NotPossible, tally.LateBeforeClose, tally.LateAfterClose));
    }

    private static IEnumerable<RawMark> MarksOf(IEnumerable<RawPupil> roll, FigurePeriod period) =>
        roll.SelectMany(
            raw => raw.Marks.Where(mark => period.From <= mark.Date && mark.Date <= period.To && raw.Pupil.OnRoll.Contains(mark.Date)));

    private static int Possible(IEnumerable<RawMark> marks) => marks.Count(mark => mark.Code is not ("-" or "X" or "Y1"));

    private static int Missed(IEnumerable<RawMark> marks) =>
        marks.Count(mark => mark.Code is "I" or "M" or "C2" or "G" or "N" or "O" or "U");

    private static DateOnly MondayOf(DateOnly date)
    {
        while (date.DayOfWeek != DayOfWeek.Monday)
        {
            date = date.AddDays(-1);
        }

        return date;
    }

    private static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(SchoolFigures figures) => JsonSerializer.Serialize(figures);
}
