using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages.Ledger;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A file of a bundle, with its path in the bundle.</summary>
public sealed record BundleFile(string Path, BinaryData Content);

/// <summary>The tables' rows about a pupil, converted to domain objects.</summary>
/// <param name="Entry">What the school's rosters say of the pupil; null if the school has no row of the pupil.</param>
/// <param name="Years">The school years with marks or figures, the newest first.</param>
/// <param name="Cases">The case of each school year that has one, the newest first.</param>
/// <param name="Messages">The rows of the ledger, the newest first.</param>
public sealed record SubjectHistory(
    RosterEntry? Entry,
    IReadOnlyList<(AcademicYear Year, AttendanceRecord Record)> Years,
    IReadOnlyList<(AcademicYear Year, Case Case)> Cases,
    IReadOnlyList<CaseEvent> Events,
    IReadOnlyList<Nudge> Messages);

/// <summary>
/// Makes a copy of all data about a pupil, for a person who has a right to it: a page to read, the letters, and every row as JSON. It
/// contains nothing about other children.
/// </summary>
public sealed class SubjectBundle(
    PupilTable pupils, AttendanceTable attendance, CaseTable cases, CaseEventTable events, TrustStorage storage, TimeProvider time)
{
    /// <summary>The path of the page to read first.</summary>
    public const string Page = "index.html";

    /// <summary>The path of the file with all rows.</summary>
    public const string Data = "data.json";

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <exception cref="Azure.RequestFailedException">404: a letter was deleted meanwhile; search again.</exception>
    public async Task<IReadOnlyList<BundleFile>> MakeAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var letters = new List<BundleFile>();
        var (toOneParent, ofChild) = (LettersOf(record, isToOneParent: true), LettersOf(record, isToOneParent: false));
        foreach (var letter in ofChild)
        {
            BlobDownloadResult content =
                await storage.Container(letter.Container).GetBlobClient(letter.Name).DownloadContentAsync(cancellationToken);
            letters.Add(new($"{Containers.Letters}/{WithoutSchool(letter.Name)}", content.Content));
        }

        var today = London.DateAt(time.GetUtcNow());
        var page = await PageRenderer.RenderAsync<SubjectPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(SubjectPage.Record)] = record,
            [nameof(SubjectPage.History)] = await ReadHistoryAsync(record, cancellationToken),
            [nameof(SubjectPage.Letters)] = letters.Select(letter => (WithoutSchool(letter.Path), letter.Path)).ToList(),
            [nameof(SubjectPage.LettersToOneParent)] = toOneParent.Count,
            [nameof(SubjectPage.On)] = today,
        });
        return [new(Page, BinaryData.FromString(page)), new(Data, JsonOf(record, today)), .. letters];
    }

    /// <summary>
    /// The letters about the pupil. Those to or about one parent, whoever asks, are not in a bundle: they say where that parent lives, or
    /// that the parent may be fined.
    /// </summary>
    private static List<HeldFile> LettersOf(SubjectRecord record, bool isToOneParent) =>
    [
        .. record.Files.Where(file => file.Form == HeldForm.Letter && LetterNames.TryRead(file.Name.Split('/')[^1], out var kind)
            && isToOneParent == kind.IsToOneParent()),
    ];

    private async Task<SubjectHistory> ReadHistoryAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var (school, upn) = (record.Subject.School, record.Subject.Upn);
        var years = new List<(AcademicYear, AttendanceRecord)>();
        foreach (var year in YearsIn(record, Tables.Attendance))
        {
            if (await attendance.FindAsync(school, year, upn, cancellationToken) is { } read)
            {
                years.Add((year, read));
            }
        }

        var standing = new List<(AcademicYear, Case)>();
        foreach (var year in YearsIn(record, Tables.Cases))
        {
            if (await cases.FindAsync(school, year, upn, cancellationToken) is { } row)
            {
                standing.Add((year, row.Value));
            }
        }

        var messages = record.Tables[Tables.Nudges].Select(row => NudgeRow.Read(row).Value)
            .OrderByDescending(nudge => nudge.PlannedOn).ThenBy(nudge => nudge.ContactSlot);
        var entry = await pupils.FindEntryAsync(school, upn, cancellationToken);
        return new(entry, years, standing, await events.ReadAsync(school, upn, cancellationToken), [.. messages]);
    }

    private static IEnumerable<AcademicYear> YearsIn(SubjectRecord record, string table) =>
        record.Tables[table].Select(SubjectTables.YearOf).OrderByDescending(year => year.StartYear);

    private static string WithoutSchool(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static BinaryData JsonOf(SubjectRecord record, DateOnly today) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            school = record.Subject.School.ToString(),
            upn = record.Subject.Upn.ToString(),
            made = TableKeys.Of(today),
            tables = record.Tables.ToDictionary(table => table.Key, table => table.Value.Select(RowOf)),
            files = record.Files.Where(record.IsCertainlyAboutPupil)
                .Select(file => new { path = file.Path, form = file.Form.ToString(), columns = file.Columns, rows = file.Rows }),
            otherSchools = record.SameChild.Select(same => same.School.ToString()),
        },
        Readable));

    private static Dictionary<string, object?> RowOf(TableEntity row) => row
        .Where(column => column.Key != "odata.etag")
        .ToDictionary(
            column => column.Key,
            column => column.Key == PupilTable.ContactsColumn
                ? PupilTable.ContactsWithout(row, SubjectSheet.NotShown)
                : (object?)column.Value,
            StringComparer.Ordinal);
}
