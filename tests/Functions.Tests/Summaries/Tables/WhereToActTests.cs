using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>Schools stand in an order that a reader can work out from the figures beside them.</summary>
public sealed class WhereToActTests
{
    private static readonly DateOnly Night = new(2025, 9, 26);

    private static readonly FigurePeriod Year = new(PeriodKind.Year, new(2025, 9, 1), Night);

    private static readonly Policy Policy = BuiltInPolicies.All.First(policy => policy.Id == "odbst");

    [Fact]
    public async Task What_is_missing_comes_before_what_is_overdue_and_that_before_what_falls_and_what_is_below_its_target()
    {
        var places = await PlacesAsync(
            ("A good", At(98, 98)),
            ("B below", At(95, 95)),
            ("C further below", At(93, 93)),
            ("D falls", At(98, 96)),
            ("E overdue", At(98, 98) with { Figures = Figures(98, 98, overdue: 3) }),
            ("F no registers", At(98, 98) with { Figures = Figures(98, 98, silentDays: 2) }),
            ("G no roster", At(98, 98) with { Headcount = Headcount.Nobody }),
            ("H not done", null));

        Assert.Equal(
            ["H not done", "G no roster", "F no registers", "E overdue", "D falls", "C further below", "B below", "A good"],
            places.Select(place => place.School.Name));
        Assert.Equal(
            [
                "Its night is not done.", "No roster has come in.", "No registers for 2 school days.",
                "3 duties overdue, 3.0 for each 100 pupils.",
                "The last four weeks, 96.0%, are 2.0 points below the year so far, 98.0%.",
                "The year so far, 93.0%, is 4.0 points below the target of 97%.",
                "The year so far, 95.0%, is 2.0 points below the target of 97%.", "",
            ],
            places.Select(place => place.Reasons.Count > 0 ? place.Reasons[0] : ""));
        Assert.Equal(
            [Tone.Concern, Tone.Concern, Tone.Concern, Tone.Watch, Tone.Watch, Tone.Watch, Tone.Watch, Tone.Good],
            places.Select(place => place.Tone));
    }

    [Fact]
    public async Task Overdue_work_is_compared_for_each_100_pupils_and_less_than_a_point_is_no_fall()
    {
        var small = At(98, 98) with { Headcount = Pupils(20), Figures = Figures(98, 98, overdue: 2) };
        var large = At(98, 98) with { Figures = Figures(98, 98, overdue: 5) };

        var places = await PlacesAsync(("large", large), ("small", small), ("steady", At(98.5m, 97.6m)));

        Assert.Equal(["small", "large", "steady"], places.Select(place => place.School.Name));
        Assert.Equal("2 duties overdue, 10.0 for each 100 pupils.", places[0].Reasons[0]);
        Assert.Empty(places[2].Reasons);
    }

    [Theory]
    // 4 × 10 × 0.98 × 0.02 is 0.784; 2 points, squared, times 1,960 sessions is exactly that.
    [InlineData(1_960, true)]
    [InlineData(1_950, false)]
    public async Task A_fall_that_chance_would_make_in_so_small_a_school_is_no_reason(int sessions, bool isReason)
    {
        var small = At(98, 96) with { Figures = Figures(98, 96) with { FourWeeks = new(Night, Night, TallyOf(96, sessions)) } };

        Assert.Equal(isReason ? 1 : 0, (await PlacesAsync(("small", small)))[0].Reasons.Count);
    }

    [Theory]
    [InlineData(5, 100, true)]
    [InlineData(4, 100, false)]
    [InlineData(1, 20, true)]
    [InlineData(1, 21, false)]
    public async Task Five_of_each_100_pupils_within_two_days_of_persistent_absence_are_a_reason(int near, int pupils, bool isReason)
    {
        var school = At(98, 98) with { Headcount = Pupils(pupils), Figures = Figures(98, 98, near: near) };

        Assert.Equal(
            isReason
                ? [$"{near} {(near == 1 ? "pupil" : "pupils")} would be persistently absent after two more days missed, 5.0 of each 100."]
                : Array.Empty<string>(),
            (await PlacesAsync(("school", school)))[0].Reasons);
    }

    [Fact]
    public async Task A_school_that_is_not_on_course_for_its_expectation_comes_before_those_with_many_near_the_line_or_below_the_target()
    {
        var places = await PlacesAsync(
            ("A below", At(90, 90)),
            ("B near", At(98, 98) with { Figures = Figures(98, 98, near: 30) }),
            ("C not on course", At(98, 98) with { Figures = Figures(98, 98, expectedTenths: 985) }),
            ("D on course", At(98, 98) with { Figures = Figures(98, 98, expectedTenths: 980) }));

        Assert.Equal(["C not on course", "B near", "A below", "D on course"], places.Select(place => place.School.Name));
        Assert.Equal("The year so far, 98.0%, is 0.5 points below what is expected of it, 98.5%.", places[0].Reasons[0]);
        Assert.Empty(places[3].Reasons);
    }

    [Fact]
    public async Task The_rates_of_a_school_that_is_not_shown_give_no_reason()
    {
        var hidden = At(80, 70) with { Figures = Figures(80, 70, isShown: false) };

        Assert.Empty((await PlacesAsync(("hidden", hidden)))[0].Reasons);
    }

    [Fact]
    public async Task On_200_generated_trusts_the_order_is_what_a_reader_recomputes_from_the_figures_with_whole_numbers()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var schools = Enumerable.Range(0, random.Next(1, 12)).Select(number => SchoolFigure.Any(random, number)).ToList();

            var places = await PlacesAsync([.. schools.Select(school => (school.Name, school.Night))]);

            Assert.Equal(
                schools.Order(Comparer<SchoolFigure>.Create(SchoolFigure.Compare)).Select(school => school.Name),
                places.Select(place => place.School.Name));
        }
    }

    [Theory]
    [InlineData("registers", "No registers for 3 school days.")]
    [InlineData("roster", "No roster has come in.")]
    [InlineData("night", "Its night is not done.")]
    [InlineData("work", "90 duties overdue, 90.0 for each 100 pupils.")]
    public async Task A_school_that_is_made_worse_comes_first_and_for_that_reason(string what, string reason)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            // Others have some overdue work and fall, and none lacks anything.
            var others = Enumerable.Range(0, 8).Select(number => (
                $"S{number}", (SchoolNight?)(At(98, 94) with { Figures = Figures(98, 94, overdue: random.Next(0, 60)) }))).ToList();
            SchoolNight? worse = what switch
            {
                "registers" => At(98, 98) with { Figures = Figures(98, 98, silentDays: 3) },
                "roster" => At(98, 98) with { Headcount = Headcount.Nobody },
                "night" => null,
                _ => At(98, 98) with { Figures = Figures(98, 98, overdue: 90) },
            };

            var places = await PlacesAsync([.. others, ("Worse", worse)]);

            Assert.Equal(("Worse", reason), (places[0].School.Name, places[0].Reasons[0]));
        }
    }

    /// <summary>A school of a generated trust, with the figures from which a reader works out its place.</summary>
    private sealed record SchoolFigure(
        string Name, bool IsDone, int Pupils, int SilentDays, int Overdue, int Year, int Weeks, int WeeksSessions, int? Expected, int Near,
        bool IsShown)
    {
        /// <summary>The target of the schools' policy, in tenths of a per cent.</summary>
        private const int Target = 970;

        public static SchoolFigure Any(Random random, int number) => new(
            $"S{number}", random.Next(8) > 0, random.Next(10) == 0 ? 0 : random.Next(5, 400), random.Next(6) == 0 ? random.Next(1, 9) : 0,
            random.Next(3) == 0 ? random.Next(1, 80) : 0, random.Next(850, 1_001), random.Next(830, 1_001),
            1_000 * random.Next(1, 20), random.Next(3) == 0 ? random.Next(900, 960) : null, random.Next(0, 12), random.Next(6) > 0);

        public SchoolNight? Night => IsDone
            ? At(98, 98) with
            {
                Headcount = WhereToActTests.Pupils(Pupils),
                Figures = Figures(Year / 10m, Weeks / 10m, Overdue, SilentDays, IsShown, Near, Expected) with
                {
                    FourWeeks = new(WhereToActTests.Night, WhereToActTests.Night, TallyOf(Weeks / 10m, WeeksSessions)),
                },
            }
            : null;

        /// <summary>The part of the order to which it belongs, by the printed rule.</summary>
        private int Part => !IsDone ? 0
            : Pupils == 0 ? 1
            : SilentDays > 0 ? 2
            : Overdue > 0 ? 3
            : IsShown && Year - Weeks >= 10 && IsBeyondChance ? 4
            : IsShown && Year < Expected ? 5
            : IsShown && Pupils >= 5 && 20 * Near >= Pupils ? 6
            : IsShown && Year < Target ? 7
            : 8;

        /// <summary>In whole numbers: thousandths, squared, times sessions against four times ten times p (1 − p).</summary>
        private bool IsBeyondChance => (long)(Year - Weeks) * (Year - Weeks) * WeeksSessions >= 40L * Year * (1_000 - Year);

        /// <summary>Negative if the first school stands before the second one.</summary>
        public static int Compare(SchoolFigure one, SchoolFigure other)
        {
            var inPart = (one.Part, other.Part) switch
            {
                (2, 2) => other.SilentDays.CompareTo(one.SilentDays),
                (3, 3) => (other.Overdue * one.Pupils).CompareTo(one.Overdue * other.Pupils),
                (4, 4) => (other.Year - other.Weeks).CompareTo(one.Year - one.Weeks),
                (5, 5) => (other.Expected!.Value - other.Year).CompareTo(one.Expected!.Value - one.Year),
                (6, 6) => (other.Near * one.Pupils).CompareTo(one.Near * other.Pupils),
                (7, 7) => one.Year.CompareTo(other.Year),
                var (first, second) => first.CompareTo(second),
            };
            return inPart != 0 ? inPart : string.CompareOrdinal(one.Name, other.Name);
        }
    }

    private static async Task<IReadOnlyList<PlaceToAct>> PlacesAsync(params (string Name, SchoolNight? Night)[] schools)
    {
        var all = schools.Select((school, index) => SchoolOf($"{990100 + index}", school.Name)).ToList();
        var trust = new Trust(
            "Trust", new HashSet<MessageKind>(), new("Lead", "lead@example.org"), new(new(8, 0), new(18, 0)), 20, 0.5m, all);
        var rows = all.Zip(schools, (school, row) => row.Night is { } night ? night with { School = school.Id } : null)
            .OfType<SchoolNight>();
        return WhereToAct.Of(await TrustSums.OfAsync(trust, rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken));
    }

    private static School SchoolOf(string id, string name) => new(
        SchoolId.Parse(id), name, Phase.Primary, "Oxfordshire", "01632 960001", "the office", new(9, 15), Policy,
        new SchoolCalendar([(new(2025, 9, 1), new(2025, 10, 24))], []));

    /// <summary>A school of 100 pupils with its attendance in the year and in the last four weeks, in per cent.</summary>
    private static SchoolNight At(decimal year, decimal weeks) => new(
        Night, SchoolId.Parse("990100"), Policy.Id, Pupils(100), new(1, 0, 0, 1, 1, 0, 0), 0, 0, 0, "")
    {
        Figures = Figures(year, weeks),
    };

    private static Headcount Pupils(int count) => Headcount.Nobody with { Pupils = count };

    private static SchoolFigures Figures(
        decimal year, decimal weeks, int overdue = 0, int silentDays = 0, bool isShown = true, int near = 0, int? expectedTenths = null)
    {
        var pupils = isShown ? 100 : 3;
        var everyone = GroupFigures.Nobody with { By = Grouping.Everyone, Pupils = pupils, WithSessions = pupils, Tally = TallyOf(year) };
        return SchoolFigures.None with
        {
            Periods = [PeriodFigures.Empty(Year) with { Groups = [everyone] }],
            FourWeeks = new(Night, Night, TallyOf(weeks)),
            Work = WorkCounts.None with { Duties = overdue, DutiesOverdue = overdue },
            Quality = QualityCounts.None with { SilentDays = silentDays },
            Margins = MarginCounts.None with { WithinTwoDays = near },
            Expectation = expectedTenths is { } tenths
                ? new(new(new AcademicYear(2025), tenths, "report"), everyone.Tally.Attended, everyone.Tally.Possible, []) : null,
        };
    }

    private static Tally TallyOf(decimal percent, int sessions = 100_000) =>
        new((int)(percent * sessions / 100), 0, 0, sessions - (int)(percent * sessions / 100), 0, 0, 0);
}
