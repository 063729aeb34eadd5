using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A headed part of a template's file.</summary>
/// <param name="Name">Its heading, without the brackets.</param>
public sealed record MessagePart(string Name, string Meaning);

/// <summary>The parts of a template's file, in the order in which the built-in ones have them.</summary>
public static class MessageParts
{
    public const string Lang = "lang";
    public const string Subject = "subject";
    public const string Parent = "parent";
    public const string Child = "child";
    public const string And = "and";
    public const string Or = "or";
    public const string School = "school";
    public const string Text = "text";
    public const string Email = "email";

    public static IReadOnlyList<MessagePart> All { get; } =
    [
        new(Lang, "The language's code, for programs that read aloud: en-GB, cy, pl. It may be left out in English."),
        new(Subject, "The email's subject."),
        new(Parent, "How a parent is addressed whose name the roster does not give."),
        new(Child, "What is said of one child."),
        new(And, "The word before the last of several: Maggie and Tom."),
        new(Or, "The word before the last of several to choose from: one number or the other."),
        new(School, "A school and the number to call."),
        new(Text, "The text to a mobile number, with all of its line ends."),
        new(Email, "The email, with an empty line between its paragraphs. Its HTML is made of it."),
    ];

    /// <summary>Groups of fields: a part must name one of each, whatever the conditions, with an English word or as a number.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Required(string part, MessageKind? kind) => (part, kind) switch
    {
        (Text or Email, _) => [["Children"], ["Schools"]],
        (School, _) => [["SchoolName"], ["SchoolPhone"]],
        (Child, MessageKind.Stage or MessageKind.HalfTerm) => [["ChildFirstName"], WithNumber("DaysMissed")],
        (Child, MessageKind.TermlySummary or MessageKind.WeeklySummary) =>
            [["ChildFirstName"], [.. WithNumber("DaysInSchool"), .. WithNumber("DaysMissed")]],
        (Child, _) => [["ChildFirstName"]],
        _ => [],
    };

    private static string[] WithNumber(string field) => [field, $"{field}Number"];
}

/// <summary>Reads the headed parts of a template and checks all of them.</summary>
/// <param name="file">The path of the file in the settings folder.</param>
/// <param name="text">The file's text, with \n line ends.</param>
/// <param name="kind">The kind of message; null where it is not known.</param>
internal sealed partial class MessageTemplateReader(string file, string text, MessageKind? kind, bool isEnglish, FaultList faults)
{
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);

    /// <summary>The template; it must not be used if there are faults.</summary>
    public MessageTemplate Read()
    {
        FindParts();
        return new(
            ReadLang(), ReadText(MessageParts.Subject, MessageFields.OfMessage), ReadWords(MessageParts.Parent),
            ReadText(MessageParts.Child, MessageFields.OfChild), ReadWords(MessageParts.And), ReadWords(MessageParts.Or),
            ReadText(MessageParts.School, MessageFields.OfSchool), ReadText(MessageParts.Text, MessageFields.OfMessage),
            ReadText(MessageParts.Email, MessageFields.OfMessage));
    }

    private void FindParts()
    {
        var lines = text.Split('\n');
        var headings = Enumerable.Range(0, lines.Length).Where(line => HeadingOf(lines[line]) is not null).ToList();
        var firstHeading = headings.Count > 0 ? headings[0] : lines.Length;
        var stray = Array.FindIndex(lines, 0, firstHeading, line => !string.IsNullOrWhiteSpace(line));
        if (stray >= 0)
        {
            AddFault(stray + 1, 1, $"this is above the first part; begin with a heading: {Names}.");
        }

        foreach (var (heading, next) in headings.Zip(headings.Skip(1).Append(lines.Length)))
        {
            AddPart(HeadingOf(lines[heading])!, heading, lines, next);
        }
    }

    private void AddPart(string name, int heading, string[] lines, int next)
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

        var part = new Part(name, heading + 1, first + 1, string.Join('\n', lines[first..end]));
        if (MessageParts.All.All(known => known.Name != name))
        {
            var nearest = Spelling.Nearest(name, MessageParts.All.Select(known => known.Name));
            AddFault(part, $"is no part of a message{(nearest.Length > 0 ? $" (do you mean [{nearest}]?)" : "")}; its parts are {Names}.");
        }
        else if (!_parts.TryAdd(name, part))
        {
            AddFault(part, "is there a second time; each part may be there once.");
        }
        else if (part.Text.Length == 0)
        {
            AddFault(part, "is empty; write what it says below it.");
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
            AddFault(_parts[MessageParts.Lang].FirstLine, 1, "this is no code of a language; write one such as cy, pl or pt-BR.");
        }

        return lang;
    }

    /// <summary>A part without fields.</summary>
    private string ReadWords(string name) => Layout.OneLine(string.Concat(ReadText(name, MessageFields.None).Wording));

    private TemplateText<T> ReadText<T>(string name, FieldSet<T> known)
    {
        if (!_parts.TryGetValue(name, out var part))
        {
            faults.Add(new(file, $"has no [{name}]; a message needs {Names}."));
            return TemplateText.Read("", known, "", isEnglish, (_, _) => { });
        }

        var before = faults.Count;
        // In other parts a line end is only a space within a sentence.
        var inLines = name is MessageParts.Text or MessageParts.Email ? part.Text : part.Text.Replace('\n', ' ');
        var read = TemplateText.Read(inLines, known, $"[{name}]", isEnglish, (offset, sentence) => AddFault(part, offset, sentence));
        if (faults.Count == before && part.Text.Length > 0)
        {
            foreach (var fields in MessageParts.Required(name, kind).Where(fields => !read.AlwaysNames(fields)))
            {
                AddFault(part, Missing(fields, known));
            }
        }

        return read;
    }

    private string Missing<T>(IReadOnlyList<string> fields, FieldSet<T> known)
    {
        var fitting = fields.Where(field => isEnglish || known.FindField(field)?.InOtherLanguages is null);
        return $"must name {string.Join(" or ", fitting.Select(field => $"{{{{{field}}}}}"))} in every case: "
            + "outside conditions, or in both of their branches.";
    }

    private string Names =>
        string.Join(", ", MessageParts.All.Where(part => !isEnglish || part.Name != MessageParts.Lang).Select(part => $"[{part.Name}]"));

    private void AddFault(Part part, string sentence) =>
        AddFault(part.HeadingLine, 1, $"[{SettingsSection.Shorten(part.Name)}] {sentence}");

    /// <summary>Adds a fault at an offset of a part's text, in UTF-16 code units.</summary>
    private void AddFault(Part part, int offset, string sentence)
    {
        var before = part.Text.AsSpan(0, offset);
        AddFault(part.FirstLine + before.Count('\n'), offset - before.LastIndexOf('\n'), sentence);
    }

    private void AddFault(int line, int column, string sentence) =>
        faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"{file} line {line}, column {column}"), sentence));

    /// <summary>The name of a line that is a heading: text in square brackets, without other brackets or braces; else null.</summary>
    private static string? HeadingOf(string line) =>
        line.Trim() is ['[', .. var name, ']'] && name.AsSpan().IndexOfAny("[]{}") < 0 ? name.Trim().ToLowerInvariant() : null;

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageCode();

    /// <summary>A headed part of the file.</summary>
    /// <param name="Name">The heading, without the brackets, in small letters.</param>
    /// <param name="Text">The text below the heading, without empty lines before and after it.</param>
    private sealed record Part(string Name, int HeadingLine, int FirstLine, string Text);
}
