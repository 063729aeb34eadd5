using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The three sheets of a summary, as the design names their columns.</summary>
public sealed class SummarySheets(PupilTable pupils, AttendanceTable attendance, TrustStorage storehouse)
{
    private static readonly string[] PupilColumns =
    [
        "school", "upn", "year_group", "class", "possible", "attended", "authorised", "unauthorised", "late_before_close", "late_after_close",
        "percent", "stage", "stage_name", "persistent_absence", "severe_absence", "days_lost", "hours_lost",
    ];

    private static readonly string[] SchoolColumns =
    [
        "school", "name", "pupils", "possible", "attended", "authorised", "unauthorised", "percent", "persistent_absence", "severe_absence",
        .. Enumerable.Range(0, Band.MostStages + 1).Select(stage => $"stage_{stage}"), "too_early",
    ];

    /// <summary>One row per pupil on roll, school by school, straight into storage: a large trust does not fit into memory.</summary>
    public async Task WritePupilsAsync(Trust trust, DateOnly night, IEnumerable<SchoolNight> done, string path, CancellationToken cancellationToken)
    {
        var blob = storehouse.Container(Containers.Summaries).GetBlobClient(path);
        await using var sheet = await CsvSheet.BeginAsync(
            await blob.OpenWriteAsync(overwrite: true, cancellationToken: cancellationToken), PupilColumns, forPeople: false, cancellationToken);
        foreach (var school in done.OrderBy(row => row.School).Select(row => row.School))
        {
            if (trust.TryFind(school, out var settings))
            {
                await WriteSchoolAsync(sheet, trust, settings, night, cancellationToken);
            }
        }
    }

    public static Task<BinaryData> SchoolsAsync(Trust trust, IEnumerable<SchoolNight> done, CancellationToken cancellationToken) => CsvSheet.MakeAsync(
        SchoolColumns,
        done.OrderBy(row => row.School).Select(row => Row(row.School.ToString(), trust.TryFind(row.School, out var school) ? school.Name : "", row.Headcount)),
        forPeople: false,
        cancellationToken);

    public static Task<BinaryData> TrustAsync(Trust trust, IEnumerable<SchoolNight> done, CancellationToken cancellationToken) => CsvSheet.MakeAsync(
        SchoolColumns,
        [Row(Trust.Itself, trust.Name, done.Select(row => row.Headcount).Aggregate(Headcount.Nobody, (sum, next) => sum.And(next)))],
        forPeople: false,
        cancellationToken);

    private async Task WriteSchoolAsync(CsvSheet sheet, Trust trust, School school, DateOnly night, CancellationToken cancellationToken)
    {
        var roster = await pupils.ReadAsync(school.Id, cancellationToken);
        var records = await attendance.ReadAsync(school.Id, AcademicYear.Of(night), cancellationToken);
        foreach (var pupil in roster.Values.Where(pupil => pupil.OnRoll.Contains(night)).OrderBy(pupil => pupil.Upn))
        {
            if (records.TryGetValue(pupil.Upn, out var record))
            {
                await sheet.WriteAsync(Row(school, pupil, school.Policy.StatusOf(record.Value.Tally, trust.MinimumPossibleSessions, Math.Max(record.Value.Stage, 0))), cancellationToken);
            }
        }
    }

    private static IEnumerable<Cell> Row(School school, Pupil pupil, AttendanceStatus reading)
    {
        var tally = reading.Tally;
        var lost = new TimeLost(tally.Absent, school.Policy.FullYear.LearningHoursPerDay);
        var measured = reading as AttendanceStatus.Measured;
        return
        [
            school.Id.ToString(), pupil.Upn.ToString(), pupil.YearGroup, pupil.Class,
            tally.Possible, tally.Attended, tally.Authorised, tally.Unauthorised, tally.LateBeforeClose, tally.LateAfterClose,
            Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
            measured is null ? Cell.Empty : measured.Band.Stage,
            measured?.Band.Name ?? "",
            measured is null ? Cell.Empty : Cell.YesOrNo(measured.IsPersistentAbsence),
            measured is null ? Cell.Empty : Cell.YesOrNo(measured.IsSevereAbsence),
            Cell.Number(lost.Days), Cell.Number(lost.Hours),
        ];
    }

    private static IEnumerable<Cell> Row(string id, string name, Headcount headcount)
    {
        // Sessions of a handful of pupils would give their rate away as well (domain 0.12).
        var shown = headcount.ShowsRate;
        var tally = headcount.Tally;
        return
        [
            id, name, headcount.Pupils, tally.Possible,
            shown ? tally.Attended : Cell.Empty, shown ? tally.Authorised : Cell.Empty, shown ? tally.Unauthorised : Cell.Empty,
            shown && Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
            headcount.PersistentAbsence, headcount.SevereAbsence,
            .. headcount.AtStage.Select(count => Cell.Number(count)), headcount.TooEarly,
        ];
    }
}
