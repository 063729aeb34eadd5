using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A message to one parent about one child or several of the family, as it would leave.</summary>
/// <param name="Text">The text to a mobile number.</param>
/// <param name="Cost">What the text costs.</param>
/// <param name="Email">The email.</param>
public sealed record FilledMessage(string Text, TextCost Cost, EmailBody Email);

/// <summary>An email: subject, plain text, and the same as HTML.</summary>
public sealed record EmailBody(string Subject, string Plain, string Html);

/// <summary>A checked template: the wording of one kind of message in one language.</summary>
public sealed record MessageTemplate
{
    /// <summary>The language's code, for programs that read aloud: en-GB.</summary>
    public required string Lang { get; init; }

    /// <summary>The email's subject.</summary>
    public required TemplateText<MessageFacts> Subject { get; init; }

    /// <summary>How a parent without a name is addressed.</summary>
    public required string Parent { get; init; }

    /// <summary>The clause about one child.</summary>
    public required TemplateText<Child> Child { get; init; }

    /// <summary>The word before the last of several.</summary>
    public required string And { get; init; }

    /// <summary>The word before the last of several to choose from.</summary>
    public required string Or { get; init; }

    /// <summary>The clause about one school.</summary>
    public required TemplateText<SchoolToCall> School { get; init; }

    /// <summary>The text to a mobile number.</summary>
    public required TemplateText<MessageFacts> Text { get; init; }

    /// <summary>The email's paragraphs, parted by empty lines.</summary>
    public required TemplateText<MessageFacts> Email { get; init; }

    /// <summary>The message to one parent.</summary>
    /// <param name="parentName">The parent's name; empty where the roster has none.</param>
    /// <param name="children">The children, in the order in which they are named.</param>
    /// <exception cref="ArgumentException">There is no child.</exception>
    public FilledMessage Fill(string parentName, IReadOnlyList<Child> children)
    {
        if (children.Count == 0)
        {
            throw new ArgumentException("A message is about at least one child.", nameof(children));
        }

        var facts = new MessageFacts(this, parentName, children);
        var text = Text.Fill(facts);
        var sent = Layout.Lines(Plain(text));
        return new(sent, TextCost.Of(sent, text), EmailOf(facts));
    }

    private EmailBody EmailOf(MessageFacts facts)
    {
        var (subject, body) = (Layout.OneLine(Plain(Subject.Fill(facts))), Email.Fill(facts));
        return new(subject, Layout.Lines(Plain(body)) + "\n", EmailHtml.Of(Lang, subject, body));
    }

    private static string Plain(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(piece => piece.Text));
}
