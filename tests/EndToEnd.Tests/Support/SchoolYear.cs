namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>The school year and the settings of the tests' trusts.</summary>
public static class SchoolYear
{
    private static readonly (string From, string To)[] Terms =
    [
        ("2025-09-02", "2025-10-24"), ("2025-11-03", "2025-12-19"), ("2026-01-05", "2026-02-13"),
        ("2026-02-23", "2026-03-27"), ("2026-04-13", "2026-05-22"), ("2026-06-01", "2026-07-21"),
    ];

    private const string BankHoliday = "2026-05-04";

    /// <summary>The school days up to and including a date.</summary>
    public static IReadOnlyList<DateOnly> DaysUpTo(DateOnly last) =>
        [.. Terms.SelectMany(term => Days(Day(term.From), Day(term.To))).Where(day => day <= last && day != Day(BankHoliday))];

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Returns settings/trust.json of a trust.</summary>
    /// <param name="mode"><c>review</c> or <c>automatic</c>.</param>
    /// <param name="schools">The id and policy of each school.</param>
    public static string Settings(string mode, params (string Id, string Policy)[] schools) => $$"""
        {
          "name": "Riverside Academies Trust",
          "policy": "odbst",
          "mode": "{{mode}}",
          "lead": { "name": "Trust attendance lead", "email": "attendance.lead@example.org" },
          "terms": [ {{string.Join(", ", Terms.Select(term => $$"""{ "from": "{{term.From}}", "to": "{{term.To}}" }"""))}} ],
          "closures": [ "{{BankHoliday}}" ],
          "schools": [ {{string.Join(", ", schools.Select(school => School(school.Id, school.Policy)))}} ]
        }
        """;

    private static string School(string id, string policy) => $$"""
        { "id": "{{id}}", "name": "School {{id}}", "phase": "primary", "localAuthority": "Oxfordshire",
          "phone": "01632 960001", "policy": "{{policy}}" }
        """;

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                yield return day;
            }
        }
    }
}
