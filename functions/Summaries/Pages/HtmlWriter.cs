using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>Builds a page of literal markup and encoded values: whatever stands in a hole of an interpolated string is text, never markup.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    /// <summary>Adds markup; every value in its holes is encoded.</summary>
    public HtmlWriter Add([InterpolatedStringHandlerArgument("")] Encoding markup)
    {
        _ = markup;
        _html.Append('\n');
        return this;
    }

    /// <summary>Adds what this program wrote itself, such as a style sheet, as it is.</summary>
    public HtmlWriter AddOwn(string markup)
    {
        _html.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Adds what this program wrote itself, without a line's end.</summary>
    public HtmlWriter Begin(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Adds text.</summary>
    public HtmlWriter Text(string text)
    {
        _html.Append(Encode(text));
        return this;
    }

    public override string ToString() => _html.ToString();

    private static string Encode(string text) => WebUtility.HtmlEncode(CellText.Storable(text));

    /// <summary>Takes an interpolated string apart: its literal parts are markup, its values are text.</summary>
    [InterpolatedStringHandler]
    public readonly struct Encoding
    {
        private readonly HtmlWriter _writer;

        public Encoding(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _writer = writer;
            _writer._html.EnsureCapacity(_writer._html.Length + literalLength + formattedCount);
        }

        public void AppendLiteral(string markup) => _writer._html.Append(markup);

        public void AppendFormatted(string text) => _writer._html.Append(Encode(text));

        public void AppendFormatted(int number) => _writer._html.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>A length in a picture.</summary>
        public void AppendFormatted(decimal number) => _writer._html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));
    }
}
