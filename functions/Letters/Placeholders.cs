using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>Finds <c>{{Name}}</c> in a paragraph, however Word has split it over runs.</summary>
internal static partial class Placeholders
{
    private const int QuotedLength = 60;

    /// <summary>A placeholder that stands in one piece of text; its name is the first group.</summary>
    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}")]
    public static partial Regex InText();

    /// <summary>The paragraph's text, with a line break for each of its breaks and tabs.</summary>
    public static string TextOf(XElement paragraph) => string.Concat(Pieces(paragraph).Select(piece => piece.Text));

    /// <summary>The beginning of a paragraph, so that a person can find it.</summary>
    public static string Quote(XElement paragraph)
    {
        var text = TextOf(paragraph).Replace('\n', ' ').Trim();
        return text.Length <= QuotedLength ? $"“{text}”" : $"“{text[..QuotedLength]}…”";
    }

    /// <summary>
    /// The names of a paragraph's placeholders in their order. Each is put as a whole into the piece of text in which it begins, and so
    /// keeps the looks of its first letter.
    /// </summary>
    /// <param name="paragraph">The paragraph, which is changed.</param>
    /// <param name="fault">Told what is wrong with the braces.</param>
    public static IReadOnlyList<string> Gather(XElement paragraph, Action<string> fault)
    {
        var pieces = Pieces(paragraph).ToList();
        var text = string.Concat(pieces.Select(piece => piece.Text));
        var owner = pieces.SelectMany((piece, index) => Enumerable.Repeat(index, piece.Text.Length)).ToArray();
        var (names, from) = (new List<string>(), 0);
        for (var open = IndexOf(text, "{{", 0); open < text.Length; open = IndexOf(text, "{{", from))
        {
            FindStray(text[from..open], fault);
            var close = IndexOf(text, "}}", open);
            from = open + 2;
            if (close >= Math.Min(IndexOf(text, "{{", from), IndexOf(text, "\n", from)))
            {
                fault($"\"{Shown(text[open..])}\" is opened with {{{{ and not closed with }}}}.");
                continue;
            }

            names.Add(text[from..close].Trim());
            from = close + 2;
            Array.Fill(owner, owner[open], open, from - open);
        }

        FindStray(text[from..], fault);
        WriteBack(pieces, text, owner);
        return names;
    }

    private static void FindStray(string text, Action<string> fault)
    {
        if (text.Contains("}}", StringComparison.Ordinal))
        {
            fault("there is a }} to which no {{ belongs.");
        }
    }

    private static IEnumerable<(XElement Element, string Text)> Pieces(XElement paragraph) => paragraph.Descendants()
        .Where(element => element.Ancestors(WordXml.Paragraph).First() == paragraph)
        .Select(element => (element, element.Name == WordXml.Text ? element.Value : IsBreak(element) ? "\n" : ""));

    private static bool IsBreak(XElement element) => element.Name == WordXml.Break || element.Name == WordXml.Tab || element.Name == WordXml.CarriageReturn;

    private static void WriteBack(List<(XElement Element, string Text)> pieces, string text, int[] owner)
    {
        var texts = pieces.Select(_ => new StringBuilder()).ToList();
        for (var index = 0; index < text.Length; index++)
        {
            texts[owner[index]].Append(text[index]);
        }

        foreach (var ((element, before), after) in pieces.Zip(texts).Where(pair => pair.First.Element.Name == WordXml.Text && pair.First.Text != pair.Second.ToString()))
        {
            element.Value = after.ToString();
            element.SetAttributeValue(XNamespace.Xml + "space", "preserve");
        }
    }

    private static string Shown(string text) => text.Split('\n')[0] is { Length: > 25 } line ? line[..25] + "…" : text.Split('\n')[0];

    private static int IndexOf(string text, string what, int from)
    {
        var index = text.IndexOf(what, from, StringComparison.Ordinal);
        return index < 0 ? text.Length : index;
    }
}
