using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>The key of something that people decide on or do: a worklist that comes back finds the case event that it is about.</summary>
public readonly record struct CaseKey
{
    private readonly OpaqueKey _key;

    private CaseKey(OpaqueKey key) => _key = key;

    /// <summary>No key: nothing that could be decided on.</summary>
    public static CaseKey None => default;

    /// <summary>The key of what came up with the event of this number in a pupil's case.</summary>
    public static CaseKey Of(SchoolId school, Upn upn, int number) =>
        new(OpaqueKey.Of("case", school.ToString(), upn.ToString(), number.ToString(CultureInfo.InvariantCulture)));

    public static bool TryParse(string text, out CaseKey key)
    {
        var valid = OpaqueKey.TryParse(text, out var parsed);
        key = new(parsed);
        return valid;
    }

    public override string ToString() => _key.ToString();
}
