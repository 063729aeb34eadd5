namespace AttendanceFunctions.Functions.Intake;

/// <summary>The columns without which a file is not what it is sent as.</summary>
internal static class RequiredColumns
{
    /// <summary>Whether all required columns are there and no known one twice; says what is wrong if not.</summary>
    /// <param name="kind">What the file is sent as, in a word.</param>
    public static bool AreIn(HeaderRow header, string kind, IReadOnlyList<string> required, IEnumerable<string> known, out string reason)
    {
        var missing = required.Where(name => !header.Has(name)).ToList();
        var repeated = header.Repeated(known);
        reason = (missing, repeated) switch
        {
            ([_, ..], _) => $"The {kind} has no column {string.Join(", ", missing)}. It needs {string.Join(", ", required)}; the file has {header.Shown}.",
            (_, [_, ..]) => $"The {kind} has more than one column named {string.Join(", ", repeated)}: keep the right one.",
            _ => "",
        };
        return reason.Length == 0;
    }
}
