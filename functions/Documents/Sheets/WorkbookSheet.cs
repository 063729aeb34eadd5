namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>One sheet of a workbook: a header and rows that people read, filter, fill in and print.</summary>
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

    /// <summary>Whether people write into it: tinted in rows that offer a choice; input stays text as typed.</summary>
    public bool TakesInput { get; init; }
}

/// <summary>A row of a sheet.</summary>
public sealed record WorkbookRow(IReadOnlyList<Cell> Cells)
{
    /// <summary>The cells that offer a drop-down.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

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

/// <summary>A drop-down in a cell of a row; the cell accepts only its words.</summary>
/// <param name="column">The name of the cell's column.</param>
/// <param name="words">What can be chosen, at least one.</param>
/// <exception cref="ArgumentException">
/// There are no words; or a word is empty, has a comma, a quotation mark or outer spaces; or all together exceed 255 characters.
/// </exception>
public sealed class Choice(string column, IReadOnlyList<string> words)
{
    /// <summary>The most characters of a list in a validation rule.</summary>
    private const int LongestList = 255;

    public string Column => column;

    public IReadOnlyList<string> Words => words;

    /// <summary>The words separated by commas, as a workbook stores them.</summary>
    public string Listed { get; } = List(words);

    /// <summary>The words as part of a sentence: "release or withhold"; "extend, escalate or close".</summary>
    public static string OneOf(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    private static string List(IReadOnlyList<string> words)
    {
        var list = string.Join(',', words);
        var canBeListed = words.Count > 0 && list.Length <= LongestList
            && words.All(word => word.Length > 0 && word == word.Trim() && !word.AsSpan().ContainsAny(',', '"'));
        return canBeListed ? list : throw new ArgumentException(
            $"\"{list}\" cannot be a drop-down: it takes words without commas and quotation marks, {LongestList} characters at most.",
            nameof(words));
    }
}
