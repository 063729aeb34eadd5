using System.Text;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>The names of the letters in policies, settings and file names: <c>concern-letter</c>, <c>attendance-contract-1</c>.</summary>
public static class LetterKinds
{
    /// <summary>Every letter by its name.</summary>
    public static IReadOnlyDictionary<string, LetterKind> ByName { get; } =
        Enum.GetValues<LetterKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(this LetterKind kind)
    {
        var name = new StringBuilder();
        foreach (var c in kind.ToString())
        {
            name.Append(name.Length > 0 && (char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
