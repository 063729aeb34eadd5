namespace AttendanceFunctions.Functions.Intake;

/// <summary>
/// Proposes the setting by which an export can be read whose headings are not known: for each column that is missing, the heading of a
/// column with such cells.
/// </summary>
internal static class ColumnProposal
{
    /// <summary>The rows that are looked at; those of one export are alike.</summary>
    private const int Rows = 50;

    /// <summary>A longer heading is a sentence and no heading.</summary>
    private const int LongestHeading = 60;

    private static readonly Dictionary<string, Func<string, bool>> Fits = new(StringComparer.Ordinal)
    {
        ["UPN"] = cell => Upn.TryParse(cell, out var upn) && upn.IsValid,
        ["Date"] = IsDay,
        ["WeekStarting"] = cell => SourceCell.TryParseDate(cell, out var day) && day.DayOfWeek == DayOfWeek.Monday,
        ["StartDate"] = IsDay,
        ["Session"] = cell => cell.ToUpperInvariant() is "AM" or "PM" or "MORNING" or "AFTERNOON",
        ["Code"] = cell => MarkCell.TryRead(cell, out _),
        ["Marks"] = cell => cell.Length > MarkCell.LongestCode && MarkString.TryRead(cell, new(), out _),
    };

    /// <summary>The parts of a heading that say what its column is, for columns whose cells are names or labels.</summary>
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["Forename"] = ["FORENAME", "FIRSTNAME", "GIVENNAME"],
        ["Surname"] = ["SURNAME", "LASTNAME", "FAMILYNAME"],
        ["YearGroup"] = ["YEAR", "COHORT"],
    };

    /// <summary>The proposal, as sentences after a reason; empty where a column cannot be found.</summary>
    /// <param name="needed">The columns that make a file complete; of several such lists the one of which least is missing.</param>
    public static string Of(SourceTable table, IReadOnlyList<string[]> needed)
    {
        var rows = table.Rows.Take(Rows).ToList();
        var others = table.Header.Use(needed.SelectMany(columns => columns)).Others.Where(IsHeading).ToHashSet(StringComparer.Ordinal);
        var proposal = needed
            .Select(columns => columns.Where(column => !table.Header.Has(column)).ToList())
            .Select(missing => (Missing: missing, Found: FindAll(table.Header, others, rows, missing)))
            .Where(found => found.Missing.Count > 0 && found.Found.Count == found.Missing.Count)
            .OrderBy(found => found.Missing.Count).Select(found => found.Found).FirstOrDefault();
        return proposal is null ? ""
            : " If your system gives these columns other names, write \"columns\": { "
                + string.Join(", ", proposal.Select(pair => $"\"{pair.Column}\": \"{pair.Heading}\""))
                + " } into settings/trust.json and send the file again.";
    }

    private static List<(string Column, string Heading)> FindAll(
        HeaderRow header, HashSet<string> others, List<SourceRow> rows, List<string> missing)
    {
        var (found, free) = (new List<(string Column, string Heading)>(), new HashSet<string>(others, StringComparer.Ordinal));
        foreach (var column in missing)
        {
            var heading = header.Names.Where((name, index) => free.Contains(name)
                && IsIn(column, name, rows.Select(row => row[new Column(name, index)]))).FirstOrDefault();
            if (heading is not null)
            {
                found.Add((column, heading));
                free.Remove(heading);
            }
        }

        return found;
    }

    private static bool IsIn(string column, string heading, IEnumerable<string> cells)
    {
        if (Words.TryGetValue(column, out var words))
        {
            return words.Any(word => Headings.Plain(heading).Contains(word, StringComparison.Ordinal));
        }

        var filled = cells.Where(cell => cell.Length > 0).ToList();
        return filled.Count > 0 && Fits.TryGetValue(column, out var fits) && filled.All(fits);
    }

    // The sentence quotes the heading for a JSON file.
    private static bool IsHeading(string name) =>
        Headings.Plain(name).Length > 0 && name.Length <= LongestHeading && !name.Any(c => c is '"' or '\\' || char.IsControl(c));

    private static bool IsDay(string cell) => SourceCell.TryParseDate(cell, out _);
}
