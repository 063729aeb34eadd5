using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The two forms of a worklist, with the same columns: a workbook to read and print, and CSV, from which another program can also take what
/// is decided about and how (decisions/{school}/). People decide in the office.
/// </summary>
public static class WorklistSheet
{
    private const int NamesInSight = 3;

    // The order: the part, the pupil and the status, what to do, and last what only programs need.
    private static readonly Column[] Columns =
    [
        new("Part", new("Part", 13) { Wraps = true }, line => line.Part),
        new("Surname", new("Surname", 12) { Wraps = true }, line => line.Row.Pupil?.Surname ?? ""),
        new("Forename", new("Forename", 11) { Wraps = true }, line => line.Row.Pupil?.Forename ?? ""),
        new("YearGroup", new("Year group", 7) { Wraps = true }, line => line.Row.Pupil?.YearGroup ?? "") { StandsOnce = true },
        new("Class", new("Class", 7) { Wraps = true }, line => line.Row.Pupil?.Class ?? "") { StandsOnce = true },
        new("Percent", new("Percent", 8), line => line.Row.Pupil?.Percent ?? Cell.Empty) { StandsOnce = true },
        new("DaysLost", new("Days lost", 6), line => line.Row.Pupil?.DaysLost ?? Cell.Empty) { StandsOnce = true },
        new("StageName", new("Stage name", 14) { Wraps = true }, line => line.Row.Pupil?.StageName ?? "") { StandsOnce = true },
        new("CaseStage", new("Case stage", 13) { Wraps = true }, line => line.Row.Pupil?.CaseStage ?? "") { StandsOnce = true },
        new("What", new("What", 34) { Wraps = true }, line => line.Row.What),
        new("Why", new("Why", 36) { Wraps = true }, line => line.Row.Why),
        new("Actions", new("Actions", 46) { Wraps = true }, line => string.Join("; ", line.Row.Actions))
        {
            InWorkbook = line => string.Join('\n', line.Row.Actions.Select(action => $"• {action}")),
        },
        new("Due", new("Due", 11), line => line.Row.Due is { } due ? Cell.Date(due) : Cell.Empty),
        new("Allowed", new("Allowed", 14) { Wraps = true, IsSecondary = true },
            line => (line.Row.NeedsSignIn ? "signed in only: " : "") + English.OneOf(line.Row.Allowed)),
        new("Stage", new("Stage", 7) { IsSecondary = true }, line => line.Row.Pupil?.Stage ?? Cell.Empty),
        new("School", new("School", 9) { IsSecondary = true }, line => line.Row.School.ToString()),
        new("UPN", new("UPN", 16) { IsSecondary = true }, line => line.Row.Pupil?.Upn ?? ""),
        new("Kind", new("Kind", 9) { IsSecondary = true }, line => line.Row.Kind),
        new("Key", new("Key", 36) { IsSecondary = true }, line => line.Row.Key ?? ""),
    ];

    /// <summary>The worklist as CSV for people.</summary>
    public static BinaryData Csv(IEnumerable<WorklistLine> lines) => CsvSheet.Make(
        Columns.Select(column => column.Name), lines.Select(line => Columns.Select(column => column.Of(line))), forPeople: true);

    /// <summary>The worklist as a workbook.</summary>
    /// <param name="title">The header of every printed page.</param>
    /// <param name="others">Further sheets after the worklist.</param>
    public static BinaryData Workbook(string title, IEnumerable<WorklistLine> lines, IEnumerable<WorkbookSheet> others) =>
        Documents.Sheets.Workbook.Make(
    [
        new("Worklist", title, [.. Columns.Select(column => column.ForWorkbook)], [.. lines.Select(RowOf)])
        {
            FrozenColumns = NamesInSight,
        },
        .. others,
    ]);

    private static WorkbookRow RowOf(WorklistLine line) => new(
        [.. Columns.Select(column => line.IsFollowing && column.StandsOnce ? Cell.Empty : column.InWorkbook(line))]);

    /// <summary>A column of both forms.</summary>
    /// <param name="Name">The name in the CSV; the workbook separates its words with spaces.</param>
    private sealed record Column(string Name, WorkbookColumn ForWorkbook, Func<WorklistLine, Cell> Of)
    {
        /// <summary>The cell in the workbook, if different from the CSV.</summary>
        public Func<WorklistLine, Cell> InWorkbook { get; init; } = Of;

        /// <summary>Whether the workbook shows it in the first row of a child's block alone.</summary>
        public bool StandsOnce { get; init; }
    }
}
