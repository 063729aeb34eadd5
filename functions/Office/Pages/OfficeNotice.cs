namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The place at the top of every page of the office where a notice to everybody stands.</summary>
public static class OfficeNotice
{
    /// <summary>What stands there while there is no notice. No text of a page can hold it, because pages encode what they show.</summary>
    public const string Place = "<!--notice-->";
}
