using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Reads the headed parts of a template and checks all of them.</summary>
/// <param name="file">The file, as its settings' folder names it.</param>
/// <param name="text">What stands in it.</param>
/// <param name="rule">The kind of message.</param>
/// <param name="isEnglish">Whether it is in English.</param>
/// <param name="faults">Where faults go.</param>
internal sealed partial class MessageTemplateReader(string file, string text, MessageKind rule, bool isEnglish, List<Fault> faults)
{
    private static readonly FieldSet<string> Nothing = new([], []);

    private static readonly string[] InLines = [MessageParts.Text, MessageParts.Email];

    private readonly Dictionary<string, TemplatePart> _parts = new(StringComparer.Ordinal);

    /// <summary>The template; of no use where there are faults.</summary>
    public MessageTemplate Read()
    {
        FindParts();
        return new()
        {
            Lang = ReadLang(),
            Subject = ReadText(MessageParts.Subject, MessageFields.OfMessage),
            Parent = ReadWords(MessageParts.Parent),
            Child = ReadText(MessageParts.Child, MessageFields.OfChild),
            And = ReadWords(MessageParts.And),
            Or = ReadWords(MessageParts.Or),
            School = ReadText(MessageParts.School, MessageFields.OfSchool),
            Text = ReadText(MessageParts.Text, MessageFields.OfMessage),
            Email = ReadText(MessageParts.Email, MessageFields.OfMessage),
        };
    }

    private void FindParts()
    {
        var lines = text.Split('\n');
        var headings = Enumerable.Range(0, lines.Length).Where(line => Heading().IsMatch(lines[line])).ToList();
        foreach (var stray in Enumerable.Range(0, headings.Count > 0 ? headings[0] : lines.Length).Where(line => lines[line].Trim().Length > 0).Take(1))
        {
            faults.Add(TemplatePart.Place(file, stray + 1, 1, $"this stands before the first part; begin with a heading: {Names}."));
        }

        foreach (var (heading, next) in headings.Zip(headings.Skip(1).Append(lines.Length)))
        {
            AddPart(Heading().Match(lines[heading]).Groups[1].Value.Trim(), heading, lines, next);
        }
    }

    private void AddPart(string written, int heading, string[] lines, int next)
    {
        var (first, end) = (heading + 1, next);
        while (first < end && string.IsNullOrWhiteSpace(lines[first]))
        {
            first++;
        }

        while (end > first && string.IsNullOrWhiteSpace(lines[end - 1]))
        {
            end--;
        }

        var name = written.ToLowerInvariant();
        var part = new TemplatePart(file, name, heading + 1, first + 1, string.Join('\n', lines[first..end]));
        if (MessageParts.All.All(known => known.Name != name))
        {
            var nearest = Spelling.Nearest(name, MessageParts.All.Select(known => known.Name));
            faults.Add(part.AtHeading($"is no part of a message{(nearest.Length > 0 ? $" (do you mean [{nearest}]?)" : "")}; its parts are {Names}."));
        }
        else if (!_parts.TryAdd(name, part))
        {
            faults.Add(part.AtHeading("stands there a second time; each part stands there once."));
        }
        else if (part.Text.Length == 0)
        {
            faults.Add(part.AtHeading("is empty; write what it says below it."));
        }
    }

    private string ReadLang()
    {
        if (isEnglish && !_parts.ContainsKey(MessageParts.Lang))
        {
            return "en-GB";
        }

        var lang = ReadWords(MessageParts.Lang);
        if (lang.Length > 0 && !LanguageCode().IsMatch(lang))
        {
            faults.Add(_parts[MessageParts.Lang].At(0, "this is no code of a language; write one such as cy, pl or pt-BR."));
        }

        return lang;
    }

    /// <summary>A part without fields.</summary>
    private string ReadWords(string name) => Layout.OneLine(string.Concat(ReadText(name, Nothing).Fill("").Select(piece => piece.Text)));

    private TemplateText<T> ReadText<T>(string name, FieldSet<T> known)
    {
        if (!_parts.TryGetValue(name, out var part))
        {
            faults.Add(new(file, $"has no [{name}]; a message needs {Names}."));
            return new([]);
        }

        var before = faults.Count;
        var read = new TemplateTextReader<T>(part, InLines.Contains(name), known, isEnglish, faults).Read();
        if (faults.Count == before && part.Text.Length > 0)
        {
            faults.AddRange(MessageParts.Required(name, rule).Where(fields => !read.AlwaysNames(fields)).Select(fields => part.AtHeading(Missing(fields))));
        }

        return read;
    }

    private string Missing(IReadOnlyList<string> fields)
    {
        var fitting = fields.Where(field => isEnglish || MessageFields.OfChild.Named(field).All(known => known.Instead.Length == 0)).Select(field => $"{{{{{field}}}}}");
        return $"must name {string.Join(" or ", fitting)} in every case: outside conditions, or in both of their branches.";
    }

    private string Names => string.Join(", ", MessageParts.All.Where(part => !isEnglish || part.Name != MessageParts.Lang).Select(part => $"[{part.Name}]"));

    [GeneratedRegex(@"^\s*\[([^\[\]{}]*)\]\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageCode();
}
