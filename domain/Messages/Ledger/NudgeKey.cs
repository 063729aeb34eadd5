namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>
/// The key of a row in the ledger: always the same for the same (school, pupil, kind, period, channel, contact)
/// (domain 0.10), so that every repetition finds the existing row. It is the only thing about a message that
/// queues, provider tags and logs contain. Without the trust's secret it tells nothing, and a roster cannot choose it.
/// </summary>
public readonly record struct NudgeKey : IComparable<NudgeKey>
{
    private readonly OpaqueKey _key;

    private NudgeKey(OpaqueKey key) => _key = key;

    public static NudgeKey Of(
        KeySecret secret, SchoolId school, Upn upn, MessageKind kind, string period, Channel channel, int contactSlot) =>
        new(OpaqueKey.Of(
            secret, school.ToString(), upn.ToString(), kind.ToString(), period, channel.ToString(),
            contactSlot.ToString(CultureInfo.InvariantCulture)));

    public static bool TryParse(string text, out NudgeKey key)
    {
        var valid = OpaqueKey.TryParse(text, out var parsed);
        key = new(parsed);
        return valid;
    }

    /// <exception cref="FormatException">The text is not a key.</exception>
    public static NudgeKey Parse(string text) => new(OpaqueKey.Parse(text));

    public int CompareTo(NudgeKey other) => _key.CompareTo(other._key);

    public override string ToString() => _key.ToString();
}
