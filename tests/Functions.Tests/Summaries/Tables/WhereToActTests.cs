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

    [Fact]
    public async Task The_rates_of_a_school_that_is_not_shown_give_no_reason()
    {
        var hidden = At(80, 70) with { Figures = Figures(80, 70, isShown: false) };

        Assert.Empty((await PlacesAsync(("hidden", hidden)))[0].Reasons);
    }

    private static async Task<IReadOnlyList<PlaceToAct>> PlacesAsync(params (string Name, SchoolNight? Night)[] schools)
    {
        var all = schools.Select((school, index) => SchoolOf($"99010{index}", school.Name)).ToList();
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

    private static SchoolFigures Figures(decimal year, decimal weeks, int overdue = 0, int silentDays = 0, bool isShown = true)
    {
        var pupils = isShown ? 100 : 3;
        var everyone = GroupFigures.Nobody with { By = Grouping.Everyone, Pupils = pupils, WithSessions = pupils, Tally = TallyOf(year) };
        return SchoolFigures.None with
        {
            Periods = [PeriodFigures.Empty(Year) with { Groups = [everyone] }],
            FourWeeks = new(Night, Night, TallyOf(weeks)),
            Work = WorkCounts.None with { Duties = overdue, DutiesOverdue = overdue },
            Quality = QualityCounts.None with { SilentDays = silentDays },
        };
    }

    private static Tally TallyOf(decimal percent) => new((int)(percent * 10), 0, 0, 1_000 - (int)(percent * 10), 0, 0, 0);
}
