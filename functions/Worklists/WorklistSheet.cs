using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The two forms of a worklist, with the same columns: CSV, and a workbook in which Decision is a drop-down of the decisions allowed in
/// each row, but for what only a signed-in person may decide. A returned file is read by column names, so a person may move columns.
/// </summary>
public static class WorklistSheet
{
    private const string Decision = "Decision";

    private const int NamesInSight = 2;

    // The order: the pupil and the status, what to do, the cells that a person fills in, and last the keys for the program.
    private static readonly Column[] Columns =
    [
        new("Surname", new("Surname", 12) { Wraps = true }, row => row.Pupil?.Surname ?? ""),
        new("Forename", new("Forename", 11) { Wraps = true }, row => row.Pupil?.Forename ?? ""),
        new("YearGroup", new("Year group", 7) { Wraps = true }, row => row.Pupil?.YearGroup ?? ""),
        new("Class", new("Class", 7) { Wraps = true }, row => row.Pupil?.Class ?? ""),
        new("Percent", new("Percent", 8), row => row.Pupil?.Percent ?? Cell.Empty),
        new("DaysLost", new("Days lost", 6), row => row.Pupil?.DaysLost ?? Cell.Empty),
        new("StageName", new("Stage name", 14) { Wraps = true }, row => row.Pupil?.StageName ?? ""),
        new("CaseStage", new("Case stage", 13) { Wraps = true }, row => row.Pupil?.CaseStage ?? ""),
        new("What", new("What", 28) { Wraps = true }, row => row.What),
        new("Why", new("Why", 30) { Wraps = true }, row => row.Why),
        new("Actions", new("Actions", 42) { Wraps = true }, row => string.Join("; ", row.Actions))
        {
            InWorkbook = row => string.Join('\n', row.Actions.Select(action => $"• {action}")),
        },
        new("Due", new("Due", 11), row => row.Due is { } due ? Cell.Date(due) : Cell.Empty),
        new("Allowed", new("Allowed", 11) { Wraps = true }, row => (row.NeedsSignIn ? "signed in only: " : "") + Choice.OneOf(row.Allowed)),
        new(Decision, new(Decision, 11) { Wraps = true, TakesInput = true }, _ => Cell.Empty),
        new("By", new("By", 10) { Wraps = true, TakesInput = true }, _ => Cell.Empty),
        new("Note", new("Note", 17) { Wraps = true, TakesInput = true }, _ => Cell.Empty),
        new("Stage", new("Stage", 7) { IsSecondary = true }, row => row.Pupil?.Stage ?? Cell.Empty),
        new("School", new("School", 9) { IsSecondary = true }, row => row.School.ToString()),
        new("UPN", new("UPN", 16) { IsSecondary = true }, row => row.Pupil?.Upn ?? ""),
        new("Kind", new("Kind", 9) { IsSecondary = true }, row => row.Kind),
        new("Key", new("Key", 36) { IsSecondary = true }, row => row.Key ?? ""),
    ];

    /// <summary>The worklist as CSV for people.</summary>
    public static BinaryData Csv(IEnumerable<WorklistRow> rows) => CsvSheet.Make(
        Columns.Select(column => column.Name), rows.Select(row => Columns.Select(column => column.Of(row))), forPeople: true);

    /// <summary>The worklist as a workbook.</summary>
    /// <param name="title">The header of every printed page.</param>
    /// <param name="others">Further sheets after the worklist.</param>
    public static BinaryData Workbook(string title, IEnumerable<WorklistRow> rows, IEnumerable<WorkbookSheet> others) =>
        Documents.Sheets.Workbook.Make(
    [
        new("Worklist", title, [.. Columns.Select(column => column.ForWorkbook)], [.. rows.Select(RowOf)]) { FrozenColumns = NamesInSight },
        .. others,
    ]);

    private static WorkbookRow RowOf(WorklistRow row) => new([.. Columns.Select(column => column.InWorkbook(row))])
    {
        Choices = row is { Waits: true, NeedsSignIn: false } ? [new(Decision, row.Allowed)] : [],
    };

    /// <summary>A column of both forms.</summary>
    /// <param name="Name">The name in the CSV; the workbook separates its words with spaces, which are ignored when reading.</param>
    private sealed record Column(string Name, WorkbookColumn ForWorkbook, Func<WorklistRow, Cell> Of)
    {
        /// <summary>The cell in the workbook, if different from the CSV.</summary>
        public Func<WorklistRow, Cell> InWorkbook { get; init; } = Of;
    }
}
