using System.Net;
using System.Text.RegularExpressions;
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

/// <summary>The blanks and line ends of a message, without those that fields and conditions leave behind.</summary>
internal static partial class Layout
{
    /// <summary>Everything on one line, with single blanks.</summary>
    public static string OneLine(string text) => Blank().Replace(text, " ").Trim(' ');

    /// <summary>A value as people see it: line breaks and control characters in a name would end a text's line or spoil HTML.</summary>
    public static string Visible(string value) => OneLine(string.Concat(
        value.Where(c => char.IsWhiteSpace(c) || !char.IsControl(c)).Select(c => char.IsWhiteSpace(c) ? ' ' : c)));

    /// <summary>Lines without blanks at their ends, and with one empty line at most between them.</summary>
    public static string Lines(string text) => EmptyLines().Replace(string.Join('\n', text.Split('\n').Select(OneLine)), "\n\n").Trim('\n');

    /// <summary>The paragraphs of a text, which empty lines part.</summary>
    public static IReadOnlyList<string> Paragraphs(string text) => Lines(text) is { Length: > 0 } lines ? lines.Split("\n\n") : [];

    // A no-break space is left where its writer put it.
    [GeneratedRegex("[ \t\r\n]+")]
    private static partial Regex Blank();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex EmptyLines();
}

/// <summary>An email as an HTML page: no picture, no colour, no link but the numbers to call, and each paragraph's direction.</summary>
internal static class EmailHtml
{
    private const string BodyStyle =
        "font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; max-width: 36em; margin: 1em auto; padding: 0 1em; "
        + "overflow-wrap: break-word; -webkit-text-size-adjust: 100%";

    /// <param name="lang">The code of the email's language: en-GB.</param>
    /// <param name="body">The body in pieces, with empty lines between its paragraphs.</param>
    public static string Of(string lang, string subject, IEnumerable<Piece> body) =>
        $"<!DOCTYPE html>\n<html lang=\"{WebUtility.HtmlEncode(lang)}\" dir=\"auto\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
        // Some phones make links of what looks like a date or a number; the ones to call are links already.
        + "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\n"
        + $"<title>{WebUtility.HtmlEncode(subject)}</title>\n<style>:root {{ color-scheme: light dark; }}</style>\n</head>\n"
        + "<body style=\"margin: 0\">\n"
        // Programs that show an email inside a page of their own drop html and body, and so the language.
        + $"<div lang=\"{WebUtility.HtmlEncode(lang)}\" style=\"{BodyStyle}\">\n"
        + string.Concat(Layout.Paragraphs(string.Concat(body.Select(Encode)))
            .Select(paragraph => $"<p dir=\"auto\">{paragraph.Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>\n"))
        + "</div>\n</body>\n</html>\n";

    private static string Encode(Piece piece) => piece.Source == PieceSource.Phone
        ? $"<a href=\"tel:{Dialled(piece.Text)}\" dir=\"ltr\" style=\"color: inherit; white-space: nowrap\">"
            + $"{WebUtility.HtmlEncode(piece.Text)}</a>"
        : WebUtility.HtmlEncode(piece.Text);

    /// <summary>The number as a phone dials it, from abroad too: 01632 960001 is +441632960001, and so is +44 (0)1632 960001.</summary>
    private static string Dialled(string phone)
    {
        var digits = string.Concat(phone.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        return phone.StartsWith('+') ? $"+{digits}"
            : digits.StartsWith("00", StringComparison.Ordinal) ? $"+{digits[2..]}"
            : digits.StartsWith('0') ? $"+44{digits[1..]}"
            : digits;
    }
}
