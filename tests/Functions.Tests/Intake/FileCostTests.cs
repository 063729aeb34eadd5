using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>
/// What a file costs grows with its size alone: files of the shapes that cost most, as large as they may be, are read and returned. What is
/// allocated is counted, not what is in use, so these are upper bounds.
/// </summary>
public sealed class FileCostTests
{
    private const long Megabyte = 1 << 20;

    /// <summary>What may be allocated for a line, such as for its cells, its faults and the sentences about them.</summary>
    private const long PerLine = 10 << 10;

    /// <summary>What may be allocated for a byte: several copies of it, in characters of two bytes.</summary>
    private const long PerByte = 32;

    private const string Header = "UPN,Date,Session,Code\n";

    /// <summary>The shapes: what stands before, what is repeated to the bound of size or lines, and what stands after.</summary>
    private static readonly Dictionary<string, (string Before, string Repeated, string After)> Shapes = new(StringComparer.Ordinal)
    {
        ["bad rows and one very wide one"] = (Header, "x,y,z,QQ\n", new string(',', 50_000) + "x"),
        ["a wide header"] = ("UPN,Date,Session,Code" + string.Concat(Enumerable.Repeat(",", 252)) + "\n", "x,y,z,QQ\n", ""),
        ["wide rows"] = (Header, "x" + new string(',', 300) + "x\n", ""),
        ["quotation marks that open in every line"] = (Header, "a\"b,\"c\n", ""),
        ["quotation marks that close in the next line and open again"] = (Header, "x\",\"\n", ""),
        ["quotation marks that never close"] = (Header, "\"\n", ""),
        ["quotation marks on one line"] = (Header, "\"", ""),
        ["doubled quotation marks"] = (Header, "\"\"\n", ""),
        ["one line"] = (Header, "x", ""),
        ["one line of separators"] = (Header, ",", ""),
        ["a header of one line"] = ("", "x", ""),
        ["a header of separators"] = ("", ",", ""),
        ["empty lines"] = (Header, "\n", ""),
        ["empty lines before the header"] = ("", "\n", Header),
        ["pupils who are unknown"] = (Header, "Z999,2025-09-08,AM,/\n", ""),
        ["good rows"] = (Header, $"{First},2025-09-08,AM,/\n", ""),
        ["long rows of marks"] = ("UPN,StartDate,Marks\n", $"{First},2025-09-03,{new string('/', 140)}\n", ""),
        ["marks that are not known"] = (
            "UPN,WeekStarting,MonAM,MonPM,TueAM,TuePM,WedAM,WedPM,ThuAM,ThuPM,FriAM,FriPM\n", "x,2025-09-08,a,b,c,d,e,f,g,h,i,j\n", ""),
        ["bytes of Windows-1252"] = (Header, "\u00E9\n", ""),
        ["cells of spaces"] = (Header, " , , , \n", ""),
        ["roster rows with many faults"] = ("UPN,Forename,Surname,YearGroup,SEN,FSM,Admission,Leaving\n", "1 2,3,4,://,x,x,x,x\n", ""),
        ["roster rows with remarks"] = (
            "UPN,Forename,Surname,YearGroup,Class,Language,Contact1Name,Contact2Name\n", "#,A,B,5,://,://,://,://\n", ""),
        ["decisions without anybody"] = ("School,UPN,Kind,Key,Decision,By,Note\n", "100001,A,nudge,k,release,,\n", ""),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_any_shape_costs_no_more_than_in_proportion_to_its_size(string name)
    {
        var (before, repeated, after) = Shapes[name];
        foreach (var (bounds, read) in Readers)
        {
            var content = Content(bounds, before, repeated, after);
            var most = content.Count(c => c == '\n') * PerLine + content.Length * PerByte + Megabyte;

            Assert.InRange(Allocated(() => read(content)), 0, most);
        }
    }

    [Fact]
    public void Thousands_of_bad_rows_and_a_very_wide_one_cost_as_much_as_rows_do() =>
        AssertSmall(string.Concat(Enumerable.Repeat("x,y,z,QQ\n", 5_000)) + new string(',', 50_000) + "x\n");

    [Fact]
    public void Quotation_marks_that_open_in_every_line_cost_as_much_as_lines_do() =>
        AssertSmall(string.Concat(Enumerable.Repeat("a\"b,\"c\n", 20_000)));

    private static void AssertSmall(string rows)
    {
        var content = Encoding.UTF8.GetBytes(Header + rows);
        Assert.All(Readers, reader => Assert.InRange(Allocated(() => reader.Read(content)), 0, 50 * Megabyte));
    }

    /// <summary>Each reader, followed by what is returned to the school.</summary>
    private static readonly (FileBounds Bounds, Func<byte[], byte[]> Read)[] Readers =
    [
        (Bounds.Register, content => Returned(Reader().Read(content))),
        (Bounds.Roster, content => Returned(RosterReader.Read(content, Night))),
        (Bounds.Decisions, content => Returned(DecisionReader.Read("monday.csv", new(content, Uploader: null)))),
    ];

    private static byte[] Returned<T>(Checked<ReadFile<T>> read) => read switch
    {
        Checked<ReadFile<T>>.Valid { Value: var file } => RejectedCsv.Write(file) ?? [],
        Checked<ReadFile<T>>.Invalid invalid => RejectedCsv.WriteWhole(invalid.Reason),
        _ => throw new InvalidOperationException(),
    };

    private static long Allocated(Func<byte[]> work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(work());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>As many repetitions as the bounds of size and lines allow.</summary>
    private static byte[] Content(FileBounds bounds, string before, string repeated, string after)
    {
        var lines = Math.Max(repeated.Count(c => c == '\n'), 1);
        var room = bounds.Bytes - before.Length - after.Length;
        var count = Math.Min(room / Encoding.UTF8.GetByteCount(repeated), (bounds.Lines - 4) / lines);
        var text = repeated.Contains('\n', StringComparison.Ordinal)
            ? string.Concat(Enumerable.Repeat(repeated, count))
            : new string(repeated[0], room);
        return Encoding.UTF8.GetBytes(before + text + after);
    }
}
