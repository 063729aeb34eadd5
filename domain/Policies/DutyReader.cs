using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads something that people have to do by a day.</summary>
internal static class DutyReader
{
    internal static DutyRule Read(SettingsSection section) =>
        new(section.Text("what"), section.WholeNumber("withinSchoolDays", 0, 190, fallback: null));
}
