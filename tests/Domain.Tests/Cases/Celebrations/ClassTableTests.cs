using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Cases.Celebrations;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Cases.Celebrations;

public sealed class ClassTableTests
{
    private static readonly DateOnly Monday = A.Day(2025, 10, 13);
    private static readonly DateOnly Friday = Tonight.Friday;

    [Fact]
    public void There_is_a_table_on_the_last_school_day_of_a_week()
    {
        var pupils = Class("4B", 5, "//////////");

        Assert.False(ClassTable.TryOf(Tonight.School(), A.Day(2025, 10, 16), pupils, out _));
        Assert.True(ClassTable.TryOf(Tonight.School(), Friday, pupils, out var table));
        Assert.Equal((Monday, Friday, Percentage.Of(96)), (table.Monday, table.Night, table.Target));

        var inset = Tonight.School() with { Calendar = new(A.HalfTerms, [Friday]) };
        Assert.True(ClassTable.TryOf(inset, A.Day(2025, 10, 16), pupils, out _));
        Assert.False(ClassTable.TryOf(inset, Friday, pupils, out _));
    }

    [Fact]
    public void There_is_none_where_the_policy_celebrates_no_classes() =>
        Assert.False(ClassTable.TryOf(Tonight.School(classes: false), Friday, Class("4B", 5, "//////////"), out _));

    [Fact]
    public void A_class_counts_the_sessions_of_this_week_and_of_no_other()
    {
        var pupil = InClass("4B", Tonight.Pupil("IIIIIIIIII", "IIIIIIIIII", "IIIIIIIIII", "IIIIIIIIII", "/////////I", "IIIIIIIIII"));

        Assert.Equal(
            A.Tally(attended: 45, possible: 50) with { Authorised = 5, Unauthorised = 0 },
            Shown(Table([.. Enumerable.Repeat(pupil, 5)]), "4B").Tally);
    }

    [Fact]
    public void Its_rate_is_the_sum_of_sessions_and_not_a_mean_of_rates()
    {
        // Four pupils with 10 of 10 and one with 0 of 2: the mean would be 80%.
        var shown = Shown(Table([.. Class("4B", 4, "//////////"), .. Class("4B", 1, "II--------")]), "4B");

        Assert.Equal("95.2", shown.Rate.ToString());
    }

    [Theory]
    [InlineData("I", true)]
    [InlineData("II", true)]
    [InlineData("III", false)]
    public void Exactly_the_target_reaches_it_and_less_does_not(string missed, bool reaches)
    {
        // Two sessions missed of 50 are exactly 96%.
        var table = Table([.. Class("4B", 4, "//////////"), .. Class("4B", 1, missed.PadRight(10, '/'))]);

        Assert.Equal(reaches, Shown(table, "4B").ReachesTarget);
    }

    [Fact]
    public void The_best_class_has_the_highest_exact_rate()
    {
        // 48 of 50, 57 of 60 and 76 of 80.
        PupilNight[] first = [.. Class("1A", 4, "//////////"), .. Class("1A", 1, "II////////")];

        Assert.Equal(["1A"], Table([.. first, .. TwoOf95Percent]).Best.Select(row => row.Class));
    }

    [Fact]
    public void Classes_that_tie_are_all_best() => Assert.Equal(["2A", "3A"], Table(TwoOf95Percent).Best.Select(row => row.Class));

    [Fact]
    public void Two_rates_that_print_alike_are_not_a_tie()
    {
        // 1 missed of 250 and 1 missed of 260 both print 99.6.
        var table = Table(
            [.. Class(
                "1A",
                24,
                "//////////"), .. Class("1A", 1, "I/////////"), .. Class("1B", 25, "//////////"), .. Class("1B", 1, "I/////////")]);

        Assert.Equal("99.6", Shown(table, "1A").Rate.ToString());
        Assert.Equal("99.6", Shown(table, "1B").Rate.ToString());
        Assert.Equal(["1B"], table.Best.Select(row => row.Class));
    }

    [Fact]
    public void A_circumstance_on_file_is_left_out_where_the_policy_says_so()
    {
        // D4: long-term circumstances of single pupils are taken into account.
        PupilNight[] pupils = [.. Class("4B", 5, "//////////"), .. Class("4B", 1, "IIIIIIIIII").Select(OnFile)];

        var adjusted = Table(pupils);
        Assert.Equal((5, 1), (adjusted.Rows[0].Counted, adjusted.Rows[0].LeftOut));
        Assert.Equal("100.0", Shown(adjusted, "4B").Rate.ToString());

        Assert.True(ClassTable.TryOf(Tonight.School(leavesOut: false), Friday, pupils, out var unadjusted));
        Assert.Equal((6, 0), (unadjusted.Rows[0].Counted, unadjusted.Rows[0].LeftOut));
        Assert.Equal("83.3", Shown(unadjusted, "4B").Rate.ToString());
    }

    [Fact]
    public void A_social_worker_is_no_circumstance_that_leaves_a_pupil_out()
    {
        var pupil = Class("4B", 1, "//////////")[0];
        var known = pupil with { Pupil = pupil.Pupil with { Characteristics = pupil.Pupil.Characteristics with { SocialWorker = true } } };

        Assert.Equal((1, 0), (Table([known]).Rows[0].Counted, Table([known]).Rows[0].LeftOut));
    }

    [Fact]
    public void Fewer_than_five_pupils_show_no_rate_and_cannot_be_best()
    {
        var table = Table([.. Class("1A", 4, "//////////"), .. Class("1B", 5, "/////////I")]);

        Assert.IsType<ClassFigures.TooFew>(table.Rows[0].Figures);
        Assert.Equal(4, table.Rows[0].Counted);
        Assert.Equal(["1B"], table.Best.Select(row => row.Class));
    }

    [Fact]
    public void Pupils_who_are_left_out_or_had_no_session_do_not_make_a_class_large_enough()
    {
        var table = Table(
            [.. Class("1A", 4, "//////////"), .. Class("1A", 3, "//////////").Select(OnFile), .. Class("1A", 2, "DDDDDDDDDD")]);

        Assert.Equal((4, 3), (table.Rows[0].Counted, table.Rows[0].LeftOut));
        Assert.IsType<ClassFigures.TooFew>(table.Rows[0].Figures);
    }

    [Fact]
    public void A_class_without_a_possible_session_shows_no_rate()
    {
        var table = Table([.. Class("1A", 6, "DDDDDDDDDD"), .. Class("1B", 6, "")]);

        Assert.All(table.Rows, row => Assert.IsType<ClassFigures.NoSessions>(row.Figures));
        Assert.Empty(table.Best);
    }

    [Fact]
    public void A_pupil_without_a_class_is_in_none()
    {
        Assert.Empty(Table(Class("", 6, "//////////")).Rows);
        Assert.Equal(["1A"], Table([.. Class("", 6, "//////////"), .. Class("1A", 6, "//////////")]).Rows.Select(row => row.Class));
    }

    [Fact]
    public void Classes_stand_in_the_schools_order() =>
        Assert.Equal(
            ["Oak", "1A", "2A", "10A"],
            Table([.. Class("10A", 1, ""), .. Class("2A", 1, ""), .. Class("Oak", 1, ""), .. Class("1A", 1, "")]).Rows
                .Select(row => row.Class));

    [Fact]
    public void The_table_is_what_a_count_by_hand_gives() => School.Always(pupils =>
    {
        var table = Table(pupils);
        foreach (var row in table.Rows)
        {
            AssertCountedByHand(row, [.. pupils.Where(pupil => pupil.Pupil.Class == row.Class)]);
        }

        var rates = table.Rows.Select(row => row.Figures).OfType<ClassFigures.Shown>().ToList();
        Assert.All(rates, here => Assert.Equal(
            rates.All(there => (long)here.Rate.Attended * there.Rate.Possible >= (long)there.Rate.Attended * here.Rate.Possible),
            here.IsBest));
        Assert.Equal(
            pupils.Where(pupil => pupil.Pupil.Class.Length > 0).Select(pupil => pupil.Pupil.Class).Distinct().Count(), table.Rows.Count);
        return true;
    });

    /// <summary>Pupils of a few classes, some with a circumstance on file, with any marks in this week and the one before.</summary>
    private static Gen<PupilNight[]> School =>
        (from name in Gen.Elements("", "1A", "2B")
         from onFile in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
         from marks in Some.Mark.ArrayOf(20)
         let pupil = InClass(name, Tonight.Of(Marks.Of(string.Concat(marks.Select(mark => mark.Letter)), Monday.AddDays(-7))))
         select onFile ? OnFile(pupil) : pupil).ArrayOf();

    private static void AssertCountedByHand(ClassRow row, PupilNight[] pupils)
    {
        int counted = 0, leftOut = 0, attended = 0, possible = 0;
        foreach (var pupil in pupils)
        {
            if (pupil.Pupil.Circumstance.Length > 0)
            {
                leftOut++;
                continue;
            }

            var before = possible;
            for (var half = 0; half < 10; half++)
            {
                var mark = pupil.Record.Marks.At(new(Monday.AddDays(half / 2), (HalfDay)(half % 2)));
                possible += !mark.IsMissing && mark.Code.IsPossible ? 1 : 0;
                attended += !mark.IsMissing && mark.Code.IsAttended ? 1 : 0;
            }

            counted += possible > before ? 1 : 0;
        }

        Assert.Equal((counted, leftOut), (row.Counted, row.LeftOut));
        Assert.Equal(counted >= 5, row.Figures is ClassFigures.Shown);
        Assert.Equal(counted == 0, row.Figures is ClassFigures.NoSessions);
        if (row.Figures is ClassFigures.Shown shown)
        {
            Assert.Equal((attended, possible), (shown.Tally.Attended, shown.Tally.Possible));
            Assert.Equal((attended, possible), (shown.Rate.Attended, shown.Rate.Possible));
            Assert.Equal(100 * attended >= 96 * possible, shown.ReachesTarget);
        }
    }

    private static ClassTable Table(IEnumerable<PupilNight> pupils) =>
        ClassTable.TryOf(Tonight.School(), Friday, pupils, out var table)
            ? table
            : throw new InvalidOperationException("There is no table.");

    private static ClassFigures.Shown Shown(ClassTable table, string name) =>
        Assert.IsType<ClassFigures.Shown>(Assert.Single(table.Rows, row => row.Class == name).Figures);

    /// <summary>57 of 60 and 76 of 80: one rate.</summary>
    private static PupilNight[] TwoOf95Percent =>
        [.. Class(
            "2A", 5, "//////////"), .. Class("2A", 1, "III///////"), .. Class("3A", 7, "//////////"), .. Class("3A", 1, "IIII//////")];

    /// <summary>Pupils of a class, all with these marks in this week.</summary>
    private static PupilNight[] Class(string name, int pupils, string week) =>
        [.. Enumerable.Repeat(InClass(name, Tonight.Of(Marks.Of(week, Monday))), pupils)];

    private static PupilNight InClass(string name, PupilNight pupil) => pupil with { Pupil = pupil.Pupil with { Class = name } };

    private static PupilNight OnFile(PupilNight pupil) => pupil with { Pupil = pupil.Pupil with { Circumstance = "long-term medical" } };
}
