using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>All templates of a trust: its own by language and kind, over the built-in English ones.</summary>
public sealed class MessageBook
{
    /// <summary>The language of the built-in templates, and the folder of those that take their place.</summary>
    public const string English = "english";

    private readonly Dictionary<(string Language, MessageKind Rule), MessageTemplate> _own;

    private MessageBook(Dictionary<(string Language, MessageKind Rule), MessageTemplate> own) => _own = own;

    /// <summary>The book of a trust without templates of its own.</summary>
    public static MessageBook BuiltIn { get; } = new([]);

    public static bool IsEnglish(string language) => language.Trim().Equals(English, StringComparison.OrdinalIgnoreCase);

    /// <summary>The book of a trust, or every fault of its files.</summary>
    /// <param name="files">What was read of settings/messages.</param>
    /// <param name="trust">The trust, with whose schools the texts are tried.</param>
    public static Checked<MessageBook> Of(IReadOnlyCollection<Checked<MessageFile>> files, Trust trust)
    {
        var sound = files.OfType<Checked<MessageFile>.Valid>().ToList();
        var own = sound.Select(file => file.Value).OrderBy(file => file.Path, StringComparer.Ordinal)
            .GroupBy(file => (Folded(file.Language), file.Kind)).ToList();
        var book = new MessageBook(own.ToDictionary(group => group.Key, group => group.First().Template));
        Fault[] faults =
        [
            .. files.OfType<Checked<MessageFile>.Invalid>().SelectMany(file => file.Faults),
            .. own.SelectMany(group => group.Skip(1).Select(file => new Fault(file.Path, $"is the same message as {group.First().Path}; capitals do not tell files apart: delete one of them."))),
            .. new SegmentLimit(trust).Faults(own.Select(group => group.First()), book),
        ];
        return faults.Length > 0 ? new Checked<MessageBook>.Invalid(faults) : new Checked<MessageBook>.Valid(book, [.. sound.SelectMany(file => file.Remarks)]);
    }

    /// <summary>A message to one parent. A language without a template of this kind has it in English.</summary>
    /// <param name="rule">The kind of message.</param>
    /// <param name="language">The family's language, in the roster's word; empty is English.</param>
    /// <param name="parentName">The parent's name; empty where the roster has none.</param>
    /// <param name="children">The children, in the order in which they are named.</param>
    /// <exception cref="ArgumentException">There is no child, or the kind is none that parents get.</exception>
    public FilledMessage Fill(MessageKind rule, string language, string parentName, IReadOnlyList<Child> children) =>
        TemplateOf(rule, language).Fill(parentName, children);

    internal MessageTemplate TemplateOf(MessageKind rule, string language) =>
        !rule.IsForParents() ? throw new ArgumentException($"{rule} is no message to parents.", nameof(rule))
        : _own.TryGetValue((Folded(language), rule), out var own) || _own.TryGetValue((English, rule), out own) ? own
        : BuiltInMessages.All[rule];

    private static string Folded(string language) => language.Trim().ToLowerInvariant();
}
