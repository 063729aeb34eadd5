using System.Globalization;
using System.Xml.Linq;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>
/// The first sheet of a spreadsheet that LibreOffice saved as flat XML (fods). What is changed in it and opened again is to
/// LibreOffice as if a person had typed it.
/// </summary>
public sealed class FlatSheet(byte[] fods)
{
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    private readonly XDocument _document = XDocument.Load(new MemoryStream(fods));

    /// <summary>Writes text into the cells of the row that has a text in one of its columns.</summary>
    /// <param name="column">The name of that column in the first row.</param>
    /// <param name="text">The text that the row has there.</param>
    /// <param name="cells">The columns to write to, and what.</param>
    public void Fill(string column, string text, params (string Column, string Text)[] cells)
    {
        var rows = _document.Descendants(Table + "table").First().Descendants(Table + "table-row").ToList();
        var names = Cells(rows[0]).Select(TextOf).ToList();
        var row = Cells(rows.Single(row => Cells(row).ElementAtOrDefault(names.IndexOf(column)) is { } cell && TextOf(cell) == text));
        foreach (var (name, written) in cells)
        {
            var cell = row[names.IndexOf(name)];
            cell.SetAttributeValue(Office + "value-type", "string");
            cell.ReplaceNodes(written.Split('\n').Select(line => new XElement(Text + "p", line)));
        }
    }

    public BinaryData Save()
    {
        using var stream = new MemoryStream();
        _document.Save(stream, SaveOptions.DisableFormatting);
        return BinaryData.FromBytes(stream.ToArray());
    }

    private static string TextOf(XElement cell) => string.Join('\n', cell.Elements(Text + "p").Select(line => line.Value));

    /// <summary>The cells of a row, those that are written once for several taken apart.</summary>
    private static List<XElement> Cells(XElement row)
    {
        foreach (var cell in row.Elements(Table + "table-cell").ToList())
        {
            var repeated = (string?)cell.Attribute(Table + "number-columns-repeated") ?? "1";
            cell.SetAttributeValue(Table + "number-columns-repeated", null);
            // What fills the row up to the last column that a sheet can have is no part of it.
            var times = Math.Min(int.Parse(repeated, CultureInfo.InvariantCulture), 100);
            cell.AddAfterSelf(Enumerable.Range(1, times - 1).Select(_ => new XElement(cell)));
        }

        return [.. row.Elements(Table + "table-cell")];
    }
}
