using System.Globalization;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
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
    public static LetterKey Of(SchoolId school, Upn upn, LetterKind kind, DateOnly night) =>
        new(OpaqueKey.Of("letter", school.ToString(), upn.ToString(), kind.NameOf(), night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public int CompareTo(LetterKey other) => string.CompareOrdinal(_text, other._text);

    public static bool operator <(LetterKey left, LetterKey right) => left.CompareTo(right) < 0;

    public static bool operator >(LetterKey left, LetterKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(LetterKey left, LetterKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LetterKey left, LetterKey right) => left.CompareTo(right) >= 0;

    public override string ToString() => _text ?? "";
}
