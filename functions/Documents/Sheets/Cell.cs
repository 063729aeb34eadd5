using System.Text.RegularExpressions;
using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,

    /// <summary>A number from 0 to 100 that is shown with one decimal.</summary>
    Percent,

    Date,
}

/// <summary>One cell of an export.</summary>
public readonly record struct Cell
{
    /// <summary>The text for people where there is no value, because an empty cell could look like a mistake.</summary>
    public const string NoValue = "–";

    /// <summary>The minus sign, which is as wide as a plus and which screen readers read aloud.</summary>
    private const char Minus = '\u2212';

    private readonly string? _content;

    private Cell(CellKind kind, string content, DateOnly? day = null) => (Kind, _content, Day) = (kind, content, day);

    public CellKind Kind { get; }

    /// <summary>The day of a date; null for any other cell.</summary>
    public DateOnly? Day { get; }

    /// <summary>The text as it is, a number with a decimal point, a date as yyyy-MM-dd; empty for an empty cell.</summary>
    public string Content => _content ?? "";

    /// <summary>The content for a CSV file; text that a spreadsheet could run as a formula is neutralised.</summary>
    public string Written => Kind == CellKind.Text ? SafeCell.Neutralise(Content) : Content;

    /// <summary>The value of a number or a percentage; null for any other cell.</summary>
    public decimal? AsNumber =>
        Kind is CellKind.Number or CellKind.Percent ? decimal.Parse(Content, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public static Cell Empty => default;

    public static Cell Text(string text) => text.Length == 0 ? Empty : new(CellKind.Text, text);

    public static Cell Number(int number) => new(CellKind.Number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A plain decimal: 9.5, 47.5, 10.</summary>
    public static Cell Number(decimal number) => new(CellKind.Number, number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A rate as a percentage with one decimal.</summary>
    public static Cell Percent(Rate rate) => new(CellKind.Percent, rate.ToString());

    /// <summary>An estimated percentage with one decimal.</summary>
    public static Cell Percent(decimal percent) => new(CellKind.Percent, percent.ToString("0.0", CultureInfo.InvariantCulture));

    public static Cell Date(DateOnly day) => new(CellKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day);

    /// <summary>A cell that was stored as its kind and its content.</summary>
    /// <exception cref="FormatException">The content of a date is none.</exception>
    public static Cell Stored(CellKind kind, string content) =>
        kind == CellKind.Date ? Date(DateOnly.ParseExact(content, "yyyy-MM-dd", CultureInfo.InvariantCulture)) : new(kind, content);

    public static Cell YesOrNo(bool flag) => Text(English.YesOrNo(flag));

    /// <summary>The cell as people read it: "93.1%", "1,234", "21 November 2025"; a dash for an empty one.</summary>
    public string Describe() =>
        Day is { } day ? English.Day(day)
        : Kind == CellKind.Empty ? NoValue
        : Kind == CellKind.Percent ? Content + "%"
        : AsNumber is { } number ? number.ToString("#,##0.##", CultureInfo.InvariantCulture).Replace('-', Minus)
        : Content;

    /// <summary>The short form, where there is little room: a day without its year, "21 Nov".</summary>
    public string DescribeShort() => Day is { } day ? English.ShortDay(day) : Describe();

    public static implicit operator Cell(string text) => Text(text);

    public static implicit operator Cell(int number) => Number(number);

    public static Cell FromString(string text) => Text(text);

    public static Cell FromInt32(int number) => Number(number);
}

/// <summary>Keeps a spreadsheet from running text as a formula (OWASP ASVS 1.2.10). Not used for cells that hold a number.</summary>
public static class SafeCell
{
    private const char Guard = '\'';

    /// <summary>
    /// The text with an apostrophe before it if it starts with <c>= + - @</c>, a tab or a carriage return, also in the wide and small forms
    /// of these signs, which programs read alike, and behind spaces and characters that cannot be seen. A single <c>-</c> (no mark) and a
    /// negative number such as <c>-5</c> are not formulas and stay unchanged.
    /// </summary>
    public static string Neutralise(string text) => IsFormula(text) ? Guard + text : text;

    /// <summary>The text before <see cref="Neutralise"/>, so that an exported file can be corrected and uploaded again.</summary>
    public static string Restore(string text) => text is [Guard, .. var rest] && IsFormula(rest) ? rest : text;

    // A telephone number with its + gets the apostrophe although it looks like a number: a spreadsheet would show it as 4.477E+11.
    private static bool IsFormula(string text) => text.AsSpan(Unseen(text)) switch
    {
        ['=' or '+' or '@' or '\t' or '\r' or '＝' or '＋' or '＠' or '﹦' or '﹢' or '﹫', ..] => true,
        ['－' or '﹣', ..] => true,
        ['-', _, ..] => !decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    /// <summary>The number of characters at the start that a reader does not see, without tabs and carriage returns.</summary>
    private static int Unseen(string text)
    {
        var count = 0;
        while (count < text.Length && IsUnseen(text[count]))
        {
            count++;
        }

        return count;
    }

    private static bool IsUnseen(char c) => c is not ('\t' or '\r') && (char.IsWhiteSpace(c) || char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark);
}

/// <summary>Converts text to and from the form in which a workbook's XML stores it.</summary>
internal static partial class CellText
{
    /// <summary>The most characters in a cell.</summary>
    private const int Longest = 32_767;

    /// <summary>The text with a space for every character that XML cannot hold, and with uniform line ends.</summary>
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

    /// <summary>The same for a cell, with <c>_x</c> escaped, because <c>_x0041_</c> is read as the character with that number.</summary>
    public static string Stored(string text) => Storable(text).Replace("_x", "_x005F_x", StringComparison.Ordinal);

    /// <summary>Reverses <see cref="Stored"/>.</summary>
    public static string Restored(string stored) =>
        Storable(Number().Replace(stored, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString()));

    private static bool CanStand(string text, int index, int end) =>
        XmlConvert.IsXmlChar(text[index])
        || (index + 1 < end && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
        || (index > 0 && XmlConvert.IsXmlSurrogatePair(text[index], text[index - 1]));

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
