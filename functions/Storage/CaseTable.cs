using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using Azure;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Where the graduated process stands for each pupil. A pupil without a row has a case in which nothing has happened.</summary>
public sealed class CaseTable(TrustStorage storehouse)
{
    /// <summary>Columns that hold a case's text, one after the other: a single one holds 32 Ki characters at most.</summary>
    private const string TextColumn = "Case";

    private readonly TableClient _table = storehouse.Table(Tables.Cases);

    /// <summary>All cases of a school in a school year, in one partition read.</summary>
    public async Task<IReadOnlyDictionary<Upn, Versioned<Case>>> ReadAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken)
    {
        var cases = new Dictionary<Upn, Versioned<Case>>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(school, year)}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var row = RowOf(entity);
            cases[row.Value.Upn] = row;
        }

        return cases;
    }

    /// <summary>One pupil's case; null where nothing has happened in it.</summary>
    public async Task<Versioned<Case>?> FindAsync(SchoolId school, AcademicYear year, Upn upn, CancellationToken cancellationToken)
    {
        // The same read as one by its keys, which would put the UPN into the path of an address, where request logs and traces keep it.
        var byKeys = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(school, year)} and RowKey eq {TableKeys.OfText(upn.ToString())}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(byKeys, cancellationToken: cancellationToken))
        {
            return RowOf(entity);
        }

        return null;
    }

    /// <summary>Writes the cases that are new or changed, each against the ETag that it was read with.</summary>
    /// <exception cref="RequestFailedException">412 or 409: another run wrote one of them since.</exception>
    public async Task WriteAsync(
        SchoolId school, AcademicYear year, IReadOnlyDictionary<Upn, Versioned<Case>> before, IEnumerable<Case> after, CancellationToken cancellationToken)
    {
        var partition = TableKeys.Of(school, year);
        var actions = new List<TableTransactionAction>();
        foreach (var current in after)
        {
            if (!before.TryGetValue(current.Upn, out var stored))
            {
                actions.Add(new(TableTransactionActionType.Add, EntityOf(partition, current)));
            }
            else if (stored.Value != current && CaseJson.Write(stored.Value) != CaseJson.Write(current))
            {
                actions.Add(new(TableTransactionActionType.UpdateReplace, EntityOf(partition, current), stored.ETag));
            }
        }

        await TableBatches.WriteAsync(_table, actions, cancellationToken);
    }

    private static TableEntity EntityOf(string partition, Case current)
    {
        var entity = new TableEntity(partition, TableKeys.OfText(current.Upn.ToString()))
        {
            ["Policy"] = current.PolicyId,
            ["Stage"] = current.Stage,
            ["Proposed"] = current.Proposal?.Kind.ToString() ?? "",
        };
        foreach (var (part, index) in CaseJson.Write(current).Chunk(TableBatches.MostTextLength).Select((part, index) => (part, index)))
        {
            entity[NameOf(index)] = new string(part);
        }

        return entity;
    }

    private static Versioned<Case> RowOf(TableEntity entity)
    {
        var parts = Enumerable.Range(0, TableBatches.MostProperties).Select(index => entity.GetString(NameOf(index))).TakeWhile(part => part is not null);
        return new(CaseJson.Read(string.Concat(parts)), entity.ETag);
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{TextColumn}{index}");
}
