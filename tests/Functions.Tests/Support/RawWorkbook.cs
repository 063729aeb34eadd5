using System.IO.Compression;
using System.Text;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Workbooks part by part, as other programs save them and as no program would.</summary>
public static class RawWorkbook
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The parts of a workbook of one sheet.</summary>
    /// <param name="rows">What stands in its sheetData.</param>
    /// <param name="shared">What stands in its sst.</param>
    /// <param name="styles">What stands in its styleSheet.</param>
    /// <param name="book">What stands before its sheets.</param>
    /// <param name="ns">The namespace.</param>
    public static Dictionary<string, string> Parts(
        string rows, string shared = "", string styles = "", string book = "", string ns = Main) => new(StringComparer.Ordinal)
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = Refer(("book", "officeDocument", "xl/workbook.xml")),
            ["xl/workbook.xml"] =
            $"<workbook xmlns=\"{ns}\" xmlns:r=\"{Office}\">{book}<sheets><sheet name=\"One\" sheetId=\"1\" "
            + $"r:id=\"one\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Refer(
            ("one", "worksheet", "worksheets/sheet1.xml"),
            ("two", "sharedStrings", "/xl/sharedStrings.xml"),
            ("three", "styles", "../xl/./styles.xml")),
            ["xl/worksheets/sheet1.xml"] = Sheet(rows, ns),
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{ns}\">{shared}</sst>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{ns}\">{styles}</styleSheet>",
        };

    /// <summary>The same with further sheets, each with its name, its state and its rows.</summary>
    public static Dictionary<string, string> With(
        this Dictionary<string, string> parts, params (string Name, string State, string Rows)[] sheets)
    {
        foreach (var (name, state, rows) in sheets)
        {
            parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace(
                "</sheets>",
                $"<sheet name=\"{name}\" sheetId=\"{parts.Count}\" {state} r:id=\"{name}\"/></sheets>",
                StringComparison.Ordinal);
            parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].Replace(
                "</Relationships>",
                $"<Relationship Id=\"{name}\" Type=\"{Office}/worksheet\" Target=\"worksheets/{name}.xml\"/></Relationships>",
                StringComparison.Ordinal);
            parts[$"xl/worksheets/{name}.xml"] = Sheet(rows, Main);
        }

        return parts;
    }

    public static byte[] Zip(this Dictionary<string, string> parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The parts of a file.</summary>
    public static Dictionary<string, string> Unzip(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }

    /// <summary>Rows of inline texts; the first one is row 1.</summary>
    public static string Rows(params string[][] rows) =>
        string.Concat(
            rows.Select(
                cells => $"<row>{string.Concat(cells.Select(cell => $"<c t=\"inlineStr\"><is><t>"
                    + $"{System.Security.SecurityElement.Escape(cell)}</t></is></c>"))}</row>"));

    private static string Sheet(string rows, string ns) =>
        $"<?xml version=\"1.0\"?><worksheet xmlns=\"{ns}\"><sheetData>{rows}</sheetData></worksheet>";

    private static string Refer(params (string Id, string Type, string Target)[] references) =>
        $"<Relationships "
        + $"xmlns=\"{Relationships}\">"
        + $"{string.Concat(references.Select(to => $"<Relationship Id=\"{to.Id}\" Type=\"{Office}/{to.Type}\" "
        + $"Target=\"{to.Target}\"/>"))}</Relationships>";
}
