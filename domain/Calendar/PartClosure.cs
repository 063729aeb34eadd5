namespace AttendanceFunctions.Domain.Calendar;

/// <summary>A session or day on which a school is open but some of its pupils, such as one year group, are not expected.</summary>
/// <param name="YearGroups">The year groups that are not expected, as the roster writes them; an empty list means all.</param>
public sealed record PartClosure(DateOnly Date, IReadOnlyList<HalfDay> Halves, IReadOnlyList<string> YearGroups)
{
    /// <summary>Whether the pupils of a year group are not expected in a session.</summary>
    public bool Closes(Session session, string yearGroup) =>
        session.Date == Date && Halves.Contains(session.Half)
        && (YearGroups.Count == 0 || YearGroups.Contains(yearGroup.Trim(), StringComparer.OrdinalIgnoreCase));
}

internal static class PartClosureReader
{
    private static readonly IReadOnlyList<HalfDay> WholeDay = [HalfDay.AM, HalfDay.PM];

    private static readonly Dictionary<string, HalfDay> Sessions = new(StringComparer.Ordinal) { ["AM"] = HalfDay.AM, ["PM"] = HalfDay.PM };

    internal static IReadOnlyList<PartClosure> ReadAll(SettingsSection school, SchoolCalendar calendar) =>
        school.SectionsIfAny("partClosures", section => Read(section, calendar));

    private static PartClosure Read(SettingsSection section, SchoolCalendar calendar)
    {
        var closure = new PartClosure(section.Date("date"), ReadHalves(section), section.Texts("yearGroups"));
        if (section.IsValid() && closure.Halves.Count > 1 && closure.YearGroups.Count == 0)
        {
            section.AddFault(
                "closes the whole school for the whole day: put the date into \"closures\", or say which \"session\" or which "
                + "\"yearGroups\".");
        }

        if (section.IsValid() && !calendar.IsSchoolDay(closure.Date))
        {
            section.AddRemark("date", $"{closure.Date:yyyy-MM-dd} is not a school day of this school, so the entry has no effect.");
        }

        return closure;
    }

    private static IReadOnlyList<HalfDay> ReadHalves(SettingsSection section) =>
        section.Has("session") ? [section.Choice<HalfDay>("session", Sessions, fallback: null)] : WholeDay;
}
