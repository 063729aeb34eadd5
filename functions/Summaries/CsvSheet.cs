using System.Globalization;
using AttendanceFunctions.Functions.Intake;
using CsvHelper;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>One cell of an export. Text that a spreadsheet could run as a formula is neutralised; numbers are written as they are.</summary>
public readonly record struct Cell
{
    private Cell(string written) => Written = written;

    public string Written { get; }

    public static Cell Empty => new("");

    public static Cell Text(string text) => new(SafeCell.Neutralise(text));

    public static Cell Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A plain decimal: 9.5, 47.5, 10.</summary>
    public static Cell Number(decimal number) => new(number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A rate as a percentage with one decimal.</summary>
    public static Cell Percent(Domain.Rates.Rate rate) => new(rate.ToString());

    public static Cell YesOrNo(bool flag) => new(flag ? "yes" : "no");

    public static implicit operator Cell(string text) => Text(text);

    public static implicit operator Cell(int number) => Number(number);

    public static Cell FromString(string text) => Text(text);

    public static Cell FromInt32(int number) => Number(number);
}

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
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<CsvSheet> BeginAsync(Stream stream, IEnumerable<string> columns, bool forPeople, CancellationToken cancellationToken)
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
    public static async Task<BinaryData> MakeAsync(IEnumerable<string> columns, IEnumerable<IEnumerable<Cell>> rows, bool forPeople, CancellationToken cancellationToken)
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
