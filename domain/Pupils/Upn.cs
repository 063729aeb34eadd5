namespace AttendanceFunctions.Domain.Pupils;

/// <summary>A unique pupil number in capitals. Only its characters are checked; the school's roster decides whether it is known.</summary>
public readonly record struct Upn : IComparable<Upn>
{
    private const int MaximumLength = 32;

    private readonly string? _text;

    private Upn(string text) => _text = text;

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
}
