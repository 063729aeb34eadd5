using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Reads the register files of one school. What a row that is rejected says is not applied in part.</summary>
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
    /// An empty cell states nothing: systems print one for days to come. <c>-</c> states that there is no mark (any more).
    /// Codes are read in either case.
    /// </remarks>
    public RegisterFile Read(byte[] content) => SourceTable.Open(content) switch
    {
        SourceTable.Opened table => Read(table),
        SourceTable.Rejected rejected => new RegisterFile.Rejected(rejected.Reason),
        var other => throw new InvalidOperationException($"A table is opened or rejected, not {other.GetType().Name}."),
    };

    private RegisterFile Read(SourceTable.Opened table)
    {
        var (header, rows) = table;
        return RegisterHeader.Recognise(header) switch
        {
            RegisterHeader.Long => Read(table, new LongLayout(header, Year)),
            RegisterHeader.Week => Read(table, new WeekLayout(header, Year)),
            RegisterHeader.Marks => Read(table, new MarksLayout(header, rows, Year, Calendar, Night)),
            RegisterHeader.Unknown unknown => new RegisterFile.Rejected(unknown.Reason),
            var other => throw new InvalidOperationException($"There is no register layout {other.GetType().Name}."),
        };
    }

    private RegisterFile.Read Read(SourceTable.Opened table, IRegisterLayout layout)
    {
        var statements = new List<MarkStatement>();
        var rejections = new List<RejectedRow>();
        var unknownPupils = 0;
        var upnColumn = table.Header.Find("UPN");
        foreach (var row in table.Rows)
        {
            var faults = new RowFaults();
            var statedBefore = statements.Count;
            if (table.Header.Fits(row, faults))
            {
                var upn = ReadUpn(row[upnColumn], faults, ref unknownPupils);
                statements.AddRange(layout.Read(row, faults).Select(stated => new MarkStatement(upn, stated)));
            }

            if (faults.Any)
            {
                statements.RemoveRange(statedBefore, statements.Count - statedBefore);
                rejections.Add(row.Rejected(faults));
            }
        }

        return new(table.Rows.Count, statements, rejections, table.Header.Source) { UnknownPupils = unknownPupils };
    }

    private Upn ReadUpn(string cell, RowFaults faults, ref int unknownPupils)
    {
        if (!UpnCell.TryRead(cell, faults, out var upn) || Roster.Contains(upn))
        {
            return upn;
        }

        unknownPupils++;
        faults.Add($"The pupil {upn} is not on the school's roster: correct the UPN, or add the pupil to the roster and send the row again.");
        return upn;
    }
}
