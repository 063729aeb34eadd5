using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// The keys of the numbers and addresses that rosters state now. What is known against one of them is kept: a service goes on
/// refusing it, and nobody would be told a second time.
/// </summary>
public sealed class AddressesInUse(TrustStorage storehouse)
{
    /// <summary>Those of all schools' pupils but one.</summary>
    /// <param name="except">The pupil whose contacts do not count.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<HashSet<string>> ReadAsync(Subject except, CancellationToken cancellationToken)
    {
        var (school, upn) = (except.School.ToString(), TableKeys.OfText(except.Upn.ToString()));
        return ReadAsync(row => row.PartitionKey != school || row.RowKey != upn, cancellationToken);
    }

    /// <summary>Those of some rows of Pupils, of all schools.</summary>
    public async Task<HashSet<string>> ReadAsync(Func<TableEntity, bool> counts, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in storehouse.Table(Tables.Pupils).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            keys.UnionWith(counts(row) ? SubjectTables.AddressesOf(row) : []);
        }

        return keys;
    }
}
