using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>UPN, StartDate, Marks: a row is a string of marks, one per session from the morning of StartDate on.</summary>
/// <remarks>
/// <para>
/// A session is a half day of a school day: weekends, holidays and closures have no mark. But some systems print a mark for
/// every weekday or every day of the calendar, with # where there is no school, and one reading for the other would move all
/// marks after the first weekend. So every file is read in one of three ways, decided on all of its rows together: every day,
/// every weekday, school days, in this order. One of the first two is taken if under it at least one mark falls on a day
/// without school and every mark that does is #. Otherwise marks stand for school days; a StartDate that is none starts at the
/// next one. Where every mark that would fall on a day without school is # or no mark, the file is in doubt, and a row of it
/// that runs on past the night is rejected; in any other file such a row is dated ahead, and its later marks count in their turn.
/// </para>
/// <para>An empty string of marks states nothing.</para>
/// </remarks>
internal sealed class MarksLayout : IRegisterLayout
{
    private readonly AcademicYear _year;
    private readonly Column _startDate;
    private readonly Column _marks;
    private readonly MarksReading _reading;

    public MarksLayout(HeaderRow header, IReadOnlyList<SourceRow> rows, AcademicYear year, SchoolCalendar calendar, DateOnly night)
    {
        _year = year;
        _startDate = header.Find("StartDate");
        _marks = header.Find("Marks");
        _reading = MarksReading.Choose(year, calendar, night, [.. rows.Where(row => header.Fits(row, new())).SelectMany(ReadableMarks)]);
    }

    public IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults)
    {
        var hasMarks = MarkString.TryRead(row[_marks], faults, out var marks);
        if (!DateCell.TryRead(_startDate.Name, row[_startDate], faults, out var start))
        {
            return [];
        }

        if (!_year.Contains(start))
        {
            faults.Add($"{_startDate.Name} {English.Day(start)} is {DateCell.Outside(_year)}");
            return [];
        }

        if (!hasMarks || !_reading.TryLayOut(start, marks, faults, out var stated))
        {
            return [];
        }

        foreach (var (session, mark) in stated)
        {
            MarkCell.Check($"{mark} on {English.Day(session.Date)} {session.Half}", mark, session.Date, faults);
        }

        return stated;
    }

    private IEnumerable<(DateOnly Start, IReadOnlyList<Mark> Marks)> ReadableMarks(SourceRow row)
    {
        if (DateCell.TryParse(row[_startDate], out var start) && _year.Contains(start) && MarkString.TryRead(row[_marks], new(), out var marks))
        {
            yield return (start, marks);
        }
    }
}
