using System.Text.RegularExpressions;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Keys of table rows, escaped for the characters that Table Storage forbids in them.</summary>
public static class TableKeys
{
    private const char Escape = '~';

    /// <summary>The partition of a school in a school year.</summary>
    public static string Of(SchoolId school, AcademicYear year) =>
        string.Create(CultureInfo.InvariantCulture, $"{school}:{year.StartYear}");

    /// <summary>A date as in keys and columns; text order is time order.</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly DateOf(string key) => DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Escapes a text for a key: /, \, #, ?, control characters and ~ itself become ~ and four hexadecimal digits.</summary>
    public static string OfText(string text) => string.Concat(text.Select(
        c => IsForbidden(c) ? string.Create(CultureInfo.InvariantCulture, $"{Escape}{(int)c:x4}") : c.ToString()));

    /// <summary>The text from which a key was made.</summary>
    public static string TextOf(string key) =>
        Regex.Replace(key, $"{Escape}([0-9a-f]{{4}})", escaped => ((char)Convert.ToInt32(escaped.Groups[1].Value, 16)).ToString());

    // The service allows %, but it has been decoded twice in transit; escaping it costs nothing.
    private static bool IsForbidden(char c) => c is '/' or '\\' or '#' or '?' or '%' or Escape || char.IsControl(c);
}
