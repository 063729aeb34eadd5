using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A message to one parent about one or more children of the family, as it is sent.</summary>
public sealed record FilledMessage(string Text, TextCost Cost, EmailBody Email);

/// <summary>An email to one parent, from which the plain text and the HTML are made.</summary>
/// <param name="Lang">The code of its language: en-GB.</param>
public sealed record EmailBody(string Lang, string Subject, IReadOnlyList<EmailParagraph> Paragraphs)
{
    /// <summary>The plain text, with an empty line between two paragraphs.</summary>
    public string Plain => string.Join("\n\n", Paragraphs.Select(paragraph => paragraph.Plain)) + "\n";
}

/// <summary>A paragraph of an email.</summary>
/// <param name="Lines">Its lines, each in pieces; a number to call is a piece of its own.</param>
public sealed record EmailParagraph(IReadOnlyList<IReadOnlyList<Piece>> Lines)
{
    internal string Plain => string.Join('\n', Lines.Select(line => string.Concat(line.Select(piece => piece.Text))));
}

/// <summary>A checked template: the wording of one kind of message in one language.</summary>
/// <param name="Lang">The language's code, for programs that read aloud: en-GB.</param>
/// <param name="Parent">How a parent without a name is addressed.</param>
/// <param name="Child">The clause about one child.</param>
/// <param name="And">The word before the last item of a list: "and".</param>
/// <param name="Or">The word before the last of several alternatives: "or".</param>
/// <param name="School">The clause about one school.</param>
/// <param name="Email">The email's paragraphs, with an empty line between them.</param>
public sealed record MessageTemplate(
    string Lang, TemplateText<MessageFacts> Subject, string Parent, TemplateText<Child> Child, string And, string Or,
    TemplateText<SchoolToCall> School, TemplateText<MessageFacts> Text, TemplateText<MessageFacts> Email)
{
    /// <summary>The message to one parent.</summary>
    /// <param name="parentName">The parent's name; empty where the roster has none.</param>
    /// <param name="children">The children, in the order in which they are named.</param>
    /// <exception cref="ArgumentException">The list of children is empty.</exception>
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

    private EmailBody EmailOf(MessageFacts facts) =>
        new(Lang, Layout.OneLine(Plain(Subject.Fill(facts))), Layout.Paragraphs(Email.Fill(facts)));

    private static string Plain(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(piece => piece.Text));
}
