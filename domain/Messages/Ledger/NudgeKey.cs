using System.Globalization;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>
/// The key of a row in the ledger: the same for the same (school, pupil, rule, period, channel, contact) whenever it is worked
/// out (domain 0.10), so that every repetition meets the row that is already there. It is opaque, and the only thing about a
/// message that queues, provider tags and logs carry. It cannot be built from a name, a number or an address.
/// </summary>
public readonly record struct NudgeKey : IComparable<NudgeKey>
{
    private readonly string? _text;

    private NudgeKey(string text) => _text = text;

    public static NudgeKey Of(SchoolId school, Upn upn, MessageKind rule, string period, Channel channel, int contactSlot) =>
        new(OpaqueKey.Of(school.ToString(), upn.ToString(), rule.ToString(), period, channel.ToString(), contactSlot.ToString(CultureInfo.InvariantCulture)));

    public static bool TryParse(string text, out NudgeKey key)
    {
        var valid = OpaqueKey.Is(text);
        key = valid ? new NudgeKey(text) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is no key.</exception>
    public static NudgeKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("A ledger key is 32 hexadecimal digits.");

    public int CompareTo(NudgeKey other) => string.CompareOrdinal(_text, other._text);

    public static bool operator <(NudgeKey left, NudgeKey right) => left.CompareTo(right) < 0;

    public static bool operator >(NudgeKey left, NudgeKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(NudgeKey left, NudgeKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(NudgeKey left, NudgeKey right) => left.CompareTo(right) >= 0;

    public override string ToString() => _text ?? "";
}
