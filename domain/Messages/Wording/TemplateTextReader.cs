using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Reads one part of a template, with the fields that it may name; the braces are those of letters.</summary>
/// <typeparam name="T">What its fields are about.</typeparam>
/// <param name="part">The part.</param>
/// <param name="inLines">Whether its line ends are kept; else they are blanks.</param>
/// <param name="known">What it may name.</param>
/// <param name="isEnglish">Whether the template is in English.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class TemplateTextReader<T>(TemplatePart part, bool inLines, FieldSet<T> known, bool isEnglish, List<Fault> faults)
{
    private const int ShownLength = 25;

    // A line end in the middle of a clause would be one in the middle of a sentence.
    private readonly string _text = inLines ? part.Text : part.Text.Replace('\n', ' ');
    private readonly Stack<OpenFold> _open = new();
    private readonly List<TemplateNode<T>> _nodes = [];

    public TemplateText<T> Read()
    {
        var (text, from) = (_text, 0);
        for (var open = IndexOf("{{", 0); open < text.Length; open = IndexOf("{{", from))
        {
            var close = IndexOf("}}", open);
            if (close >= Math.Min(IndexOf("{{", open + 2), IndexOf("\n", open)))
            {
                Fault(open, $"\"{Shown(text[open..])}\" is opened with {{{{ and not closed with }}}}.");
                from = AddWording(from, open) + 2;
                continue;
            }

            var (name, end) = (text[(open + 2)..close].Trim(), close + 2);
            if (MarkerOf(name) is { Length: > 0 } marker)
            {
                var (lineFrom, lineEnd) = OwnLine(open, end);
                AddWording(from, Math.Max(from, lineFrom));
                Mark(marker, open);
                from = lineEnd;
            }
            else
            {
                AddWording(from, open);
                AddField(name, open);
                from = end;
            }
        }

        AddWording(from, text.Length);
        foreach (var unclosed in _open)
        {
            Fault(unclosed.Offset, "there is no {{end}} to it.");
        }

        return new(_nodes);
    }

    private List<TemplateNode<T>> Here => _open.TryPeek(out var fold) ? fold.Branch : _nodes;

    private int AddWording(int from, int to)
    {
        var wording = _text[from..to];
        var stray = wording.IndexOf("}}", StringComparison.Ordinal);
        if (stray >= 0)
        {
            Fault(from + stray, "there is a }} to which no {{ belongs.");
        }

        if (wording.Length > 0)
        {
            Here.Add(new TemplateNode<T>.Wording(wording));
        }

        return to;
    }

    private void AddField(string name, int offset)
    {
        var field = known.Named(name).FirstOrDefault();
        if (field is null)
        {
            Fault(offset, $"{{{{{Shown(name)}}}}} is no field of [{part.Name}]{Nearest(name, known.Fields.Select(candidate => candidate.Name))}; {Known}.");
        }
        else if (field.Instead.Length > 0 && !isEnglish)
        {
            Fault(offset, $"{{{{{field.Name}}}}} is written in English words; in another language write {{{{{field.Instead}}}}} and your own words.");
        }
        else
        {
            Here.Add(new TemplateNode<T>.Named(field));
        }
    }

    private void Mark(string marker, int offset)
    {
        if (marker.StartsWith("if ", StringComparison.Ordinal))
        {
            _open.Push(new(ConditionOf(marker[3..], offset), offset, [], [], HasElse: false));
        }
        else if (!_open.TryPeek(out var fold))
        {
            Fault(offset, $"{{{{{marker}}}}} stands without an {{{{if …}}}} before it.");
        }
        else if (marker == "else")
        {
            if (fold.HasElse)
            {
                Fault(offset, "there is a second {{else}} to one {{if …}}.");
            }

            _open.Pop();
            _open.Push(fold with { HasElse = true });
        }
        else
        {
            _open.Pop();
            Here.Add(new TemplateNode<T>.Fold(fold.Condition, fold.Then, fold.Else));
        }
    }

    private MessageCondition<T> ConditionOf(string name, int offset)
    {
        if (known.ConditionsNamed(name).FirstOrDefault() is { } condition)
        {
            return condition;
        }

        var names = known.Conditions.Select(candidate => candidate.Name).ToList();
        Fault(offset, names.Count == 0
            ? $"[{part.Name}] knows no condition."
            : $"\"{Shown(name)}\" is no condition of [{part.Name}]{Nearest(name, names)}; its conditions are {string.Join(", ", names)}.");
        return new(name, "", _ => false);
    }

    /// <summary>"if" and its condition, "else" or "end", in small letters; empty for a field.</summary>
    private static string MarkerOf(string name) =>
        name.StartsWith("if ", StringComparison.OrdinalIgnoreCase) ? $"if {name[3..].Trim()}"
        : name.ToLowerInvariant() is "else" or "end" ? name.ToLowerInvariant()
        : "";

    /// <summary>The whole line where nothing but the marker stands on it, so that it leaves no empty line behind; else the marker alone.</summary>
    private (int From, int End) OwnLine(int open, int end)
    {
        var (lineFrom, lineEnd) = (_text.LastIndexOf('\n', open) + 1, IndexOf("\n", end));
        return _text[lineFrom..open].Trim().Length == 0 && _text[end..lineEnd].Trim().Length == 0
            ? (lineFrom, Math.Min(lineEnd + 1, _text.Length))
            : (open, end);
    }

    private string Known => known.Fields.Count == 0
        ? "no field may stand there"
        : $"its fields are {string.Join(", ", known.Fields.Where(each => isEnglish || each.Instead.Length == 0).Select(each => each.Name))}";

    private static string Nearest(string name, IEnumerable<string> names) =>
        Spelling.Nearest(name, names) is { Length: > 0 } nearest ? $" (do you mean {nearest}?)" : "";

    private void Fault(int offset, string sentence) => faults.Add(part.At(offset, sentence));

    private static string Shown(string text) => text.Split('\n')[0] is { Length: > ShownLength } line ? line[..ShownLength] + "…" : text.Split('\n')[0];

    private int IndexOf(string what, int from)
    {
        var index = from <= _text.Length ? _text.IndexOf(what, from, StringComparison.Ordinal) : -1;
        return index < 0 ? _text.Length : index;
    }

    /// <summary>A condition whose end has not come yet.</summary>
    private sealed record OpenFold(
        MessageCondition<T> Condition, int Offset, List<TemplateNode<T>> Then, List<TemplateNode<T>> Else, bool HasElse)
    {
        public List<TemplateNode<T>> Branch => HasElse ? Else : Then;
    }
}
