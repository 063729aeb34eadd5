using System.Globalization;
using System.Text.Json;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Finds the rows about a pupil, in the tables of all school years.</summary>
public sealed class SubjectTables(TrustStorage storehouse)
{
    /// <summary>Every row about a pupil, by table; each table that is about pupils is among them.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TableEntity>>> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var (school, upn) = (subject.School.ToString(), TableKeys.OfText(subject.Upn.ToString()));
        // Partitions of a school are school:year; ';' is the character after ':'.
        var (first, after) = ($"{school}:", $"{school};");
        Task<List<TableEntity>> OfYearsAsync(string table) => QueryAsync(
            table, TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {after} and RowKey eq {upn}"), cancellationToken);

        var pupils = await QueryAsync(Tables.Pupils, TableClient.CreateQueryFilter($"PartitionKey eq {school} and RowKey eq {upn}"), cancellationToken);
        var nudges = await QueryAsync(
            Tables.Nudges, TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {after} and Upn eq {subject.Upn.ToString()}"), cancellationToken);
        var keys = nudges.Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);
        return new Dictionary<string, IReadOnlyList<TableEntity>>(StringComparer.Ordinal)
        {
            [Tables.Pupils] = pupils,
            [Tables.Attendance] = await OfYearsAsync(Tables.Attendance),
            [Tables.Cases] = await OfYearsAsync(Tables.Cases),
            [Tables.CaseEvents] = await QueryAsync(
                Tables.CaseEvents, TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.OfText($"{school}:{subject.Upn}")}"), cancellationToken),
            [Tables.Nudges] = nudges,
            [Tables.SentTexts] = await SentTextsAsync(keys, cancellationToken),
            [Tables.UnusableAddresses] = await UnusableAsync(subject.School, pupils, cancellationToken),
            [Tables.Failures] = [.. (await QueryAsync(Tables.Failures, "", cancellationToken)).Where(row => keys.Any(row.Text("Body").Contains))],
        };
    }

    /// <summary>Other schools where the same UPN stands.</summary>
    public async Task<IReadOnlyList<SchoolId>> OtherSchoolsAsync(Subject subject, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {TableKeys.OfText(subject.Upn.ToString())}");
        var partitions = (await QueryAsync(Tables.Pupils, filter, cancellationToken)).Concat(await QueryAsync(Tables.Attendance, filter, cancellationToken))
            .Select(row => row.PartitionKey.Split(':')[0]).Distinct(StringComparer.Ordinal);
        return [.. partitions.Select(SchoolId.Parse).Where(school => school != subject.School).Order()];
    }

    /// <summary>The school year of a row whose partition is school:year.</summary>
    public static AcademicYear YearOf(TableEntity row) => new(int.Parse(row.PartitionKey.Split(':')[1], CultureInfo.InvariantCulture));

    /// <summary>The keys of the numbers and addresses of the contacts that a row of Pupils holds.</summary>
    public static IEnumerable<string> AddressesOf(TableEntity pupil) =>
        from contact in JsonSerializer.Deserialize<List<Contact>>(pupil.Text("Contacts")) ?? []
        from address in Address.AllOf(contact)
        select AddressKey.Of(address).ToString();

    private async Task<List<TableEntity>> SentTextsAsync(IReadOnlySet<string> keys, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        foreach (var key in keys)
        {
            var row = await storehouse.Table(Tables.SentTexts).GetEntityIfExistsAsync<TableEntity>(key[..2], key, cancellationToken: cancellationToken);
            rows.AddRange(row.HasValue ? [row.Value!] : Array.Empty<TableEntity>());
        }

        return rows;
    }

    private async Task<List<TableEntity>> UnusableAsync(SchoolId school, List<TableEntity> pupils, CancellationToken cancellationToken)
    {
        var addresses = pupils.SelectMany(AddressesOf).ToHashSet(StringComparer.Ordinal);
        return addresses.Count == 0
            ? []
            : [.. (await QueryAsync(Tables.UnusableAddresses, TableClient.CreateQueryFilter($"PartitionKey eq {school.ToString()} or PartitionKey eq {Trust.Itself}"), cancellationToken))
                .Where(row => addresses.Contains(row.RowKey))];
    }

    private async Task<List<TableEntity>> QueryAsync(string table, string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in storehouse.Table(table).QueryAsync<TableEntity>(filter.Length > 0 ? filter : null, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
