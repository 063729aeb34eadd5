namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The fields of the forms by which people enter what they did about a child.</summary>
public static class EntryFields
{
    /// <summary>The part of the child's page whose form was refused, for what stands beside it.</summary>
    public const string ChecklistForm = "checklist";

    /// <summary>The same, of the log.</summary>
    public const string LogForm = "log";

    public const string Kind = "kind";

    /// <summary>The time at which it happened, as HH:mm; may be empty.</summary>
    public const string At = "at";

    public const string Present = "present";

    public const string Text = "text";

    public const string Outcome = "outcome";

    public const string Referral = "referral";

    /// <summary>The number of the entry that is corrected; empty for a new one.</summary>
    public const string Corrects = "corrects";

    /// <summary>The same, of what was agreed.</summary>
    public const string AgreementForm = "agreement";

    /// <summary>The target of an agreement, in per cent.</summary>
    public const string Target = "target";

    /// <summary>The day of the review of an agreement.</summary>
    public const string Review = "review";

    public const string AgreedBy = "agreed-by";

    /// <summary>What is done by an action of an agreement.</summary>
    /// <param name="number">Its place, from 1.</param>
    public static string What(int number) => string.Create(CultureInfo.InvariantCulture, $"what-{number}");

    /// <summary>Whose the action is.</summary>
    public static string Who(int number) => string.Create(CultureInfo.InvariantCulture, $"who-{number}");

    /// <summary>The day by which it is done.</summary>
    public static string By(int number) => string.Create(CultureInfo.InvariantCulture, $"by-{number}");

    /// <summary>The keys of the actions that are done.</summary>
    public const string Done = "done";

    /// <summary>The day on which it happened, as yyyy-MM-dd.</summary>
    public const string On = "on";

    public const string Note = "note";

    /// <summary>The part of the child's page about leave of absence.</summary>
    public const string LeaveForm = "leave";

    /// <summary>The part about reasons that families told.</summary>
    public const string ReasonForm = "told";

    /// <summary>The part about the circumstance.</summary>
    public const string CircumstanceForm = "circumstance";

    /// <summary>The part in which a letter is made.</summary>
    public const string LetterForm = "letter-now";

    /// <summary>Who told a reason.</summary>
    public const string ToldBy = "told-by";

    /// <summary>The code that is proposed.</summary>
    public const string Code = "code";

    /// <summary>The letter that is made, by its name.</summary>
    public const string Letter = "letter";

    /// <summary>What is done with a circumstance: <see cref="PutOnFile"/> or <see cref="End"/>.</summary>
    public const string Do = "do";

    public const string PutOnFile = "put-on-file";

    public const string End = "end";

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
