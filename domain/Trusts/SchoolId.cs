namespace AttendanceFunctions.Domain.Trusts;

/// <summary>A school's id in settings, folders and keys: usually its URN. 1 to 32 letters, digits and hyphens.</summary>
public readonly record struct SchoolId : IComparable<SchoolId>
{
    private readonly string? _text;

    private SchoolId(string text) => _text = text;

    public static bool TryParse(string text, out SchoolId id)
    {
        var valid = text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        id = valid ? new SchoolId(text) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a school id.</exception>
    public static SchoolId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"\"{text}\" is not a school id, which has 1 to 32 letters, digits or hyphens.");

    public int CompareTo(SchoolId other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";
}
