using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>
/// The key of a letter: the same whenever it is worked out, so that a repeated night writes the same files. It is opaque: a file's
/// name says nothing about a pupil.
/// </summary>
public readonly record struct LetterKey : IComparable<LetterKey>
{
    private readonly string? _text;

    private LetterKey(string text) => _text = text;

    /// <summary>A pupil gets at most one letter of a kind on a night.</summary>
    public static LetterKey Of(SchoolId school, Upn upn, LetterKind kind, DateOnly night)
    {
        // A separator that no part can hold keeps ("1", "23") and ("12", "3") apart.
        var parts = string.Join('\u001F', "letter", school.ToString(), upn.ToString(), kind.NameOf(), night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..32]);
    }

    public int CompareTo(LetterKey other) => string.CompareOrdinal(_text, other._text);

    public static bool operator <(LetterKey left, LetterKey right) => left.CompareTo(right) < 0;

    public static bool operator >(LetterKey left, LetterKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(LetterKey left, LetterKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LetterKey left, LetterKey right) => left.CompareTo(right) >= 0;

    public override string ToString() => _text ?? "";
}
