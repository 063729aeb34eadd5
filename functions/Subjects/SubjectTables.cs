using System.Text.Json;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Messages.Contacts;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Finds the rows about a pupil, in the tables of all school years.</summary>
public sealed class SubjectTables(TrustStorage storage, KeySecrets secrets, PupilTable roster, TimeProvider time)
{
    /// <summary>All rows about a pupil, by table, with an entry for each table about pupils.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TableEntity>>> ReadAsync(
        Subject subject, CancellationToken cancellationToken)
    {
        var (school, upn) = (subject.School.ToString(), TableKeys.OfText(subject.Upn.ToString()));
        // A school's partitions are named school:year; ';' is the character after ':'.
        var (first, after) = ($"{school}:", $"{school};");
        Task<List<TableEntity>> FindAsync(string table, FormattableString filter) =>
            QueryAsync(table, TableClient.CreateQueryFilter(filter), cancellationToken);
        Task<List<TableEntity>> OfYearsAsync(string table) =>
            FindAsync(table, $"PartitionKey ge {first} and PartitionKey lt {after} and RowKey eq {upn}");

        var pupils = await FindAsync(Tables.Pupils, $"PartitionKey eq {school} and RowKey eq {upn}");
        var nudges = await FindAsync(
            Tables.Nudges, $"PartitionKey ge {first} and PartitionKey lt {after} and Upn eq {subject.Upn.ToString()}");
        var keys = nudges.Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);
        return new Dictionary<string, IReadOnlyList<TableEntity>>(StringComparer.Ordinal)
        {
            [Tables.Pupils] = pupils,
            [Tables.SharedUpns] = await SharedAsync(subject, cancellationToken),
            [Tables.Attendance] = await OfYearsAsync(Tables.Attendance),
            [Tables.Cases] = await OfYearsAsync(Tables.Cases),
            [Tables.CaseEvents] = await FindAsync(Tables.CaseEvents, $"PartitionKey eq {TableKeys.OfText($"{school}:{subject.Upn}")}"),
            [Tables.Nudges] = nudges,
            [Tables.SentTexts] = await SentTextsAsync(keys, cancellationToken),
            [Tables.UnusableAddresses] = await UnusableAsync(subject.School, pupils, cancellationToken),
            [Tables.ClearedAddresses] = await ClearedAsync(subject, cancellationToken),
            [Tables.FamilyKeys] = await FamilyAsync(subject, cancellationToken),
            // A row about a number that two families share names the children of both.
            [Tables.OpenRows] = (await FindAsync(Tables.OpenRows, $"PartitionKey eq {school}"))
                .FindAll(row => row.RowKey == upn || row.Select(column => column.Value).OfType<string>()
                    .Any(text => text.Contains(subject.Upn.ToString(), StringComparison.Ordinal))),
            [Tables.AccessLog] = await FindAsync(Tables.AccessLog, $"PartitionKey eq {school} and Upn eq {subject.Upn.ToString()}"),
            [Tables.Failures] =
                (await QueryAsync(Tables.Failures, TableRows.All, cancellationToken)).FindAll(row => keys.Any(row.Text("Body").Contains)),
        };
    }

    /// <summary>The rows about a UPN that another school has too: the school's own, and those of the other schools about it.</summary>
    private async Task<List<TableEntity>> SharedAsync(Subject subject, CancellationToken cancellationToken)
    {
        var (first, after) = (TableKeys.OfText($"{subject.Upn}:"), TableKeys.OfText($"{subject.Upn};"));
        var rows = await QueryAsync(
            Tables.SharedUpns, TableClient.CreateQueryFilter($"RowKey ge {first} and RowKey lt {after}"), cancellationToken);
        return rows.FindAll(row =>
            row.PartitionKey == subject.School.ToString() || row.RowKey == TableKeys.OfText($"{subject.Upn}:{subject.School}"));
    }

    /// <summary>Other schools with rows under the same UPN, in order.</summary>
    public async Task<IReadOnlyList<SchoolId>> OtherSchoolsAsync(Subject subject, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {TableKeys.OfText(subject.Upn.ToString())}");
        var partitions = (await QueryAsync(Tables.Pupils, filter, cancellationToken))
            .Concat(await QueryAsync(Tables.Attendance, filter, cancellationToken))
            .Select(row => row.PartitionKey.Split(':')[0]).Distinct(StringComparer.Ordinal);
        return [.. partitions.Select(SchoolId.Parse).Where(school => school != subject.School).Order()];
    }

    /// <summary>The school year of a row whose partition is school:year.</summary>
    public static AcademicYear YearOf(TableEntity row) => new(int.Parse(row.PartitionKey.Split(':')[1], CultureInfo.InvariantCulture));

    /// <summary>
    /// The keys of the addresses in those rows of Pupils that count, of all schools. Entries about these addresses stay: the service would
    /// go on refusing them, but would not report it again.
    /// </summary>
    public async Task<HashSet<string>> AddressesInUseAsync(Func<TableEntity, bool> counts, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(Tables.Pupils, TableRows.All, cancellationToken);
        var secret = await secrets.ReadAsync(cancellationToken);
        return rows.Where(counts).SelectMany(row => AddressesOf(secret, row)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The keys of a school's shared addresses, among those pupils of its roster who count, on roll today or not.</summary>
    public async Task<HashSet<string>> SharedKeysAsync(
        SchoolId school, Func<Pupil, bool> counts, Func<SharedAddress, bool> isWanted, CancellationToken cancellationToken)
    {
        var (secret, today) = (await secrets.ReadAsync(cancellationToken), London.DateAt(time.GetUtcNow()));
        var pupils = (await roster.ReadAsync(school, cancellationToken)).Values.Where(counts).ToList();
        return new[] { pupils, pupils.FindAll(pupil => pupil.OnRoll.Contains(today)) }
            .SelectMany(roll => Households.Of(roll).Shared).Where(isWanted)
            .Select(shared => HeldAddresses.KeyOf(secret, shared).ToString()).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> AddressesOf(KeySecret secret, TableEntity pupil) =>
        from contact in JsonSerializer.Deserialize<List<Contact>>(pupil.Text("Contacts")) ?? []
        from address in Address.AllOf(contact)
        select AddressKey.Of(secret, address).ToString();

    private ValueTask<List<TableEntity>> SentTextsAsync(IEnumerable<string> keys, CancellationToken cancellationToken) =>
        keys.ToAsyncEnumerable()
            .Select(async (string key, CancellationToken token) =>
                await storage.Table(Tables.SentTexts).FindAsync(key[..2], key, row => row, token))
            .OfType<TableEntity>().ToListAsync(cancellationToken);

    private async Task<List<TableEntity>> UnusableAsync(SchoolId school, List<TableEntity> pupils, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(cancellationToken);
        var addresses = pupils.SelectMany(pupil => AddressesOf(secret, pupil)).ToHashSet(StringComparer.Ordinal);
        if (addresses.Count == 0)
        {
            return [];
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {school.ToString()} or PartitionKey eq {Trust.Itself}");
        return [.. (await QueryAsync(Tables.UnusableAddresses, filter, cancellationToken)).Where(row => addresses.Contains(row.RowKey))];
    }

    /// <summary>What people cleared about numbers and addresses of the pupil's contacts, as the roster states them now.</summary>
    private async Task<List<TableEntity>> ClearedAsync(Subject subject, CancellationToken cancellationToken)
    {
        var contacts = (await roster.FindAsync(subject.School, subject.Upn, cancellationToken))?.Contacts ?? [];
        var addresses = contacts.SelectMany(Address.AllOf).ToHashSet();
        if (addresses.Count == 0)
        {
            return [];
        }

        var keys = await SharedKeysAsync(subject.School, _ => true, shared => addresses.Contains(shared.Address), cancellationToken);
        return (await QueryAsync(Tables.ClearedAddresses, TableRows.InPartition(subject.School.ToString()), cancellationToken))
            .FindAll(row => keys.Contains(row.RowKey));
    }

    /// <summary>The row of the school, if it has keys of the pupil: their number, because the others are of other families.</summary>
    private async Task<List<TableEntity>> FamilyAsync(Subject subject, CancellationToken cancellationToken)
    {
        var child = FamilyKey.ChildOf(await secrets.ReadAsync(cancellationToken), subject.Upn);
        var row = await storage.Table(Tables.FamilyKeys).FindAsync(
            Trust.Itself, subject.School.ToString(), found => found, cancellationToken);
        return row is not null && FamilyKeyTable.KeysOf(row).Count(key => key.Child == child) is > 0 and var keys
            ? [new TableEntity(row.PartitionKey, row.RowKey) { ETag = row.ETag, ["Night"] = row["Night"], ["Keys"] = keys }]
            : [];
    }

    private Task<List<TableEntity>> QueryAsync(string table, string filter, CancellationToken cancellationToken) =>
        storage.Table(table).ListAsync(filter, row => row, cancellationToken);
}
