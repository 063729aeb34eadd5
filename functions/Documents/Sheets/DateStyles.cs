using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Which of a workbook's styles show a number as a day or a time.</summary>
internal static partial class DateStyles
{
    /// <summary>The numbers of those styles.</summary>
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

    /// <summary>The formats without a code: those of every language, and of the East Asian ones.</summary>
    private static bool IsBuiltIn(int format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether a format's code has a letter of days or times outside quotations, escapes and brackets; [h] counts hours.</summary>
    private static bool IsDate(string code)
    {
        var bare = Quoted().Replace(code, "");
        return !bare.Equals("General", StringComparison.OrdinalIgnoreCase) && (Letter().IsMatch(Bracketed().Replace(bare, "")) || Elapsed().IsMatch(bare));
    }

    private static bool TryReadId(XmlReader reader, out int id) => int.TryParse(reader["numFmtId"], NumberStyles.None, CultureInfo.InvariantCulture, out id);

    [GeneratedRegex(@"""[^""]*""|\\.|_.|\*.", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    [GeneratedRegex("[dmyhs]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Letter();

    [GeneratedRegex(@"\[[hms]+\]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();
}
