using System.Diagnostics;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>The outcome of a file.</summary>
public enum IntakeOutcome
{
    /// <summary>Its rows were applied, except rejected ones.</summary>
    Applied,

    /// <summary>It could not be read and was rejected as a whole.</summary>
    Rejected,

    /// <summary>It is kept and read again the next night.</summary>
    Held,
}

/// <summary>One file in the intake ledger.</summary>
/// <param name="Name">Its container and path: registers/141234/2026-11-20.csv.</param>
/// <param name="Reason">Why it was rejected or held; null if it was applied.</param>
/// <param name="UnknownPupils">Rows rejected because the pupil was not on the roster; a newer roster may have the pupil.</param>
/// <param name="Night">The first night of its school year that read this version.</param>
/// <param name="RosterETag">The version of the roster in which its pupils were looked up; null if there was none.</param>
public sealed record IntakeEntry(
    string Name, string ETag, IntakeOutcome Outcome, string? Reason, int RowsRead, int RowsRejected, int UnknownPupils,
    StatedDates Dates, DateOnly Night, string? RosterETag)
{
    /// <summary>The number of rows that are kept until the next school year.</summary>
    public int RowsHeld { get; init; }

    /// <summary>The number of applied rows of which something was left out or changed.</summary>
    public int RowsRemarked { get; init; }

    /// <summary>What was left out of the file as a whole, in sentences; null if nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the file has marks of the next school year, and is read again on that year's first night.</summary>
    public bool HasLaterMarks { get; init; }

    /// <summary>Whether the night held a pupil whose marks it states, and the next night must read it again.</summary>
    public bool HasHeldPupils { get; init; }

    /// <summary>Whether an earlier school year's night has read this version, and is done with its marks of that year.</summary>
    public bool WasReadEarlier { get; init; }

    /// <summary>The entry of a file that is held.</summary>
    public static IntakeEntry Held(IncomingFile file, string reason, DateOnly night, string? rosterETag, StatedDates dates) =>
        new(file.Name, file.ETag, IntakeOutcome.Held, reason, 0, 0, 0, dates, night, rosterETag);

    /// <summary>The entry of a file that was read: either applied or rejected as a whole.</summary>
    public static IntakeEntry Of<T>(
        IncomingFile file, Checked<ReadFile<T>> read, DateOnly night, string? rosterETag, StatedDates dates) => read switch
        {
            Checked<ReadFile<T>>.Valid { Value: var applied } => new(
                file.Name, file.ETag, IntakeOutcome.Applied, Reason: null,
                applied.Rows, applied.Rejections.Count, applied.UnknownPupils, dates, night, rosterETag)
            {
                RowsHeld = applied.RowsHeld,
                HasLaterMarks = applied.HasLaterMarks,
                RowsRemarked = applied.Remarks.Count,
                Note = applied.Notes.Count > 0 ? string.Join(' ', applied.Notes) : null,
            },
            Checked<ReadFile<T>>.Invalid invalid => new(
                file.Name, file.ETag, IntakeOutcome.Rejected, invalid.Reason, 0, 0, 0, StatedDates.None, night, rosterETag),
            _ => throw new UnreachableException(),
        };

    /// <summary>The number of rows of an applied file that were neither rejected nor held; 0 for any other file.</summary>
    public int RowsApplied => Outcome == IntakeOutcome.Applied ? RowsRead - RowsRejected - RowsHeld : 0;
}

/// <summary>The ledger of every file that a school uploaded. Keys: school / container and name.</summary>
public sealed class IntakeLedger(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.Intake);

    /// <summary>A school's entries by name, in one partition read.</summary>
    public async Task<IReadOnlyDictionary<string, IntakeEntry>> ReadAsync(string school, CancellationToken cancellationToken) =>
        (await _table.ListAsync(TableRows.InPartition(TableKeys.OfText(school)), EntryOf, cancellationToken))
            .ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    /// <summary>All entries with their schools.</summary>
    public async Task<IReadOnlyList<(string School, IntakeEntry Entry)>> ReadAllAsync(CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.All, row => (TableKeys.TextOf(row.PartitionKey), EntryOf(row)), cancellationToken);

    /// <summary>Whether this version of a file is missing from a folder's entries.</summary>
    public static bool IsUnknown(IncomingFile file, IReadOnlyDictionary<string, IntakeEntry> known) =>
        !known.TryGetValue(file.Name, out var entry) || entry.ETag != file.ETag;

    /// <summary>Holds the files of a folder that belongs to no school, so that no file is ignored without a recorded reason.</summary>
    public Task HoldAsync(
        string folder, IReadOnlyDictionary<string, IntakeEntry> known, IEnumerable<IncomingFile> files, string reason, DateOnly night,
        CancellationToken cancellationToken) => WriteAsync(
            folder, known,
            files.Where(file => IsUnknown(file, known)).Select(file => IntakeEntry.Held(file, reason, night, null, StatedDates.None)),
            cancellationToken);

    /// <summary>Writes the entries that are new or have changed.</summary>
    public async Task WriteAsync(
        string school, IReadOnlyDictionary<string, IntakeEntry> before, IEnumerable<IntakeEntry> after, CancellationToken cancellationToken)
    {
        var rows = after.Where(entry => before.GetValueOrDefault(entry.Name) != entry)
            .Select(entry => EntityOf(TableKeys.OfText(school), entry));
        await TableBatches.WriteAsync(_table, [.. rows.Select(TableRows.Upsert)], cancellationToken);
    }

    private static TableEntity EntityOf(string partition, IntakeEntry entry) => new(partition, TableKeys.OfText(entry.Name))
    {
        ["Name"] = entry.Name,
        ["BlobETag"] = entry.ETag,
        ["Outcome"] = entry.Outcome.ToString(),
        ["Reason"] = entry.Reason,
        ["RowsRead"] = entry.RowsRead,
        ["RowsRejected"] = entry.RowsRejected,
        ["RowsHeld"] = entry.RowsHeld,
        ["UnknownPupils"] = entry.UnknownPupils,
        ["HasLaterMarks"] = entry.HasLaterMarks,
        ["WasReadEarlier"] = entry.WasReadEarlier,
        ["HasHeldPupils"] = entry.HasHeldPupils,
        ["RowsRemarked"] = entry.RowsRemarked,
        ["Note"] = entry.Note,
        ["Dates"] = entry.Dates.Text,
        ["Night"] = TableKeys.Of(entry.Night),
        ["RosterETag"] = entry.RosterETag,
    };

    private static IntakeEntry EntryOf(TableEntity entity) => new(
        entity.Text("Name"), entity.Text("BlobETag"), entity.Word<IntakeOutcome>("Outcome"), entity.GetString("Reason"),
        entity.Number("RowsRead"), entity.Number("RowsRejected"), entity.Number("UnknownPupils"),
        new(entity.Text("Dates")), entity.Date("Night"), entity.GetString("RosterETag"))
    {
        RowsHeld = entity.Number("RowsHeld"),
        HasLaterMarks = entity.Flag("HasLaterMarks"),
        WasReadEarlier = entity.Flag("WasReadEarlier"),
        HasHeldPupils = entity.Flag("HasHeldPupils"),
        RowsRemarked = entity.Number("RowsRemarked"),
        Note = entity.GetString("Note"),
    };
}
