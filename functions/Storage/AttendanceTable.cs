namespace AttendanceFunctions.Functions.Storage;

/// <summary>What the last night worked out of a pupil.</summary>
/// <param name="Tally">The sessions of the year to that night.</param>
/// <param name="Night">The last night; null before the first.</param>
/// <param name="Stage">The stage at which attendance lies; 0 above the ladder, null without data or where it is too early to say.</param>
public sealed record NightFigures(Tally Tally, DateOnly? Night, int? Stage);

/// <summary>Every pupil's marks of a school year, with the figures of the last night.</summary>
public sealed class AttendanceTable(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.Attendance);

    /// <summary>All records of a school in a school year, in one partition read.</summary>
    public Task<PupilRows<Versioned<AttendanceRecord>>> ReadAsync(
        SchoolId school, AcademicYear year, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(
            TableRows.InPartition(TableKeys.Of(school, year)),
            row => new Versioned<AttendanceRecord>(RecordOf(row, year), row.ETag), cancellationToken);

    /// <summary>The marks of all pupils of a school in a school year, in one partition read.</summary>
    public Task<PupilRows<YearOfMarks>> ReadMarksAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(
            TableRows.InPartition(TableKeys.Of(school, year)), row => YearOfMarks.Parse(year, row.Text("Marks")), cancellationToken,
            columns: ["Marks"]);

    /// <summary>
    /// The marks of some pupils of a school in a school year. A few pupils are read by key, many in one partition read; no
    /// request is made for no pupils.
    /// </summary>
    public async Task<PupilRows<YearOfMarks>> ReadMarksAsync(
        SchoolId school, AcademicYear year, IReadOnlyCollection<Upn> pupils, CancellationToken cancellationToken)
    {
        if (pupils.Count == 0)
        {
            return new(new Dictionary<Upn, YearOfMarks>(), []);
        }

        var wanted = pupils.ToHashSet();
        var filter = TableRows.Among(TableKeys.Of(school, year), [.. wanted.Select(upn => TableKeys.OfText(upn.ToString()))]);
        var rows = await _table.ListByPupilAsync(
            filter, row => YearOfMarks.Parse(year, row.Text("Marks")), cancellationToken, columns: ["Marks"]);
        return new(
            rows.Where(row => wanted.Contains(row.Key)).ToDictionary(), [.. rows.Unreadable.Where(row => wanted.Contains(row.Upn))]);
    }

    /// <summary>The pupils of a school who are persistently absent as of the last night.</summary>
    public async Task<IReadOnlySet<Upn>> ReadPersistentlyAbsentAsync(
        SchoolId school, AcademicYear year, CancellationToken cancellationToken)
    {
        var filter = $"{TableRows.InPartition(TableKeys.Of(school, year))} and PersistentAbsence eq true";
        return (await _table.ListAsync(filter, UpnOf, cancellationToken, columns: [])).ToHashSet();
    }

    /// <summary>The figures of the last night of all pupils of a school, without their marks, in one partition read.</summary>
    public Task<PupilRows<NightFigures>> ReadFiguresAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken) =>
        _table.ListByPupilAsync(
            TableRows.InPartition(TableKeys.Of(school, year)),
            row => new NightFigures(row.Tally(), row.DateIfAny("Night"), row.GetInt32("Stage")), cancellationToken,
            columns: [.. TallyColumns.Names, "Night", "Stage"]);

    /// <summary>One pupil's record; null if there is none.</summary>
    public Task<AttendanceRecord?> FindAsync(SchoolId school, AcademicYear year, Upn upn, CancellationToken cancellationToken) =>
        _table.FirstAsync(
            TableRows.At(TableKeys.Of(school, year), TableKeys.OfText(upn.ToString())), row => RecordOf(row, year), cancellationToken);

    /// <summary>Writes new and changed records, each conditional on the ETag that was read.</summary>
    /// <exception cref="Azure.RequestFailedException">412 or 409: another run wrote one of them since it was read.</exception>
    public async Task WriteAsync(
        SchoolId school, AcademicYear year, IReadOnlyDictionary<Upn, Versioned<AttendanceRecord>> before,
        IEnumerable<AttendanceRecord> after, CancellationToken cancellationToken)
    {
        var partition = TableKeys.Of(school, year);
        var changed = from record in after
                      let stored = before.GetValueOrDefault(record.Upn)
                      where stored?.Value != record
                      select TableRows.Put(EntityOf(partition, record), stored?.ETag);
        await TableBatches.WriteAsync(_table, [.. changed], cancellationToken);
    }

    private static TableEntity EntityOf(string partition, AttendanceRecord record)
    {
        var entity = new TableEntity(partition, TableKeys.OfText(record.Upn.ToString()))
        {
            ["Marks"] = record.Marks.Text,
            ["LateMinutes"] = record.Late.Text,
            ["Stages"] = record.Stages.Text,
            ["Groups"] = record.Groups,
            ["GroupsBefore"] = record.GroupsBefore,
            ["Night"] = record.Night is { } night ? TableKeys.Of(night) : null,
            ["Stage"] = record.Stage,
            ["StageBefore"] = record.StageBefore,
            ["PersistentAbsence"] = record.IsPersistentAbsence,
            ["SevereAbsence"] = record.IsSevereAbsence,
            ["CorrectedOn"] = record.CorrectedOn is { } corrected ? TableKeys.Of(corrected) : null,
        };
        TallyColumns.Write(entity, record.Tally);
        return entity;
    }

    private static Upn UpnOf(TableEntity row) => Upn.Parse(TableKeys.TextOf(row.RowKey));

    private static AttendanceRecord RecordOf(TableEntity entity, AcademicYear year) => new(
        UpnOf(entity), YearOfMarks.Parse(year, entity.Text("Marks")), entity.Tally(),
        entity.DateIfAny("Night"), entity.GetInt32("Stage"), entity.GetInt32("StageBefore"),
        entity.Flag("PersistentAbsence"), entity.Flag("SevereAbsence"), entity.DateIfAny("CorrectedOn"))
    {
        Late = LateMinutes.Parse(entity.Text("LateMinutes")),
        Stages = StageHistory.Parse(entity.Text("Stages")),
        Groups = entity.Text("Groups"),
        GroupsBefore = entity.Text("GroupsBefore"),
    };
}
