namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A school's phase. Figures are published by phase.</summary>
public enum Phase
{
    /// <summary>Reception to year 6.</summary>
    Primary,

    /// <summary>Years 7 to 11.</summary>
    Secondary,

    /// <summary>Years 1 to 11.</summary>
    Special,
}

internal static class Phases
{
    /// <summary>The name in settings and figures.</summary>
    internal static string Name(this Phase phase) => phase switch
    {
        Phase.Primary => "primary",
        Phase.Secondary => "secondary",
        _ => "special",
    };

    /// <summary>The first and the last year group; reception is 0.</summary>
    internal static (int First, int Last) Years(this Phase phase) => phase switch
    {
        Phase.Primary => (0, 6),
        Phase.Secondary => (7, 11),
        _ => (1, 11),
    };
}
