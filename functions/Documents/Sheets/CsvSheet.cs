using CsvHelper;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Writes an export as CSV: RFC 4180, CRLF, and UTF-8 with a byte order mark only where people open it in a spreadsheet.</summary>
public sealed class CsvSheet : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly CsvWriter _csv;

    private CsvSheet(Stream stream, bool forPeople)
    {
        _stream = stream;
        _csv = CsvWriter.Create(stream, new() { WriteByteOrderMark = forPeople, NewLine = "\r\n" }, leaveOpen: true);
    }

    /// <summary>Begins a sheet with its header.</summary>
    /// <param name="stream">Where to; closed with the sheet.</param>
    /// <param name="columns">The header's names.</param>
    /// <param name="forPeople">Whether a spreadsheet program will open it.</param>
    public static async Task<CsvSheet> BeginAsync(
        Stream stream, IEnumerable<string> columns, bool forPeople, CancellationToken cancellationToken)
    {
        var sheet = new CsvSheet(stream, forPeople);
        await sheet.WriteAsync(columns.Select(Cell.Text), cancellationToken);
        return sheet;
    }

    public async Task WriteAsync(IEnumerable<Cell> cells, CancellationToken cancellationToken) =>
        await _csv.WriteRecordAsync([.. cells.Select(cell => cell.Written)], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _stream.DisposeAsync();
    }

    /// <summary>A whole sheet in memory, for the short ones.</summary>
    public static async Task<BinaryData> MakeAsync(
        IEnumerable<string> columns, IEnumerable<IEnumerable<Cell>> rows, bool forPeople, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await using (var sheet = await BeginAsync(stream, columns, forPeople, cancellationToken))
        {
            foreach (var row in rows)
            {
                await sheet.WriteAsync(row, cancellationToken);
            }
        }

        return BinaryData.FromBytes(stream.ToArray());
    }
}
