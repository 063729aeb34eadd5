using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Pupils;

/// <summary>Where a contact is written to: a mobile number if there is one, else an email address, else nowhere.</summary>
/// <param name="Channel">How.</param>
/// <param name="Value">The number in the networks' form, or the address; empty where there is none.</param>
public readonly record struct Address(Channel Channel, string Value)
{
    /// <summary>No way to reach anybody.</summary>
    public static Address None => new(Channel.None, "");

    /// <summary>The first address of a contact that is not among those found dead.</summary>
    public static Address Of(Contact contact, IReadOnlySet<Address> unusable) => AllOf(contact).FirstOrDefault(address => !unusable.Contains(address), None);

    /// <summary>Every usable address of a contact, the one that is written to first.</summary>
    public static IEnumerable<Address> AllOf(Contact contact)
    {
        if (MobileNumber.TryParse(contact.Mobile, out var mobile))
        {
            yield return new(Channel.Text, mobile.E164);
        }

        if (EmailAddress.TryParse(contact.Email, out var email))
        {
            yield return new(Channel.Email, email.Address);
        }
    }
}

/// <summary>
/// An address in a form that can be compared and not written to. It is a pseudonym: whoever has a list of numbers can work it out, so it
/// stands in tables and nowhere else.
/// </summary>
public readonly record struct AddressKey
{
    private readonly OpaqueKey _key;

    private AddressKey(OpaqueKey key) => _key = key;

    public static AddressKey Of(Address address) => new(OpaqueKey.Of(address.Channel.ToString(), address.Value));

    /// <exception cref="FormatException">The text is no key.</exception>
    public static AddressKey Parse(string text) => new(OpaqueKey.Parse(text));

    public override string ToString() => _key.ToString();
}
