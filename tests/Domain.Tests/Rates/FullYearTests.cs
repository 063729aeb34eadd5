using System.Globalization;
using AttendanceFunctions.Domain.Rates;

namespace AttendanceFunctions.Tests.Domain.Rates;

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
            (present, absent, (decimal)hours),
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
        var back = Rate.Of(Odbst.DaysPresent(Percentage.Of(percent)), Odbst.SchoolDays);

        Assert.Equal(printed, back.ToString());
        Assert.False(back.IsAtOrBelow(Percentage.Of(percent)));
    }

    [Fact]
    public void Another_year_has_other_days()
    {
        var year = new FullYear(SchoolDays: 195, LearningHoursPerDay: 5.5m);

        Assert.Equal((176, 19, 104.5m), (year.DaysPresent(Percentage.Of(90)), year.DaysAbsent(Percentage.Of(90)), year.HoursLost(Percentage.Of(90))));
    }
}
