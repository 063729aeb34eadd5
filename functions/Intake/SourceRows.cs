using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using CsvHelper;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Cuts CSV text into rows and cells.</summary>
internal static class SourceRows
{
    private const byte Cr = (byte)'\r';

    private const byte Lf = (byte)'\n';

    /// <summary>The separator of a file: a semicolon or a tab where the first line has more of them than commas.</summary>
    public static char SeparatorOf(ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart("\r\n \t"u8);
        var end = start.IndexOfAny(Cr, Lf);
        var line = end < 0 ? start : start[..end];
        var commas = line.Count((byte)',');
        var semicolons = line.Count((byte)';');
        var tabs = line.Count((byte)'\t');
        return tabs > Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
    }

    /// <summary>The rows of UTF-8 text, the header among them; empty lines are passed over.</summary>
    /// <remarks>
    /// A quotation mark that is never closed would swallow every row after it into one cell. So a row with quotation marks in the
    /// wrong places that runs over several lines is taken to be its first line only, and reading goes on with the line after it.
    /// </remarks>
    public static IEnumerable<SourceRow> Read(ReadOnlyMemory<byte> text, char separator)
    {
        // With a line end at its very end, a row whose quotation mark is never closed runs over it and is known by that.
        var rest = text.Length == 0 || text.Span[^1] is Cr or Lf ? text : new([.. text.Span, Lf]);
        var linesBefore = 0;
        while (!rest.IsEmpty)
        {
            var read = rest.Length;
            foreach (var row in ReadUpToOpenQuote(rest, separator, linesBefore))
            {
                yield return row.Row;
                (read, linesBefore) = row.Row.HasOpenQuote ? (row.End, row.Row.Line) : (read, linesBefore);
            }

            rest = rest[read..];
        }
    }

    /// <summary>The cells of one row that was read before; where a quotation mark is left open in it, as far as they can be told.</summary>
    public static IReadOnlyList<string> CellsOf(string source, char separator)
    {
        using var reader = CsvReader.FromText(source, new() { Separator = separator, HasHeader = false, TrimWhitespace = true });
        return reader.Read() ? Cells(reader) : [];
    }

    /// <summary>Rows up to the first with an open quotation mark, and where reading goes on after that one.</summary>
    private static IEnumerable<(SourceRow Row, int End)> ReadUpToOpenQuote(ReadOnlyMemory<byte> text, char separator, int linesBefore)
    {
        var malformed = false;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = _ => malformed = true,
        };
        using var reader = CsvReader.Create(text, options);
        while (reader.Read())
        {
            var start = (int)reader.ByteOffset;
            var line = linesBefore + (int)reader.LineNumber;
            var firstLineEnd = reader.RawRecord.IndexOfAny(Cr, Lf);
            if (malformed && firstLineEnd >= 0)
            {
                var source = Encoding.UTF8.GetString(reader.RawRecord[..firstLineEnd]);
                yield return (new SourceRow(line, [], source, HasOpenQuote: true), AfterLineEnd(text.Span, start + firstLineEnd));
                yield break;
            }

            malformed = false;
            yield return (new SourceRow(line, Cells(reader), Encoding.UTF8.GetString(reader.RawRecord), HasOpenQuote: false), 0);
        }
    }

    private static int AfterLineEnd(ReadOnlySpan<byte> text, int lineEnd) =>
        lineEnd + (text[lineEnd..] is [Cr, Lf, ..] ? 2 : 1);

    private static string[] Cells(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index] = SafeCell.Restore(reader.GetString(index).Trim());
        }

        return cells;
    }
}
