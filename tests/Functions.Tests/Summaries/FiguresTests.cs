using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>The three sheets against a slow recount of the marks that were sent in.</summary>
public sealed class FiguresTests(AzuriteFixture azurite)
{
    private const string Night = "2025-10-10";
    private const string Attended = "/\\LBV";
    private const string Authorised = "IMC";
    private const string Unauthorised = "GNOU";

    /// <summary>X and D count on neither side, - is no mark.</summary>
    private const string Codes = "////////\\\\\\\\LBVIIIMCGNOUXD-";

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Every_figure_is_the_sum_of_the_marks_below_it(int seed)
    {
        var dice = new Random(seed);
        var schools = new[] { "141234", "999999" }.ToDictionary(
            school => school,
            school => Enumerable.Range(0, 12).ToDictionary(
                number => $"{school[0]}{number:00}", _ => MarksOf(dice), StringComparer.Ordinal));
        await using var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings("het", schools: "," + Sample.School("999999", "Hilltop School"), extra: "\"minimumCoverage\": 0,"));
        var calendar = (await trust.SettingsAsync()).Schools[0].Calendar;
        foreach (var (school, pupils) in schools)
        {
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", Registers.RosterOf(pupils.Keys));
            await trust.PutAsync(Containers.Registers, $"{school}/a.csv", RegisterOf(pupils, calendar));
        }

        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-10-11 06:30");

        var rows = await trust.PupilsAsync(Night);
        foreach (var (upn, marks) in schools.Values.SelectMany(pupils => pupils))
        {
            AssertFigures(rows[upn], marks);
            Assert.Equal(
                (marks.Count(c => c == 'L'), marks.Count(c => c == 'U')),
                (rows[upn].Number("late_before_close"), rows[upn].Number("late_after_close")));
            Assert.Equal(Missed(marks) / 2m, decimal.Parse(rows[upn]["days_lost"], CultureInfo.InvariantCulture));
        }

        var perSchool = Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.SchoolsFile}"));
        Assert.Equal(schools.Keys, perSchool.Select(row => row["school"]));
        foreach (var row in perSchool)
        {
            AssertGroup(row, schools[row["school"]].Values, [.. rows.Values.Where(pupil => pupil["school"] == row["school"])]);
        }

        var whole = Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.TrustFile}")));
        AssertGroup(whole, schools.Values.SelectMany(pupils => pupils.Values), [.. rows.Values]);
        Assert.Equal(("trust", "Riverside Academies Trust"), (whole["school"], whole["name"]));
    }

    private static void AssertGroup(
        IReadOnlyDictionary<string, string> row, IEnumerable<string> marks, IReadOnlyList<IReadOnlyDictionary<string, string>> pupils)
    {
        AssertFigures(row, string.Concat(marks));
        Assert.Equal(pupils.Count, row.Number("pupils"));
        Assert.Equal(pupils.Count(pupil => pupil["persistent_absence"] == "yes"), row.Number("persistent_absence"));
        Assert.Equal(pupils.Count(pupil => pupil["severe_absence"] == "yes"), row.Number("severe_absence"));
        Assert.Equal(pupils.Count(pupil => pupil["stage"] == ""), row.Number("too_early"));
        Assert.All(Enumerable.Range(0, 6), stage =>
            Assert.Equal(
                pupils.Count(pupil => pupil["stage"] == stage.ToString(CultureInfo.InvariantCulture)), row.Number($"stage_{stage}")));
    }

    private static void AssertFigures(IReadOnlyDictionary<string, string> row, string marks)
    {
        var attended = marks.Count(Attended.Contains);
        var possible = attended + Missed(marks);
        Assert.Equal(
            (possible, attended, marks.Count(Authorised.Contains), marks.Count(Unauthorised.Contains)),
            (row.Number("possible"), row.Number("attended"), row.Number("authorised"), row.Number("unauthorised")));
        // Half-up to a tenth of a per cent, on whole numbers.
        var tenths = possible == 0 ? "" : $"{((2000 * attended) + possible) / (2 * possible)}";
        Assert.Equal(tenths, row["percent"].Replace(".", "", StringComparison.Ordinal).TrimStart('0'));
    }

    private static int Missed(string marks) => marks.Count(Authorised.Contains) + marks.Count(Unauthorised.Contains);

    private static string MarksOf(Random dice)
    {
        // Some are too early to say, some hardly ever in school.
        var (sessions, absence) = (dice.Next(5) == 0 ? 12 : 60, dice.Next(4) == 0 ? 12 : 0);
        return string.Concat(Enumerable.Range(0, sessions).Select(_ => Codes[dice.Next(absence, Codes.Length)]));
    }

    private static string RegisterOf(Dictionary<string, string> pupils, SchoolCalendar calendar)
    {
        var days = calendar.SchoolDaysFrom(new(2025, 9, 1)).Take(30).ToList();
        return Sample.LongFile([.. pupils.SelectMany(pupil => pupil.Value.Select((code, slot) =>
            $"{pupil.Key},{Sample.Date(days[slot / 2])},{(slot % 2 == 0 ? "AM" : "PM")},{code}"))]);
    }
}
