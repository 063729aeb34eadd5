namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The fields of the forms by which people enter what they did about a child.</summary>
public static class EntryFields
{
    /// <summary>The part of the child's page whose form was refused, for what stands beside it.</summary>
    public const string ChecklistForm = "checklist";

    /// <summary>The keys of the actions that are done.</summary>
    public const string Done = "done";

    /// <summary>The day on which it happened, as yyyy-MM-dd.</summary>
    public const string On = "on";

    public const string Note = "note";

    /// <summary>The part of the child's page about leave of absence.</summary>
    public const string LeaveForm = "leave";

    /// <summary>Who asks for leave.</summary>
    public const string AskedBy = "asked-by";

    /// <summary>The first day of the leave, as yyyy-MM-dd.</summary>
    public const string From = "from";

    /// <summary>The last day of the leave, as yyyy-MM-dd.</summary>
    public const string To = "to";

    public const string Reason = "reason";

    /// <summary>Why an action does not apply; the name ends with the action's key.</summary>
    public static string Because(CaseKey key) => $"{BecausePrefix}{key}";

    /// <summary>The beginning of those names.</summary>
    public const string BecausePrefix = "because-";
}
