using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Decisions;

/// <summary>Worklists that come back as workbooks.</summary>
public class DecisionWorkbookTests
{
    private const int Seed = 20260320;

    private static readonly string[] Header = ["Surname", "What", "Decision", "By", "Note", "Stage", "School", "UPN", "Kind", "Key"];

    private static readonly string[] Decided =
    [
        "Moss", "A text waits.", "release", "J. Hill", "rang, \"agreed\"", "1", "100001", First, "nudge", "k-1",
    ];

    private static readonly string[] Open = ["Hill", "A text waits.", "", "", "", "1", "100001", Second, "nudge", "k-2"];

    [Fact]
    public void A_filled_in_row_is_a_decision_with_its_number_in_the_sheet()
    {
        var file = Read(Header, Open, Decided);

        Assert.Equal(1, file.Rows);
        Assert.Equal(
            new DecisionRow(
                3, "100001", new(First, "nudge", "k-1", "release", Someone.Stated(file: "monday.xlsx"), "rang, \"agreed\""),
                $"Moss,A text waits.,release,J. Hill,\"rang, \"\"agreed\"\"\",1,100001,{First},nudge,k-1")
            { Surname = "Moss" },
            Assert.Single(file.Values));
    }

    [Fact]
    public void Empty_rows_above_the_header_and_between_rows_count()
    {
        var rows = RawWorkbook.Rows(Header, Decided, Decided).Split("</row>");
        var file = Read(
            $"<row r=\"1\"/><row r=\"4\"{rows[0]["<row".Length..]}</row>{rows[1]}</row><row r=\"9\"{rows[2]["<row".Length..]}</row>");

        Assert.Equal([5, 9], file.Values.Select(row => row.Line));
    }

    [Fact]
    public void Columns_are_found_by_their_names_wherever_they_stand()
    {
        var places = new[] { 9, 0, 4, 8, 2, 7, 1, 3, 6, 5 };
        string[] Moved(string[] cells) => [.. places.Select(place => cells[place])];

        var decision = Assert.Single(Read([.. Moved(Header).Select(name => $" {name.ToUpperInvariant()}_")], Moved(Decided)).Values);

        Assert.Equal(Assert.Single(Read(Header, Decided).Values) with { Source = decision.Source }, decision);
    }

    [Fact]
    public void What_a_person_scribbles_beside_or_below_the_worklist_is_nobodys()
    {
        var file = Read(
            Header,
            [.. Decided, "ring her on Monday"],
            ["", "two to go"],
            ["", "", "", "", "see above"],
            [.. Enumerable.Repeat("", Header.Length), "beside"]);

        Assert.Equal((1, 1, 0), (file.Rows, file.Values.Count, file.Rejections.Count));
    }

    public static TheoryData<string[], string> Shifted => new()
    {
        // One cell too many before the decision, and one too few: the keys stand one column further.
        { ["", .. Decided], $"Kind \"{First}\" is none of nudge, case" },
        { Decided[1..], "Key is empty" },
        { [.. Decided[..2], "", .. Decided[2..]], $"Kind \"{First}\" is none of nudge, case" },
        { [.. Decided[..5], .. Decided[6..], "x"], "Kind \"k-1\" is none of nudge, case" },
        { [.. Decided[..6], "", "", "", ""], "School is empty: leave it as the worklist had it. UPN is empty" },
    };

    [Theory]
    [MemberData(nameof(Shifted))]
    public void A_row_whose_cells_do_not_stand_under_their_columns_is_rejected(string[] row, string reason)
    {
        var file = Read(Header, Decided, row);

        Assert.Single(file.Values);
        var rejection = Assert.Single(file.Rejections);
        Assert.Equal(3, rejection.Line);
        Assert.Contains(reason, rejection.Reason, StringComparison.Ordinal);
        Assert.Equal(row, RejectedCsvTests.Parse(RejectedCsv.Write(file)!)[1].Skip(2).Take(row.Length));
    }

    [Fact]
    public void What_spreadsheet_programs_make_of_typed_text_is_read_as_it_is_shown()
    {
        const string styles = """<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>""";
        var rows = RawWorkbook.Rows(Header, Decided)
            .Replace("""<c t="inlineStr"><is><t>100001</t></is></c>""", "<c><v>100001</v></c>", StringComparison.Ordinal)
            .Replace("""<c t="inlineStr"><is><t>J. Hill</t></is></c>""", """<c s="1"><v>46101</v></c>""", StringComparison.Ordinal);

        var decision = Assert.Single(Samples.Valid(ReadFile(RawWorkbook.Parts(rows, styles: styles).Zip())).Values);

        Assert.Equal(("100001", "20/03/2026"), (decision.School, decision.Decision.By.Name));
    }

    [Fact]
    public void The_sheet_that_has_a_worklists_columns_counts_and_hidden_ones_do_not()
    {
        var rows = RawWorkbook.Rows(Header, Decided);
        var file = ReadFile(
            RawWorkbook.Parts(RawWorkbook.Rows(["Class", "Attendance"], ["4A", "97.0"]))
                .With(("Hidden", "state=\"hidden\"", rows), ("Worklist", "", rows), ("Copy", "", RawWorkbook.Rows(Header, Open)))
                .Zip());

        Assert.Single(Samples.Valid(file).Values);
    }

    public static TheoryData<string, string, Func<Dictionary<string, string>>> Rejected => new()
    {
        {
            "no such column",
            "The worklist has no column Key. It needs School, UPN, Kind, Key, Decision, By; the file has \"Surname\", \"What\"",
            () => RawWorkbook.Parts(RawWorkbook.Rows([.. Header[..9], "Schlüssel"], Decided))
        },
        {
            "a column twice", "The worklist has more than one column named Decision",
            () => RawWorkbook.Parts(RawWorkbook.Rows([.. Header, "decision"], Decided))
        },
        { "nothing", "The workbook is empty", () => RawWorkbook.Parts("") },
        {
            "nothing at first", "The worklist has no column School",
            () => RawWorkbook.Parts("").With(("Two", "", RawWorkbook.Rows(["Class"])))
        },
        {
            "decisions on two sheets", "Decisions stand on more than one sheet",
            () => RawWorkbook.Parts(RawWorkbook.Rows(Header, Decided)).With(("Two", "", RawWorkbook.Rows(Header, Decided)))
        },
        { "no visible sheet", "The Excel workbook has no sheet that can be seen", () => Hidden() },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public void A_workbook_that_is_no_worklist_is_rejected_whole(string what, string reason, Func<Dictionary<string, string>> parts)
    {
        var rejected = Samples.Rejected(ReadFile(parts().Zip()));
        Assert.True(rejected.Reason.StartsWith(reason, StringComparison.Ordinal), $"{what}: {rejected.Reason}");
    }

    [Theory]
    [InlineData("141234/monday.xlsx", "")]
    [InlineData("141234/MONDAY.XLSX", "")]
    [InlineData("141234/monday.csv", "")]
    [InlineData("141234/monday.ods", "Files that end in \".ods\" are not read here: open the file and save it as .xlsx or .csv.")]
    [InlineData("141234/monday.xls", "Files that end in \".xls\" are not read here: open the file and save it as .xlsx or .csv.")]
    [InlineData(
        "141234/.~lock.monday.xlsx#", "Files that end in \".xlsx#\" are not read here: open the file and save it as .xlsx or .csv.")]
    [InlineData("141234/monday", "The file's name has no ending: save the worklist as .xlsx or .csv.")]
    public void A_file_is_read_by_what_is_in_it_if_its_name_may_be_a_worklists(string name, string reason)
    {
        var file = DecisionReader.Read(name, new(RawWorkbook.Parts(RawWorkbook.Rows(Header, Decided)).Zip(), Uploader: null));

        Assert.Equal(reason, file is Checked<ReadFile<DecisionRow>>.Invalid rejected ? rejected.Reason : "");
    }

    [Fact]
    public void Mangled_workbooks_never_throw_and_always_reconcile()
    {
        var random = new Random(Seed);
        byte[][] files = [Ours(), Theirs()];
        for (var round = 0; round < 4000; round++)
        {
            Assert.True(
                Reconciles(ReconciliationTests.Damage(random, files[round % files.Length], "PK\x01\x02\x03\x04\x05\x06"u8)),
                $"Round {round}");
        }
    }

    [Fact]
    public void Workbooks_with_mangled_parts_never_throw_and_always_reconcile()
    {
        var random = new Random(Seed);
        var read = 0;
        Dictionary<string, string>[] files = [RawWorkbook.Unzip(Ours()), RawWorkbook.Unzip(Theirs())];
        for (var round = 0; round < 6000; round++)
        {
            var parts = files[round % files.Length].ToDictionary(StringComparer.Ordinal);
            var part = parts.Keys.ElementAt(random.Next(parts.Count));
            parts[part] = random.Next(2) == 0
                ? Replaced(random, parts[part])
                : Encoding.UTF8.GetString(ReconciliationTests.Damage(random, Encoding.UTF8.GetBytes(parts[part]), "<>/\"&;=rstc019- :"u8));
            var file = ReadFile(parts.Zip());
            Assert.True(ReconciliationTests.Reconciles(file), $"Round {round}");
            read += file is Checked<ReadFile<DecisionRow>>.Valid ? 1 : 0;
        }

        // Neither all of them unreadable nor all of them unharmed, or the test would say little.
        Assert.InRange(read, 500, 5500);
    }

    private static Checked<ReadFile<DecisionRow>> ReadFile(byte[] content) =>
        DecisionReader.Read("monday.xlsx", new(content, Uploader: null));

    private static bool Reconciles(byte[] content) => ReconciliationTests.Reconciles(ReadFile(content));

    /// <summary>One number or name of a part becomes another: still XML, and no longer true.</summary>
    private static string Replaced(Random random, string part)
    {
        var words = part.Split('"');
        words[random.Next(words.Length)] = new[]
        {
            "", "0", "-1", "1", "99999999999", "A1", "XFE1", "s", "b", "d", "inlineStr", "str", "e", "1E400", "NaN", "../..", "/",
            "xl/workbook.xml", "hidden", "14", "[$",
        }[random.Next(21)];
        return string.Join('"', words);
    }

    private static byte[] Ours()
    {
        var waits = new WorklistRow(TestTrust.School, WorklistKinds.Nudge, "A text waits.")
        {
            Key = "k-1",
            Allowed = ["release", "withhold"],
            Pupil = Sample.WorklistPupil(First),
        };
        return WorklistSheet.Workbook("Worklist", [waits, waits with { Key = "k-2" }], []).ToArray();
    }

    private static byte[] Theirs()
    {
        var rows = RawWorkbook.Rows(Header, Decided, Open)
            + """<row r="9"><c r="A9" t="s"><v>0</v></c><c r="C9" t="s"><v>1</v></c><c r="D9" s="1"><v>46101</v></c>"""
            + """<c r="E9" t="b"><v>1</v></c><c r="G9"><v>100001</v></c><c r="I9" t="str"><f>A1</f><v>case</v></c></row>""";
        const string shared = "<si><t>Moss</t></si><si><r><t>con</t></r><r><t>firm</t></r></si>";
        return RawWorkbook.Parts(rows, shared, """<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>""")
            .With(("Two", "", RawWorkbook.Rows(["Class"])))
            .Zip();
    }

    private static Dictionary<string, string> Hidden()
    {
        var parts = RawWorkbook.Parts(RawWorkbook.Rows(Header, Decided));
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace("sheetId", "state=\"hidden\" sheetId", StringComparison.Ordinal);
        return parts;
    }

    private static ReadFile<DecisionRow> Read(params string[][] rows) => Read(RawWorkbook.Rows(rows));

    private static ReadFile<DecisionRow> Read(string rows)
    {
        var file = Samples.Valid(ReadFile(RawWorkbook.Parts(rows).Zip()));
        Assert.Equal(file.Rows, file.Values.Count + file.Rejections.Count);
        return file;
    }
}
