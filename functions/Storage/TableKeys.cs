using System.Text;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Keys of table rows, escaped for the characters that Table Storage forbids in them.</summary>
public static class TableKeys
{
    private const char Escape = '~';

    /// <summary>The partition of a school in a school year.</summary>
    public static string Of(SchoolId school, AcademicYear year) =>
        string.Create(CultureInfo.InvariantCulture, $"{school}:{year.StartYear}");

    /// <summary>A date as keys and columns hold it; it sorts by time.</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly DateOf(string key) => DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Any text as a key: /, \, #, ?, control characters and the escape itself become ~ and four hexadecimal digits.</summary>
    public static string OfText(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // % is allowed by the service, but has been decoded twice on the way there; escaping it costs nothing.
            var forbidden = c is '/' or '\\' or '#' or '?' or '%' or Escape || char.IsControl(c);
            _ = forbidden ? key.Append(Escape).Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)) : key.Append(c);
        }

        return key.ToString();
    }

    /// <summary>The text that a key was made of.</summary>
    public static string TextOf(string key)
    {
        var text = new StringBuilder(key.Length);
        for (var index = 0; index < key.Length; index++)
        {
            if (key[index] == Escape)
            {
                text.Append((char)int.Parse(key.AsSpan(index + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                index += 4;
            }
            else
            {
                text.Append(key[index]);
            }
        }

        return text.ToString();
    }
}
