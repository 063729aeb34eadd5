namespace AttendanceFunctions.Functions.Intake;

/// <summary>A mark of a register file, with its pupil.</summary>
public readonly record struct PupilMark(Upn Upn, StatedMark Stated);

/// <summary>Reads the register files of one school. Of a row with a bad mark the other marks are applied.</summary>
/// <param name="Year">The school year. Rows of the next year are held until then; a mark of any other year comes back.</param>
/// <param name="Calendar">
/// The school's days, to which a string of marks is assigned. A mark on a weekday that is closed in it is applied: the register is
/// the authoritative record.
/// </param>
/// <param name="Night">The night of the run. Planned leave may be later; a string of marks may not continue past it.</param>
public sealed record RegisterReader(AcademicYear Year, SchoolCalendar Calendar, DateOnly Night, IReadOnlySet<Upn> Roster)
{
    /// <summary>The columns of all layouts that are read (docs/inputs.md).</summary>
    public static IReadOnlyList<string> ColumnsOfAll => RegisterLayout.Columns;

    /// <summary>Whether an earlier school year's night has read the file: rows of that year are then skipped, not rejected.</summary>
    public bool WasReadEarlier { get; init; }

    /// <summary>The headings of the school's exports, by column, as the trust's settings say.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Reads a file in one of the three layouts, found from its header. Of two marks for the same session the later wins.
    /// Never throws because of a file's content.
    /// </summary>
    /// <remarks>
    /// An empty cell states nothing: systems print one for future days. <c>-</c> states that there is no mark, or no longer one.
    /// Codes may be in upper or lower case, and a comment or minutes may stand beside one.
    /// </remarks>
    public Checked<ReadFile<PupilMark>> Read(byte[] content) => SourceTable.Open(content, RegisterLayout.Kind(Columns)).Then(table =>
        RegisterLayout.Of(table, Year, Calendar, Night, WasReadEarlier).Then(layout => Read(table, layout)));

    private Checked<ReadFile<PupilMark>> Read(SourceTable table, IRegisterLayout layout)
    {
        var (upnColumn, count) = (table.Header.Find("UPN"), 0);
        var file = table.ReadRows((row, faults) =>
        {
            faults.Year = YearOf(layout.FirstDayOf(row));
            faults.HasLaterMarks = faults.Year == RowYear.Next;
            // A held row's pupil may come onto the roster only in the summer; the row's cells are read when its year has come.
            if (faults.Year != RowYear.Current || count > Bounds.MarksOfRegister)
            {
                return [];
            }

            var upn = ReadUpn(row[upnColumn], faults);
            var marks = layout.Read(row, faults).Select(stated => new PupilMark(upn, stated)).ToList();
            count += faults.Any ? 0 : marks.Count;
            return marks;
        });
        return count <= Bounds.MarksOfRegister ? new Checked<ReadFile<PupilMark>>.Valid(file)
            : new Checked<ReadFile<PupilMark>>.Invalid(
                $"The register states more than {English.Number(Bounds.MarksOfRegister)} marks, and no more are read: "
                    + $"{Bounds.Register.Instead}.");
    }

    private RowYear YearOf(DateOnly? firstDay) => firstDay is not { } day ? RowYear.Current
        : new AcademicYear(Year.StartYear + 1).Contains(day) ? RowYear.Next
        : WasReadEarlier && day < Year.FirstDay ? RowYear.Earlier
        : RowYear.Current;

    private Upn ReadUpn(string cell, RowFaults faults)
    {
        if (SourceCell.TryReadUpn(cell, faults, out var upn) && !Roster.Contains(upn))
        {
            faults.NamesUnknownPupil = true;
            faults.Add($"The pupil {upn} is not on the school's roster: "
                + "correct the UPN, or add the pupil to the roster and send the row again.");
        }

        return upn;
    }
}
