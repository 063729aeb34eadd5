using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Reads the sheets of one workbook, row by row.</summary>
/// <param name="mostRows">The most rows of all sheets together.</param>
internal sealed class SheetReader(WorkbookPackage package, CellForms forms, int mostRows)
{
    /// <summary>The last row that a sheet can have.</summary>
    private const int LastRow = 1 << 20;

    private int _rows;

    private long _text;

    /// <exception cref="InvalidDataException">The sheet is damaged.</exception>
    /// <exception cref="WorkbookRefusedException">The workbook holds too much.</exception>
    public IReadOnlyList<SheetRow> Read(string part)
    {
        var (rows, row, text) = (new List<SheetRow>(), new OpenRow(0), new PlainText());
        foreach (var reader in package.Read(part))
        {
            text.Take(reader);
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "row"):
                    Keep(rows, row);
                    row = new(NumberOf(reader, row.Number));
                    break;
                case (XmlNodeType.Element, "c"):
                    row.Begin(ColumnOf(reader, row.Column), reader["t"] ?? "", reader["s"] ?? "");
                    text.Close();
                    break;
                case (XmlNodeType.EndElement, "c") when forms.TextOf(row.Type, row.Style, text.Close()) is { Length: > 0 } filled:
                    Fill(row, filled);
                    break;
            }
        }

        Keep(rows, row);
        return rows;
    }

    private void Keep(List<SheetRow> rows, OpenRow row)
    {
        if (row.Cells.Count > 0)
        {
            rows.Add(new(row.Number, row.Cells));
            _rows++;
        }

        if (_rows > mostRows)
        {
            throw WorkbookRefusedException.Size($"more than {English.Number(mostRows)} rows");
        }
    }

    private void Fill(OpenRow row, string text)
    {
        if (row.Column >= Bounds.Columns)
        {
            throw WorkbookRefusedException.Size($"text beyond its first {Bounds.Columns} columns");
        }

        _text += text.Length;
        if (_text > Bounds.WorkbookCharacters)
        {
            throw WorkbookRefusedException.Size("more text in it than is ever read here");
        }

        row.Cells.AddRange(Enumerable.Repeat("", Math.Max(0, row.Column - row.Cells.Count)));
        row.Cells.Add(text);
    }

    /// <summary>The row's number: as stated, or the next one. Row numbers that do not increase are treated as damage.</summary>
    private static int NumberOf(XmlReader row, int before) =>
        row["r"] is not { } written ? before + 1
        : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > before && number <= LastRow
            ? number
        : throw new InvalidDataException();

    private static int ColumnOf(XmlReader cell, int before) =>
        cell["r"] is not { } written ? before + 1
        : CellPlace.TryFindColumn(written, out var column) && column > before ? column
        : throw new InvalidDataException();

    /// <summary>A row that is being read, with the last cell read so far.</summary>
    private sealed class OpenRow(int number)
    {
        public int Number => number;

        public List<string> Cells { get; } = [];

        /// <summary>The cell's column from 0; -1 before the first.</summary>
        public int Column { get; private set; } = -1;

        public string Type { get; private set; } = "";

        public string Style { get; private set; } = "";

        public void Begin(int column, string type, string style) => (Column, Type, Style) = (column, type, style);
    }
}

/// <summary>Converts the stored value of a cell to text.</summary>
/// <param name="shared">The texts that cells refer to by their number.</param>
/// <param name="dateStyles">The styles that show a number as a day or a time.</param>
/// <param name="isFrom1904">Whether days are counted from 1904.</param>
internal sealed class CellForms(IReadOnlyList<string> shared, IReadOnlySet<int> dateStyles, bool isFrom1904)
{
    private const int DaysTo1904 = 1462;

    /// <summary>The serial number of the day after 31 December 9999.</summary>
    private const double EndOfDays = 2_958_466;

    /// <summary>Whole numbers up to this one are exact.</summary>
    private const double LargestExact = 1e15;

    /// <param name="type">The cell's type: shared or inline text, formula text, Boolean, error or date; empty for a number.</param>
    /// <param name="stored">The stored value; for a formula, its result.</param>
    /// <exception cref="InvalidDataException">The cell refers to a shared text that does not exist.</exception>
    public string TextOf(string type, string style, string stored) => type switch
    {
        "s" when stored.Length == 0 => "",
        "s" => CellText.Restored(SharedAt(stored)),
        "inlineStr" or "str" or "e" => CellText.Restored(stored),
        "b" => stored.Trim() switch { "1" or "true" => "TRUE", "0" or "false" => "FALSE", _ => "" },
        "d" when DateTime.TryParse(stored, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) => MomentOf(moment),
        _ => double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? NumberOf(number, style)
            : CellText.Restored(stored),
    };

    private string SharedAt(string stored) =>
        int.TryParse(stored.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
            ? shared[index]
            : throw new InvalidDataException();

    private string NumberOf(double number, string style)
    {
        // A number below 1 is a time of day without a date.
        var day = number + (isFrom1904 && number >= 1 ? DaysTo1904 : 0);
        var isDate = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && dateStyles.Contains(index);
        return isDate && day is >= 0 and < EndOfDays ? MomentOf(DateTime.FromOADate(day))
            : Math.Abs(number) < LargestExact ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture)
            : number.ToString("G15", CultureInfo.InvariantCulture);
    }

    private static string MomentOf(DateTime moment)
    {
        // A fraction of a day is exact to milliseconds at most, and people write minutes.
        var rounded = moment.AddMilliseconds(500);
        var form = rounded.Year < 1900 ? "HH:mm" : rounded.TimeOfDay < TimeSpan.FromSeconds(1) ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm";
        return rounded.ToString(form, CultureInfo.InvariantCulture);
    }
}
