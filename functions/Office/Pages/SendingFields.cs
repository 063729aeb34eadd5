namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The fields of the form that pauses all sending and lets messages leave again.</summary>
public static class SendingFields
{
    public const string Why = "why";

    /// <summary>The pause that its reader wants to end; the form that pauses has none.</summary>
    public const string Ends = "ends";
}
