using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// The key of something that people decide on or do: the same whenever it is worked out, so that a worklist that comes back
/// finds what it was about. It is opaque, and cannot be built from a name.
/// </summary>
public readonly record struct CaseKey
{
    private readonly string? _text;

    private CaseKey(string text) => _text = text;

    /// <summary>No key: nothing that could be decided on.</summary>
    public static CaseKey None => default;

    /// <summary>The key of what came up with the event of this number in a pupil's case.</summary>
    public static CaseKey Of(SchoolId school, Upn upn, int number) =>
        new(OpaqueKey.Of("case", school.ToString(), upn.ToString(), number.ToString(CultureInfo.InvariantCulture)));

    public static bool TryParse(string text, out CaseKey key)
    {
        var valid = OpaqueKey.Is(text);
        key = valid ? new CaseKey(text) : default;
        return valid;
    }

    public override string ToString() => _text ?? "";
}
