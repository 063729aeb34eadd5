using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Cases.Celebrations;

/// <summary>
/// Full attendance over some school days: every possible session was attended, and each day has at least one. A late mark (L) is
/// attended. A day without a mark is not known to be attended; a pupil who was elsewhere (dual registered, not required) was not
/// here every day. A day on which the whole site was closed is no school day, whatever the calendar had planned.
/// </summary>
internal static class FullAttendance
{
    /// <param name="days">School days of the marks' year, in order; over none there is no full attendance.</param>
    /// <param name="marks">The pupil's marks.</param>
    public static bool Over(IReadOnlyList<DateOnly> days, YearOfMarks marks) =>
        days.Count > 0
        && Tally.Of(marks, days[0], days[^1]) is { Absent: 0, Possible: > 0 }
        && days.All(day => IsPossible(day, marks));

    /// <summary>The same, and never late: "every day on time" (D0). A mark after the register closed (U) is no attendance anyway.</summary>
    public static bool OnTimeOver(IReadOnlyList<DateOnly> days, YearOfMarks marks) =>
        Over(days, marks) && Tally.Of(marks, days[0], days[^1]).LateBeforeClose == 0;

    private static bool IsPossible(DateOnly day, YearOfMarks marks)
    {
        var codes = marks.Stated(day, day).Select(stated => stated.Mark.Code).ToList();
        return codes.Any(code => code.IsPossible) || (codes.Count > 0 && codes.All(IsClosure));
    }

    private static bool IsClosure(AttendanceCode code) => code.Text is "#" or "Y4";
}
