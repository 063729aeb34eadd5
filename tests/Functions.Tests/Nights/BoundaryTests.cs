using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// pupils.csv on every line of the two built-in policies, whichever way the marks are written down (domain 7.4, 7.6, 7.7).
/// </summary>
public sealed class BoundaryTests(AzuriteFixture azurite)
{
    private const string Night = "2026-07-21";

    private static readonly string[] Odbst = [
        "Celebrate and sustain", "Pleasant Nudge", "Engage", "Attendance Contract 1", "Attendance Contract 2", "Referral to Local Authority"
    ];

    private static readonly string[] Het =
    [
        "Universal support", "Early intervention support", "\"Targeted, additional support\"", "\"Targeted, intensive additional support\"",
        "Bespoke provision",
        "Provision in line with statutory guidance",
    ];

    /// <summary>
    /// Sessions missed and possible, the rate as printed, the stage under odbst and het, and the two flags; -1 is no stage.
    /// </summary>
    private static readonly (int Missed, int Possible, string Percent, int Odbst, int Het, bool Persistent, bool Severe)[] Cases =
    [
        (0, 0, "", -1, -1, false, false), (1, 2, "50.0", -1, -1, false, false), (2, 19, "89.5", -1, -1, false, false),
        (0, 19, "100.0", -1, -1, false, false),
        (2, 20, "90.0", 3, 3, true, false), (1, 20, "95.0", 1, 1, false, false), (0, 40, "100.0", 0, 0, false, false),
        (40, 40, "0.0", 5, 5, true, true),
        (20, 201, "90.0", 2, 2, false, false), (20, 200, "90.0", 3, 3, true, false), (19, 191, "90.1", 2, 2, false, false),
        (37, 380, "90.3", 2, 2, false, false), (38, 380, "90.0", 3, 3, true, false), (39, 380, "89.7", 3, 3, true, false),
        (100, 200, "50.0", 5, 4, true, true), (99, 200, "50.5", 5, 4, true, false), (101, 200, "49.5", 5, 5, true, true),
        (190, 380, "50.0", 5, 4, true, true),
        (8, 200, "96.0", 0, 0, false, false), (9, 200, "95.5", 0, 0, false, false), (10, 200, "95.0", 1, 1, false, false),
        (11, 200, "94.5", 1, 1, false, false),
        (10, 201, "95.0", 0, 0, false, false), (14, 200, "93.0", 1, 1, false, false), (14, 201, "93.0", 1, 1, false, false),
        (14, 199, "93.0", 1, 2, false, false),
        (15, 200, "92.5", 1, 2, false, false), (16, 200, "92.0", 2, 2, false, false), (16, 201, "92.0", 1, 2, false, false),
        (17, 200, "91.5", 2, 2, false, false),
        (29, 200, "85.5", 3, 3, true, false), (30, 200, "85.0", 4, 3, true, false), (30, 201, "85.1", 3, 3, true, false),
        (31, 200, "84.5", 4, 3, true, false),
        (39, 200, "80.5", 4, 3, true, false), (40, 200, "80.0", 5, 3, true, false), (40, 201, "80.1", 4, 3, true, false),
        (41, 200, "79.5", 5, 4, true, false),
        (40, 199, "79.9", 5, 4, true, false),
    ];

    private static string UpnOf(int index) => string.Create(CultureInfo.InvariantCulture, $"B{index:00}");

    [Theory]
    [InlineData("odbst", "long")]
    [InlineData("odbst", "week")]
    [InlineData("odbst", "marks")]
    [InlineData("het", "long")]
    [InlineData("het", "week")]
    [InlineData("het", "marks")]
    public async Task Every_boundary_reads_as_the_policy_says(string policy, string layout)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: "\"minimumCoverage\": 0,"));
        var school = (await trust.SettingsAsync()).Schools.Single();
        await trust.PutRosterAsync(Enumerable.Range(0, Cases.Length).Select(UpnOf));
        await trust.PutRegisterAsync("year.csv", Register(layout, school.Calendar));
        await trust.NightAsync(Night);
        await trust.ExportAsync("2026-07-22 06:30");

        var lines = (await trust.GetAsync(Containers.Summaries, $"{Night}/{SummaryExport.PupilsFile}")).Split("\r\n");
        var names = policy == "odbst" ? Odbst : Het;
        Assert.Equal(
            Cases.Select((pupil, index) => Line(UpnOf(index), pupil, policy == "odbst" ? pupil.Odbst : pupil.Het, names)), lines[1..^1]);
        Assert.Equal("", await trust.RejectedAsync("year.csv"));
    }

    private static string Line(
        string upn,
        (int Missed, int Possible, string Percent, int Odbst, int Het, bool Persistent, bool Severe) pupil,
        int stage,
        string[] names)
    {
        var reading = stage < 0
            ? ",,,"
            : $"{stage.ToString(CultureInfo.InvariantCulture)},{names[stage]},{YesOrNo(pupil.Persistent)},{YesOrNo(pupil.Severe)}";
        var (days, hours) = (pupil.Missed / 2m, pupil.Missed * 2.5m);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"141234,{upn},4,4A,{pupil.Possible},{pupil.Possible - pupil.Missed},{pupil.Missed},0,0,0,{pupil.Percent},{reading},"
            + $"{days:0.#},{hours:0.#}");
    }

    private static string YesOrNo(bool flag) => flag ? "yes" : "no";

    private static string Register(string layout, SchoolCalendar calendar)
    {
        var days = calendar.HalfTerms.SelectMany(term => calendar.SchoolDaysFrom(term.From).TakeWhile(term.Contains)).ToList();
        var pupils = Cases.Select((pupil, index) => (
            Upn: UpnOf(index),
            Marks: Enumerable.Range(0, pupil.Possible).Select(slot => slot < pupil.Missed ? "I" : slot % 2 == 0 ? "/" : "\\").ToList()));
        return layout switch
        {
            "long" =>
                Sample.LongFile(
                    [.. pupils.SelectMany(
                        pupil => pupil.Marks.Select(
                            (mark, slot) => $"{pupil.Upn},{Sample.Date(days[slot / 2])},{(slot % 2 == 0 ? "AM" : "PM")},{mark}"))]),
            "marks" => Sample.MarksFile([.. pupils.Select(pupil => $"{pupil.Upn},{Sample.Date(days[0])},{string.Concat(pupil.Marks)}")]),
            _ => WeekFile(days, pupils),
        };
    }

    private static string WeekFile(List<DateOnly> days, IEnumerable<(string Upn, List<string> Marks)> pupils)
    {
        var sessions = new[] { "Mon", "Tue", "Wed", "Thu", "Fri" }.SelectMany(day => new[] { $"{day}AM", $"{day}PM" });
        var rows = pupils.SelectMany(pupil => pupil.Marks
            .Select(
                (mark, slot) => (
                    Monday: days[slot / 2].AddDays(-((int)days[slot / 2].DayOfWeek - 1)),
                    Column: 2 * ((int)days[slot / 2].DayOfWeek - 1) + slot % 2,
                    mark))
            .GroupBy(cell => cell.Monday)
            .Select(week => $"{pupil.Upn},{week.Key.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)},"
                + string.Join(
                    ",", Enumerable.Range(0, 10).Select(column => week.FirstOrDefault(cell => cell.Column == column).mark ?? ""))));
        return string.Join("\r\n", rows.Prepend("UPN,WeekStarting," + string.Join(",", sessions))) + "\r\n";
    }
}
