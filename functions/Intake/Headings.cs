namespace AttendanceFunctions.Functions.Intake;

/// <summary>
/// The headings by which the columns of an export are known: those that the trust's settings give them, the columns' own names, and those
/// of the systems of schools, in this order. Headings are matched without case, spaces and punctuation.
/// </summary>
public sealed class Headings
{
    /// <summary>What stands in the table for the number of a contact.</summary>
    private const string Numbered = "{n}";

    private readonly IReadOnlyDictionary<string, string> _own;

    private readonly ILookup<string, string> _ofSystems;

    private Headings(IReadOnlyDictionary<string, string> own, ILookup<string, string> ofSystems) => (_own, _ofSystems) = (own, ofSystems);

    /// <summary>The names of the columns alone, as in files that the product writes.</summary>
    public static Headings Names { get; } = new(new Dictionary<string, string>(), Array.Empty<string>().ToLookup(_ => ""));

    /// <summary>headings.csv: a column, a heading that it has in exports, and a system whose exports have it.</summary>
    public static IReadOnlyList<(string Column, string Heading, string System)> Table { get; } = ReadTable();

    private static ILookup<string, string> OfSystems { get; } =
        Table.SelectMany(OfEachContact).ToLookup(row => row.Column, row => Plain(row.Heading), StringComparer.Ordinal);

    /// <summary>The headings of the systems of schools, and before them those of a trust.</summary>
    /// <param name="own">The heading that a column has in the trust's exports, by the column's name.</param>
    public static Headings Of(IReadOnlyDictionary<string, string> own) => new(own, OfSystems);

    /// <summary>The headings of a column as they are compared; the first one that a file has is the column's.</summary>
    public IEnumerable<string> Of(string column)
    {
        if (_own.TryGetValue(column, out var own) && Plain(own) is { Length: > 0 } first)
        {
            yield return first;
        }

        yield return Plain(column);
        foreach (var heading in _ofSystems[column])
        {
            yield return heading;
        }
    }

    /// <summary>A heading as it is compared: its letters and digits, in capitals.</summary>
    public static string Plain(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static IEnumerable<(string Column, string Heading)> OfEachContact((string Column, string Heading, string System) row) =>
        !row.Column.Contains(Numbered, StringComparison.Ordinal)
            ? [(row.Column, row.Heading)]
            : Enumerable.Range(1, Contact.Most).Select(slot => slot.ToString(CultureInfo.InvariantCulture)).Select(slot => (
                row.Column.Replace(Numbered, slot, StringComparison.Ordinal),
                row.Heading.Replace(Numbered, slot, StringComparison.Ordinal)));

    private static List<(string Column, string Heading, string System)> ReadTable()
    {
        using var stream = typeof(Headings).Assembly.GetManifestResourceStream("intake/headings.csv")
            ?? throw new InvalidOperationException("The table of headings is missing from the program.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var table = SourceTable.Open(content.ToArray()) is Checked<SourceTable>.Valid { Value: var read } ? read
            : throw new InvalidOperationException("The table of headings cannot be read.");
        var (column, heading, system) = (table.Header.Find("Column"), table.Header.Find("Heading"), table.Header.Find("System"));
        return [.. table.Rows.Select(row => (row[column], row[heading], row[system]))];
    }
}
