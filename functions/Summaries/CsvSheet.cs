using System.Globalization;
using AttendanceFunctions.Functions.Intake;
using CsvHelper;
using CsvHelper.Configuration;

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
    private readonly CsvWriter _csv;

    /// <param name="stream">Where to; closed with the sheet.</param>
    /// <param name="columns">The header's names.</param>
    /// <param name="forPeople">Whether a spreadsheet program will open it.</param>
    public CsvSheet(Stream stream, IEnumerable<string> columns, bool forPeople)
    {
        var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: forPeople));
        _csv = new(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        Write(columns.Select(Cell.Text));
    }

    public void Write(IEnumerable<Cell> cells)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(cell.Written);
        }

        _csv.NextRecord();
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    /// <summary>A whole sheet in memory, for the short ones.</summary>
    public static async Task<BinaryData> MakeAsync(IEnumerable<string> columns, IEnumerable<IEnumerable<Cell>> rows, bool forPeople)
    {
        using var stream = new MemoryStream();
        await using (var sheet = new CsvSheet(stream, columns, forPeople))
        {
            foreach (var row in rows)
            {
                sheet.Write(row);
            }
        }

        return BinaryData.FromBytes(stream.ToArray());
    }
}
