namespace AttendanceFunctions.Domain.Trusts;

/// <summary>
/// What the Department for Education expects of one school's attendance in a school year at the least: its attendance baseline improvement
/// expectation (written answers 90847 and 90848 to the House of Commons, 24 November 2025). The department sends it to the school, and the
/// settings state it; nobody can work it out here. It is indicative in 2025/26 and in full from 2026/27.
/// </summary>
/// <param name="Year">The school year at whose end it should be reached.</param>
/// <param name="Tenths">Attendance in tenths of a per cent of possible sessions, 1 to 1,000.</param>
/// <param name="Source">Where the school has it from.</param>
public sealed record ImprovementExpectation(AcademicYear Year, int Tenths, string Source)
{
    /// <summary>"94.3%".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tenths / 10}.{Tenths % 10}%");
}

/// <summary>Reads <c>expectations</c> of a school in settings/trust.json.</summary>
internal static class ImprovementExpectationReader
{
    internal static IReadOnlyList<ImprovementExpectation> ReadAll(SettingsSection school, SchoolCalendar calendar)
    {
        var years = new HashSet<AcademicYear>();
        return school.SectionsIfAny("expectations", section =>
        {
            var read = new ImprovementExpectation(ReadYear(section), ReadTenths(section), section.Text("source"));
            if (section.IsValid("schoolYear") && !years.Add(read.Year))
            {
                section.AddFault("schoolYear", $"{read.Year} has an expectation already; list each school year once.");
            }
            else if (section.IsValid("schoolYear") && !calendar.HalfTerms.Any(term => read.Year.Contains(term.From)))
            {
                section.AddRemark("schoolYear", $"\"terms\" has no half term of {read.Year}, so the entry has no effect.");
            }

            return read;
        });
    }

    private static AcademicYear ReadYear(SettingsSection section)
    {
        var text = section.Text("schoolYear");
        var isYear = text.Length == 7 && int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && start is >= 2000 and < 2100 && new AcademicYear(start).ToString() == text;
        if (!isYear && text.Length > 0)
        {
            section.AddFault("schoolYear", $"must be a school year such as 2025/26, not {English.Quote(text)}.");
        }

        return isYear ? new(int.Parse(text[..4], CultureInfo.InvariantCulture)) : default;
    }

    private static int ReadTenths(SettingsSection section)
    {
        var percent = section.Number("attendance", 0.1m, 100, fallback: null);
        if (decimal.Truncate(10 * percent) != 10 * percent)
        {
            section.AddFault(
                "attendance",
                string.Create(CultureInfo.InvariantCulture, $"must be a percentage with at most one decimal, not {percent:0.####}."));
        }

        return (int)(10 * percent);
    }
}
