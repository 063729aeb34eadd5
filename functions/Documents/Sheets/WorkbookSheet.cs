namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>One sheet of a workbook: a header and rows that people read, filter, fill in and print.</summary>
/// <param name="Name">What its tab says, in the workbook once: at most 31 characters, none of <c>[ ] : * ? / \</c>.</param>
/// <param name="Title">What stands above every printed page.</param>
/// <param name="Columns">Its columns from the left, at least one.</param>
/// <param name="Rows">Its rows, each with a cell for every column.</param>
public sealed record WorkbookSheet(string Name, string Title, IReadOnlyList<WorkbookColumn> Columns, IReadOnlyList<WorkbookRow> Rows)
{
    /// <summary>Columns at the left that stay in sight when the sheet is moved sideways.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>What stands above the header, whose rows are then a table of Excel's; null where the header is the first row.</summary>
    public SheetHeading? Heading { get; init; }
}

/// <summary>What stands above the header of a sheet that is read.</summary>
/// <param name="About">The sentences below it.</param>
/// <param name="Table">The name of the table in formulas: letters, digits and underscores, no other table's in the same workbook.</param>
/// <param name="WhenEmpty">The sentence in place of no rows.</param>
public sealed record SheetHeading(string Title, string About, string Table, string WhenEmpty);

/// <summary>A column of a sheet.</summary>
/// <param name="Width">Its width in characters, 1 to 255.</param>
public sealed record WorkbookColumn(string Name, int Width)
{
    /// <summary>Whether long text goes on in a new line of its cell.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether only the program needs it: grey, and not printed where only such columns stand to its right.</summary>
    public bool IsSecondary { get; init; }

    /// <summary>Whether a person writes into it: tinted in the rows that offer a choice, and what is written stays text as typed.</summary>
    public bool TakesInput { get; init; }
}

/// <summary>A row of a sheet.</summary>
public sealed record WorkbookRow(IReadOnlyList<Cell> Cells)
{
    /// <summary>The cells that offer a drop-down.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>How the row looks in a sheet with a heading.</summary>
    public RowLook Look { get; init; }
}

/// <summary>How a row looks: the sum of the others, or one whose first cell is tinted; a cell of the row says the same in words.</summary>
public enum RowLook
{
    Plain,
    Total,
    Good,
    Watch,
    Concern,
}

/// <summary>A drop-down in a cell of a row, which takes nothing but its words.</summary>
/// <param name="column">The name of the cell's column.</param>
/// <param name="words">What can be chosen, at least one.</param>
/// <exception cref="ArgumentException">
/// No word; an empty one; one with a comma, a quotation mark or spaces around it; or more than 255 characters in all.
/// </exception>
public sealed class Choice(string column, IReadOnlyList<string> words)
{
    /// <summary>What a list within a cell's rule can hold.</summary>
    private const int LongestList = 255;

    public string Column => column;

    public IReadOnlyList<string> Words => words;

    /// <summary>The words with commas between them, as a workbook keeps them.</summary>
    public string Listed { get; } = List(words);

    /// <summary>Words as a sentence has them: "release or withhold"; "extend, escalate or close".</summary>
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
