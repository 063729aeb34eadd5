namespace AttendanceFunctions.Domain.Pupils;

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
