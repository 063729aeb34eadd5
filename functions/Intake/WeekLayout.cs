using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>UPN, WeekStarting, MonAM … FriPM: a row is a week, or those of its sessions that the file has columns for.</summary>
/// <remarks>
/// A week may begin before the school year or end after it: there, empty cells, <c>-</c> and <c>#</c> are passed over, since
/// the system prints them for days without school, and any other mark rejects the row.
/// </remarks>
internal sealed class WeekLayout : IRegisterLayout
{
    private readonly AcademicYear _year;

    private readonly Column _weekStarting;

    private readonly List<(Column Column, int Day, HalfDay Half)> _sessions;

    public WeekLayout(HeaderRow header, AcademicYear year)
    {
        _year = year;
        _weekStarting = header.Find("WeekStarting");
        _sessions = [.. SessionColumns
            .Select((name, index) => (Column: header.Find(name), Day: index / 2, Half: (HalfDay)(index % 2)))
            .Where(session => session.Column.IsThere)];
    }

    public static IReadOnlyList<string> SessionColumns { get; } =
        ["MonAM", "MonPM", "TueAM", "TuePM", "WedAM", "WedPM", "ThuAM", "ThuPM", "FriAM", "FriPM"];

    public IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults)
    {
        var isWeek = TryReadMonday(row[_weekStarting], faults, out var monday);
        var stated = new List<StatedMark>(_sessions.Count);
        foreach (var (column, day, half) in _sessions.Where(session => row[session.Column].Length > 0))
        {
            if (!MarkCell.TryParse(row[column], out var mark))
            {
                MarkCell.AddUnknown(column.Name, row[column], faults);
            }
            else if (isWeek)
            {
                Add(stated, column, new Session(monday.AddDays(day), half), mark, faults);
            }
        }

        return stated;
    }

    private void Add(List<StatedMark> stated, Column column, Session session, Mark mark, RowFaults faults)
    {
        if (_year.Contains(session.Date))
        {
            MarkCell.Check(column.Name, mark, session.Date, faults);
            stated.Add(new(session, mark));
        }
        else if (!mark.IsMissing && !MarkCell.IsClosed(mark))
        {
            faults.Add(column.Name, $"{English.Day(session.Date)} is {DateCell.Outside(_year)}");
        }
    }

    private bool TryReadMonday(string cell, RowFaults faults, out DateOnly monday)
    {
        if (!DateCell.TryRead(_weekStarting.Name, cell, faults, out monday))
        {
            return false;
        }

        if (monday.DayOfWeek != DayOfWeek.Monday)
        {
            faults.Add($"{_weekStarting.Name} {English.Day(monday)} is a {monday.DayOfWeek}: a week starts on its Monday.");
            return false;
        }

        if (monday < _year.FirstDay.AddDays(-4) || monday > _year.LastDay)
        {
            faults.Add($"{_weekStarting.Name} {English.Day(monday)} is {DateCell.Outside(_year)}");
            return false;
        }

        return true;
    }
}
