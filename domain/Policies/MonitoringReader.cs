using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads how a formal stage is monitored.</summary>
internal static class MonitoringReader
{
    private static readonly Dictionary<string, WhenImproved> Outcomes = new(StringComparer.Ordinal)
    {
        ["close"] = WhenImproved.Close,
        ["extend"] = WhenImproved.Extend,
    };

    private static readonly string[] Times = ["weeks", "schoolDays", "halfTerms"];

    internal static Monitoring Read(SettingsSection section) => new Monitoring.Timed(
        ReadTime(section),
        section.Points("improvement", 0, fallback: 3),
        section.WholeNumber("minimumSessions", 1, 380, fallback: 10),
        section.Flag("authorisedIsGenuineReason", fallback: false),
        section.Choice<WhenImproved>("whenImproved", Outcomes, fallback: WhenImproved.Close),
        section.WholeNumber("mostExtensions", 0, 100, fallback: int.MaxValue));

    private static MonitoringTime ReadTime(SettingsSection section)
    {
        string[] stated = [.. Times.Where(section.Has)];
        if (stated.Length != 1)
        {
            section.AddFault("weeks", "a monitored stage has one of \"weeks\" (of the calendar), \"schoolDays\" or \"halfTerms\"; give exactly one of them.");
            return new MonitoringTime.Weeks(0);
        }

        return stated[0] switch
        {
            "weeks" => new MonitoringTime.Weeks(section.WholeNumber("weeks", 1, 52, fallback: null)),
            "schoolDays" => new MonitoringTime.SchoolDays(section.WholeNumber("schoolDays", 1, 190, fallback: null)),
            _ => new MonitoringTime.HalfTerms(section.WholeNumber("halfTerms", 0, 6, fallback: null)),
        };
    }
}
