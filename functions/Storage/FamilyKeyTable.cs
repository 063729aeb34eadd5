using System.Buffers.Binary;
using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// The parents and children of each school's roll as pseudonyms, one row for each school, so that a night can find siblings at other
/// schools without reading the rosters of all of them.
/// </summary>
public sealed class FamilyKeyTable(TrustStorage storage)
{
    private const int BytesOfKey = 16;

    /// <summary>A column may have 64 KiB, and a row 1 MiB.</summary>
    private const int KeysInColumn = 4000;

    private const int MostColumns = 15;

    private readonly TableClient _table = storage.Table(Tables.FamilyKeys);

    /// <summary>The keys of every school of which there is a row, by school.</summary>
    public async Task<IReadOnlyDictionary<SchoolId, IReadOnlyList<FamilyKey>>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await _table.ListAsync(
            TableRows.InPartition(Trust.Itself), row => (School: SchoolId.Parse(row.RowKey), Keys: KeysOf(row)), cancellationToken);
        return rows.ToDictionary(row => row.School, row => row.Keys);
    }

    /// <summary>Replaces a school's keys.</summary>
    /// <param name="keys">The keys in order; those beyond 60,000 are left out.</param>
    /// <param name="night">The night that found them.</param>
    public async Task WriteAsync(SchoolId school, IReadOnlyList<FamilyKey> keys, DateOnly night, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Trust.Itself, school.ToString()) { ["Night"] = TableKeys.Of(night) };
        foreach (var (column, part) in keys.Chunk(KeysInColumn).Take(MostColumns).Index())
        {
            row[NameOf(column)] = part.SelectMany(BytesOf).ToArray();
        }

        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The keys of a row.</summary>
    public static IReadOnlyList<FamilyKey> KeysOf(TableEntity row) =>
    [
        .. Enumerable.Range(0, MostColumns).SelectMany(column => row.GetBinary(NameOf(column)) ?? []).Chunk(BytesOfKey)
            .Select(bytes => new FamilyKey(
                BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(sizeof(ulong))))),
    ];

    private static byte[] BytesOf(FamilyKey key)
    {
        var bytes = new byte[BytesOfKey];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key.Parent);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(sizeof(ulong)), key.Child);
        return bytes;
    }

    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"Keys{column}");
}
