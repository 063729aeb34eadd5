namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads worklists that a person filled in: School, UPN, Kind (nudge or case), Key, Decision, By, Note.</summary>
public static class DecisionReader
{
    private static readonly string[] Required = ["School", "UPN", "Kind", "Key", "Decision", "By"];

    private static readonly string[] Filled = ["School", "UPN", "Key"];

    /// <summary>Reads a file row by row. Never throws for what a file holds. What a decision means is not judged here.</summary>
    public static DecisionFile Read(byte[] content) => SourceTable.Open(content) switch
    {
        SourceTable.Opened table => RequiredColumns.AreIn(table.Header, "worklist", Required, [.. Required, "Note"], out var reason)
            ? Read(table)
            : new DecisionFile.Rejected(reason),
        SourceTable.Rejected rejected => new DecisionFile.Rejected(rejected.Reason),
        var other => throw new InvalidOperationException($"A table is opened or rejected, not {other.GetType().Name}."),
    };

    private static DecisionFile.Read Read(SourceTable.Opened table)
    {
        var decisions = new List<DecisionRow>();
        var rejections = new List<RejectedRow>();
        var decisionColumn = table.Header.Find("Decision");
        foreach (var row in table.Rows)
        {
            var faults = new RowFaults();
            if (!table.Header.Fits(row, faults))
            {
                rejections.Add(row.Rejected(faults));
            }
            else if (row[decisionColumn].Length > 0)
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

    private static DecisionRow ReadRow(HeaderRow header, SourceRow row, RowFaults faults)
    {
        string Cell(string name) => row[header.Find(name)];

        foreach (var name in Filled.Where(name => Cell(name).Length == 0))
        {
            faults.Add($"{name} is empty: leave it as the worklist had it.");
        }

        var kind = Cell("Kind").ToUpperInvariant() switch
        {
            "NUDGE" => "nudge",
            "CASE" => "case",
            _ => "",
        };
        if (kind.Length == 0)
        {
            faults.Add($"Kind {Words.Quote(Cell("Kind"))} is neither nudge nor case: leave it as the worklist had it.");
        }

        if (Cell("By").Length == 0)
        {
            faults.Add("By is empty: write who decided.");
        }

        return new(row.Line, Cell("School"), Cell("UPN"), kind, Cell("Key"), Cell("Decision"), Cell("By"), Cell("Note"), row.Source);
    }
}
