using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Intake;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Decisions;

public class DecisionTests
{
    private const string Header = "School,Pupil,UPN,Kind,Key,Decision,By,Note";

    [Fact]
    public void A_filled_in_row_is_a_decision_and_an_open_one_is_no_row()
    {
        var row = $"100001,Alex,{First},Nudge,k-1,release,J. Hill,\"rang, agreed\"";

        var file = Read(Header, row, $"100001,Sam,{Second},case,k-2,,,");

        Assert.Equal(1, file.Rows);
        Assert.Equal(
            new DecisionRow(2, "100001", new(First, "nudge", "k-1", "release", Someone.Stated(), "rang, agreed"), row),
            Assert.Single(file.Values));
    }

    [Fact]
    public void A_note_without_a_decision_is_not_passed_over()
    {
        var file = Read(Header, $"100001,Alex,{First},case,k-1,,J. Hill,\"I did it, done\"", $"100001,Sam,{Second},case,k-2,,J. Hill,");

        Assert.Empty(file.Values);
        Assert.Equal("Decision is empty though there is a note: choose what is decided.", Assert.Single(file.Rejections).Reason);
    }

    [Fact]
    public void A_decision_that_nobody_signed_is_rejected_with_all_of_its_faults() =>
        Assert.Equal(
            "Key is empty: leave it as the worklist had it. Kind \"letter\" is none of nudge, case, absence, shared, upn, policy, action "
            + "and log: leave it as the worklist had it, and see whether cells were moved. By is empty: write who decided.",
            Assert.Single(Read(Header, $"100001,Alex,{First},letter,,release,,").Rejections).Reason);

    [Fact]
    public void A_row_whose_decision_cannot_be_told_is_rejected() =>
        Assert.Equal(
            [2, 3], Read(Header, $"100001,Alex,{First},nudge,k-1,release,\"J. Hill", "release").Rejections.Select(row => row.Line));

    [Fact]
    public void Note_may_be_missing_and_the_others_may_not()
    {
        Assert.Equal(
            "", Assert.Single(Read("School,UPN,Kind,Key,Decision,By", $"100001,{First},case,k-1,confirm,J. Hill").Values).Decision.Note);
        Assert.Contains("no column By", Samples.Rejected(
            Read(Utf8("School,UPN,Kind,Key,Decision,Note"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_says_in_which_file_it_stands_and_who_put_that_there()
    {
        var content = new FileContent(Utf8(Header, $"100001,Alex,{First},nudge,k-1,release,J. Hill,"), "7f9c");

        Assert.Equal(
            new Author.Stated("J. Hill", "tuesday.csv", "7f9c"),
            Assert.Single(Samples.Valid(DecisionReader.Read("tuesday.csv", content)).Values).Decision.By);
    }

    private static Checked<ReadFile<DecisionRow>> Read(byte[] content) => DecisionReader.Read("monday.csv", new(content, Uploader: null));

    private static ReadFile<DecisionRow> Read(params string[] lines)
    {
        var file = Samples.Valid(Read(Utf8(lines)));
        Assert.Equal(file.Rows, file.Values.Count + file.Rejections.Count);
        return file;
    }
}
