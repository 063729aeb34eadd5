using AttendanceFunctions.Functions.Intake;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>What stands beside a mark in its cell, and what becomes of a row with a bad mark.</summary>
public sealed class MarkBesideTests
{
    private const string Week = "UPN,WeekStarting,MonAM,MonPM,TueAM,TuePM";

    private const string Long = "UPN,Date,Session,Code,MinutesLate";

    [Theory]
    [InlineData("I (flu)", "I", 0, true)]
    [InlineData("I(flu)", "I", 0, true)]
    [InlineData("C1 [show]", "C1", 0, true)]
    [InlineData("- (not taken yet)", "-", 0, true)]
    [InlineData("/ ()", "/", 0, true)]
    [InlineData("L 12", "L", 12, false)]
    [InlineData("L12", "L", 12, false)]
    [InlineData("L (12)", "L", 12, false)]
    [InlineData("u (45 mins)", "U", 45, false)]
    [InlineData("L 5m", "L", 5, false)]
    [InlineData("L (360 minutes)", "L", 360, false)]
    [InlineData("L (361 minutes)", "L", 0, true)]
    [InlineData("I (12)", "I", 0, true)]
    [InlineData("L (bus)", "L", 0, true)]
    public void A_comment_or_minutes_may_stand_beside_a_mark(string cell, string mark, int minutes, bool isComment)
    {
        var file = ReadRegister(Week, $"{First},2025-09-08,{cell},,,");

        var stated = Assert.Single(file.Values).Stated;
        Assert.Equal((mark, minutes, isComment ? 1 : 0), ($"{stated.Mark}", stated.MinutesLate, file.Notes.Count));
    }

    [Theory]
    [InlineData("I flu")]
    [InlineData("C12")]
    [InlineData("I 12")]
    [InlineData("X1 (?)")]
    [InlineData("(flu)")]
    [InlineData("I (flu")]
    [InlineData("B or C")]
    public void What_could_be_another_mark_comes_back(string cell) => Assert.Contains(
        "is not an attendance code", OnlyReason(ReadRegister(Week, $"{First},2025-09-08,{cell},,,")), StringComparison.Ordinal);

    [Fact]
    public void Minutes_of_their_own_column_count_before_those_beside_the_mark() => Assert.Equal(
        [20, 12], ReadRegister(Long, $"{First},2025-09-08,AM,L (12),20", $"{First},2025-09-08,PM,L (12),").Values
            .Select(mark => mark.Stated.MinutesLate));

    [Fact]
    public void The_good_marks_of_a_week_are_applied_and_the_bad_ones_come_back_by_cell()
    {
        var file = ReadRegister(Week, $"{First},2025-09-08,/,H,QQ,\\", $"{Second},2025-09-08,/,\\,/,\\");

        Assert.Equal(
            [$"{First} 2025-09-08 AM /", $"{First} 2025-09-09 PM \\", .. Said(ReadRegister(Week, $"{Second},2025-09-08,/,\\,/,\\"))],
            Said(file));
        Assert.Equal((2, 1), (file.Rows, file.RowsApplied));
        var row = Assert.Single(file.Rejections);
        Assert.True(row.IsInPart);
        Assert.StartsWith(
            "The rest of the row was applied. MonPM: H was withdrawn on 19 August 2024", row.Reason, StringComparison.Ordinal);
        Assert.Contains("TueAM: \"QQ\" is not an attendance code", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_none_of_whose_marks_is_good_comes_back_whole()
    {
        var row = Assert.Single(ReadRegister(Week, $"{First},2025-09-08,H,H,,").Rejections);

        Assert.False(row.IsInPart);
        Assert.StartsWith("MonAM, MonPM: H was withdrawn", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NOBODY,2025-09-08,/,\\,,")]
    [InlineData($"{First},2025-09-09,/,\\,,")]
    public void A_fault_of_the_pupil_or_the_week_keeps_every_mark_of_the_row_back(string row)
    {
        var file = ReadRegister(Week, row);

        Assert.Empty(file.Values);
        Assert.False(Assert.Single(file.Rejections).IsInPart);
    }

    [Fact]
    public void Of_a_string_of_marks_those_in_force_are_applied()
    {
        var file = ReadRegister("UPN,StartDate,Marks", $"{First},2025-09-08,/H/\\");

        Assert.Equal(["2025-09-08 AM", "2025-09-09 AM", "2025-09-09 PM"], file.Values.Select(mark => $"{mark.Stated.Session}"));
        Assert.StartsWith(
            "The rest of the row was applied. H on 8 September 2025 PM: H was withdrawn", file.Rejections[0].Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_fault_in_many_rows_is_one_line_with_a_count_and_the_first_three()
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 10).Select(number => $"{First},2025-09-08,{(number % 2 == 0 ? "H,/" : "/,H")},,"),
            $"{Second},2025-09-08,QQ,/,,",
        ];

        var alike = RowsAlike.Of(ReadRegister([Week, .. rows]).Rejections.Select(row => (row.Line, row.Reason)));

        Assert.Equal([(10, "lines 2, 3, 4 and 7 more"), (1, "line 12")], alike.Select(fault => (fault.Count, fault.Places)));
    }
}
