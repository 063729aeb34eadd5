namespace AttendanceFunctions.Domain.Cases;

/// <summary>The opaque key of a proposal or duty, always the same, so that a worklist that comes back finds it.</summary>
public readonly record struct CaseKey
{
    private readonly OpaqueKey _key;

    private CaseKey(OpaqueKey key) => _key = key;

    /// <summary>The key of the proposal or duty that came up with an event of a pupil's case.</summary>
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
