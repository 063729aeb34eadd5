using System.Collections.ObjectModel;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Rows of a table by pupil.</summary>
/// <param name="rows">The rows that can be read.</param>
/// <param name="unreadable">The others. Whoever writes rows must leave these alone, so that a person can mend them.</param>
public sealed class PupilRows<T>(IDictionary<Upn, T> rows, IReadOnlyList<UnreadableRow> unreadable) : ReadOnlyDictionary<Upn, T>(rows)
{
    /// <summary>The rows whose content is none that the product writes.</summary>
    public IReadOnlyList<UnreadableRow> Unreadable => unreadable;

    /// <summary>The rows of some pupils.</summary>
    public PupilRows<T> Among(IReadOnlySet<Upn> pupils) => new(
        this.Where(row => pupils.Contains(row.Key)).ToDictionary(), [.. Unreadable.Where(row => pupils.Contains(row.Upn))]);
}

/// <summary>A pupil's row that cannot be read.</summary>
/// <param name="Fault">The exception; its message may hold the pupil's data and must not be logged.</param>
public sealed record UnreadableRow(Upn Upn, Exception Fault);

/// <summary>Reads rows whose row key is a UPN, so that one that cannot be read does not hide the others.</summary>
internal static class PupilRowReader
{
    /// <summary>The rows that match a filter.</summary>
    /// <param name="columns">The columns to read besides the keys; all if omitted.</param>
    public static async Task<PupilRows<T>> ListByPupilAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> read, CancellationToken cancellationToken,
        IEnumerable<string>? columns = null)
    {
        var (rows, unreadable) = (new Dictionary<Upn, T>(), new List<UnreadableRow>());
        await foreach (var row in table.StreamAsync(filter, row => row, cancellationToken, columns))
        {
            var upn = Upn.Parse(TableKeys.TextOf(row.RowKey));
            try
            {
                rows.Add(upn, read(row));
            }
            catch (Exception fault)
            {
                unreadable.Add(new(upn, fault));
            }
        }

        return new(rows, unreadable);
    }
}
