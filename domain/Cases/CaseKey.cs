using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The key of something that people decide on or do: the same whenever it is worked out, so that a worklist that comes back
/// finds what it was about. It is opaque, and cannot be built from a name.
/// </summary>
public readonly record struct CaseKey
{
    private const int Length = 32;

    private readonly string? _text;

    private CaseKey(string text) => _text = text;

    /// <summary>No key: nothing that could be decided on.</summary>
    public static CaseKey None => default;

    /// <summary>The key of what came up with the event of this number in a pupil's case.</summary>
    public static CaseKey Of(SchoolId school, Upn upn, int number)
    {
        // A separator that no part can hold keeps ("1", "23") and ("12", "3") apart.
        var parts = string.Join('\u001F', "case", school.ToString(), upn.ToString(), number.ToString(CultureInfo.InvariantCulture));
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..Length]);
    }

    public static bool TryParse(string text, out CaseKey key)
    {
        var valid = text.Length == Length && text.All(char.IsAsciiHexDigitLower);
        key = valid ? new CaseKey(text) : default;
        return valid;
    }

    public override string ToString() => _text ?? "";
}
