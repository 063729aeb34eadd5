namespace AttendanceFunctions.Functions.Intake;

/// <summary>What a register file says.</summary>
/// <param name="Rows">Rows read: all but the header and blank rows.</param>
/// <param name="Marks">
/// The marks of the applied rows, each with its pupil, in the order of the file: of two for the same session the later wins.
/// </param>
/// <param name="Rejections">The rows that were not applied, in the order of the file.</param>
/// <param name="Header">The header as the file has it.</param>
public sealed record RegisterFile(
    int Rows, IReadOnlyList<(Upn Upn, StatedMark Stated)> Marks, IReadOnlyList<RejectedRow> Rejections, string Header)
    : ReadFile(Rows, Rejections, Header);

/// <summary>Reads the register files of one school. A row is applied whole or not at all.</summary>
/// <param name="Year">The school year that is read; a mark outside it rejects its row.</param>
/// <param name="Calendar">
/// The school's days, by which a string of marks is laid out. A mark on a weekday that it calls closed is applied: the register is
/// the record.
/// </param>
/// <param name="Night">The night of the run. Planned leave may be dated after it; a string of marks may not run past it.</param>
/// <param name="Roster">The pupils of the school.</param>
public sealed record RegisterReader(AcademicYear Year, SchoolCalendar Calendar, DateOnly Night, IReadOnlySet<Upn> Roster)
{
    /// <summary>Reads a file in one of the three layouts, told apart by their headers. Never throws for what a file holds.</summary>
    /// <remarks>
    /// An empty cell states nothing: systems print one for days to come. <c>-</c> states that there is no mark, or no longer one.
    /// Codes are read in either case.
    /// </remarks>
    public Checked<RegisterFile> Read(byte[] content) => SourceTable.Open(content).Then(table =>
        RegisterLayout.Of(table, Year, Calendar, Night).Then<RegisterFile>(layout => new Checked<RegisterFile>.Valid(Read(table, layout))));

    private RegisterFile Read(SourceTable table, IRegisterLayout layout)
    {
        var marks = new List<(Upn Upn, StatedMark Stated)>();
        var rejections = new List<RejectedRow>();
        var unknownPupils = 0;
        var upnColumn = table.Header.Find("UPN");
        foreach (var row in table.Rows)
        {
            var faults = new RowFaults();
            var markedBefore = marks.Count;
            if (table.Header.Fits(row, faults))
            {
                var upn = ReadUpn(row[upnColumn], faults, ref unknownPupils);
                marks.AddRange(layout.Read(row, faults).Select(stated => (upn, stated)));
            }

            if (faults.Any)
            {
                marks.RemoveRange(markedBefore, marks.Count - markedBefore);
                rejections.Add(row.Rejected(faults));
            }
        }

        return new(table.Rows.Count, marks, rejections, table.Header.Source) { UnknownPupils = unknownPupils };
    }

    private Upn ReadUpn(string cell, RowFaults faults, ref int unknownPupils)
    {
        if (!SourceCell.TryReadUpn(cell, faults, out var upn) || Roster.Contains(upn))
        {
            return upn;
        }

        unknownPupils++;
        faults.Add($"The pupil {upn} is not on the school's roster: "
            + "correct the UPN, or add the pupil to the roster and send the row again.");
        return upn;
    }
}
