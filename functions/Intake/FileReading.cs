namespace AttendanceFunctions.Functions.Intake;

/// <summary>A fault or a remark of a file's rows: the same one of several rows stands once.</summary>
/// <param name="Count">How many rows have it.</param>
/// <param name="Lines">The lines of the first of them, at most <see cref="MostLines"/>.</param>
/// <param name="Sentence">What is wrong and what to do, as of the first row.</param>
public sealed record RowsAlike(int Count, IReadOnlyList<int> Lines, string Sentence)
{
    /// <summary>The most lines that are named.</summary>
    private const int MostLines = 3;

    /// <summary>Where the rows stand: "line 7", "lines 3, 7 and 12 more".</summary>
    public string Places
    {
        get
        {
            var lines = Lines.Select(line => line.ToString(CultureInfo.InvariantCulture)).ToList();
            return Count == 1 ? $"line {lines[0]}"
                : Count == lines.Count ? $"lines {English.List(lines)}"
                : $"lines {string.Join(", ", lines)} and {English.Number(Count - lines.Count)} more";
        }
    }

    /// <summary>The rows by their sentences; those that differ in a value alone are the same. The most frequent first.</summary>
    /// <param name="rows">The rows, in file order. One without a sentence is one that a file has too many of to repeat.</param>
    public static IReadOnlyList<RowsAlike> Of(IEnumerable<(int Line, string Sentence)> rows) =>
    [
        .. rows.GroupBy(row => ShapeOf(row.Sentence), StringComparer.Ordinal)
            .Select(alike => new RowsAlike(
                alike.Count(), [.. alike.Select(row => row.Line).Take(MostLines)],
                alike.First().Sentence is { Length: > 0 } sentence ? sentence : "These rows could not be applied either."))
            .OrderByDescending(alike => alike.Count).ThenBy(alike => alike.Lines[0]),
    ];

    /// <summary>A sentence without its values: what it quotes, numbers of pupils and other words with a digit, and sessions.</summary>
    private static string ShapeOf(string sentence) => string.Join(
        '"',
        sentence.Split('"').Select((part, index) => index % 2 == 1 ? "" : string.Join(
            ' ', part.Split(' ').Where(word => !word.Any(char.IsAsciiDigit) && !OfPlaces.Contains(word.TrimEnd(',', ':'))))));

    /// <summary>The words of "MonAM, MonPM, TueAM and 3 more: ".</summary>
    private static readonly HashSet<string> OfPlaces = new([.. WeekLayout.SessionColumns, "and", "more"], StringComparer.Ordinal);
}

/// <summary>What a file says, as a night reads it.</summary>
/// <param name="What">What it states, as a sentence; empty where it is rejected as a whole.</param>
/// <param name="Rows">The rows that were read.</param>
/// <param name="RowsApplied">Those of them that are applied.</param>
/// <param name="RowsHeld">Those that are kept until the next school year.</param>
/// <param name="Returned">Why rows come back.</param>
/// <param name="Remarks">What was left out or changed in rows that are applied.</param>
public sealed record FileReading(
    string What, int Rows, int RowsApplied, int RowsHeld, IReadOnlyList<RowsAlike> Returned, IReadOnlyList<RowsAlike> Remarks)
{
    /// <summary>What was left out of the file as a whole, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Which of its columns are read.</summary>
    public ColumnUse Columns { get; init; } = ColumnUse.None;

    /// <summary>Why it is rejected as a whole; null if it can be read.</summary>
    public string? Rejection { get; init; }

    /// <summary>Why it is held; null if it is not.</summary>
    public string? Held { get; init; }

    /// <summary>Makes the file that repeats the rows that come back, with the reasons; null if none do.</summary>
    public Func<byte[]?> ReturnedRows { get; init; } = () => null;

    /// <summary>A file that is rejected as a whole.</summary>
    public static FileReading Rejected(string reason) => new("", 0, 0, 0, [], []) { Rejection = reason };

    /// <summary>What was read of a file.</summary>
    /// <param name="what">What its rows state, as a sentence.</param>
    public static FileReading Of<T>(Checked<ReadFile<T>> read, Func<IReadOnlyList<T>, string> what) => read switch
    {
        Checked<ReadFile<T>>.Valid { Value: var file } => new(
            what(file.Values), file.Rows, file.RowsApplied, file.RowsHeld,
            RowsAlike.Of(file.Rejections.Select(row => (row.Line, row.Reason))),
            RowsAlike.Of(file.Remarks.Select(row => (row.Line, row.Remark))))
        {
            Notes = file.Notes,
            Columns = file.Columns,
            ReturnedRows = () => RejectedCsv.Write(file),
        },
        Checked<ReadFile<T>>.Invalid invalid => Rejected(invalid.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(read), read, "Neither valid nor invalid."),
    };
}
