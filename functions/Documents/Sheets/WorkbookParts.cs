using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Reads the content of a workbook's sheets. Namespaces are ignored, because both of the format's have the same names.</summary>
internal static class WorkbookParts
{
    /// <exception cref="InvalidDataException">The workbook is damaged.</exception>
    /// <exception cref="WorkbookRefusedException">It is not a supported workbook, or it exceeds a size limit.</exception>
    public static IReadOnlyList<SheetContent> Read(WorkbookPackage package, int mostRows)
    {
        var book = package.ReferencesOf("").FirstOrDefault(reference => reference.Type == "officeDocument").Part ?? "";
        if (!package.Has(book) || !book.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            throw WorkbookRefusedException.Kind(
                book.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) ? "an Excel workbook of the binary form (.xlsb)"
                : package.Has("mimetype") && package.Has("content.xml") ? "an OpenDocument file and no Excel workbook"
                : "an archive and no Excel workbook");
        }

        var parts = package.ReferencesOf(book);
        string PartOf(string type) => parts.FirstOrDefault(reference => reference.Type == type).Part ?? "";

        var (sheets, isFrom1904) = ReadBook(package, book);
        var forms = new CellForms(SharedStrings(package, PartOf("sharedStrings")), DateStyles.Read(package, PartOf("styles")), isFrom1904);
        var reader = new SheetReader(package, forms, mostRows);
        var contents =
            from sheet in sheets.Take(Bounds.Sheets)
            let part = parts.FirstOrDefault(reference => reference.Id == sheet.Id && reference.Type == "worksheet").Part ?? ""
            where package.Has(part)
            select new SheetContent(sheet.Name, reader.Read(part));
        return [.. contents];
    }

    /// <summary>The visible sheets, and whether days are counted from 1904, as in old versions of Excel for the Macintosh.</summary>
    private static (List<(string Name, string Id)> Sheets, bool IsFrom1904) ReadBook(WorkbookPackage package, string book)
    {
        var (sheets, isFrom1904, isBook) = (new List<(string Name, string Id)>(), false, false);
        foreach (var reader in package.Read(book).Where(reader => reader.NodeType == XmlNodeType.Element))
        {
            isBook |= reader.LocalName == "workbook";
            isFrom1904 |= reader.LocalName == "workbookPr" && reader["date1904"] is "1" or "true";
            if (reader.LocalName == "sheet" && reader["state"] is null or "visible" && IdOf(reader) is { Length: > 0 } id)
            {
                sheets.Add((CellText.Storable(reader["name"] ?? ""), id));
            }
        }

        return isBook ? (sheets, isFrom1904) : throw WorkbookRefusedException.Kind("an Office document and no Excel workbook");
    }

    /// <summary>The relationship id of a sheet: the only attribute named id that has a prefix.</summary>
    private static string? IdOf(XmlReader reader)
    {
        string? id = null;
        while (reader.MoveToNextAttribute())
        {
            id = reader is { LocalName: "id", Prefix.Length: > 0 } ? reader.Value : id;
        }

        reader.MoveToElement();
        return id;
    }

    private static List<string> SharedStrings(WorkbookPackage package, string part)
    {
        var (strings, text) = (new List<string>(), new PlainText());
        foreach (var reader in package.Read(part))
        {
            text.Take(reader);
            if (reader.LocalName == "si" && (reader.NodeType == XmlNodeType.EndElement || reader.IsEmptyElement))
            {
                strings.Add(text.Close());
            }
        }

        return strings;
    }
}

/// <summary>Collects the text of a cell or a shared string from its parts; phonetic text is left out.</summary>
internal sealed class PlainText
{
    private readonly StringBuilder _text = new();

    private bool _isText;

    private bool _isPronunciation;

    public void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element or XmlNodeType.EndElement:
                var begins = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
                _isPronunciation = reader.LocalName == "rPh" ? begins : _isPronunciation;
                _isText = reader.LocalName is "t" or "v" && begins && !_isPronunciation;
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when _isText:
                _text.Append(reader.Value);
                break;
        }
    }

    /// <summary>Returns the text collected so far and starts again.</summary>
    public string Close()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}

/// <summary>Finds the styles of a workbook that show a number as a date or a time.</summary>
internal static partial class DateStyles
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("dmyhsDMYHS");

    public static IReadOnlySet<int> Read(WorkbookPackage package, string part)
    {
        var (formats, styles, number, isCell) = (new HashSet<int>(), new HashSet<int>(), 0, false);
        foreach (var reader in package.Read(part))
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "numFmt") when TryReadId(reader, out var id) && IsDate(reader["formatCode"] ?? ""):
                    formats.Add(id);
                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "cellXfs"):
                    isCell = reader.NodeType == XmlNodeType.Element;
                    break;
                case (XmlNodeType.Element, "xf") when isCell:
                    if (TryReadId(reader, out var format) && (formats.Contains(format) || IsBuiltIn(format)))
                    {
                        styles.Add(number);
                    }

                    number++;
                    break;
            }
        }

        return styles;
    }

    /// <summary>The built-in date formats: those of all languages, and those of East Asian languages.</summary>
    private static bool IsBuiltIn(int format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether a format code has a date or time letter outside quotes, escapes and brackets; [h] counts hours.</summary>
    private static bool IsDate(string code)
    {
        var bare = Quoted().Replace(code, "");
        return !bare.Equals("General", StringComparison.OrdinalIgnoreCase)
            && (Bracketed().Replace(bare, "").AsSpan().ContainsAny(Letters) || Elapsed().IsMatch(bare));
    }

    private static bool TryReadId(XmlReader reader, out int id) =>
        int.TryParse(reader["numFmtId"], NumberStyles.None, CultureInfo.InvariantCulture, out id);

    [GeneratedRegex(@"""[^""]*""|\\.|_.|\*.", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\[[hms]+\]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();
}
