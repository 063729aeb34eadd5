using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Calendar;

/// <summary>Reads the part closures of a school.</summary>
internal static class PartClosureReader
{
    private static readonly IReadOnlyList<HalfDay> WholeDay = [HalfDay.AM, HalfDay.PM];

    private static readonly Dictionary<string, HalfDay> Sessions = new(StringComparer.Ordinal) { ["AM"] = HalfDay.AM, ["PM"] = HalfDay.PM };

    internal static IReadOnlyList<PartClosure> ReadAll(SettingsSection school, SchoolCalendar calendar) => school.SectionsIfAny("partClosures", section =>
    {
        var closure = new PartClosure(section.Date("date"), ReadHalves(section), section.Texts("yearGroups"));
        if (section.IsSound() && closure.Halves.Count > 1 && closure.YearGroups.Count == 0)
        {
            section.AddFault("closes the whole school for the whole day: put the date into \"closures\", or say which \"session\" or which \"yearGroups\".");
        }

        if (section.IsSound() && !calendar.IsSchoolDay(closure.Date))
        {
            section.AddRemark("date", $"{closure.Date:yyyy-MM-dd} is no school day of this school, so nothing is closed by it.");
        }

        return closure;
    });

    private static IReadOnlyList<HalfDay> ReadHalves(SettingsSection section) =>
        section.Has("session") ? [section.Choice<HalfDay>("session", Sessions, fallback: null)] : WholeDay;
}
