using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Removes the superfluous spaces and line ends that fields and conditions leave in a message.</summary>
internal static partial class Layout
{
    /// <summary>Everything on one line, with single spaces.</summary>
    public static string OneLine(string text) => Blank().Replace(text, " ").Trim(' ');

    /// <summary>
    /// A value without line breaks and control characters, which would break a line of a text or spoil the HTML.
    /// </summary>
    public static string Visible(string value) => OneLine(string.Concat(
        value.Where(c => char.IsWhiteSpace(c) || !char.IsControl(c)).Select(c => char.IsWhiteSpace(c) ? ' ' : c)));

    /// <summary>Lines without spaces at their ends, and with at most one empty line between them.</summary>
    public static string Lines(string text) => EmptyLines().Replace(string.Join('\n', text.Split('\n').Select(OneLine)), "\n\n").Trim('\n');

    /// <summary>The paragraphs of a text in pieces, separated by empty lines and trimmed as in <see cref="Lines"/>.</summary>
    public static IReadOnlyList<EmailParagraph> Paragraphs(IEnumerable<Piece> text)
    {
        var paragraphs = new List<List<IReadOnlyList<Piece>>> { new() };
        foreach (var line in LinesOf(text))
        {
            if (line.Count > 0)
            {
                paragraphs[^1].Add(line);
            }
            else if (paragraphs[^1].Count > 0)
            {
                paragraphs.Add([]);
            }
        }

        return [.. paragraphs.Where(lines => lines.Count > 0).Select(lines => new EmailParagraph(lines))];
    }

    private static IEnumerable<IReadOnlyList<Piece>> LinesOf(IEnumerable<Piece> text)
    {
        var line = new List<Piece>();
        foreach (var piece in text)
        {
            var parts = piece.Text.Split('\n');
            for (var index = 0; index < parts.Length; index++)
            {
                if (index > 0)
                {
                    yield return WithoutBlankAtEnd(line);
                    line = [];
                }

                Add(line, piece with { Text = parts[index] });
            }
        }

        yield return WithoutBlankAtEnd(line);
    }

    /// <summary>Adds a piece to a line, without repeating a space.</summary>
    private static void Add(List<Piece> line, Piece piece)
    {
        var text = Blank().Replace(piece.Text, " ");
        text = line.Count == 0 || line[^1].Text.EndsWith(' ') ? text.TrimStart(' ') : text;
        if (text.Length > 0)
        {
            line.Add(piece with { Text = text });
        }
    }

    private static List<Piece> WithoutBlankAtEnd(List<Piece> line) =>
        line is not [.. var start, var last] || !last.Text.EndsWith(' ') ? line
        : last.Text == " " ? [.. start]
        : [.. start, last with { Text = last.Text.TrimEnd(' ') }];

    // No-break spaces are kept.
    [GeneratedRegex("[ \t\r\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    [GeneratedRegex("\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyLines();
}
