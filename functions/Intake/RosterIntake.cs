namespace AttendanceFunctions.Functions.Intake;

/// <summary>A school's pupils tonight, and the version of its roster.</summary>
/// <param name="Pupils">The pupils; none if the school never sent a usable roster.</param>
/// <param name="ETag">The version of the newest roster, usable or not; null if there is none.</param>
/// <param name="Entry">The roster's entry for the intake ledger if it was read tonight.</param>
public sealed record SchoolRoster(IReadOnlyDictionary<Upn, Pupil> Pupils, string? ETag, IntakeEntry? Entry = null)
{
    /// <summary>All pupils of the school, on the newest roster or missing from it.</summary>
    public IReadOnlyDictionary<Upn, RosterEntry> Entries { get; init; } = new Dictionary<Upn, RosterEntry>();

    /// <summary>The stored pupils that cannot be read; none where tonight's roster has replaced them.</summary>
    public IReadOnlyList<UnreadableRow> Unreadable { get; init; } = [];

    /// <summary>What the school's rosters said of the pupils whom the newest one no longer has.</summary>
    public IEnumerable<RosterEntry> Missing => Entries.Values.Where(entry => entry.MissingSince is not null);

    /// <summary>The pupils of the school, readable or not.</summary>
    public IEnumerable<Upn> Upns => Pupils.Keys.Concat(Unreadable.Select(row => row.Upn));

    /// <summary>The pupils as they are stored.</summary>
    internal static SchoolRoster Of(PupilRows<RosterEntry> stored, string? etag) =>
        new(PupilsOn(stored), etag) { Entries = stored, Unreadable = stored.Unreadable };

    /// <summary>The pupils who are on the roster.</summary>
    internal static IReadOnlyDictionary<Upn, Pupil> PupilsOn(IReadOnlyDictionary<Upn, RosterEntry> entries) =>
        entries.Where(entry => entry.Value.MissingSince is null).ToDictionary(entry => entry.Key, entry => entry.Value.Known);
}

/// <summary>
/// Reads a school's roster. A roster that cannot be read is rejected, and one with too few of the pupils known so far
/// (<c>minimumCoverage</c>) is held, because it may be incomplete; in both cases the pupils known so far stay.
/// </summary>
public sealed class RosterIntake(SchoolFiles files, PupilTable pupils, IntakeLedger ledger, RejectedFiles rejected)
{
    /// <summary>The endings of a roster's name. Of two rosters of a school the newer one is the school's.</summary>
    private static readonly string[] Endings = [".csv", ".xlsx"];

    private const string WhenHeld = "The pupils known so far stay, and the file is read again tomorrow night; "
        + "send the whole roster, or lower minimumCoverage in settings/trust.json.";

    private const string Superseded = "The school has a newer roster under a name with another ending, and this one is not read. "
        + "Delete the one that your system does not send any more.";

    /// <summary>The path of a school's roster in its container.</summary>
    public static string PathOf(SchoolId school) => PathsOf(school)[0];

    /// <summary>The paths that it may have, that of a CSV file first.</summary>
    public static IReadOnlyList<string> PathsOf(SchoolId school) => [.. Endings.Select(ending => $"{school}{ending}")];

    /// <summary>The school to which a roster belongs by its path; the path itself where it is none of a roster.</summary>
    public static string SchoolOf(string path) =>
        Array.Find(Endings, ending => path.EndsWith(ending, StringComparison.Ordinal)) is { } found ? path[..^found.Length] : path;

    /// <summary>Reads the roster if it is new, writes its pupils and its ledger entry, and returns rejected rows to the school.</summary>
    /// <param name="minimumCoverage">The lowest share of the pupils known so far that a roster must have, 0 to 1.</param>
    public async Task<SchoolRoster> TakeAsync(
        School school, DateOnly night, decimal minimumCoverage, IReadOnlyDictionary<string, IntakeEntry> known,
        CancellationToken cancellationToken)
    {
        var found = await FindFilesAsync(school.Id, cancellationToken);
        var file = found is [.., var newest] ? newest : null;
        await ledger.HoldAsync(school.Id.ToString(), known, found.SkipLast(1), Superseded, night, cancellationToken);
        var before = await pupils.ReadEntriesAsync(school.Id, cancellationToken);
        if (file is null || !IsNew(file, known))
        {
            return SchoolRoster.Of(before, file?.ETag);
        }

        if (await ReadAsync(school, file, night, cancellationToken) is not { } roster)
        {
            return SchoolRoster.Of(before, etag: null);
        }

        var listed = roster is Checked<ReadFile<Pupil>>.Valid read ? read.Value.Values : null;
        IntakeEntry outcome;
        IReadOnlyDictionary<Upn, RosterEntry> after = before;
        if (listed is not null && Shortfall(listed, SchoolRoster.PupilsOn(before), minimumCoverage) is { } shortfall)
        {
            outcome = IntakeEntry.Held(file, $"{shortfall} {WhenHeld}", night, file.ETag, StatedDates.None);
            listed = null;
        }
        else
        {
            if (listed is not null)
            {
                after = await pupils.ReplaceAsync(school.Id, listed, night, cancellationToken);
            }

            await rejected.SendBackAsync(school.Id.ToString(), file, roster, cancellationToken);
            outcome = IntakeEntry.Of(file, roster, night, file.ETag, StatedDates.None);
        }

        await ledger.WriteAsync(school.Id.ToString(), known, [outcome], cancellationToken);
        return listed is null
            ? SchoolRoster.Of(before, file.ETag) with { Entry = outcome }
            : new(SchoolRoster.PupilsOn(after), file.ETag, outcome) { Entries = after };
    }

    /// <summary>The pupils whom a night would work with, by the roster that waits if there is a new one. Writes nothing.</summary>
    public async Task<SchoolRoster> ForeseeAsync(
        School school, DateOnly night, decimal minimumCoverage, IReadOnlyDictionary<string, IntakeEntry> known,
        CancellationToken cancellationToken)
    {
        var stored = SchoolRoster.Of(await pupils.ReadEntriesAsync(school.Id, cancellationToken), ETagOf(school.Id, known));
        return await FindFilesAsync(school.Id, cancellationToken) is [.., var file] && IsNew(file, known)
            && await ReadAsync(school, file, night, cancellationToken) is Checked<ReadFile<Pupil>>.Valid { Value.Values: var listed }
            && Shortfall(listed, stored.Pupils, minimumCoverage) is null
                ? new(listed.ToDictionary(pupil => pupil.Upn), file.ETag)
                : stored;
    }

    /// <summary>The school's rosters as storage has them, the newest one last.</summary>
    public async Task<IReadOnlyList<IncomingFile>> FindFilesAsync(SchoolId school, CancellationToken cancellationToken) =>
    [
        .. (await files.ListAsync(Containers.Rosters, $"{school}.", cancellationToken))
            .Where(found => SchoolOf(found.Path) == school.ToString()),
    ];

    /// <summary>The version of the roster that was read last; null if none was.</summary>
    public static string? ETagOf(SchoolId school, IReadOnlyDictionary<string, IntakeEntry> known) => PathsOf(school)
        .Select(path => known.GetValueOrDefault($"{Containers.Rosters}/{path}")).OfType<IntakeEntry>()
        .MaxBy(entry => entry.Night)?.ETag;

    /// <summary>Why a roster would be held, as the start of a reason; null if it would not be.</summary>
    public static string? Shortfall(IReadOnlyList<Pupil> listed, IReadOnlyDictionary<Upn, Pupil> known, decimal minimumCoverage)
    {
        var kept = listed.Count(pupil => known.ContainsKey(pupil.Upn));
        return kept >= minimumCoverage * known.Count
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Only {kept} of the {known.Count} pupils known so far are on this roster: fewer than {minimumCoverage:0.##%}, as in a "
                + $"cut-off export.");
    }

    private static bool IsNew(IncomingFile file, IReadOnlyDictionary<string, IntakeEntry> known) =>
        !known.TryGetValue(file.Name, out var entry) || entry.ETag != file.ETag || entry.Outcome == IntakeOutcome.Held;

    private Task<Checked<ReadFile<Pupil>>?> ReadAsync(
        School school, IncomingFile file, DateOnly night, CancellationToken cancellationToken) =>
        files.ReadAsync(file, Bounds.Roster, content => RosterReader.Read(content.Bytes, night, school.Columns), cancellationToken);
}
