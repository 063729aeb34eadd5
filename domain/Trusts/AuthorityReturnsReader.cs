using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>Reads what the trust's local authorities want to be told of.</summary>
internal static class AuthorityReturnsReader
{
    private const int DaysOfYear = 190;

    private static readonly Dictionary<string, DayCounting> Countings = new(StringComparer.Ordinal)
    {
        ["consecutive"] = DayCounting.Consecutive,
        ["cumulative"] = DayCounting.Cumulative,
    };

    /// <summary>By the authority's name, whatever its capitals.</summary>
    internal static IReadOnlyDictionary<string, AuthorityReturns> ReadAll(SettingsSection trust)
    {
        var byName = new Dictionary<string, AuthorityReturns>(StringComparer.OrdinalIgnoreCase);
        trust.SectionsIfAny("localAuthorities", section =>
        {
            var name = section.Text("name");
            if (section.IsSound("name") && !byName.TryAdd(name, Read(section, name)))
            {
                section.AddFault("name", $"{name} stands here already; put what it wants into one entry.");
            }

            return name;
        });
        return byName;
    }

    /// <summary>What a school's authority wants: the settings' word, or the regulation's.</summary>
    internal static AuthorityReturns Of(IReadOnlyDictionary<string, AuthorityReturns> authorities, string name) =>
        authorities.GetValueOrDefault(name) ?? AuthorityReturns.Usual(name);

    /// <summary>An authority that no school names is a misspelling, most likely.</summary>
    internal static void RemarkOnStrangers(SettingsSection trust, IReadOnlyDictionary<string, AuthorityReturns> authorities, IEnumerable<School> schools)
    {
        foreach (var stranger in authorities.Keys.Except(schools.Select(school => school.LocalAuthority), StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            trust.AddRemark("localAuthorities", $"{stranger} is the local authority of no school here; spell it as the schools' \"localAuthority\" has it.");
        }
    }

    private static AuthorityReturns Read(SettingsSection section, string name)
    {
        var usual = AuthorityReturns.Usual(name);
        var days = section.WholeNumber("illnessDays", 1, DaysOfYear, fallback: usual.IllnessDays);
        var onCourse = section.WholeNumber("illnessOnCourse", 1, DaysOfYear, fallback: Math.Min(usual.IllnessOnCourse, days));
        if (onCourse > days && section.IsSound("illnessDays") && section.IsSound("illnessOnCourse"))
        {
            section.AddFault("illnessOnCourse", $"must not be more than \"illnessDays\", {days}: a pupil is on course before the day itself.");
        }

        return new(
            section.WholeNumber("unauthorisedDays", 1, DaysOfYear, fallback: usual.UnauthorisedDays),
            section.Choice<DayCounting>("counting", Countings, fallback: DayCounting.Consecutive),
            days, onCourse,
            section.Text("unauthorisedReturn", fallback: usual.UnauthorisedReturn),
            section.Text("sicknessReturn", fallback: usual.SicknessReturn));
    }
}
