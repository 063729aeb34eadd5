namespace AttendanceFunctions.Domain.Letters;

/// <summary>The key of a letter, and the name of its files.</summary>
public readonly record struct LetterKey : IComparable<LetterKey>
{
    private readonly OpaqueKey _key;

    private LetterKey(OpaqueKey key) => _key = key;

    /// <summary>A pupil gets at most one letter of a kind on a night.</summary>
    public static LetterKey Of(SchoolId school, Upn upn, LetterKind kind, DateOnly night) =>
        new(OpaqueKey.Of(
            "letter", school.ToString(), upn.ToString(), kind.NameOf(), night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public int CompareTo(LetterKey other) => _key.CompareTo(other._key);

    public override string ToString() => _key.ToString();
}
