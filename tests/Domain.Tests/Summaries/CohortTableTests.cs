using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class CohortTableTests
{
    private static readonly Policy Policy = A.Policy("odbst") with { Target = Percentage.Of(96) };

    [Theory]
    [InlineData(CohortOf.Everyone, 8)]
    [InlineData(CohortOf.SpecialNeeds, 2)]
    [InlineData(CohortOf.Plan, 1)]
    [InlineData(CohortOf.Circumstance, 1)]
    [InlineData(CohortOf.PupilPremium, 1)]
    [InlineData(CohortOf.FreeSchoolMeals, 1)]
    [InlineData(CohortOf.LookedAfter, 1)]
    [InlineData(CohortOf.SocialWorker, 1)]
    public void A_cohort_holds_the_pupils_that_the_roster_says_belong_to_it(CohortOf cohort, int pupils)
    {
        var none = A.Pupil().Characteristics;
        Pupil[] roster =
        [
            A.Pupil(),
            With(none with { Sen = Sen.Support }),
            With(none with { Sen = Sen.Plan }),
            With(none with { PupilPremium = true }),
            With(none with { FreeSchoolMeals = true }),
            With(none with { LookedAfter = true }),
            With(none with { SocialWorker = true }),
            A.Pupil() with { Circumstance = "long-term medical" },
        ];

        var row = Assert.Single(Table([cohort], roster.Select(pupil => (pupil, A.Reading(99, 100)))).Rows);

        Assert.Equal((cohort, pupils), (row.Of, row.Pupils));
    }

    [Fact]
    public void A_row_has_the_policys_name_and_actions_in_the_policys_order()
    {
        var ask = new PolicyAction(
            "Ask what gets in the way", ActionSubject.School, "", ActionDue.Always, new Fulfilment.ByReview(), CompulsoryAgeOnly: false);
        var cohort = new Cohort("Pupil premium", CohortOf.PupilPremium, [ask]);
        var policy = Policy with { Cohorts = [cohort, new("All", CohortOf.Everyone, [])] };

        var table = CohortTable.Of(policy, Pupils(5, A.Reading(99, 100)), []);

        Assert.Equal(["Pupil premium", "All"], table.Rows.Select(row => row.Name));
        Assert.Equal([ask], table.Rows[0].Actions);
        Assert.Equal(Percentage.Of(96), table.Target);
    }

    [Fact]
    public void There_is_a_row_for_each_year_group_those_without_a_number_first()
    {
        var table = Table(
            [CohortOf.YearGroup],
            new[] { "10", "R", "2", "N", "2" }.Select(year => (A.Pupil() with { YearGroup = year }, A.Reading(99, 100))));

        Assert.Equal(["YearGroup N", "YearGroup R", "YearGroup 2", "YearGroup 10"], table.Rows.Select(row => row.Name));
        Assert.Equal([1, 1, 2, 1], table.Rows.Select(row => row.Pupils));
    }

    [Theory]
    [InlineData(960, 1000, true)]
    [InlineData(959, 1000, false)]
    public void Exactly_the_target_reaches_it_and_less_does_not(int attended, int possible, bool reaches) =>
        Assert.Equal(reaches, Shown(Everyone(Pupils(5, A.Reading(attended, possible)))).ReachesTarget);

    [Fact]
    public void The_rate_of_a_cohort_is_the_sum_of_sessions_and_not_a_mean_of_rates()
    {
        // Four pupils with 10 of 20 and one with 380 of 380: the mean would be 60%.
        var shown = Shown(Everyone([.. Pupils(4, A.Reading(10, 20)), .. Pupils(1, A.Reading(380, 380))]));

        Assert.Equal(A.Tally(attended: 420, possible: 460), shown.Tally);
        Assert.Equal("91.3", shown.Rate.ToString());
    }

    [Fact]
    public void The_gap_is_to_all_pupils_the_cohort_among_them()
    {
        var premium = A.Pupil() with { Characteristics = A.Pupil().Characteristics with { PupilPremium = true } };
        var table = Table(
            [CohortOf.PupilPremium, CohortOf.Everyone],
            [.. Enumerable.Repeat((premium, A.Reading(90, 100)), 5), .. Pupils(5, A.Reading(98, 100))]);

        Assert.Equal("-4.0", Shown(table.Rows[0]).ToEveryone.ToString());
        Assert.Equal("0.0", Shown(table.Rows[1]).ToEveryone.ToString());
    }

    [Fact]
    public void Persistent_absence_is_counted_from_exactly_10_percent_missed_and_not_where_it_is_too_early_to_say()
    {
        var row = Everyone(
            [
                (A.Pupil(), A.Reading(90, 100)), (A.Pupil(), A.Reading(901, 1000)), (A.Pupil(), A.Reading(0, 19)),
                (A.Pupil(), A.Reading(0, 20)), .. Pupils(1, A.Reading(50, 50)),
            ]);

        Assert.Equal(2, Shown(row).PersistentAbsence);
    }

    [Fact]
    public void Fewer_than_five_pupils_show_nothing_but_their_number()
    {
        Assert.IsType<CohortFigures.TooFew>(Everyone(Pupils(4, A.Reading(99, 100))).Figures);
        Assert.Equal(4, Everyone(Pupils(4, A.Reading(99, 100))).Pupils);
        Assert.IsType<CohortFigures.Shown>(Everyone(Pupils(5, A.Reading(99, 100))).Figures);
    }

    [Fact]
    public void A_pupil_without_a_session_does_not_make_a_small_group_large_enough() =>
        Assert.IsType<CohortFigures.TooFew>(Everyone([.. Pupils(4, A.Reading(99, 100)), .. Pupils(3, A.Reading(0, 0))]).Figures);

    [Fact]
    public void A_cohort_without_a_possible_session_or_without_pupils_has_no_rate()
    {
        Assert.IsType<CohortFigures.NoSessions>(Everyone(Pupils(6, A.Reading(0, 0))).Figures);
        Assert.IsType<CohortFigures.NoSessions>(Everyone([]).Figures);
        Assert.Empty(Table([CohortOf.YearGroup], []).Rows);
    }

    [Fact]
    public void A_policy_without_cohorts_has_an_empty_table() =>
        Assert.Empty(CohortTable.Of(Policy with { Cohorts = [] }, Pupils(5, A.Reading(99, 100)), []).Rows);

    [Fact]
    public void The_table_is_what_a_count_by_hand_gives() => Roster.Always(pupils =>
    {
        var table = Table([CohortOf.SpecialNeeds, CohortOf.YearGroup], pupils);
        Assert.Equal(pupils.Count(pupil => pupil.Pupil.Characteristics.Sen != Sen.None), table.Rows[0].Pupils);
        Assert.Equal(pupils.Length, table.Rows.Skip(1).Sum(row => row.Pupils));
        foreach (var row in table.Rows)
        {
            AssertCountedByHand(row, pupils);
        }

        return true;
    });

    private static Gen<(Pupil Pupil, AttendanceStatus Reading)[]> Roster =>
        (from year in Gen.Elements("R", "1", "2")
         from sen in Gen.Elements(Sen.None, Sen.Support, Sen.Plan)
         from possible in Gen.Elements(0, 10, 40, 100)
         from attended in Gen.Choose(0, possible)
         select (With(new(sen, false, false, false, false)) with { YearGroup = year }, A.Reading(attended, possible))).ArrayOf();

    private static void AssertCountedByHand(CohortRow row, (Pupil Pupil, AttendanceStatus Reading)[] pupils)
    {
        int attended = 0, possible = 0, withSessions = 0, persistent = 0;
        foreach (var (pupil, reading) in pupils)
        {
            if (row.Of == CohortOf.YearGroup ? row.Name == $"YearGroup {pupil.YearGroup}" : pupil.Characteristics.Sen != Sen.None)
            {
                attended += reading.Tally.Attended;
                possible += reading.Tally.Possible;
                withSessions += reading.Tally.Possible > 0 ? 1 : 0;
                persistent += reading.Tally.Possible >= A.Floor && 10 * reading.Tally.Absent >= reading.Tally.Possible ? 1 : 0;
            }
        }

        var shown = row.Figures as CohortFigures.Shown;
        Assert.Equal(withSessions >= 5, shown is not null);
        if (shown is not null)
        {
            Assert.Equal((attended, possible, persistent), (shown.Tally.Attended, shown.Tally.Possible, shown.PersistentAbsence));
            Assert.Equal(100 * attended >= 96 * possible, shown.ReachesTarget);
        }
    }

    private static Pupil With(Characteristics characteristics) => A.Pupil() with { Characteristics = characteristics };

    private static IReadOnlyList<(Pupil Pupil, AttendanceStatus Reading)> Pupils(int count, AttendanceStatus reading) =>
        [.. Enumerable.Repeat((A.Pupil(), reading), count)];

    private static CohortTable Table(IEnumerable<CohortOf> cohorts, IEnumerable<(Pupil Pupil, AttendanceStatus Reading)> pupils) =>
        CohortTable.Of(Policy with { Cohorts = [.. cohorts.Select(cohort => new Cohort(cohort.ToString(), cohort, []))] }, [.. pupils], []);

    private static CohortRow Everyone(IEnumerable<(Pupil Pupil, AttendanceStatus Reading)> pupils) =>
        Table([CohortOf.Everyone], pupils).Rows[0];

    private static CohortFigures.Shown Shown(CohortRow row) => Assert.IsType<CohortFigures.Shown>(row.Figures);
}
