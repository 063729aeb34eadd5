using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads the roster of a school.</summary>
public static class RosterReader
{
    /// <summary>Reads a file row by row; of two rows with the same UPN the first is kept. Never throws for what a file holds.</summary>
    public static RosterFile Read(byte[] content) => SourceTable.Open(content) switch
    {
        SourceTable.Opened table => RosterColumns.AreIn(table.Header, out var reason)
            ? Read(table, new RosterRow(new RosterColumns(table.Header)))
            : new RosterFile.Rejected(reason),
        SourceTable.Rejected rejected => new RosterFile.Rejected(rejected.Reason),
        var other => throw new InvalidOperationException($"A table is opened or rejected, not {other.GetType().Name}."),
    };

    private static RosterFile.Read Read(SourceTable.Opened table, RosterRow reader)
    {
        var pupils = new List<Pupil>(table.Rows.Count);
        var rejections = new List<RejectedRow>();
        var lines = new Dictionary<Upn, int>();
        foreach (var row in table.Rows)
        {
            var faults = new RowFaults();
            if (table.Header.Fits(row, faults) && reader.TryRead(row, faults, out var pupil))
            {
                if (lines.TryAdd(pupil.Upn, row.Line))
                {
                    pupils.Add(pupil);
                    continue;
                }

                faults.Add($"The pupil {pupil.Upn} is on line {lines[pupil.Upn]} already: keep one row for each pupil.");
            }

            rejections.Add(row.Rejected(faults));
        }

        return new(table.Rows.Count, pupils, rejections, table.Header.Source);
    }
}
