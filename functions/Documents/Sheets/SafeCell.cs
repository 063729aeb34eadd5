using System.Globalization;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>
/// Keeps a spreadsheet from running a text cell as a formula (OWASP ASVS 1.2.10). For text only: a cell that holds a number is
/// written as a number and never comes here.
/// </summary>
public static class SafeCell
{
    private const char Guard = '\'';

    /// <summary>
    /// The text with an apostrophe before it if it starts with <c>= + - @</c>, a tab or a carriage return. A lone <c>-</c> (no
    /// mark) and a negative number such as <c>-5</c> stay: neither is a formula.
    /// </summary>
    public static string Neutralise(string text) => IsFormula(text) ? Guard + text : text;

    /// <summary>The text before <see cref="Neutralise"/>, so that an exported file can be mended and sent in.</summary>
    public static string Restore(string text) => text is [Guard, .. var rest] && IsFormula(rest) ? rest : text;

    // A telephone number with its + is guarded although it looks like a number: a spreadsheet would print it as 4.477E+11.
    private static bool IsFormula(string text) => text switch
    {
        "-" => false,
        ['-', ..] => !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        ['=' or '+' or '@' or '\t' or '\r', ..] => true,
        _ => false,
    };
}
