using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Pupils;

/// <summary>
/// A number or an email address as something that can be compared and not written to. It is a pseudonym, as <see cref="NudgeKey"/>
/// is one: who has a list of numbers could work it out, so it stands in tables and nowhere else.
/// </summary>
public readonly record struct AddressKey
{
    private readonly string? _text;

    private AddressKey(string text) => _text = text;

    public static AddressKey Of(Address address) => new(OpaqueKey.Of(address.Channel.ToString(), address.Value));

    /// <exception cref="FormatException">The text is no key.</exception>
    public static AddressKey Parse(string text) => OpaqueKey.Is(text) ? new(text) : throw new FormatException("An address's key is 32 hexadecimal digits.");

    public override string ToString() => _text ?? "";
}
