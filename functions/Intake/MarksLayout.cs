namespace AttendanceFunctions.Functions.Intake;

/// <summary>UPN, StartDate, Marks: a row is a string of marks, one per session, starting with the morning of StartDate.</summary>
/// <remarks>
/// <para>
/// A session is half a school day: weekends, holidays and closures have no sessions. But some systems print a mark for
/// every weekday or every calendar day, with # on days without school, and a wrong choice would shift all marks after
/// the first weekend. So each file is read in one of three ways, chosen for all its rows together and tried in this order: every
/// day, every weekday, school days. One of the first two is chosen if at least one mark falls on a day without school and all such
/// marks are #. Otherwise marks are for school days; a StartDate that is not a school day means the next school day.
/// If every mark that would fall on a day without school is # or no mark, the choice is uncertain, and a row that continues
/// past the night is rejected. In any other file such a row is accepted, and its later marks count when their day comes.
/// </para>
/// <para>An empty string of marks is ignored.</para>
/// </remarks>
internal sealed class MarksLayout : IRegisterLayout
{
    private readonly AcademicYear _year;
    private readonly Column _startDate;
    private readonly Column _marks;
    private readonly MarkDays _days;

    public MarksLayout(SourceTable table, AcademicYear year, SchoolCalendar calendar, DateOnly night)
    {
        var header = table.Header;
        _year = year;
        _startDate = header.Find("StartDate");
        _marks = header.Find("Marks");
        var readable = table.Rows.Where(row => header.Fits(row)).SelectMany(ReadableMarks);
        _days = MarkDays.Choose(year, calendar, night, [.. WithinBounds(readable)]);
    }

    public DateOnly? FirstDayOf(SourceRow row) => SourceCell.TryParseDate(row[_startDate], out var start) ? start : null;

    public IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults)
    {
        var hasMarks = MarkString.TryRead(row[_marks], faults, out var marks);
        if (!SourceCell.TryReadDate(_startDate.Name, row[_startDate], faults, out var start))
        {
            return [];
        }

        if (!_year.Contains(start))
        {
            return faults.Fail<StatedMark[]>($"{_startDate.Name} {English.Day(start)} is {SourceCell.Outside(_year)}", instead: []);
        }

        if (!hasMarks || !_days.TryLayOut(start, marks, faults, out var stated))
        {
            return [];
        }

        foreach (var (session, mark) in stated.Where(mark => !MarkCell.CanStand(mark.Mark, mark.Session.Date)))
        {
            MarkCell.AddMisplaced($"{mark} on {English.Day(session.Date)} {session.Half}", mark, session.Date, faults);
        }

        return faults.AnyOfCell ? stated.Where(mark => MarkCell.CanStand(mark.Mark, mark.Session.Date)) : stated;
    }

    /// <summary>The rows up to the bound of a file's marks; a file with more is refused when its rows have been read.</summary>
    private static IEnumerable<(DateOnly Start, IReadOnlyList<Mark> Marks)> WithinBounds(
        IEnumerable<(DateOnly Start, IReadOnlyList<Mark> Marks)> rows)
    {
        var count = 0;
        return rows.TakeWhile(row => (count += row.Marks.Count) <= Bounds.MarksOfRegister);
    }

    private IEnumerable<(DateOnly Start, IReadOnlyList<Mark> Marks)> ReadableMarks(SourceRow row)
    {
        if (SourceCell.TryParseDate(row[_startDate], out var start) && _year.Contains(start)
            && MarkString.TryRead(row[_marks], new(), out var marks))
        {
            yield return (start, marks);
        }
    }
}

/// <summary>The days to which the marks of a string belong; see <see cref="MarksLayout"/>.</summary>
internal sealed class MarkDays(IEnumerable<DateOnly> days, DateOnly lastDay, string tooLong)
{
    private readonly List<DateOnly> _days = [.. days];

    /// <summary>Chooses the days from all rows of a file together.</summary>
    public static MarkDays Choose(
        AcademicYear year, SchoolCalendar calendar, DateOnly night, IReadOnlyList<(DateOnly Start, IReadOnlyList<Mark> Marks)> rows)
    {
        var days = Enumerable.Range(0, year.LastDay.DayNumber - year.FirstDay.DayNumber + 1).Select(year.FirstDay.AddDays).ToList();
        var schoolDays = days.Where(calendar.IsSchoolDay).ToHashSet();
        var pastYear =
            $"Marks continue past {English.Day(year.LastDay)}, the end of the school year {year}: correct StartDate or the marks.";
        var pastNight = $"Marks continue past {English.Day(night)}: "
            + "there is one mark for each session (AM, PM) of a school day from StartDate on, "
            + "none for weekends, holidays and closures (or # on every one of them, in every row); leave the others out.";
        MarkDays[] printed =
        [
            new(days, year.LastDay, pastYear),
            new(days.Where(day => !SchoolCalendar.IsWeekend(day)), year.LastDay, pastYear),
        ];
        if (printed.FirstOrDefault(reading => reading.IsShownBy(rows, schoolDays, MarkCell.IsClosed)) is { } shown)
        {
            return shown;
        }

        // "No mark" on every closed day may be how the system prints such days, or a coincidence. If a row then continues past the night,
        // it is not a coincidence, and the row is rejected.
        var isDoubtful = printed.Any(reading => reading.IsShownBy(rows, schoolDays, mark => mark.IsMissing || MarkCell.IsClosed(mark)));
        return isDoubtful
            ? new(schoolDays.Order(), night, pastNight)
            : new(schoolDays.Order(), year.LastDay, pastYear);
    }

    /// <summary>Assigns a row's marks to sessions; adds a fault if there are more marks than sessions.</summary>
    public bool TryLayOut(DateOnly start, IReadOnlyList<Mark> marks, RowFaults faults, out IReadOnlyList<StatedMark> stated)
    {
        var first = FirstDay(start);
        var last = first + (marks.Count - 1) / 2;
        if (marks.Count > 0 && (last >= _days.Count || _days[last] > lastDay))
        {
            stated = [];
            return faults.Fail(tooLong, instead: false);
        }

        stated = [.. marks.Select((mark, index) => new StatedMark(new(_days[first + index / 2], (HalfDay)(index % 2)), mark))];
        return true;
    }

    /// <summary>Whether at least one mark falls on a day without school, and all such marks are ones that systems print there.</summary>
    private bool IsShownBy(
        IReadOnlyList<(DateOnly Start, IReadOnlyList<Mark> Marks)> rows, HashSet<DateOnly> schoolDays, Func<Mark, bool> isPrintedThere)
    {
        var found = false;
        foreach (var (start, marks) in rows)
        {
            var first = FirstDay(start);
            for (var index = 0; index < marks.Count; index++)
            {
                var day = first + index / 2;
                if (day >= _days.Count || (!schoolDays.Contains(_days[day]) && !isPrintedThere(marks[index])))
                {
                    return false;
                }

                found |= !schoolDays.Contains(_days[day]);
            }
        }

        return found;
    }

    private int FirstDay(DateOnly start)
    {
        var found = _days.BinarySearch(start);
        return found >= 0 ? found : ~found;
    }
}
