using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Tests.Functions.Documents.Sheets;

public class SafeCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+447700900123", "'+447700900123")]
    [InlineData("-/\\", "'-/\\")]
    [InlineData("-1+cmd|x", "'-1+cmd|x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("-", "-")]
    [InlineData("-5", "-5")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("", "")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("O'Neil", "O'Neil")]
    public void Text_that_a_spreadsheet_would_run_is_guarded_and_can_be_restored(string text, string safe)
    {
        Assert.Equal(safe, SafeCell.Neutralise(text));
        Assert.Equal(text, SafeCell.Restore(safe));
    }
}
