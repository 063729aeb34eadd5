using System.Net;
using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

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
