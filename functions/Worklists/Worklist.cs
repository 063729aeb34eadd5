using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Intake;
using Azure.Storage.Blobs;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The morning's work of a school's attendance officer, to read and print: worklists/{school}/{date}.xlsx and .csv, with a CSV beside them
/// for each further sheet. The office shows the same rows in the same order.
/// </summary>
public sealed class Worklist(TrustStorage storage, OpenRowTable open)
{
    /// <summary>The end of the name of a night's workbook, after the date.</summary>
    public const string WorkbookEnding = ".xlsx";

    /// <summary>The text in the names of a morning's files between the date and the extension.</summary>
    public const string MorningEnding = "-morning";

    /// <summary>The number of characters of the date at the beginning of a file's name.</summary>
    public const int DateLength = 10;

    /// <summary>Writes both files of a school's night, and the same rows for the office.</summary>
    /// <param name="pupils">The pupils on roll, with tonight's results.</param>
    /// <param name="files">The entries of the files of this night.</param>
    /// <param name="others">Rows about cases, absences and messages, in order.</param>
    /// <param name="sheets">Further sheets of the workbook.</param>
    public async Task WriteAsync(
        School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IEnumerable<IntakeEntry> files,
        IEnumerable<WorklistRow> others, IReadOnlyList<WorkbookSheet> sheets, CancellationToken cancellationToken)
    {
        var (all, morning) = (others.Concat(RowsOf(school, night, pupils, files)).ToList(), MorningAfter(school, night));
        // The table first: what comes up depends on what was there, and a repeated night finds its own choice.
        var rows = await open.WriteNightAsync(
            school.Id, night,
            before => InOrder(RoomOfDay.Choose(all, before, night, pupils.Count), morning), cancellationToken);
        var lines = WorklistLine.OfNight(rows, morning);
        var title = $"{school.Name}: worklist of {English.Day(night)}";
        await WriteAsync(school, night, ".csv", WorklistSheet.Csv(lines), cancellationToken);
        foreach (var sheet in sheets)
        {
            await WriteAsync(school, night, $"-{sheet.Name.ToLowerInvariant()}.csv", CsvSheet.Of(sheet), cancellationToken);
        }

        await WriteAsync(school, night, WorkbookEnding, WorklistSheet.Workbook(title, lines, sheets), cancellationToken);
    }

    /// <summary>Writes the list of part-time timetables for the local authority; without any, removes what an earlier run wrote.</summary>
    public async Task WriteTimetablesAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<TimetableRow> timetables, CancellationToken cancellationToken)
    {
        if (timetables.Count > 0)
        {
            await WriteAsync(
                school, night, TimetableList.DocumentEnding, TimetableList.DocumentOf(trust, school, night, timetables), cancellationToken);
            return;
        }

        foreach (var ending in new[] { TimetableList.SheetEnding, TimetableList.DocumentEnding })
        {
            await BlobOf(school, night, ending).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    private static IReadOnlyList<WorklistRow> InOrder(IReadOnlyList<WorklistRow> rows, DateOnly morning) =>
        [.. WorklistLine.OfNight(rows, morning).Select(line => line.Row)];

    /// <summary>The day on which a night's worklist is read: the next school day, or the next day where the calendar ends.</summary>
    private static DateOnly MorningAfter(School school, DateOnly night) =>
        school.Calendar.SchoolDaysFrom(night.AddDays(1)).Select(day => (DateOnly?)day).FirstOrDefault() ?? night.AddDays(1);

    private async Task WriteAsync(School school, DateOnly night, string ending, BinaryData content, CancellationToken cancellationToken) =>
        await BlobOf(school, night, ending).UploadAsync(content, overwrite: true, cancellationToken);

    private BlobClient BlobOf(School school, DateOnly night, string ending) =>
        storage.Container(Containers.Worklists).GetBlobClient($"{school.Id}/{TableKeys.Of(night)}{ending}");

    /// <summary>What there is to say about a file that was read.</summary>
    private static IEnumerable<string> Said(School school, DateOnly night, IntakeEntry file)
    {
        if (file.Reason is { } reason)
        {
            yield return reason;
        }

        if (file.RowsRejected > 0)
        {
            yield return $"{file.RowsRejected} of {file.RowsRead} rows could not be used, or not in full; "
                + $"rejected/{school.Id}/ says which and why.";
        }

        if (file.RowsRemarked > 0)
        {
            yield return $"Of {English.Count(file.RowsRemarked, "row")} something was left out or changed, or is to be checked; "
                + $"rejected/{school.Id}/ says what, and what to do.";
        }

        if (file.RowsHeld > 0)
        {
            var from = new AcademicYear(AcademicYear.Of(night).StartYear + 1).FirstDay;
            yield return $"{file.RowsHeld} of {file.RowsRead} rows are kept for the next school year and count from {English.Day(from)}.";
        }
    }

    /// <summary>Rows about a night's files and registers, and about pupils whose attendance fell without a move of their case.</summary>
    public static IEnumerable<WorklistRow> RowsOf(
        School school, DateOnly night, IReadOnlyList<PupilNight> pupils, IEnumerable<IntakeEntry> files)
    {
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            foreach (var what in Said(school, night, file))
            {
                yield return new(school.Id, WorklistKinds.File, $"{file.Name}: {what}");
            }
        }

        if (pupils.Sum(pupil => pupil.MissingOn(school, night)) is > 0 and var missing)
        {
            var expected = pupils.Sum(pupil => pupil.ExpectedOn(school, night));
            yield return new(
                school.Id, WorklistKinds.Register,
                $"{missing} of {expected} sessions of {English.Day(night)} have no mark; "
                    + "please see that every register was taken and exported.");
        }

        foreach (var pupil in pupils
            .Where(pupil => pupil.Record.HasWorsened && school.IsLive(night) && pupil.Case.Baseline is not { Waits: true })
            .OrderBy(pupil => pupil.Pupil.Upn))
        {
            if (!CaseRows.TellsMove(pupil) && pupil.Record is { StageBefore: { } before, Stage: { } now })
            {
                var what = $"Attendance fell from {school.Policy.NameOf(before)} to {school.Policy.NameOf(now)}; "
                    + $"the case stands at {school.Policy.NameOf(pupil.Case.Stage)}."
                    + (pupil.AgeOn(night) is var age && age.Contains(night) ? "" : $" {age.Describe(night)}");
                yield return new(school.Id, WorklistKinds.Moved, what) { Pupil = WorklistPupil.Of(school, pupil) };
            }
        }
    }
}
