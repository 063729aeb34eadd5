namespace AttendanceFunctions.Domain.Pupils;

/// <summary>
/// A parent's name as rosters are compared by it: without white space around it, with one space between its words, in capitals. Two
/// contacts with the same number or address and the same name are one person (domain 0.21); a name alone tells nothing.
/// </summary>
public readonly record struct ParentName : IComparable<ParentName>
{
    private readonly string? _folded;

    private ParentName(string folded) => _folded = folded;

    /// <summary>Whether the roster states a name: two contacts without a name, at two schools, are not known to be one person.</summary>
    public bool IsKnown => _folded is { Length: > 0 };

    public static ParentName Of(Contact contact) => Of(contact.Name);

    public static ParentName Of(string name) => new(English.OneLine(name).ToUpperInvariant());

    public int CompareTo(ParentName other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => _folded ?? "";
}
