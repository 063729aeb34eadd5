using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Which days the marks of a string stand for; see <see cref="MarksLayout"/>.</summary>
internal sealed class MarksReading
{
    private readonly List<DateOnly> _days;

    private readonly DateOnly _lastDay;

    private readonly string _tooLong;

    private MarksReading(IEnumerable<DateOnly> days, DateOnly lastDay, string tooLong)
    {
        _days = [.. days];
        _lastDay = lastDay;
        _tooLong = tooLong;
    }

    /// <summary>The reading that all rows of a file together show.</summary>
    public static MarksReading Choose(
        AcademicYear year, SchoolCalendar calendar, DateOnly night, IReadOnlyList<(DateOnly Start, IReadOnlyList<Mark> Marks)> rows)
    {
        var days = Enumerable.Range(0, year.LastDay.DayNumber - year.FirstDay.DayNumber + 1).Select(year.FirstDay.AddDays).ToList();
        var schoolDays = days.Where(calendar.IsSchoolDay).ToHashSet();
        var pastYear = $"Marks run on past {English.Day(year.LastDay)}, the end of the school year {year}: correct StartDate or the marks.";
        var pastNight = $"Marks run on past {English.Day(night)}: there is one mark for each session (AM, PM) of a school day from StartDate on, "
            + "none for weekends, holidays and closures (or # on every one of them, in every row); leave the others out.";
        var everyDay = new MarksReading(days, year.LastDay, pastYear);
        var everyWeekday = new MarksReading(days.Where(day => !SchoolCalendar.IsWeekend(day)), year.LastDay, pastYear);
        MarksReading[] printed = [everyDay, everyWeekday];
        if (printed.FirstOrDefault(reading => reading.IsShownBy(rows, schoolDays, MarkCell.IsClosed)) is { } shown)
        {
            return shown;
        }

        // No mark on every closed day may be the same print or a coincidence: only a row that runs on into days to come tells.
        var isDoubtful = printed.Any(reading => reading.IsShownBy(rows, schoolDays, mark => mark.IsMissing || MarkCell.IsClosed(mark)));
        return isDoubtful
            ? new(days.Where(schoolDays.Contains), night, pastNight)
            : new(days.Where(schoolDays.Contains), year.LastDay, pastYear);
    }

    /// <summary>The sessions of a row's marks; a fault where there are more marks than sessions.</summary>
    public bool TryLayOut(
        DateOnly start, IReadOnlyList<Mark> marks, RowFaults faults, out IReadOnlyList<StatedMark> stated)
    {
        var first = FirstDay(start);
        var lastDay = first + (marks.Count - 1) / 2;
        if (marks.Count > 0 && (lastDay >= _days.Count || _days[lastDay] > _lastDay))
        {
            faults.Add(_tooLong);
            stated = [];
            return false;
        }

        stated = [.. marks.Select((mark, index) => new StatedMark(new(_days[first + index / 2], (HalfDay)(index % 2)), mark))];
        return true;
    }

    /// <summary>Whether a mark falls on a day without school in this reading, and all that do are such as are printed there.</summary>
    private bool IsShownBy(IReadOnlyList<(DateOnly Start, IReadOnlyList<Mark> Marks)> rows, HashSet<DateOnly> schoolDays, Func<Mark, bool> isPrintedThere)
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
