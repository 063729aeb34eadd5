namespace AttendanceFunctions.Domain.Pupils;

/// <summary>
/// A unique pupil number in capitals. A text that is no valid UPN is accepted too, because schools have numbers of their own for pupils
/// without one; the school's roster decides whether it is known.
/// </summary>
public readonly record struct Upn : IComparable<Upn>
{
    private const int MaximumLength = 32;

    /// <summary>A check letter and twelve characters.</summary>
    private const int ValidLength = 13;

    /// <summary>The letters by their value from 0 to 22: the alphabet without I, O and S.</summary>
    private const string Letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private readonly string? _text;

    private Upn(string text) => _text = text;

    /// <summary>Whether the number can have been issued: its form and its check letter are right.</summary>
    /// <remarks>
    /// As the Department for Education defines it ("Unique pupil numbers: guidance"; rule 1510 of the school census): a check letter, the
    /// three digits of the local authority, the four of the school, two of the year, and three more; in a temporary number the thirteenth
    /// character is a letter. The characters 2 to 13, each times its place, are added up, a letter counting as its value; the check letter
    /// is the one whose value is the sum modulo 23.
    /// </remarks>
    public bool IsValid =>
        _text is { Length: ValidLength } text && text.AsSpan(1, ValidLength - 2).IndexOfAnyExceptInRange('0', '9') < 0
        && ValueOf(text[^1]) >= 0
        && Letters[text.Select((c, index) => index == 0 ? 0 : ValueOf(c) * (index + 1)).Sum() % Letters.Length] == text[0];

    public static bool TryParse(string text, out Upn upn)
    {
        var trimmed = text.Trim();
        var valid = trimmed.Length is > 0 and <= MaximumLength && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        upn = valid ? new Upn(trimmed.ToUpperInvariant()) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text has another form.</exception>
    public static Upn Parse(string text) =>
        TryParse(text, out var upn) ? upn : throw new FormatException("A UPN is 1 to 32 letters and digits.");

    public int CompareTo(Upn other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";

    /// <summary>The value of a digit or letter; negative if it is neither a digit nor one of the letters.</summary>
    private static int ValueOf(char c) => char.IsAsciiDigit(c) ? c - '0' : Letters.IndexOf(c, StringComparison.Ordinal);
}
