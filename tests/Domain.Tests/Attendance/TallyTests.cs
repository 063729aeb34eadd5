using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Registers;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class TallyTests
{
    [Fact]
    public void Every_class_is_counted_apart()
    {
        var tally = Tally.Of(Marks.Codes(@"/ \ L K V P W B C1 M J1 S C2 C T R I E X Q Y1 D Z # G N O U"));

        Assert.Equal(new Tally(3, 5, 10, 4, 6, LateBeforeClose: 1, LateAfterClose: 1), tally);
        Assert.Equal((8, 14, 22), (tally.Attended, tally.Absent, tally.Possible));
    }

    [Fact]
    public void Late_after_the_register_closed_is_an_absence_and_late_before_is_not()
    {
        Assert.Equal((1, 0), (Tally.Of(Marks.Codes("L")).Attended, Tally.Of(Marks.Codes("L")).Absent));
        Assert.Equal((0, 1), (Tally.Of(Marks.Codes("U")).Attended, Tally.Of(Marks.Codes("U")).Absent));
    }

    [Fact]
    public void A_missing_mark_counts_on_neither_side() =>
        Assert.Equal(new Tally(2, 0, 1, 0, 0, 0, 0), Tally.Of(Marks.Of(@"/-\--I"), Marks.Monday, Marks.Monday.AddDays(30)));

    [Fact]
    public void Only_the_days_asked_for_are_counted_both_ends_included()
    {
        var marks = Marks.Of(@"//II\\OO");

        Assert.Equal(new Tally(2, 0, 2, 0, 0, 0, 0), Tally.Of(marks, Marks.Monday.AddDays(1), Marks.Monday.AddDays(2)));
        Assert.Equal(default, Tally.Of(marks, Marks.Monday.AddDays(2), Marks.Monday.AddDays(1)));
    }

    [Fact]
    public void A_tally_equals_a_naive_recount() =>
        Some.Year.Always(year =>
        {
            var codes = year.Text.Where(letter => letter != '-').Select(NationalCodes.OfLetter).ToList();
            int Count(CodeClass codeClass) => codes.Count(code => code.Class == codeClass);
            var recount = new Tally(
                Count(CodeClass.Present), Count(CodeClass.Approved), Count(CodeClass.Authorised), Count(CodeClass.Unauthorised),
                Count(CodeClass.NotPossible), year.Text.Count(letter => letter == 'L'), year.Text.Count(letter => letter == 'U'));
            return Tally.Of(year, DateOnly.MinValue, DateOnly.MaxValue) == recount;
        });

    [Fact]
    public void A_year_cut_in_two_adds_up_to_the_whole() =>
        Some.Year.Zip(Gen.Choose(-1, 22)).Always(sample =>
        {
            var (year, cut) = (sample.Item1, Marks.Monday.AddDays(sample.Item2));
            return Tally.Of(year, DateOnly.MinValue, cut) + Tally.Of(year, cut.AddDays(1), DateOnly.MaxValue)
                == Tally.Of(year, DateOnly.MinValue, DateOnly.MaxValue);
        });

    [Fact]
    public void A_rate_over_several_pupils_is_of_the_sums_and_no_mean_of_rates()
    {
        var newcomer = A.Tally(attended: 0, possible: 2);
        var others = A.Tally(attended: 198, possible: 198);

        Assert.True(Rate.TryOf(newcomer + others, out var rate));
        Assert.Equal("99.0", rate.ToString());
    }
}
