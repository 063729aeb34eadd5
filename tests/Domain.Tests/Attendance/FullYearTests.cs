using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class FullYearTests
{
    private static readonly FullYear Odbst = A.Policy("odbst").FullYear;

    public static TheoryData<int, int, int, int, int, string> PrintedTable
    {
        get
        {
            var rows = new TheoryData<int, int, int, int, int, string>();
            foreach (var row in Embedded.Figures("odbst-time-lost.csv"))
            {
                var numbers = row[..5].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
                rows.Add(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], row[5]);
            }

            return rows;
        }
    }

    [Fact]
    public void The_printed_table_has_a_row_for_each_percent_from_100_to_80() =>
        Assert.Equal(Enumerable.Range(80, 21).Reverse(), PrintedTable.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(PrintedTable))]
    public void Each_row_of_the_ODBST_table_is_reproduced(int percent, int present, int absent, int hours, int stage, string descriptor)
    {
        var attendance = Percentage.Of(percent);
        var band = A.Policy("odbst").BandOf(Rate.Of(percent, 100));

        Assert.Equal(
            ((decimal)present, (decimal)absent, (decimal)hours),
            (Odbst.DaysPresent(attendance), Odbst.DaysAbsent(attendance), Odbst.HoursLost(attendance)));
        Assert.Equal((stage, descriptor), (band.Stage, band.Descriptor));
    }

    [Theory]
    [InlineData(95, 181, 9)]
    [InlineData(85, 162, 28)]
    public void Half_a_day_is_rounded_up_on_the_days_present(int percent, int present, int absent)
    {
        Assert.Equal(present, Odbst.DaysPresent(Percentage.Of(percent)));
        Assert.Equal(absent, Odbst.DaysAbsent(Percentage.Of(percent)));
    }

    [Theory]
    [InlineData(95, "95.3")]
    [InlineData(85, "85.3")]
    public void The_days_of_a_row_do_not_lead_back_to_its_percentage(int percent, string printed)
    {
        var back = Rate.Of((int)Odbst.DaysPresent(Percentage.Of(percent)), Odbst.SchoolDays);

        Assert.Equal(printed, back.ToString());
        Assert.False(back.IsAtOrBelow(Percentage.Of(percent)));
    }

    public static TheoryData<decimal, decimal, int, decimal> MillbrooksTable
    {
        get
        {
            var rows = new TheoryData<decimal, decimal, int, decimal>();
            foreach (var row in Embedded.Figures("millbrook-time-lost.csv"))
            {
                var numbers = row.Select(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
                rows.Add(numbers[0], numbers[1], (int)numbers[2], numbers[3]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(MillbrooksTable))]
    public void Each_row_of_the_Millbrook_table_is_reproduced_where_days_are_not_rounded(
        decimal percent, decimal absent, int weeks, decimal beyond)
    {
        var (year, attendance) = (new FullYear(190, 5, DayCount.ExactDays), Percentage.Of(percent));

        Assert.Equal(
            (absent, 190 - absent, absent * 5), (year.DaysAbsent(attendance), year.DaysPresent(attendance), year.HoursLost(attendance)));
        Assert.Equal((weeks, beyond), year.WeeksAbsent(attendance));
    }

    [Fact]
    public void Whole_days_are_exact_days_rounded_half_up_on_the_days_present() =>
        Gen.Choose(0, 10_000).Select(hundredths => Percentage.Of(hundredths / 100m)).Always(attendance =>
        {
            var exact = new FullYear(190, 5, DayCount.ExactDays).DaysPresent(attendance);
            return Odbst.DaysPresent(attendance) == decimal.Round(exact, MidpointRounding.AwayFromZero);
        });

    [Fact]
    public void Another_year_has_other_days()
    {
        var year = new FullYear(SchoolDays: 195, LearningHoursPerDay: 5.5m);

        Assert.Equal(
            (176m, 19m, 104.5m),
            (year.DaysPresent(Percentage.Of(90)), year.DaysAbsent(Percentage.Of(90)), year.HoursLost(Percentage.Of(90))));
    }
}
