namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>One sheet of a workbook: a header and rows that people read, filter and print.</summary>
/// <param name="Name">The name on its tab, unique in the workbook: at most 31 characters, none of <c>[ ] : * ? / \</c>.</param>
/// <param name="Title">The header of every printed page.</param>
/// <param name="Columns">Its columns from the left, at least one.</param>
/// <param name="Rows">Its rows, each with a cell for every column.</param>
public sealed record WorkbookSheet(string Name, string Title, IReadOnlyList<WorkbookColumn> Columns, IReadOnlyList<WorkbookRow> Rows)
{
    /// <summary>The number of columns at the left that stay visible when the sheet is scrolled sideways.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>The heading above the header row; the rows are then an Excel table. Null if the header is the first row.</summary>
    public SheetHeading? Heading { get; init; }
}

/// <summary>The heading of a sheet that is only read.</summary>
/// <param name="About">The sentences below the title.</param>
/// <param name="Table">The table's name in formulas: letters, digits and underscores, unique in the workbook.</param>
/// <param name="WhenEmpty">The sentence shown if there are no rows.</param>
public sealed record SheetHeading(string Title, string About, string Table, string WhenEmpty);

/// <summary>A column of a sheet.</summary>
/// <param name="Width">Its width in characters, 1 to 255.</param>
public sealed record WorkbookColumn(string Name, int Width)
{
    /// <summary>Whether long text wraps within its cell.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether only the program needs it: grey, and not printed if all columns to its right are secondary too.</summary>
    public bool IsSecondary { get; init; }
}

/// <summary>A row of a sheet.</summary>
public sealed record WorkbookRow(IReadOnlyList<Cell> Cells)
{
    /// <summary>The style of the row in a sheet with a heading.</summary>
    public RowLook Look { get; init; }
}

/// <summary>The style of a row: a total, or a tint of the first cell; a cell of the row says the same in words.</summary>
public enum RowLook
{
    Plain,
    Total,
    Good,
    Watch,
    Concern,
}
