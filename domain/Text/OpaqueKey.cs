using System.Security.Cryptography;
using System.Text;

namespace AttendanceFunctions.Domain.Text;

/// <summary>An opaque key: 32 hexadecimal digits, the same for the same parts. Queues, file names and logs use such keys only.</summary>
public readonly record struct OpaqueKey : IComparable<OpaqueKey>
{
    private const int Length = 32;

    private readonly string? _digits;

    private OpaqueKey(string digits) => _digits = digits;

    /// <summary>The key of these parts, in order. A separator that no part can hold keeps ("1", "23") and ("12", "3") apart.</summary>
    public static OpaqueKey Of(params string[] parts) =>
        new(Convert.ToHexStringLower(SHA256.HashData(BytesOf(parts)))[..Length]);

    /// <summary>The key of these parts, in order, that only somebody who knows the trust's secret can make or test.</summary>
    public static OpaqueKey Of(KeySecret secret, params string[] parts) =>
        new(Convert.ToHexStringLower(secret.Hash(BytesOf(parts)))[..Length]);

    /// <summary>Reads a key; false where the text is not 32 hexadecimal digits in small letters.</summary>
    public static bool TryParse(string text, out OpaqueKey key)
    {
        var valid = text.Length == Length && text.All(char.IsAsciiHexDigitLower);
        key = valid ? new(text) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not 32 hexadecimal digits in small letters.</exception>
    public static OpaqueKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("A key is 32 hexadecimal digits in small letters.");

    public int CompareTo(OpaqueKey other) => string.CompareOrdinal(_digits, other._digits);

    public override string ToString() => _digits ?? "";

    private static byte[] BytesOf(string[] parts) => Encoding.UTF8.GetBytes(string.Join('\u001F', parts));
}
