using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>
/// An autumn of two schools: in the week of 3 November messages of concern left about some pupils, who attend more from then on. The
/// week's pack of 5 December says so, with figures that are recounted here from the marks.
/// </summary>
public sealed class StepReportTests(AzuriteFixture azurite)
{
    private const int PupilsOfSchool = 120;
    private const string Night = "2025-12-05";

    private static readonly DateOnly First = new(2025, 9, 1);
    private static readonly DateOnly Friday = new(2025, 12, 5);
    private static readonly DateOnly HalfTerm = new(2025, 10, 27);
    private static readonly DateOnly Step = new(2025, 11, 3);
    private static readonly SchoolId[] Schools = [TestTrust.School, SchoolId.Parse("999999")];

    [Fact]
    public async Task A_weeks_pack_says_how_attendance_went_on_after_messages_beside_pupils_like_them()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(
            "school-approach", schools: "," + Sample.School("999999", "Hilltop School"), extra: "\"minimumCoverage\": 0,"));
        var pupils = await EnrolAsync(trust);
        await trust.NightAsync(Night);

        await trust.ExportAsync("2025-12-06 05:00");

        var rows = Sheet.Read(await trust.GetAsync(Containers.Summaries, $"{Night}/week/did-it-help.csv"));
        var row = Assert.Single(rows, row => row["step"] == "A message of concern left" && row["weeks"] == "4");
        var stepped = pupils.FindAll(pupil => pupil.IsStepped);
        Assert.Equal(stepped.Count.ToString(CultureInfo.InvariantCulture), row["pupils"]);
        // Below the 20th lowest of the others there is nobody like them.
        var lowest = pupils.Where(other => !other.IsStepped).Select(RateBefore).Order().ElementAt(19);
        var compared = stepped.FindAll(pupil => RateBefore(pupil) >= lowest);
        Assert.Equal(compared.Count.ToString(CultureInfo.InvariantCulture), row["compared"]);
        Assert.Equal(Percent(compared, new(2025, 10, 6), new(2025, 11, 7)), row["before"]);
        Assert.Equal(Percent(compared, new(2025, 11, 10), Friday), row["after"]);
        Assert.True(decimal.Parse(row["from"], CultureInfo.InvariantCulture) > 0, row["from"]);
        Assert.Contains("chance alone would hardly make it", row["in_words"], StringComparison.Ordinal);
        Assert.All(
            rows.Where(other => other["step"] != row["step"]),
            other => Assert.StartsWith("Too few pupils to say", other["in_words"], StringComparison.Ordinal));
    }

    /// <summary>Attendance of the year before the first week after the step, from 0 to 1.</summary>
    private static double RateBefore(Attending pupil) =>
        pupil.Marks.Where(mark => mark.Key < Step.AddDays(7)).Average(mark => mark.Value == '/' ? 1.0 : 0.0);

    private static string Percent(List<Attending> pupils, DateOnly from, DateOnly to)
    {
        var marks = pupils.SelectMany(pupil => pupil.Marks.Where(mark => from <= mark.Key && mark.Key <= to)).ToList();
        return Rate.Of(marks.Count(mark => mark.Value == '/'), marks.Count).ToString();
    }

    private static IEnumerable<DateOnly> SchoolDays() => Enumerable.Range(0, Friday.DayNumber - First.DayNumber + 1).Select(First.AddDays)
        .Where(day => !SchoolCalendar.IsWeekend(day) && (day < HalfTerm || day > HalfTerm.AddDays(4)));

    /// <summary>Every second pupil with low attendance is stepped, so that there are as many others like them.</summary>
    private static async Task<List<Attending>> EnrolAsync(TestTrust trust)
    {
        var dice = new Random(11);
        var all = new List<Attending>();
        foreach (var school in Schools)
        {
            var here = Enumerable.Range(0, PupilsOfSchool).Select(number =>
            {
                var (isStepped, absence) = (number % 2 == 0, 0.06 + 0.10 * dice.NextDouble());
                var marks = SchoolDays().ToDictionary(
                    day => day, day => dice.NextDouble() < absence - (isStepped && day > Step.AddDays(4) ? 0.05 : 0) ? 'I' : '/');
                return new Attending($"{school.ToString()[0]}{number:000}", isStepped, marks);
            }).ToList();
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", Registers.RosterOf(here.Select(pupil => pupil.Upn)));
            await trust.PutAsync(
                Containers.Registers, $"{school}/a.csv",
                Sample.LongFile([.. here.SelectMany(pupil => pupil.Marks.SelectMany(mark => new[]
                {
                    $"{pupil.Upn},{Sample.Date(mark.Key)},AM,{mark.Value}", $"{pupil.Upn},{Sample.Date(mark.Key)},PM,{mark.Value}",
                }))]));
            await trust.PutAsync([.. here.Where(pupil => pupil.IsStepped).Select(pupil => Row(school, Upn.Parse(pupil.Upn)))]);
            all.AddRange(here);
        }

        return all;
    }

    private static Nudge Row(SchoolId school, Upn upn) => new Nudge(
        new(school, new(2025), NudgeKey.Of(TestSecret.Value, school, upn, MessageKind.Stage, "2025-2", Channel.Text, 1)),
        upn, MessageKind.Stage, "2025-2", Channel.Text, 1, Step.AddDays(-3), Step, Step.AddDays(4)).Stored(state: NudgeState.Accepted);

    private sealed record Attending(string Upn, bool IsStepped, IReadOnlyDictionary<DateOnly, char> Marks);
}
