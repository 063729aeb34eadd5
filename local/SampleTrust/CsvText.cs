using System.Globalization;
using System.Text;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes a CSV file in a school's style.</summary>
internal sealed class CsvText(FileStyle style)
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds the header. Names are given in Pascal case (<c>YearGroup</c>).</summary>
    internal void Header(params IEnumerable<string> names) => Row(style.SpacedHeaders ? names.Select(Spaced) : names);

    internal void Row(params IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                _text.Append(',');
            }

            first = false;
            Append(style.Padded && cell.Length > 0 ? cell + "  " : cell);
        }

        _text.Append(style.NewLine);
    }

    internal string Date(DateOnly date) => date.ToString(style.Dates, CultureInfo.InvariantCulture);

    internal byte[] Bytes() => style.Bytes(_text.ToString());

    private void Append(string cell)
    {
        if (style.Quoted || cell.AsSpan().IndexOfAny(",\"\r\n") >= 0)
        {
            _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _text.Append(cell);
        }
    }

    private static string Spaced(string name)
    {
        var spaced = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                spaced.Append(' ');
            }

            spaced.Append(name[i]);
        }

        return spaced.ToString();
    }
}
