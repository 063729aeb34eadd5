using System.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

public class WholeFileTests
{
    private const string Accepted =
        "A register has the columns UPN, Date, Session, Code; or UPN, WeekStarting, MonAM, MonPM … FriPM; or UPN, StartDate, Marks.";

    [Theory]
    [InlineData("")]
    [InlineData("\r\n \r\n,,,\n")]
    public void An_empty_file_is_rejected(string text) =>
        Assert.Equal("The file is empty: export it again.", Rejected(Reader().Read(Encoding.UTF8.GetBytes(text))).Reason);

    [Fact]
    public void A_file_with_a_header_only_is_read_and_has_no_rows() => Assert.Equal(0, ReadRegister("UPN,Date,Session,Code").Rows);

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0x00 }, "Excel workbook")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, "Excel workbook")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x55, 0x00 }, "UTF-16")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x55 }, "UTF-16")]
    [InlineData(new byte[] { 0x55, 0x50, 0x00, 0x4E }, "binary")]
    public void Bytes_that_are_no_text_are_rejected(byte[] content, string word)
    {
        Assert.Contains(word, Rejected(Reader().Read(content)).Reason, StringComparison.Ordinal);
        Assert.Contains(word, Rejected(RosterReader.Read(content, Night)).Reason, StringComparison.Ordinal);
        Assert.Contains(word, Rejected(DecisionReader.Read("monday.csv", new(content, Uploader: null))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_another_kind_is_rejected_with_what_was_found_and_what_is_read() =>
        Assert.Equal(
            $"The columns \"Pupil\", \"Percentage\" are not those of a register. {Accepted}",
            RejectedReason("Pupil,Percentage", "Somebody,95"));

    [Theory]
    [InlineData("UPN,Date,Session", "Code is missing.")]
    [InlineData("Date,Session,Code", "UPN is missing.")]
    [InlineData("UPN,MonAM,MonPM", "WeekStarting is missing.")]
    [InlineData("UPN,Marks", "StartDate is missing.")]
    public void The_one_column_that_is_missing_is_named(string header, string missing) =>
        Assert.Contains(missing, RejectedReason(header), StringComparison.Ordinal);

    [Theory]
    [InlineData("UPN,upn,Date,Session,Code", "named UPN")]
    [InlineData("UPN,WeekStarting,MonAM,Mon AM", "named MonAM")]
    [InlineData("UPN,StartDate,Marks,Start_Date,MARKS", "named StartDate, Marks")]
    public void A_needed_column_that_is_there_twice_rejects_the_file(string header, string named) =>
        Assert.Contains(named, RejectedReason(header), StringComparison.Ordinal);

    [Fact]
    public void A_header_of_two_layouts_is_rejected() =>
        Assert.Contains("more than one layout", RejectedReason("UPN,Date,Session,Code,StartDate,Marks"), StringComparison.Ordinal);

    [Fact]
    public void A_header_with_an_open_quotation_mark_is_rejected() =>
        Assert.Contains("quotation mark", RejectedReason("UPN,Date,Session,\"Code", $"{First},2025-09-08,AM,/"), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_column_may_be_there_twice() =>
        Assert.Equal(1, ReadRegister("UPN,Date,Session,Code,Comment,Comment", $"{First},2025-09-08,AM,/,,").RowsApplied);
}
