using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Text;

/// <summary>docs/incoming-files.md and docs/failures.md say the bounds that the product has.</summary>
public sealed class BoundsDocumentTests
{
    private static readonly string Document = Embedded.Text("docs/incoming-files.md").ReplaceLineEndings("\n");

    [Fact]
    public void Every_file_is_in_the_table_with_its_bounds_and_what_to_do() => AssertSays(
        $"| a register | {OfFile(Bounds.Register)} lines, {N(Bounds.MarksOfRegister)} marks | {Bounds.Register.Instead} |",
        $"| a roster | {OfFile(Bounds.Roster)} lines | {Bounds.Roster.Instead} |",
        $"| a workbook | {Bounds.UnpackedBytes >> 20} MB unpacked, {Bounds.Sheets} sheets, the lines of its kind, "
            + $"{N(Bounds.WorkbookCharacters)} characters, {N(Bounds.ArchiveEntries)} parts |",
        $"| lines above the header | {Bounds.LinesAboveHeader} |",
        $"| lines below the rows | {Bounds.LinesBelowRows} |",
        $"| a file of decisions | {OfFile(Bounds.Decisions)} lines | {Bounds.Decisions.Instead} |");

    [Fact]
    public void The_parts_of_a_file_are_in_the_table_with_their_bounds() => AssertSays(
        $"| columns of a file | {Bounds.Columns} |",
        $"| a row | {Bounds.Columns} cells, {N(Bounds.RowBytes)} bytes |",
        $"quotation marks | {Bounds.LinesOfRow} |",
        $"| a cell | {N(Bounds.CellCharacters)} characters |",
        $"| a name | {Bounds.NameCharacters} characters |",
        $"| rows that are returned one by one | {N(Bounds.ReturnedRows)} |",
        $"at most {SchoolText.Label.MostCharacters} characters");

    [Fact]
    public void A_message_that_is_too_long_to_be_kept_is_among_the_failures() => Assert.Contains(
        $"of more than {N(Bounds.KeptMessage)} characters", Embedded.Text("docs/failures.md").ReplaceLineEndings(" "),
        StringComparison.Ordinal);

    private static string OfFile(FileBounds bounds) => $"{bounds.Bytes >> 20} MB, {N(bounds.Lines)}";

    private static string N(int number) => English.Number(number);

    private static void AssertSays(params string[] words) =>
        Assert.All(words, word => Assert.Contains(word, Document, StringComparison.Ordinal));
}
