using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>One decision as read from a file of another program.</summary>
/// <param name="Line">The line of the file on which it starts, from 1.</param>
/// <param name="Surname">The surname in the row; empty if the file has no such column; likewise the forename.</param>
public sealed record DecisionRow(
    int Line, string School, WorklistDecision Decision, string Source, string Surname = "", string Forename = "")
{
    /// <summary>
    /// Whether the names in the row are this pupil's. If only some columns of a worklist were sorted, a row has one pupil's name and
    /// another pupil's key.
    /// </summary>
    public bool IsAbout(Pupil pupil) => IsSame(Surname, pupil.Surname) && IsSame(Forename, pupil.Forename);

    // In a worklist, text that a spreadsheet could run as a formula starts with an apostrophe.
    private static bool IsSame(string cell, string text) =>
        cell.Length == 0 || cell.TrimStart('\'').Equals(text.Trim().TrimStart('\''), StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Reads the CSV files in which other programs decide: the columns School, UPN, Kind (one of
/// <see cref="WorklistKinds.Decided"/>) and Key of a worklist's row, and Decision, By and Note.
/// </summary>
public static class DecisionReader
{
    private static readonly string[] Required = ["School", "UPN", "Kind", "Key", "Decision", "By"];

    private static readonly string[] Known = [.. Required, "Note", "Surname", "Forename", .. LogColumns.All];

    private static readonly string[] Filled = ["School", "UPN", "Key"];

    /// <summary>The columns that are kept as written.</summary>
    private static readonly string[] Written = ["By", "Note"];

    /// <summary>Reads a file of the decisions folder. Never throws because of a file's content; decisions are not validated.</summary>
    /// <param name="name">The file's name, without its folder.</param>
    public static Checked<ReadFile<DecisionRow>> Read(string name, FileContent content) =>
        Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => SourceTable.Open(content.Bytes, Bounds.Decisions).Then(table => Read(table, by => new(by, name, content.Uploader))),
            "" => Reject("The file's name has no ending: decisions in files are CSV, .csv."),
            _ => Reject($"Files that end in {English.Quote(Path.GetExtension(name))} are not read here: "
                + "people decide in the office, and other programs write CSV, .csv."),
        };

    private static Checked<ReadFile<DecisionRow>> Read(SourceTable table, Func<string, Author.Stated> author) =>
        table.Header.Check("file of decisions", Required, Known) is { } reason
            ? Reject(reason)
            : new Checked<ReadFile<DecisionRow>>.Valid(ReadRows(table, author));

    private static Checked<ReadFile<DecisionRow>>.Invalid Reject(string reason) => new(reason);

    private static ReadFile<DecisionRow> ReadRows(SourceTable table, Func<string, Author.Stated> author)
    {
        var header = table.Header;
        var read = table.ReadRows<DecisionRow>((row, faults) =>
            row[header.Find("Decision")].Length > 0 || IsOutOfPlace(header, row) || LacksDecision(header, row)
                ? [ReadRow(header, row, author, faults)]
                : []);
        return read with { Rows = read.Values.Count + read.Rejections.Count };
    }

    /// <summary>Whether somebody wrote in the row but its cells are shifted, so that the decision may be in another column.</summary>
    private static bool IsOutOfPlace(HeaderRow header, SourceRow row) =>
        row[header.Find("By")].Length + row[header.Find("Note")].Length > 0
        && row[header.Find("Kind")] is { Length: > 0 } kind && !WorklistKinds.All.Contains(kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is a note but no decision. Such a row is rejected, so that somebody learns that it had no effect.</summary>
    private static bool LacksDecision(HeaderRow header, SourceRow row) =>
        row[header.Find("Note")].Length > 0 && row[header.Find("Decision")].Length == 0 && KindOf(row[header.Find("Kind")]) is not null;

    private static string? KindOf(string cell) =>
        WorklistKinds.Decided.FirstOrDefault(kind => kind.Equals(cell, StringComparison.OrdinalIgnoreCase));

    private static DecisionRow ReadRow(HeaderRow header, SourceRow row, Func<string, Author.Stated> author, RowFaults faults)
    {
        string Cell(string name) => row[header.Find(name)];

        var kind = KindOf(Cell("Kind"));
        // A sentence of the policy is about no pupil, and an entry for a log about no row.
        foreach (var name in Filled.Where(name => Cell(name).Length == 0
            && (name != "UPN" || kind != WorklistKinds.Policy) && (name != "Key" || kind != WorklistKinds.Log)))
        {
            faults.Add($"{name} is empty: leave it as the worklist had it.");
        }

        if (kind is null)
        {
            faults.Add($"Kind {English.Quote(Cell("Kind"))} is none of {English.List([.. WorklistKinds.Decided])}: "
                + "leave it as the worklist had it, and see whether cells were moved.");
        }
        else if (Cell("Decision").Length == 0)
        {
            faults.Add("Decision is empty though there is a note: choose what is decided.");
        }

        if (Cell("By").Length == 0)
        {
            faults.Add("By is empty: write who decided.");
        }

        foreach (var name in Written.Where(name => !SchoolText.Note.Allows(English.OneLine(Cell(name)))))
        {
            faults.Add(SchoolText.Note.Fault(name, Cell(name)));
        }

        return new(
            row.Line, Cell("School"),
            new(Cell("UPN"), kind ?? "", Cell("Key"), Cell("Decision"), author(Cell("By")), Cell("Note"))
            {
                Entry = kind == WorklistKinds.Log ? LogColumns.Read(Cell, faults) : null,
            },
            row.Source, Cell("Surname"), Cell("Forename"));
    }
}
