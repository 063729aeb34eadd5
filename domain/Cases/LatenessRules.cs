using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Counts how often a pupil was late: sessions of L (before the register closed) and U (after it), whether or not the register has minutes,
/// because many registers have none.
/// </summary>
public static class LatenessRules
{
    /// <summary>
    /// The first day of a number of school weeks that end with a day; not before the pupil was on roll, the school year began, or the
    /// school started with this product.
    /// </summary>
    public static DateOnly FirstDay(School school, OnRoll onRoll, YearOfMarks marks, DateOnly day, int weeks)
    {
        var monday = SchoolWeeks.FirstMonday(school.Calendar, MarkHistory.Of(marks, onRoll), day, weeks);
        return new[] { monday, marks.Year.FirstDay, onRoll.Admission, school.LiveSince(marks.Year) ?? monday }.Max();
    }

    /// <summary>The evidence for a trigger about lateness, as text; null if the pupil was not late so often.</summary>
    /// <param name="last">The last night on which it was raised: what was late until then counts no more. Null if never this year.</param>
    internal static string? Evidence(CaseDay day, OftenLate often, DateOnly? last)
    {
        var night = day.Night;
        var first = FirstDay(night.School, night.Pupil.OnRoll, night.Marks, day.Date, often.Weeks);
        var late = night.Marks.Stated(last is { } raised && raised >= first ? raised.AddDays(1) : first, day.Date)
            .Where(stated => stated.Mark.IsLate).ToList();
        if (late.Count < often.Times)
        {
            return null;
        }

        var after = late.Count(stated => stated.Mark.Code.Text == "U");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Late {late.Count} times from {English.Day(late[0].Session.Date)} to {English.Day(late[^1].Session.Date)}: ")
            + string.Create(CultureInfo.InvariantCulture, $"{late.Count - after} before the register closed and {after} after it.");
    }
}
