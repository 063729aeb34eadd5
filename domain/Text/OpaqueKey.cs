using System.Security.Cryptography;
using System.Text;

namespace AttendanceFunctions.Domain.Text;

/// <summary>
/// What the keys of nudges, cases and letters are made of: the same text for the same parts whenever it is worked out, from which
/// none of the parts can be read. Queues, provider tags, file names and logs carry nothing else about a pupil.
/// </summary>
internal static class OpaqueKey
{
    /// <summary>Hexadecimal digits of a key.</summary>
    public const int Length = 32;

    // A separator that no part can hold keeps ("1", "23") and ("12", "3") apart.
    public static string Of(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts))))[..Length];

    /// <summary>Whether a text has a key's form.</summary>
    public static bool Is(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
