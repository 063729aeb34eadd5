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
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1+1", "'－1+1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("﹦1+1", "'﹦1+1")]
    [InlineData("\u200B=1+1", "'\u200B=1+1")]
    [InlineData("\uFEFF\u2060@SUM(A1)", "'\uFEFF\u2060@SUM(A1)")]
    [InlineData("\u00A0 =1+1", "'\u00A0 =1+1")]
    [InlineData("\n=1+1", "'\n=1+1")]
    [InlineData("\u200B\tx", "'\u200B\tx")]
    [InlineData("\u200B", "\u200B")]
    [InlineData("1=1", "1=1")]
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
