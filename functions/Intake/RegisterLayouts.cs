namespace AttendanceFunctions.Functions.Intake;

/// <summary>One of the three forms in which schools export a register.</summary>
internal interface IRegisterLayout
{
    /// <summary>The day on which a row's marks begin; null where it cannot be read.</summary>
    DateOnly? FirstDayOf(SourceRow row);

    /// <summary>
    /// The marks that a row states, without those that cannot be applied. Do not use the result if <paramref name="faults"/> has a fault of
    /// the row as a whole.
    /// </summary>
    IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults);
}

/// <summary>Finds the layout of a file from its header. Unknown columns are ignored.</summary>
internal static class RegisterLayout
{
    private const string Accepted =
        "A register has the columns UPN, Date, Session, Code; or UPN, WeekStarting, MonAM, MonPM … FriPM; or UPN, StartDate, Marks.";

    private static readonly string[] LongColumns = ["UPN", "Date", "Session", "Code"];

    private static readonly string[] WeekColumns = ["UPN", "WeekStarting", .. WeekLayout.SessionColumns];

    private static readonly string[] MarksColumns = ["UPN", "StartDate", "Marks"];

    /// <summary>The columns that make a layout, one list for each of the three.</summary>
    private static readonly string[][] Needed = [LongColumns, ["UPN", "WeekStarting", "MonAM"], MarksColumns];

    /// <summary>The columns of all layouts.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [.. LongColumns, LongLayout.MinutesLate, .. WeekColumns.Skip(1), .. MarksColumns.Skip(1)];

    /// <summary>Registers as systems export them.</summary>
    /// <param name="own">The headings of the trust's exports, by column.</param>
    public static ExportKind Kind(IReadOnlyDictionary<string, string> own) =>
        new(Bounds.Register, Headings.Of(own), Columns, header => Fitting(header) is not (false, false, false));

    /// <summary>Returns the layout of a file, or a sentence that says what was found and which layouts are supported.</summary>
    /// <param name="wasReadEarlier">Whether an earlier school year's night has read the file.</param>
    public static Checked<IRegisterLayout> Of(
        SourceTable table, AcademicYear year, SchoolCalendar calendar, DateOnly night, bool wasReadEarlier)
    {
        var header = table.Header;
        return Fitting(header) switch
        {
            (true, false, false) => Unless(header, LongColumns, () => new LongLayout(header, year)),
            (false, true, false) => Unless(header, WeekColumns, () => new WeekLayout(header, year, wasReadEarlier)),
            (false, false, true) => Unless(header, MarksColumns, () => new MarksLayout(table, year, calendar, night)),
            (false, false, false) => Reject(
                $"The columns {header.Shown} are not those of a register.{Missing(header)} {Accepted}{ColumnProposal.Of(table, Needed)}"),
            _ => Reject($"The columns {header.Shown} are those of more than one layout: send each in a file of its own. {Accepted}"),
        };
    }

    /// <summary>Which of the layouts a header has the columns of.</summary>
    private static (bool IsLong, bool IsWeek, bool IsMarks) Fitting(HeaderRow header) => (
        LongColumns.All(header.Has),
        header.Has("UPN") && header.Has("WeekStarting") && WeekLayout.SessionColumns.Any(header.Has),
        MarksColumns.All(header.Has));

    private static Checked<IRegisterLayout> Unless(HeaderRow header, string[] columns, Func<IRegisterLayout> layout) =>
        header.Repeated(columns) is [_, ..] repeated
            ? Reject($"More than one column is named {string.Join(", ", repeated)}: keep the right one. {Accepted}")
            : new Checked<IRegisterLayout>.Valid(layout());

    private static Checked<IRegisterLayout>.Invalid Reject(string reason) => new(reason);

    /// <summary>A sentence that names the column missing from the closest layout, if only one is missing; otherwise empty.</summary>
    private static string Missing(HeaderRow header)
    {
        var nearest = Needed.Select(columns => columns.Where(column => !header.Has(column)).ToList())
            .MinBy(missing => missing.Count) ?? [];
        return nearest is [var one] ? $" {one} is missing." : "";
    }
}

/// <summary>UPN, Date, Session, Code and optional MinutesLate: a row is one session. A row with an empty code adds no mark.</summary>
internal sealed class LongLayout(HeaderRow header, AcademicYear year) : IRegisterLayout
{
    /// <summary>The optional column of the minutes of late marks.</summary>
    public const string MinutesLate = "MinutesLate";

    private readonly Column _date = header.Find("Date");
    private readonly Column _session = header.Find("Session");
    private readonly Column _code = header.Find("Code");
    private readonly Column _minutes = header.Find(MinutesLate);

    public DateOnly? FirstDayOf(SourceRow row) => SourceCell.TryParseDate(row[_date], out var date) ? date : null;

    public IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults)
    {
        var hasDate = SourceCell.TryReadDate(_date.Name, row[_date], faults, out var date);
        if (hasDate && !year.Contains(date))
        {
            faults.Add($"{_date.Name} {English.Day(date)} is {SourceCell.Outside(year)}");
        }

        var half = ReadHalf(row[_session], faults);
        if (row[_code].Length == 0)
        {
            return [];
        }

        if (!MarkCell.TryRead(row[_code], out var cell))
        {
            MarkCell.AddUnknown(_code.Name, row[_code], faults);
            return [];
        }

        if (hasDate && !MarkCell.CanStand(cell.Mark, date))
        {
            MarkCell.AddMisplaced(_code.Name, cell.Mark, date, faults);
            return [];
        }

        faults.Comments += cell.HasComment ? 1 : 0;
        return [new(new(date, half), cell.Mark) { MinutesLate = ReadMinutes(row, cell, faults) }];
    }

    /// <summary>
    /// Minutes late; 0 if there are none. Some systems print 0 for every pupil who was on time, and some print the minutes beside the mark.
    /// </summary>
    private int ReadMinutes(SourceRow row, CellMark mark, RowFaults faults)
    {
        if (!mark.Mark.IsLate || row[_minutes].Length == 0)
        {
            return mark.Minutes;
        }

        if (int.TryParse(row[_minutes], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= LateMinutes.Most)
        {
            return minutes;
        }

        faults.AddToCell(
            _minutes.Name,
            $"{English.Quote(row[_minutes])} is not a whole number of minutes from 0 to {LateMinutes.Most}: "
                + "correct it, or leave it empty.");
        return mark.Minutes;
    }

    private HalfDay ReadHalf(string cell, RowFaults faults) => cell.ToUpperInvariant() switch
    {
        "AM" or "MORNING" => HalfDay.AM,
        "PM" or "AFTERNOON" => HalfDay.PM,
        "" => faults.Fail($"{_session.Name} is empty: it is AM or PM.", instead: HalfDay.AM),
        _ => faults.Fail($"{_session.Name} {English.Quote(cell)} is neither AM nor PM.", instead: HalfDay.AM),
    };
}

/// <summary>UPN, WeekStarting, MonAM … FriPM: a row is a week, or those of its sessions for which the file has columns.</summary>
/// <remarks>
/// A week may begin before the school year or end after it. On days outside the year empty cells, <c>-</c> and <c>#</c> are
/// ignored, because systems print them on days without school. Other marks after the year count in the next one; before the year they
/// come back, unless that year's nights have read the file.
/// </remarks>
internal sealed class WeekLayout(HeaderRow header, AcademicYear year, bool wasReadEarlier) : IRegisterLayout
{
    private readonly Column _weekStarting = header.Find("WeekStarting");

    private readonly List<(Column Column, int Day, HalfDay Half)> _sessions = [.. SessionColumns
        .Select((name, index) => (Column: header.Find(name), Day: index / 2, Half: (HalfDay)(index % 2)))
        .Where(session => session.Column.Index is not null)];

    public static IReadOnlyList<string> SessionColumns { get; } =
        ["MonAM", "MonPM", "TueAM", "TuePM", "WedAM", "WedPM", "ThuAM", "ThuPM", "FriAM", "FriPM"];

    public DateOnly? FirstDayOf(SourceRow row) => SourceCell.TryParseDate(row[_weekStarting], out var monday)
        ? Dates.Later(monday, Dates.Earlier(monday.AddDays(4), year.FirstDay))
        : null;

    public IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults)
    {
        var isWeek = TryReadMonday(row[_weekStarting], faults, out var monday);
        var stated = new List<StatedMark>(_sessions.Count);
        foreach (var (column, day, half) in _sessions.Where(session => row[session.Column].Length > 0))
        {
            if (!MarkCell.TryRead(row[column], out var mark))
            {
                MarkCell.AddUnknown(column.Name, row[column], faults);
            }
            else if (isWeek)
            {
                faults.Comments += mark.HasComment ? 1 : 0;
                Add(stated, column, new Session(monday.AddDays(day), half), mark, faults);
            }
        }

        return stated;
    }

    private void Add(List<StatedMark> stated, Column column, Session session, CellMark cell, RowFaults faults)
    {
        var mark = cell.Mark;
        if (year.Contains(session.Date))
        {
            if (MarkCell.CanStand(mark, session.Date))
            {
                stated.Add(new(session, mark) { MinutesLate = cell.Minutes });
            }
            else
            {
                MarkCell.AddMisplaced(column.Name, mark, session.Date, faults);
            }
        }
        else if (mark.IsMissing || MarkCell.IsClosed(mark))
        {
            return;
        }
        else if (session.Date > year.LastDay)
        {
            faults.HasLaterMarks = true;
        }
        else if (!wasReadEarlier)
        {
            faults.AddToCell(column.Name, $"{English.Day(session.Date)} is {SourceCell.Outside(year)}");
        }
    }

    private bool TryReadMonday(string cell, RowFaults faults, out DateOnly monday)
    {
        if (!SourceCell.TryReadDate(_weekStarting.Name, cell, faults, out monday))
        {
            return false;
        }

        var fault = monday.DayOfWeek != DayOfWeek.Monday ? $"a {monday.DayOfWeek}: a week starts on its Monday."
            : monday < year.FirstDay.AddDays(-4) || monday > year.LastDay ? SourceCell.Outside(year)
            : null;
        return fault is null || faults.Fail($"{_weekStarting.Name} {English.Day(monday)} is {fault}", instead: false);
    }
}
