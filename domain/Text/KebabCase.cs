using System.Text;

namespace AttendanceFunctions.Domain.Text;

/// <summary>The form of an enum's name in settings and file names: <c>AttendanceContract1</c> is <c>attendance-contract-1</c>.</summary>
internal static class KebabCase
{
    public static string Of<T>(T word)
        where T : struct, Enum
    {
        var name = new StringBuilder();
        foreach (var c in word.ToString())
        {
            name.Append(name.Length > 0 && (char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? "-" : "")
                .Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
