using System.Text.RegularExpressions;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Keys of table rows, escaped for the characters that Table Storage forbids in them.</summary>
public static partial class TableKeys
{
    private const char Escape = '~';

    /// <summary>The most characters of a key made from a text. The service allows 1 KiB, which is 512 characters.</summary>
    private const int Longest = 500;

    /// <summary>The partition of a school in a school year.</summary>
    public static string Of(SchoolId school, AcademicYear year) =>
        string.Create(CultureInfo.InvariantCulture, $"{school}:{year.StartYear}");

    /// <summary>A date as in keys and columns; text order is time order.</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly DateOf(string key) => DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Escapes a text for a key: /, \, #, ?, control characters and ~ itself become ~ and four hexadecimal digits. Of a text that is too
    /// long for a key, such as a file's name of a thousand characters, the key holds the beginning and a hash.
    /// </summary>
    public static string OfText(string text)
    {
        var key = string.Concat(text.Select(
            c => IsForbidden(c) ? string.Create(CultureInfo.InvariantCulture, $"{Escape}{(int)c:x4}") : c.ToString()));
        return key.Length <= Longest ? key : $"{Beginning(key)}{Escape}{Escape}{OpaqueKey.Of(text)}";
    }

    /// <summary>The text from which a key was made, unless it was too long for a key.</summary>
    public static string TextOf(string key) =>
        Escaped().Replace(key, escaped => ((char)Convert.ToInt32(escaped.Groups[1].Value, 16)).ToString());

    // Half of a character that takes two cannot stand in a key.
    private static string Beginning(string key) => key[..(Longest / 2 - (char.IsHighSurrogate(key[Longest / 2 - 1]) ? 1 : 0))];

    // The service allows %, but it has been decoded twice in transit; escaping it costs nothing.
    private static bool IsForbidden(char c) => c is '/' or '\\' or '#' or '?' or '%' or Escape || char.IsControl(c);

    [GeneratedRegex("~([0-9a-f]{4})", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();
}
