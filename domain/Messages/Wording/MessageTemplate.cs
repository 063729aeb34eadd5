using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A message to one parent about one child or several of the family, as it would leave.</summary>
public sealed record FilledMessage(string Text, TextCost Cost, EmailBody Email);

/// <summary>An email: subject, plain text, and the same as HTML.</summary>
public sealed record EmailBody(string Subject, string Plain, string Html);

/// <summary>A checked template: the wording of one kind of message in one language.</summary>
/// <param name="Lang">The language's code, for programs that read aloud: en-GB.</param>
/// <param name="Parent">How a parent without a name is addressed.</param>
/// <param name="Child">The clause about one child.</param>
/// <param name="And">The word before the last of several.</param>
/// <param name="Or">The word before the last of several to choose from.</param>
/// <param name="School">The clause about one school.</param>
/// <param name="Email">The email's paragraphs, with an empty line between them.</param>
public sealed record MessageTemplate(
    string Lang, TemplateText<MessageFacts> Subject, string Parent, TemplateText<Child> Child, string And, string Or,
    TemplateText<SchoolToCall> School, TemplateText<MessageFacts> Text, TemplateText<MessageFacts> Email)
{
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
