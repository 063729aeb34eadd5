using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The two forms of a worklist, with the same columns: CSV, and a workbook in which Decision is a drop-down of what may be
/// decided in that row. Columns are found by their names when it comes back, so a person may move them.
/// </summary>
public static class WorklistSheet
{
    private const string Decision = "Decision";

    private const int NamesInSight = 2;

    // First who and how it stands, then what to do about it, then what a person writes, and last what only the program needs.
    private static readonly Column[] Columns =
    [
        new("Surname", "Surname", 12) { Of = row => row.Pupil?.Surname ?? "", Wraps = true },
        new("Forename", "Forename", 11) { Of = row => row.Pupil?.Forename ?? "", Wraps = true },
        new("YearGroup", "Year group", 7) { Of = row => row.Pupil?.YearGroup ?? "", Wraps = true },
        new("Class", "Class", 7) { Of = row => row.Pupil?.Class ?? "", Wraps = true },
        new("Percent", "Percent", 8) { Of = row => row.Pupil?.Percent ?? Cell.Empty },
        new("DaysLost", "Days lost", 6) { Of = row => row.Pupil?.DaysLost ?? Cell.Empty },
        new("StageName", "Stage name", 14) { Of = row => row.Pupil?.StageName ?? "", Wraps = true },
        new("CaseStage", "Case stage", 13) { Of = row => row.Pupil?.CaseStage ?? "", Wraps = true },
        new("What", "What", 28) { Of = row => row.What, Wraps = true },
        new("Why", "Why", 30) { Of = row => row.Why, Wraps = true },
        new("Actions", "Actions", 42)
        {
            Of = row => string.Join("; ", row.Actions),
            InWorkbook = row => string.Join('\n', row.Actions.Select(action => $"• {action}")),
            Wraps = true,
        },
        new("Due", "Due", 11) { Of = row => row.Due is { } due ? Cell.Date(due) : Cell.Empty },
        new("Allowed", "Allowed", 11) { Of = row => Choice.OneOf(row.Allowed), Wraps = true },
        new(Decision, Decision, 11) { Wraps = true, TakesInput = true },
        new("By", "By", 10) { Wraps = true, TakesInput = true },
        new("Note", "Note", 17) { Wraps = true, TakesInput = true },
        new("Stage", "Stage", 7) { Of = row => row.Pupil?.Stage ?? Cell.Empty, IsSecondary = true },
        new("School", "School", 9) { Of = row => row.School.ToString(), IsSecondary = true },
        new("UPN", "UPN", 16) { Of = row => row.Pupil?.Upn ?? "", IsSecondary = true },
        new("Kind", "Kind", 9) { Of = row => row.Kind, IsSecondary = true },
        new("Key", "Key", 36) { Of = row => row.Key, IsSecondary = true },
    ];

    /// <summary>The worklist as CSV for people.</summary>
    public static Task<BinaryData> CsvAsync(IEnumerable<WorklistRow> rows, CancellationToken cancellationToken) => CsvSheet.MakeAsync(
        Columns.Select(column => column.Name), rows.Select(row => Columns.Select(column => column.Of(row))), forPeople: true,
        cancellationToken);

    /// <summary>The worklist as a workbook.</summary>
    /// <param name="title">What stands above every printed page.</param>
    /// <param name="others">Further sheets after it.</param>
    public static BinaryData Workbook(string title, IEnumerable<WorklistRow> rows, IEnumerable<WorkbookSheet> others) =>
        Documents.Sheets.Workbook.Make(
    [
        new("Worklist", title, [.. Columns.Select(column => column.ForWorkbook)], [.. rows.Select(RowOf)]) { FrozenColumns = NamesInSight },
        .. others,
    ]);

    private static WorkbookRow RowOf(WorklistRow row) => new([.. Columns.Select(column => (column.InWorkbook ?? column.Of)(row))])
    {
        Choices = row.Waits ? [new(Decision, row.Allowed)] : [],
    };

    /// <summary>A column of both forms.</summary>
    /// <param name="Heading">The same name with its words apart, for people; they are matched without spaces.</param>
    /// <param name="Width">Its width in the workbook, in characters.</param>
    private sealed record Column(string Name, string Heading, int Width)
    {
        public Func<WorklistRow, Cell> Of { get; init; } = _ => Cell.Empty;

        /// <summary>What stands in the workbook where that is other than in the CSV.</summary>
        public Func<WorklistRow, Cell>? InWorkbook { get; init; }

        public bool Wraps { get; init; }

        public bool TakesInput { get; init; }

        public bool IsSecondary { get; init; }

        public WorkbookColumn ForWorkbook => new(Heading, Width) { Wraps = Wraps, TakesInput = TakesInput, IsSecondary = IsSecondary };
    }
}
