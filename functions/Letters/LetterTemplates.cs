using System.Xml;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Text.Templates;
using AttendanceFunctions.Functions.Documents.Word;
using AttendanceFunctions.Functions.Operations;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>Where a template comes from, in the order in which they are looked for.</summary>
public enum TemplateSource
{
    /// <summary>The school's own, uploaded in the office: templates/{school}/{letter}.docx.</summary>
    School,

    /// <summary>That of the school's local authority: settings/letters/{local authority}/{letter}.docx.</summary>
    Authority,

    /// <summary>The trust's: settings/letters/{letter}.docx.</summary>
    Trust,

    BuiltIn,
}

/// <summary>The templates of a school's letters on a night.</summary>
/// <param name="ByKind">The template of each letter that will be made.</param>
/// <param name="BuiltIn">The built-in template of each of them, in the trust's colours.</param>
/// <param name="Sources">Where the template of each letter comes from.</param>
/// <param name="Refusals">Template files that could not be used.</param>
public sealed record ChosenTemplates(
    IReadOnlyDictionary<LetterKind, LetterTemplate> ByKind, IReadOnlyDictionary<LetterKind, LetterTemplate> BuiltIn,
    IReadOnlyDictionary<LetterKind, TemplateSource> Sources, IReadOnlyList<TemplateRefusal> Refusals);

/// <summary>
/// Finds the template of each letter: the school's own, else that of its local authority, else the trust's, else the built-in one. If a
/// file cannot be used, the worklist says so and the next one is used, because no letter would be worse (decisions 0010 and 0053).
/// </summary>
public sealed partial class LetterTemplates(TrustStorage storage, ILogger<LetterTemplates> log)
{
    /// <summary>The folder of the trust's templates in its settings.</summary>
    public const string Folder = "letters/";

    private const string Extension = ".docx";

    /// <summary>Reads the templates that a school's night needs, each file once.</summary>
    /// <param name="colours">The trust's colours, for the built-in letters.</param>
    public async Task<ChosenTemplates> ChooseAsync(
        School school, TrustColours colours, IEnumerable<LetterKind> kinds, CancellationToken cancellationToken)
    {
        var shelves = await ListAsync(school, cancellationToken);
        var refusals = shelves.SelectMany(shelf => shelf.Strays).ToList();
        var (chosen, sources) = (new Dictionary<LetterKind, LetterTemplate>(), new Dictionary<LetterKind, TemplateSource>());
        var builtIn = kinds.Distinct().ToDictionary(kind => kind, kind => BuiltInLetters.Of(kind, colours));
        foreach (var kind in builtIn.Keys.Order())
        {
            (chosen[kind], sources[kind]) = (builtIn[kind], TemplateSource.BuiltIn);
            foreach (var shelf in shelves)
            {
                if (await FindAsync(kind, shelf, refusals, cancellationToken) is { } found)
                {
                    (chosen[kind], sources[kind]) = (found, shelf.Source);
                    break;
                }
            }
        }

        return new(chosen, builtIn, sources, refusals);
    }

    /// <summary>Checks the content of a template.</summary>
    public Checked<LetterTemplate> Check(byte[] content, LetterKind kind) =>
        content.Length > SettingsBounds.LetterBytes ? TemplateReader.TooBig(content.Length) : Read(content, kind);

    /// <summary>The path of a school's own template in its container.</summary>
    public static string PathOf(SchoolId school, LetterKind kind) => $"{school}/{kind.NameOf()}{Extension}";

    /// <summary>A template as it lies in storage; null if the source has none of the letter.</summary>
    public async Task<BinaryData?> DownloadAsync(
        School school, LetterKind kind, TemplateSource source, CancellationToken cancellationToken) =>
        (await ListAsync(school, cancellationToken)).FirstOrDefault(shelf => shelf.Source == source) is { } wanted
        && wanted.FileOf(kind) is { } file
            ? BinaryData.FromBytes(await DownloadAsync(wanted.Container, file.Name, cancellationToken))
            : null;

    /// <summary>The files of the sources that have any, in the order in which they are looked for.</summary>
    private async Task<IReadOnlyList<Shelf>> ListAsync(School school, CancellationToken cancellationToken)
    {
        var own = $"{school.Id}/";
        var ofSchool = await storage.Container(Containers.Templates)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, own, cancellationToken).ToListAsync(cancellationToken);
        var settings = await storage.Container(Containers.Settings)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken).ToListAsync(cancellationToken);
        // The folder name is compared without case: "milton keynes" and "Milton Keynes".
        return
        [
            new(TemplateSource.School, Containers.Templates, own, ofSchool),
            new(TemplateSource.Authority, Containers.Settings, $"{Folder}{school.LocalAuthority}/", settings),
            new(TemplateSource.Trust, Containers.Settings, Folder, settings),
        ];
    }

    /// <summary>The folder of a source's templates.</summary>
    /// <param name="Files">The files of the container, in this folder and in others.</param>
    private sealed record Shelf(TemplateSource Source, string Container, string Folder, IReadOnlyList<BlobItem> Files)
    {
        public BlobItem? FileOf(LetterKind kind) => Files.FirstOrDefault(file =>
            file.Name.Equals($"{Folder}{kind.NameOf()}{Extension}", StringComparison.OrdinalIgnoreCase));

        /// <summary>The files in the folder whose names are those of no letter.</summary>
        public IEnumerable<TemplateRefusal> Strays => Files.Select(file => file.Name)
            .Where(name => name.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) && IsStray(name[Folder.Length..]))
            .Select(name => Stray($"{Container}/{name}"));
    }

    private async Task<LetterTemplate?> FindAsync(
        LetterKind kind, Shelf shelf, List<TemplateRefusal> refusals, CancellationToken cancellationToken)
    {
        if (shelf.FileOf(kind) is not { } found)
        {
            return null;
        }

        var read = found.Properties.ContentLength is { } bytes and > SettingsBounds.LetterBytes
            ? TemplateReader.TooBig(bytes)
            : Read(await DownloadAsync(shelf.Container, found.Name, cancellationToken), kind);
        if (read is Checked<LetterTemplate>.Invalid refused)
        {
            refusals.Add(new($"{shelf.Container}/{found.Name}", refused.Faults) { Letter = kind });
        }

        return (read as Checked<LetterTemplate>.Valid)?.Value;
    }

    private Checked<LetterTemplate> Read(byte[] content, LetterKind kind)
    {
        try
        {
            return TemplateReader.Read(content, kind);
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            LogUnreadable(kind.NameOf(), UnexpectedFault.Describe(fault));
            return new Checked<LetterTemplate>.Invalid([new(
                "file",
                $"it cannot be read: start again from the built-in letter (docs/letters.md), and tell the people who run this system "
                + $"({UnexpectedFault.Describe(fault)}).")]);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A template of {Letter} could not be read: {Fault}.")]
    private partial void LogUnreadable(string letter, string fault);

    private async Task<byte[]> DownloadAsync(string container, string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Container(container).GetBlobClient(name);
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Deleted after the listing; the empty content is refused because it is not a Word document.
            return [];
        }
    }

    /// <summary>Whether a file that is where templates are has the name of no letter.</summary>
    private static bool IsStray(string name) => !name.Contains('/', StringComparison.Ordinal)
        && !LetterKinds.ByName.Keys.Any(kind => name.Equals($"{kind}{Extension}", StringComparison.OrdinalIgnoreCase));

    private static TemplateRefusal Stray(string file) => new(
        file,
        [new("file", $"no letter has this name; a template has the name of its letter and {Extension}: "
            + $"{string.Join(", ", LetterKinds.ByName.Keys)}.")]);
}

/// <summary>A checked template of one letter, built-in or a trust's own: read once, and filled in for each pupil.</summary>
public sealed class LetterTemplate
{
    private readonly DocxFile _file;
    private readonly IReadOnlyDictionary<string, XElement> _parts;
    private readonly FieldSet<LetterFacts> _fields;

    /// <param name="parts">Its parts with text, prepared by <see cref="TemplatePart"/>.</param>
    internal LetterTemplate(LetterKind kind, DocxFile file, IReadOnlyDictionary<string, XElement> parts) =>
        (_file, _parts, _fields) = (file, parts, LetterFields.Of(kind));

    /// <summary>The letter about one pupil, as a .docx file. Equal facts give equal bytes.</summary>
    public byte[] Write(LetterFacts facts)
    {
        var merge = new Merge(_fields, facts);
        return _file.Write(_parts.ToDictionary(part => part.Key, part => WordXml.Save(merge.Fill(part.Value))));
    }

    /// <summary>The letters of a print run in one document.</summary>
    /// <param name="households">The letters by household, in the order of the run.</param>
    /// <returns>Null where they cannot be one document (<see cref="RunDocument"/>).</returns>
    public byte[]? WriteRun(IReadOnlyList<IReadOnlyList<LetterFacts>> households) => new RunDocument(_file, _parts).Write(
    [
        .. households.Select(household =>
            household.Select<LetterFacts, Func<XElement, XElement>>(facts => new Merge(_fields, facts).Fill).ToList()),
    ]);

    /// <summary>Fills in the template for one pupil.</summary>
    private sealed class Merge(FieldSet<LetterFacts> fields, LetterFacts facts)
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

        public XElement Fill(XElement root) => new(root.Name, root.Attributes(), Children(root, item: null));

        private IEnumerable<XNode> Children(XElement element, Item? item) => element.Nodes().SelectMany(node => Fill(node, item));

        private IEnumerable<XNode> Fill(XNode node, Item? item)
        {
            if (node is not XElement element)
            {
                return [node];
            }

            return element.Name == WordXml.Text ? Text(element, item)
                : element.Name == WordXml.If ? Fold(element, item)
                : element.Name == WordXml.Each ? Rows(element)
                : element.Name == WordXml.Cell ? [Cell(element, item)]
                : [new XElement(element.Name, element.Attributes(), Children(element, item))];
        }

        private IEnumerable<XNode> Fold(XElement element, Item? item)
        {
            var condition = fields.FindCondition(element.Attribute("condition")!.Value)!;
            return condition.Holds(facts) == (bool)element.Attribute("holds")! ? Children(element, item) : [];
        }

        private IEnumerable<XNode> Rows(XElement element)
        {
            var list = fields.FindList(element.Attribute("list")!.Value)!;
            var items = list.Items(facts);
            // A table must have a row, so a list without items leaves one empty row.
            return items.DefaultIfEmpty([.. list.Columns.Select(_ => "")]).SelectMany(item => Children(element, new(list, item)));
        }

        // A cell must have a paragraph, even if a condition removed all its content.
        private XElement Cell(XElement element, Item? item)
        {
            var cell = new XElement(element.Name, element.Attributes(), Children(element, item));
            if (!cell.Elements(WordXml.Paragraph).Any())
            {
                cell.Add(new XElement(WordXml.Paragraph));
            }

            return cell;
        }

        private IEnumerable<XNode> Text(XElement element, Item? item)
        {
            if (!element.Value.Contains("{{", StringComparison.Ordinal))
            {
                return [element];
            }

            var filled = Token.Scan(element.Value, (_, sentence) => throw new InvalidOperationException(sentence))
                .Select(token => token.Kind == TokenKind.Wording ? token.Text : ValueOf(token.Text, item));
            return string.Concat(filled).Split('\n')
                .SelectMany((line, index) => index == 0 ? new[] { TextOf(line) } : [new XElement(WordXml.Break), TextOf(line)]);
        }

        private static XElement TextOf(string line) => new(WordXml.Text, new XAttribute(XNamespace.Xml + "space", "preserve"), line);

        private string ValueOf(string name, Item? item)
        {
            if (name.Split('.') is [_, var column] && item is not null)
            {
                return Clean(item.List.TextOf(item.Texts, column));
            }

            return _values.TryGetValue(name, out var value) ? value : _values[name] = Clean(fields.FindField(name)!.TextOf(facts));
        }

        // A name from a roster may contain a character that XML does not allow.
        private static string Clean(string value) => value.All(IsAllowed) ? value : string.Concat(value.Where(IsAllowed));

        private static bool IsAllowed(char c) => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c);
    }

    /// <summary>The item of a list whose row is being written.</summary>
    private sealed record Item(FieldList<LetterFacts> List, IReadOnlyList<string> Texts);
}
