using System.Xml.Linq;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// Checks one part of a template with text in it, and prepares it: each placeholder stands in one piece, each row of a list in an
/// element <see cref="WordXml.Each"/>, and what depends on a condition in an element <see cref="WordXml.If"/>.
/// </summary>
internal sealed class TemplatePart(LetterKind kind, string place, List<Fault> faults)
{
    private readonly LetterFields _fields = LetterFields.Of(kind);
    private readonly Dictionary<XElement, string> _listOfRow = [];
    private readonly Dictionary<XElement, string> _markers = [];

    /// <param name="root">The part, which is changed.</param>
    public void Prepare(XElement root)
    {
        foreach (var paragraph in root.Descendants(WordXml.Paragraph))
        {
            foreach (var name in Placeholders.Gather(paragraph, sentence => AddFault(paragraph, sentence)))
            {
                Check(paragraph, name);
            }
        }

        foreach (var (row, list) in _listOfRow)
        {
            var each = new XElement(WordXml.Each, new XAttribute("list", list));
            row.AddBeforeSelf(each);
            row.Remove();
            each.Add(row);
        }

        foreach (var parent in _markers.Keys.Select(marker => marker.Parent).OfType<XElement>().Distinct().ToList())
        {
            FoldConditions(parent);
        }
    }

    private void Check(XElement paragraph, string name)
    {
        if (MarkerOf(name) is { Length: > 0 } marker)
        {
            CheckMarker(paragraph, marker);
        }
        else if (name.Split('.') is [var list, var column] && _fields.Lists.TryGetValue(list, out var known))
        {
            CheckColumn(paragraph, known, column);
        }
        else if (_fields.Lists.TryGetValue(name, out var whole))
        {
            AddFault(paragraph, $"{{{{{name}}}}} is a list; name its columns in the row of a table: {ColumnsOf(whole)}.");
        }
        else if (!_fields.Fields.ContainsKey(name))
        {
            AddFault(paragraph, $"{{{{{name}}}}} is {(IsElsewhere(name) ? "a field of other letters and not of this one" : "no field")}.");
        }
    }

    /// <summary>The words of a condition in small letters: Word likes to begin a paragraph with a capital one.</summary>
    private static string MarkerOf(string name) =>
        name.StartsWith("if ", StringComparison.OrdinalIgnoreCase) ? $"if {name[3..].Trim()}"
        : name.ToLowerInvariant() is "else" or "end" ? name.ToLowerInvariant()
        : "";

    private void CheckMarker(XElement paragraph, string name)
    {
        var text = Placeholders.TextOf(paragraph).Trim();
        if (Placeholders.InText().Match(text).Length != text.Length)
        {
            AddFault(paragraph, $"{{{{{name}}}}} must stand in a paragraph of its own.");
            return;
        }

        _markers[paragraph] = name;
        if (name.StartsWith("if ", StringComparison.Ordinal) && !_fields.Conditions.ContainsKey(name[3..]))
        {
            AddFault(paragraph, $"\"{name[3..]}\" is no condition of this letter; its conditions are {string.Join(", ", _fields.Conditions.Keys)}.");
        }
    }

    private void CheckColumn(XElement paragraph, LetterList list, string column)
    {
        if (!list.Columns.Any(known => known.Name.Equals(column, StringComparison.OrdinalIgnoreCase)))
        {
            AddFault(paragraph, $"{{{{{list.Name}.{column}}}}} is no column of that list; its columns are {ColumnsOf(list)}.");
        }
        else if (paragraph.Ancestors(WordXml.Row).FirstOrDefault() is not { } row)
        {
            AddFault(paragraph, $"{{{{{list.Name}.{column}}}}} is of a list and must stand in the row of a table, which is repeated for each item.");
        }
        else if (!_listOfRow.TryAdd(row, list.Name) && _listOfRow[row] != list.Name)
        {
            AddFault(paragraph, $"a row can be repeated for one list only, and this one names {_listOfRow[row]} and {list.Name}.");
        }
    }

    /// <summary>Moves what stands between an if and its end into an element of its own.</summary>
    private void FoldConditions(XElement parent)
    {
        var open = new Stack<(XElement Marker, XElement If)>();
        foreach (var child in parent.Elements().ToList())
        {
            var marker = _markers.GetValueOrDefault(child) ?? "";
            if (marker.Length == 0)
            {
                MoveInto(open, child);
                continue;
            }

            if (marker is "else" or "end" && open.Count == 0)
            {
                AddFault(child, $"{{{{{marker}}}}} stands without an {{{{if …}}}} beside it.");
            }
            else if (marker is "else" or "end")
            {
                Close(open, child, marker);
            }
            else
            {
                Open(open, child, child, marker[3..], holds: true);
            }

            child.Remove();
        }

        foreach (var (marker, _) in open)
        {
            AddFault(marker, "there is no {{end}} to it.");
        }
    }

    private void Close(Stack<(XElement Marker, XElement If)> open, XElement child, string marker)
    {
        var (begin, fold) = open.Pop();
        if (marker == "else" && !(bool)fold.Attribute("holds")!)
        {
            AddFault(child, "there is a second {{else}} to one {{if …}}.");
        }

        if (marker == "else")
        {
            Open(open, begin, child, fold.Attribute("condition")!.Value, holds: false);
        }
    }

    private static void Open(Stack<(XElement Marker, XElement If)> open, XElement marker, XElement at, string condition, bool holds)
    {
        var fold = new XElement(WordXml.If, new XAttribute("condition", condition), new XAttribute("holds", holds));
        if (open.TryPeek(out var outer))
        {
            outer.If.Add(fold);
        }
        else
        {
            at.AddBeforeSelf(fold);
        }

        open.Push((marker, fold));
    }

    private static void MoveInto(Stack<(XElement Marker, XElement If)> open, XElement child)
    {
        if (open.TryPeek(out var inner))
        {
            child.Remove();
            inner.If.Add(child);
        }
    }

    private static string ColumnsOf(LetterList list) => string.Join(", ", list.Columns.Select(column => $"{{{{{list.Name}.{column.Name}}}}}"));

    private static bool IsElsewhere(string name) => LetterFields.Groups.Any(group =>
        group.Fields.Any(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        || group.Lists.Any(list => list.Name.Equals(name.Split('.')[0], StringComparison.OrdinalIgnoreCase)));

    private void AddFault(XElement paragraph, string sentence) => faults.Add(new($"{place} {Placeholders.Quote(paragraph)}", sentence));
}
