namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>All templates of a trust: its own by language and kind, and the built-in English ones for all other kinds.</summary>
public sealed class MessageBook
{
    /// <summary>The language of the built-in templates, and the folder of a trust's own English ones.</summary>
    public const string English = "english";

    private static readonly Lazy<IReadOnlyDictionary<MessageKind, MessageTemplate>> BuiltInTemplates = new(() =>
        MessageKinds.ByName.ToDictionary(kind => kind.Value, kind => ReadBuiltIn(kind.Key)));

    private readonly Dictionary<(string Language, MessageKind Kind), MessageTemplate> _own;

    private MessageBook(Dictionary<(string Language, MessageKind Kind), MessageTemplate> own) => _own = own;

    /// <summary>The book of a trust without templates of its own.</summary>
    public static MessageBook BuiltIn { get; } = new([]);

    public static bool IsEnglish(string language) => Folded(language) == English;

    /// <summary>The book of a trust, or every fault of its files.</summary>
    /// <param name="files">The files of settings/messages, as they were read.</param>
    /// <param name="trust">The trust, whose schools are used to test the length of the texts.</param>
    public static Checked<MessageBook> Of(IReadOnlyCollection<Checked<MessageFile>> files, Trust trust)
    {
        var valid = files.OfType<Checked<MessageFile>.Valid>().ToList();
        var own = valid.Select(file => file.Value).OrderBy(file => file.Path, StringComparer.Ordinal)
            .GroupBy(file => (Folded(file.Language), file.Kind)).ToList();
        var book = new MessageBook(own.ToDictionary(group => group.Key, group => group.First().Template));
        Fault[] faults =
        [
            .. files.OfType<Checked<MessageFile>.Invalid>().SelectMany(file => file.Faults),
            .. own.SelectMany(group => group.Skip(1).Select(file => SameMessage(file, group.First()))),
            .. new SegmentLimit(trust).Faults([.. own.Select(group => group.First())], book),
        ];
        return faults.Length > 0
            ? new Checked<MessageBook>.Invalid(faults)
            : new Checked<MessageBook>.Valid(book, [.. valid.SelectMany(file => file.Remarks)]);
    }

    /// <summary>Fills a message to one parent, in English where the language has no template of this kind.</summary>
    /// <param name="language">The family's language, in the roster's word; empty is English.</param>
    /// <param name="parentName">The parent's name; empty where the roster has none.</param>
    /// <exception cref="ArgumentException">The list of children is empty.</exception>
    public FilledMessage Fill(MessageKind kind, string language, string parentName, IReadOnlyList<Child> children) =>
        TemplateOf(kind, language).Fill(parentName, children);

    internal MessageTemplate TemplateOf(MessageKind kind, string language) =>
        _own.TryGetValue((Folded(language), kind), out var own) || _own.TryGetValue((English, kind), out own) ? own
        : BuiltInTemplates.Value[kind];

    private static string Folded(string language) => language.Trim().ToLowerInvariant();

    private static Fault SameMessage(MessageFile file, MessageFile first) =>
        new(file.Path, $"is the same message as {first.Path}; capitals do not tell files apart: delete one of them.");

    // The built-in templates have the same form as a trust's own, and serve as examples.
    private static MessageTemplate ReadBuiltIn(string kind)
    {
        using var stream = typeof(MessageBook).Assembly.GetManifestResourceStream($"{MessageFile.Folder}{kind}{MessageFile.Extension}")
            ?? throw new InvalidOperationException($"There is no built-in {kind}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return MessageFile.Read($"{MessageFile.Folder}{English}/{kind}{MessageFile.Extension}", bytes.ToArray()).ValueOf(kind).Template;
    }
}
