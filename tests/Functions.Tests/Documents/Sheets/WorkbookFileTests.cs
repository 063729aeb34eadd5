using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Tests.Functions.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Functions.Documents.Sheets;

/// <summary>Workbooks as Excel and LibreOffice save them, and files that are none.</summary>
public class WorkbookFileTests
{
    private const int MostRows = 1_000;

    private const string Styles = """
        <numFmts><numFmt numFmtId="164" formatCode="[$-809]ddd\ d\ mmm"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/>
        <numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="[Red]0\d"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/>
        <xf numFmtId="167"/></cellXfs>
        """;

    [Theory]
    [InlineData("""<c t="s"><v>0</v></c>""", "plain")]
    [InlineData("""<c t="s"><v>1</v></c>""", "rich text ")]
    [InlineData("""<c t="s"><v>2</v></c>""", "東京")]
    [InlineData("""<c t="s"><v>3</v></c>""", "two\nlines")]
    [InlineData("""<c t="inlineStr"><is><t>in</t><r><rPr><b/></rPr><t>line</t></r></is></c>""", "inline")]
    [InlineData("""<c t="str"><f>A1&amp;"x"</f><v>what it came to</v></c>""", "what it came to")]
    [InlineData("""<c><f>1+1</f><v>2</v></c>""", "2")]
    [InlineData("""<c t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c t="b"><v>0</v></c>""", "FALSE")]
    [InlineData("""<c t="e"><v>#N/A</v></c>""", "#N/A")]
    [InlineData("""<c t="d"><v>2026-03-20T00:00:00</v></c>""", "20/03/2026")]
    [InlineData("""<c><v>141234</v></c>""", "141234")]
    [InlineData("""<c t="n"><v>0.1</v></c>""", "0.1")]
    [InlineData("""<c><v>1.2300000000000001</v></c>""", "1.23")]
    [InlineData("""<c><v>1E+20</v></c>""", "1E+20")]
    [InlineData("""<c><v>-5</v></c>""", "-5")]
    [InlineData("""<c s="1"><v>46101</v></c>""", "20/03/2026")]
    [InlineData("""<c s="2"><v>46101</v></c>""", "20/03/2026")]
    [InlineData("""<c s="3"><v>46101</v></c>""", "46101")]
    [InlineData("""<c s="4"><v>0.5</v></c>""", "12:00")]
    [InlineData("""<c s="5"><v>46101.604166666664</v></c>""", "20/03/2026 14:30")]
    [InlineData("""<c s="6"><v>46101</v></c>""", "46101")]
    [InlineData("""<c s="1"><v>-1</v></c>""", "-1")]
    [InlineData("""<c s="99"><v>46101</v></c>""", "46101")]
    [InlineData("""<c><v>not a number</v></c>""", "not a number")]
    [InlineData("""<c t="inlineStr"><is><t>_x0041__x005F_x0042_</t></is></c>""", "A_x0042_")]
    [InlineData("""<c t="inlineStr"><is><t>a_x0000_b</t></is></c>""", "a b")]
    public void A_cell_is_the_text_that_a_person_sees(string cell, string text)
    {
        const string shared = """
            <si><t>plain</t></si><si><r><t>rich</t></r><r><rPr><b/></rPr><t xml:space="preserve"> text </t></r></si>
            <si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si><si><t>two_x000D_
            lines</t></si>
            """;
        Assert.Equal(text, Assert.Single(Assert.Single(Rows(RawWorkbook.Parts($"<row>{cell}</row>", shared, Styles))).Cells));
    }

    [Theory]
    [InlineData("<c/>")]
    [InlineData("""<c t="s"/>""")]
    [InlineData("""<c t="s"><v></v></c>""")]
    [InlineData("""<c><f>A2</f></c>""")]
    [InlineData("""<c t="b"><v>maybe</v></c>""")]
    [InlineData("""<c t="inlineStr"><is/></c>""")]
    public void A_cell_without_text_is_empty_and_a_row_of_such_cells_is_none(string cell) =>
        Assert.Empty(Rows(RawWorkbook.Parts($"<row>{cell}</row>")));

    [Fact]
    public void Cells_and_rows_that_are_left_out_keep_their_places() => Assert.Equal(
        ["2: |b", "7: ||c|||f", "9: a", "10: a|b"],
        Rows(RawWorkbook.Parts("""
            <row r="2"><c r="B2" t="str"><v>b</v></c></row><row r="3" spans="1:2"><c r="A3" s="1"/></row><row r="5"/>
            <row r="7" hidden="1"><c r="C7" t="str"><v>c</v></c><c r="F7" t="str"><v>f</v></c></row>
            <row r="9"><c t="str"><v>a</v></c></row><row><c t="str"><v>a</v></c><c r="B10" t="str"><v>b</v></c><c r="XFD10" s="2"/></row>
            """)).Select(row => $"{row.Number}: {string.Join('|', row.Cells)}"));

    [Fact]
    public void Days_are_counted_from_1904_where_the_workbook_says_so() => Assert.Equal(
        ["20/03/2026", "12:00"],
        Rows(RawWorkbook.Parts(
            """<row><c s="1"><v>44639</v></c><c s="1"><v>0.5</v></c></row>""", styles: Styles,
            book: """<workbookPr date1904="1"/>"""))[0].Cells);

    [Fact]
    public void A_workbook_of_the_strict_form_is_read_as_well() =>
        Assert.Equal(
            ["x"],
            Rows(RawWorkbook.Parts("""<row><c t="s"><v>0</v></c></row>""", "<si><t>x</t></si>", ns: RawWorkbook.Strict))[0].Cells);

    [Fact]
    public void Sheets_stand_in_their_order_without_those_that_nobody_sees() => Assert.Equal(
        ["One", "Visible", "Also"],
        Open(RawWorkbook.Parts("").With(
            ("Hidden", "state=\"hidden\"", ""), ("Visible", "state=\"visible\"", ""), ("Deep", "state=\"veryHidden\"", ""),
            ("Also", "", "")))
            .Select(sheet => sheet.Name));

    [Fact]
    public void What_was_written_is_read_back()
    {
        // Halves of pairs and characters that XML does not have are mended when they are written.
        var text = Gen.Elements("_", "x", "0041", "_x0041_", "_x005F_", "a", " ", "\n", "\t", "é", "😀", "=1+1", "\"", "<&>").ArrayOf()
            .Select(string.Concat);
        Prop.ForAll(Arb.From(text), written =>
            Workbook.Make([new("One", "One", [new("Text", 10)], [new([written])])]) is var workbook
            && Open(workbook.ToArray())[0].Rows.Skip(1).SelectMany(row => row.Cells)
                .SequenceEqual(written.Length == 0 ? [] : [written])).QuickCheckThrowOnFailure();
    }

    public static TheoryData<string, string, Func<byte[]>> Refused => new()
    {
        { "an archive cut off", "damaged or cut off", () => RawWorkbook.Parts("").Zip()[..^30] },
        { "the beginning of an archive", "damaged or cut off", () => [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00] },
        { "an empty archive", "an archive and no Excel workbook", () => new Dictionary<string, string>().Zip() },
        { "another archive", "an archive and no Excel workbook", () => new Dictionary<string, string> { ["notes.txt"] = "x" }.Zip() },
        {
            "an OpenDocument spreadsheet", "OpenDocument",
            () => new Dictionary<string, string>
            {
                ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet", ["content.xml"] = "<x/>",
            }.Zip()
        },
        { "a binary workbook", ".xlsb", () => Changed("_rels/.rels", "xl/workbook.xml", "xl/workbook.bin") },
        { "a letter", "no Excel workbook", () => Changed("xl/workbook.xml", "workbook", "document") },
        { "an old workbook", ".xls)", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("Workbook")] },
        {
            "a workbook with a password", "password",
            () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")]
        },
        { "XML that is none", "damaged", () => Changed("xl/worksheets/sheet1.xml", "</sheetData>", "") },
        { "a text that is not there", "damaged", () => RawWorkbook.Parts("""<row><c t="s"><v>7</v></c></row>""").Zip() },
        {
            "rows out of order", "damaged",
            () => RawWorkbook.Parts("""<row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>""").Zip()
        },
        { "a row that no sheet has", "damaged", () => RawWorkbook.Parts("""<row r="1048577"/>""").Zip() },
        { "cells out of order", "damaged", () => RawWorkbook.Parts("""<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>""").Zip() },
        { "a place that is none", "damaged", () => RawWorkbook.Parts("""<row><c r="1A"><v>1</v></c></row>""").Zip() },
        {
            "a text that grows by itself", "damaged",
            () => Changed(
                "xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>")
        },
        {
            "too many rows", "more than 1,000 rows",
            () => RawWorkbook.Parts(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 1_001))).Zip()
        },
        {
            "a text beyond the last column", "beyond its first 256 columns",
            () => RawWorkbook.Parts("""<row><c r="IW1"><v>1</v></c></row>""").Zip()
        },
        { "a bomb of spaces", "more in it than is ever read", () => RawWorkbook.Parts(new string(' ', 65 << 20)).Zip() },
        {
            "a bomb of one text many times", "more text in it",
            () => RawWorkbook.Parts(
                string.Concat(Enumerable.Repeat("""<row><c t="s"><v>0</v></c></row>""", 600)),
                $"<si><t>{new string('x', 30_000)}</t></si>").Zip()
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_is_refused_in_a_sentence_that_says_what_to_do(string what, string says, Func<byte[]> content)
    {
        var file = content();
        Assert.True(WorkbookFile.IsWorkbook(file), what);
        var reason = Assert.IsType<Checked<IReadOnlyList<SheetContent>>.Invalid>(WorkbookFile.Read(file, MostRows)).Reason;
        Assert.Contains(says, reason, StringComparison.Ordinal);
        Assert.Matches("(save it|export CSV).*\\.$", reason);
    }

    [Fact]
    public void A_text_is_no_workbook() => Assert.False(WorkbookFile.IsWorkbook("PK,School\n"u8.ToArray()));

    private static byte[] Changed(string part, string old, string changed)
    {
        var parts = RawWorkbook.Parts("");
        parts[part] = parts[part].Replace(old, changed, StringComparison.Ordinal);
        return parts.Zip();
    }

    private static IReadOnlyList<SheetRow> Rows(Dictionary<string, string> parts) => Assert.Single(Open(parts)).Rows;

    private static IReadOnlyList<SheetContent> Open(Dictionary<string, string> parts) => Open(parts.Zip());

    private static IReadOnlyList<SheetContent> Open(byte[] content) =>
        Assert.IsType<Checked<IReadOnlyList<SheetContent>>.Valid>(WorkbookFile.Read(content, MostRows)).Value;
}
