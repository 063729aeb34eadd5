namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The fields of the office's forms.</summary>
public static class DecideFields
{
    /// <summary>The key of the row that is decided.</summary>
    public const string Row = "row";

    /// <summary>The decision, in the row's words.</summary>
    public const string Decision = "decision";

    public const string Note = "note";

    /// <summary>The day on which it happened, as yyyy-MM-dd.</summary>
    public const string Happened = "happened";

    /// <summary>The page from which the form came: <see cref="Today"/>, or the child's.</summary>
    public const string Back = "back";

    public const string Today = "today";

    public const string OfChild = "child";

    /// <summary>The kind of the messages that are decided.</summary>
    public const string Kind = "kind";

    /// <summary>The keys of the messages that are left as they are.</summary>
    public const string Keep = "keep";
}

/// <summary>Why a decision changed nothing.</summary>
/// <param name="RowKey">The row that was decided.</param>
/// <param name="Sentence">The reason, and what to do.</param>
public sealed record Refused(string RowKey, string Sentence)
{
    /// <summary>The entry for the log that was refused, as it was filled in; null for other forms.</summary>
    public LogDraft? Draft { get; init; }

    /// <summary>The fields of a form that was refused, as they were filled in; null for some forms.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}

/// <summary>What a form did, for the page that it leads back to.</summary>
/// <param name="Child">The key of the child whom it was about; null if it was about none alone.</param>
public sealed record DoneNote(string Sentence, OpaqueKey? Child);
