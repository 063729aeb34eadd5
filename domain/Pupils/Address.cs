namespace AttendanceFunctions.Domain.Pupils;

/// <summary>Where messages to a contact are sent: a mobile number if there is one, else an email address.</summary>
/// <param name="Value">The number in E.164 form, or the email address.</param>
public readonly record struct Address(Channel Channel, string Value)
{
    /// <summary>The first address of a contact that is not unusable; null where there is none.</summary>
    public static Address? Of(Contact contact, IReadOnlySet<Address> unusable) =>
        AllOf(contact).Where(address => !unusable.Contains(address)).Select(address => (Address?)address).FirstOrDefault();

    /// <summary>Every valid address of a contact, in order of preference.</summary>
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
/// A pseudonym of an address, for tables only: it can be compared, but nothing can be sent to it, and without the trust's secret it cannot
/// be found by trying all numbers.
/// </summary>
public readonly record struct AddressKey
{
    private readonly OpaqueKey _key;

    private AddressKey(OpaqueKey key) => _key = key;

    public static AddressKey Of(KeySecret secret, Address address) =>
        new(OpaqueKey.Of(secret, address.Channel.ToString(), address.Value));

    /// <exception cref="FormatException">The text is not a key.</exception>
    public static AddressKey Parse(string text) => new(OpaqueKey.Parse(text));

    public override string ToString() => _key.ToString();
}

public enum Channel
{
    /// <summary>No channel: the row records why nothing is sent.</summary>
    None,

    Text,

    Email,
}

/// <summary>One email address, in small letters: a mailbox, an @ and a domain with a dot.</summary>
public readonly record struct EmailAddress
{
    private EmailAddress(string address) => Address = address;

    public string Address { get; }

    public static bool TryParse(string text, out EmailAddress email)
    {
        var trimmed = text.Trim();
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        var domain = trimmed[(at + 1)..];
        var valid = at > 0 && trimmed.Length <= 254
            && !trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"')
            && !domain.Contains('@', StringComparison.Ordinal)
            && domain.Contains('.', StringComparison.Ordinal) && domain[0] != '.' && domain[^1] != '.';
        email = valid ? new(trimmed.ToLowerInvariant()) : default;
        return valid;
    }

    public override string ToString() => Address ?? "";
}

/// <summary>A UK mobile number in the form that the networks use: +44 7… Landlines are not accepted: they do not show texts.</summary>
public readonly record struct MobileNumber
{
    private MobileNumber(string e164) => E164 = e164;

    /// <summary>+447 and nine digits.</summary>
    public string E164 { get; }

    /// <summary>Reads 07…, +447…, 00447… or (0)7… with any spaces, dots, hyphens and brackets.</summary>
    public static bool TryParse(string text, out MobileNumber number)
    {
        number = default;
        if (!text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '.' or '(' or ')' or '\u00A0'))
        {
            return false;
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var national = digits switch
        {
            ['0', '0', '4', '4', '0', .. var rest] => rest,
            ['0', '0', '4', '4', .. var rest] => rest,
            ['4', '4', '0', .. var rest] => rest,
            ['4', '4', .. var rest] when digits.Length == 12 => rest,
            ['0', .. var rest] => rest,
            _ => digits,
        };
        // 070 are personal numbers and 076 pagers (07624 is the Isle of Man's mobile network): Ofcom's numbering plan.
        var mobile = national.Length == 10 && national[0] == '7'
            && (national[1] is not ('0' or '6') || national.StartsWith("7624", StringComparison.Ordinal));
        number = mobile ? new("+44" + national) : default;
        return mobile;
    }

    public override string ToString() => E164 ?? "";
}
