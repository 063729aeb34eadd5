using System.Text.RegularExpressions;
using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Text as a workbook's XML keeps it.</summary>
internal static partial class CellText
{
    /// <summary>What a cell can hold.</summary>
    private const int Longest = 32_767;

    /// <summary>Text that XML can hold: a space in place of every character that it cannot, and one kind of line end.</summary>
    public static string Storable(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return string.Create(Math.Min(lines.Length, Longest), lines, (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                target[index] = CanStand(source, index, target.Length) ? source[index] : ' ';
            }
        });
    }

    /// <summary>The same for a cell, where <c>_x0041_</c> would be read as the character of that number.</summary>
    public static string Stored(string text) => BeforeNumber().Replace(Storable(text), "_x005F_");

    /// <summary>The text of a cell as it was before <see cref="Stored"/>.</summary>
    public static string Restored(string stored) =>
        Storable(Number().Replace(stored, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString()));

    private static bool CanStand(string text, int index, int end) =>
        XmlConvert.IsXmlChar(text[index])
        || (index + 1 < end && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
        || (index > 0 && XmlConvert.IsXmlSurrogatePair(text[index], text[index - 1]));

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex BeforeNumber();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Number();
}
