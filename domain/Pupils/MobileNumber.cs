namespace AttendanceFunctions.Domain.Pupils;

/// <summary>A UK mobile number in the form that the networks use: +44 7… A landline is not one: nobody reads a text on it.</summary>
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
