using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Absences;

/// <summary>Sessions as evidence for people at the school: <c>Week of 8 September: Mon to Wed O, Fri AM U</c>.</summary>
internal static class SessionDescription
{
    public static string ByWeek(IEnumerable<(Session Session, Mark Mark)> sessions) => string.Join(
        "; ",
        sessions.GroupBy(session => session.Session.Date)
            .Select(day => (Date: day.Key, Said: Said([.. day])))
            .GroupBy(day => SchoolCalendar.MondayOf(day.Date))
            .Select((week, index) => string.Create(CultureInfo.InvariantCulture, $"{(index == 0 ? "Week" : "week")} of {English.DayAndMonth(week.Key)}: {Days([.. week])}")));

    /// <summary>A day's sessions: the code alone where both have it.</summary>
    private static string Said((Session Session, Mark Mark)[] day) => day is [var morning, var afternoon] && morning.Mark == afternoon.Mark
        ? morning.Mark.ToString()
        : string.Join(' ', day.Select(session => $"{session.Session.Half} {session.Mark}"));

    private static string Days((DateOnly Date, string Said)[] week)
    {
        var words = new List<string>();
        for (var from = 0; from < week.Length;)
        {
            var to = from + 1;
            // Days that follow each other with the same codes are said at once.
            while (to < week.Length && week[to].Said == week[from].Said && week[to].Date == week[to - 1].Date.AddDays(1))
            {
                to++;
            }

            var until = to - from > 1 ? string.Create(CultureInfo.InvariantCulture, $" to {week[to - 1].Date:ddd}") : "";
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{week[from].Date:ddd}{until} {week[from].Said}"));
            from = to;
        }

        return string.Join(", ", words);
    }
}
