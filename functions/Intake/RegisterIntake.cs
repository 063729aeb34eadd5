namespace AttendanceFunctions.Functions.Intake;

/// <summary>A register file that a night has read.</summary>
/// <param name="Content">Its content, or why it was rejected as a whole.</param>
/// <param name="IsNew">False if it is only read again because a new file that precedes it states the same dates.</param>
public sealed record ReadRegister(IncomingFile File, Checked<ReadFile<PupilMark>> Content, bool IsNew)
{
    /// <summary>The marks that it states, in the order of the file.</summary>
    public IReadOnlyList<PupilMark> Marks => Content is Checked<ReadFile<PupilMark>>.Valid read ? read.Value.Values : [];

    /// <summary>The dates for which it states marks.</summary>
    public StatedDates Dates { get; } = Content is Checked<ReadFile<PupilMark>>.Valid read
        ? StatedDates.Of(read.Value.Values.Select(mark => mark.Stated.Session.Date))
        : StatedDates.None;
}

/// <summary>The marks of a school's register files on one night.</summary>
/// <param name="Marks">The marks to apply, by pupil, in the order of application.</param>
/// <param name="Entries">The intake ledger's entry for each file that was read.</param>
public sealed record RegisterIntakeResult(ILookup<Upn, StatedMark> Marks, IReadOnlyList<IntakeEntry> Entries);

/// <summary>
/// Reads a school's register files for a night. Files are applied in the order of (last modified, name). When a file arrives
/// late or is replaced, the later files that state the same dates are read again, so that the result does not depend on the
/// order of arrival (domain 0.8).
/// </summary>
public sealed class RegisterIntake(SchoolFiles files, RejectedFiles rejected)
{
    /// <summary>
    /// Whether a night must read this version. It must if the version is not in the ledger yet or was held; if it names unknown pupils
    /// whom a newer roster may have, or states marks of a pupil who was held; or if it has marks of a school year that has begun since.
    /// Files of an earlier school year are not read again for a new roster, because their marks are no longer applied.
    /// </summary>
    public static bool IsNew(IncomingFile file, DateOnly night, string? rosterETag, IReadOnlyDictionary<string, IntakeEntry> known) =>
        !known.TryGetValue(file.Name, out var entry) || entry.ETag != file.ETag || entry.Outcome == IntakeOutcome.Held
        || (IsOfEarlierYear(entry, night)
            ? entry.HasLaterMarks
            : entry.HasHeldPupils || (entry.UnknownPupils > 0 && entry.RosterETag != rosterETag));

    /// <summary>Reads the new files, decides which to hold, and returns rejected rows to the school.</summary>
    public async Task<RegisterIntakeResult> TakeAsync(
        Trust trust, School school, DateOnly night, SchoolRoster roster, IReadOnlyCollection<AttendanceRecord> records,
        IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken)
    {
        var listed = await files.ListAsync(Containers.Registers, school.Id, cancellationToken);
        if (roster.Pupils.Count == 0)
        {
            var reason = "The school has no pupils on a roster yet; the file is kept and will be read "
                + $"once rosters/{RosterIntake.PathOf(school.Id)} can be read.";
            return Result([], listed.Where(file => IsNew(file, night, roster.ETag, known))
                .Select(file => IntakeEntry.Held(file, reason, night, roster.ETag, StatedDates.None)));
        }

        var registers = await ReadAsync(school, night, roster, listed, known, cancellationToken);
        var held = new Coverage(school, night, roster.Pupils.Values, trust.MinimumCoverage).Hold(registers, records);
        foreach (var register in registers)
        {
            // Rows that were returned by an earlier night are not returned again when their file is only read again.
            if (register.IsNew || register.Content is Checked<ReadFile<PupilMark>>.Invalid)
            {
                await rejected.SendBackAsync(school.Id.ToString(), register.File, register.Content, cancellationToken);
            }
        }

        return Result(
            registers.Where(register => !held.ContainsKey(register)),
            registers.Select(register => EntryOf(register, held.GetValueOrDefault(register), night, roster, known)));
    }

    /// <summary>Reads the new files and those that must be read again because of them, in order of application. Writes nothing.</summary>
    public async Task<IReadOnlyList<ReadRegister>> ReadAsync(
        School school, DateOnly night, SchoolRoster roster, IReadOnlyList<IncomingFile> listed,
        IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken)
    {
        var reader = ReaderOf(school, night, roster);
        var again = reader with { WasReadEarlier = true };
        var registers = new List<ReadRegister>();
        var touched = StatedDates.None;
        foreach (var file in listed)
        {
            var isNew = IsNew(file, night, roster.ETag, known);
            var readerOfFile = WasReadEarlier(file, night, known) ? again : reader;
            if ((isNew || known[file.Name].Dates.Overlaps(touched))
                && await files.ReadAsync(
                    file, Bounds.Register, content => readerOfFile.Read(content.Bytes), cancellationToken) is { } read)
            {
                var register = new ReadRegister(file, read, isNew);
                registers.Add(register);
                touched = touched.And(register.Dates);
            }
        }

        return registers;
    }

    /// <summary>The reader of a night.</summary>
    public static RegisterReader ReaderOf(School school, DateOnly night, SchoolRoster roster) =>
        new(AcademicYear.Of(night), school.Calendar, night, roster.Upns.ToHashSet()) { Columns = school.Columns };

    private static RegisterIntakeResult Result(IEnumerable<ReadRegister> applied, IEnumerable<IntakeEntry> entries) =>
        new(applied.SelectMany(register => register.Marks).ToLookup(mark => mark.Upn, mark => mark.Stated), [.. entries]);

    private static IntakeEntry EntryOf(
        ReadRegister register, string? heldBecause, DateOnly night, SchoolRoster roster, IReadOnlyDictionary<string, IntakeEntry> known)
    {
        if (heldBecause is not null)
        {
            return IntakeEntry.Held(register.File, heldBecause, night, roster.ETag, register.Dates);
        }

        // A file that is only read again keeps the night of its entry.
        var first = !register.IsNew && known.TryGetValue(register.File.Name, out var entry) ? entry.Night : night;
        return IntakeEntry.Of(register.File, register.Content, first, roster.ETag, register.Dates) with
        {
            WasReadEarlier = WasReadEarlier(register.File, night, known),
        };
    }

    private static bool WasReadEarlier(IncomingFile file, DateOnly night, IReadOnlyDictionary<string, IntakeEntry> known) =>
        known.TryGetValue(file.Name, out var entry) && entry.ETag == file.ETag && entry.Outcome == IntakeOutcome.Applied
        && (entry.WasReadEarlier || IsOfEarlierYear(entry, night));

    private static bool IsOfEarlierYear(IntakeEntry entry, DateOnly night) => AcademicYear.Of(entry.Night) != AcademicYear.Of(night);
}
