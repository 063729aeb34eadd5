using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A school's files: uploads by hand, what came in, what became of it, and which registers are missing.</summary>
public sealed class FilePages(
    FileUpload upload, FileCheck check, ReceivedFiles received, PupilTable pupils, AttendanceTable attendance, AccessLog access,
    TimeProvider time)
{
    private const string Csv = "text/csv; charset=utf-8";

    public static SchoolPage Files { get; } = new("Files and registers", StaffRight.SeeChildren);

    public static SchoolPage File { get; } = new("A file that came in", StaffRight.SeeChildren);

    public static SchoolPage Rows { get; } = new("Rows of a file that came back", StaffRight.SeeChildren);

    public static SchoolPage Upload { get; } = new("A register or roster that was uploaded", StaffRight.Decide);

    /// <summary>Shows the page.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, visit.School.Id, Files.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        return await ShowAsync(visit, refused: null, cancellationToken);
    }

    /// <summary>Takes an upload of the signed-in person, and leads to the page of the file, or says why it was not taken.</summary>
    public async Task<IResult> UploadAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School;
        await access.WriteAsync(visit.Person, school.Id, Upload.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        if (await OfficeForm.ReadAsync(visit.Request, FileUpload.MostBytes, cancellationToken) is not { } form)
        {
            return await ShowAsync(
                visit,
                new(
                    $"The file could not be taken: it is larger than {FileUpload.MostBytes >> 20} MB, or it did not arrive whole. "
                        + "Send it again, or in parts, such as a file for each half term.",
                    Reading: null),
                cancellationToken);
        }

        if (form.Content.Length == 0 || !Enum.TryParse<UploadKind>(form.Fields[FileFields.Kind].ToString(), out var kind)
            || !Enum.IsDefined(kind))
        {
            return await ShowAsync(
                visit, new("Choose a file that is not empty, and say whether it is a register or a roster.", Reading: null),
                cancellationToken);
        }

        var outcome = await upload.TakeAsync(visit.Trust, school, kind, form.FileName, form.Content, visit.Author, cancellationToken);
        if (outcome.File is not { } file)
        {
            return await ShowAsync(visit, new(outcome.Refusal!, outcome.Reading), cancellationToken);
        }

        var key = await received.KeyOfAsync(school.Id, file, cancellationToken);
        return new SeeOther($"{OfficePaths.File(school.Id, key)}?{OfficePaths.DoneQuery}={(outcome.WasThere ? FileFields.There : "yes")}");
    }

    /// <summary>Shows what a file says and what became of it.</summary>
    public async Task<IResult> ShowFileAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School;
        if (await FindAsync(visit, cancellationToken) is not { } file)
        {
            return await NoSuchFileAsync(visit, File, cancellationToken);
        }

        await access.WriteAsync(visit.Person, school.Id, File.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        return await OfficeAnswer.RenderAsync<FilePage>(
            StatusCodes.Status200OK,
            (nameof(FilePage.Person), visit.Person),
            (nameof(FilePage.School), school),
            (nameof(FilePage.File), file),
            (nameof(FilePage.Key), await received.KeyOfAsync(school.Id, file.File, cancellationToken)),
            (nameof(FilePage.Reading), await ReadAsync(visit, file, cancellationToken)),
            (nameof(FilePage.Done), visit.Request.Query[OfficePaths.DoneQuery].ToString()));
    }

    /// <summary>Hands out the rows of a file that come back, after it is on record whom they name.</summary>
    public async Task<IResult> DownloadRowsAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School.Id;
        if (await FindAsync(visit, cancellationToken) is not { } file)
        {
            return await NoSuchFileAsync(visit, Rows, cancellationToken);
        }

        var rows = file.Entry is { Outcome: not IntakeOutcome.Held }
            ? await received.ReturnedAsync(school, file, cancellationToken)
            : (await ReadAsync(visit, file, cancellationToken))?.ReturnedRows();
        rows ??= RejectedCsv.None;
        await access.WriteAsync(visit.Person, school, Rows.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var named = ReturnedRows.Read(rows).Pupils;
        if (named.Count > 0)
        {
            // Numbers of nobody at the school are slips of the pen, and no child of the school's.
            var known = await pupils.ReadUpnsAsync(school, cancellationToken);
            await access.WriteAsync(visit.Person, school, Rows.Name, known.Where(named.Contains), cancellationToken);
        }

        return new OfficeFile($"came-back-{file.Name[..^Path.GetExtension(file.Name).Length]}.csv", Csv, BinaryData.FromBytes(rows));
    }

    private async Task<IResult> ShowAsync(SchoolVisit visit, RefusedUpload? refused, CancellationToken cancellationToken)
    {
        var school = visit.School;
        var today = London.DateAt(time.GetUtcNow());
        var files = received.ReadAsync(school.Id, cancellationToken);
        var roster = await pupils.ReadAsync(school.Id, cancellationToken);
        var records = await attendance.ReadAsync(school.Id, AcademicYear.Of(today), cancellationToken);
        return await OfficeAnswer.RenderAsync<FilesPage>(
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            (nameof(FilesPage.Person), visit.Person),
            (nameof(FilesPage.School), school),
            (nameof(FilesPage.Refused), refused),
            (nameof(FilesPage.MayUpload), visit.Person.May(StaffRight.Decide, school.Id)),
            (nameof(FilesPage.ShowsAll), visit.Request.Query.ContainsKey(OfficePaths.AllQuery)),
            (nameof(FilesPage.Files), await files),
            (nameof(FilesPage.KeyOf), await received.KeysOfAsync(school.Id, cancellationToken)),
            (nameof(FilesPage.Days),
                RegisterDay.Incomplete(school, roster.Values, [.. records.Values.Select(row => row.Value)], visit.Trust.MinimumCoverage)));
    }

    private async Task<ReceivedFile?> FindAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var key = visit.Request.RouteValues[OfficePaths.FileValue]?.ToString() ?? "";
        return await received.FindAsync(visit.School.Id, key, cancellationToken);
    }

    private async Task<IResult> NoSuchFileAsync(SchoolVisit visit, SchoolPage page, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, visit.School.Id, page.Name, AccessOutcome.Refused, upn: null, cancellationToken);
        return await OfficeAnswer.NotFoundAsync(
            visit.Person, "There is no such file here", "It may have been replaced or its time is over. Open the files again.");
    }

    /// <summary>
    /// What a file says: of one that a night has read, as the night left it; of one that waits or is held, as the next night will read it.
    /// Null for decisions, and for a file that was replaced at this moment.
    /// </summary>
    private async Task<FileReading?> ReadAsync(SchoolVisit visit, ReceivedFile file, CancellationToken cancellationToken)
    {
        var (trust, school) = (visit.Trust, visit.School);
        if (file.Entry is { Outcome: not IntakeOutcome.Held } entry)
        {
            var returned = file.HasReturnedRows && await received.ReturnedAsync(school.Id, file, cancellationToken) is { } rows
                ? ReturnedRows.Read(rows) : ReturnedRows.None;
            return entry.Outcome == IntakeOutcome.Rejected
                ? FileReading.Rejected(entry.Reason ?? "")
                : new(
                    file.IsRegister ? $"Dates: {entry.Dates.InWords()}." : "", entry.RowsRead, entry.RowsApplied, entry.RowsHeld,
                    returned.Returned, returned.Remarks)
                {
                    Notes = entry.Note is { } note ? [note] : [],
                };
        }

        return !(file.IsRegister || file.IsRoster)
            || await received.DownloadAsync(file, cancellationToken) is not { } content ? null
            : file.IsRegister ? await check.ReadRegisterAsync(trust, school, file.File, content, cancellationToken)
            : await check.ReadRosterAsync(trust, school, file.File, content, cancellationToken);
    }
}
