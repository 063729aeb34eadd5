using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>Reads worklists that a person filled in: School, UPN, Kind (nudge, case or absence), Key, Decision, By, Note.</summary>
public static class DecisionReader
{
    private static readonly string[] Required = ["School", "UPN", "Kind", "Key", "Decision", "By"];

    private static readonly string[] Known = [.. Required, "Note", "Surname", "Forename"];

    private static readonly string[] Filled = ["School", "UPN", "Key"];

    /// <summary>Reads a file of the decisions folder. Never throws for what a file holds. What a decision means is not judged here.</summary>
    /// <param name="name">Its name, of which the ending alone matters.</param>
    /// <param name="content">Its bytes.</param>
    public static DecisionFile Read(string name, byte[] content) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".XLSX" or ".CSV" => Read(content),
        "" => new DecisionFile.Rejected("The file's name has no ending: save the worklist as .xlsx or .csv."),
        _ => new DecisionFile.Rejected($"Files that end in {English.Quote(Path.GetExtension(name))} are not read here: open the file and save it as .xlsx or .csv."),
    };

    /// <summary>Reads a workbook or CSV, whatever its name; of a workbook, the first sheet that has a worklist's columns.</summary>
    public static DecisionFile Read(byte[] content) => WorkbookFile.IsWorkbook(content)
        ? WorkbookFile.Read(content) switch
        {
            WorkbookFile.Opened workbook => ReadFirst([.. workbook.Sheets.Select(SourceTable.Open)]),
            WorkbookFile.Rejected rejected => new DecisionFile.Rejected(rejected.Reason),
            var other => throw new InvalidOperationException($"A workbook is opened or rejected, not {other.GetType().Name}."),
        }
        : Read(SourceTable.Open(content));

    private static DecisionFile ReadFirst(List<SourceTable> sheets)
    {
        var files = sheets.Select(Read).ToList();
        var worklists = files.OfType<DecisionFile.Read>().ToList();
        return worklists.Count(worklist => worklist.Rows > 0) > 1
            ? new DecisionFile.Rejected("Decisions stand on more than one sheet of the workbook: keep them on one, so that it is clear which count.")
            : worklists.Find(worklist => worklist.Rows > 0) ?? worklists.FirstOrDefault()
            ?? files.Where((_, index) => sheets[index] is SourceTable.Opened).Concat(files).FirstOrDefault()
            ?? new DecisionFile.Rejected("The Excel workbook has no sheet that can be seen: unhide the worklist and save it again.");
    }

    private static DecisionFile Read(SourceTable table) => table switch
    {
        SourceTable.Opened opened => RequiredColumns.AreIn(opened.Header, "worklist", Required, Known, out var reason)
            ? ReadRows(opened)
            : new DecisionFile.Rejected(reason),
        SourceTable.Rejected rejected => new DecisionFile.Rejected(rejected.Reason),
        var other => throw new InvalidOperationException($"A table is opened or rejected, not {other.GetType().Name}."),
    };

    private static DecisionFile.Read ReadRows(SourceTable.Opened table)
    {
        var decisions = new List<DecisionRow>();
        var rejections = new List<RejectedRow>();
        foreach (var row in table.Rows)
        {
            var faults = new RowFaults();
            if (!table.Header.Fits(row, faults))
            {
                rejections.Add(row.Rejected(faults));
            }
            else if (row[table.Header.Find("Decision")].Length > 0 || IsOutOfPlace(table.Header, row) || LacksDecision(table.Header, row))
            {
                var decision = ReadRow(table.Header, row, faults);
                if (faults.Any)
                {
                    rejections.Add(row.Rejected(faults));
                }
                else
                {
                    decisions.Add(decision);
                }
            }
        }

        return new(decisions.Count + rejections.Count, decisions, rejections, table.Header.Source);
    }

    /// <summary>Whether a person wrote in the row and its cells do not stand under their columns, so that the decision may stand elsewhere.</summary>
    private static bool IsOutOfPlace(HeaderRow header, SourceRow row) =>
        row[header.Find("By")].Length + row[header.Find("Note")].Length > 0
        && row[header.Find("Kind")] is { Length: > 0 } kind && !WorklistKinds.All.Contains(kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a person wrote why and not what: passed over, it would look as if it had been taken in.</summary>
    private static bool LacksDecision(HeaderRow header, SourceRow row) =>
        row[header.Find("Note")].Length > 0 && row[header.Find("Decision")].Length == 0 && KindOf(row[header.Find("Kind")]).Length > 0;

    private static string KindOf(string cell) => cell.ToUpperInvariant() switch
    {
        "NUDGE" => WorklistKinds.Nudge,
        "CASE" => WorklistKinds.Case,
        "ABSENCE" => WorklistKinds.Absence,
        _ => "",
    };

    private static DecisionRow ReadRow(HeaderRow header, SourceRow row, RowFaults faults)
    {
        string Cell(string name) => row[header.Find(name)];

        foreach (var name in Filled.Where(name => Cell(name).Length == 0))
        {
            faults.Add($"{name} is empty: leave it as the worklist had it.");
        }

        var kind = KindOf(Cell("Kind"));
        if (kind.Length == 0)
        {
            faults.Add($"Kind {English.Quote(Cell("Kind"))} is neither nudge nor case nor absence: leave it as the worklist had it, and see whether cells were moved.");
        }
        else if (Cell("Decision").Length == 0)
        {
            faults.Add("Decision is empty though there is a note: choose what is decided.");
        }

        if (Cell("By").Length == 0)
        {
            faults.Add("By is empty: write who decided.");
        }

        return new(row.Line, Cell("School"), Cell("UPN"), kind, Cell("Key"), Cell("Decision"), Cell("By"), Cell("Note"), row.Source)
        {
            Surname = Cell("Surname"),
            Forename = Cell("Forename"),
        };
    }
}
